"""Articles of what the reader finds, by code, for `explain` and the reference page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cml_sync.messages import Text, text

_STRUCTURE: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "CML160": text(
            """The declared encoding is not the one of the bytes.

Why: receivers that trust the declaration read nonsense or refuse the file; here the bytes decided.

Mend: in 1C, this is not set anywhere; look for the script that converts the file and leaves the
declaration as it was, or write the declaration anew.

Source: XML 1.0, section 4.3.3; files with `UTF-8` declared and windows-1251 inside are met."""
        ),
        "CML161": text(
            """White space stands before the XML declaration.

Why: XML allows nothing there: strict readers stop at the first line.

Mend: look for the script that makes the file; in PHP it is a blank line before `<?php` or after
`?>`.

Source: XML 1.0, section 2.8."""
        ),
        "CML162": text(
            """The XML declaration stands twice at the start.

Why: strict readers stop at the second one.

Mend: look for the script that adds a declaration to what 1C wrote with one already.

Source: XML 1.0, section 2.8."""
        ),
        "CML163": text(
            """The root element is missing: a classifier, catalogue or counterparty stands alone.

Why: hardly any receiver looks for these elements at the top; the schema version is not known,
either.

Mend: put it into `КоммерческаяИнформация`; look for the script that cut it out.

Source: `КоммерческаяИнформация`, the only root of every schema (2.04 to 2.10)."""
        ),
        "CML164": text(
            """An element that may stand once stands again; the later one was left aside.

Why: receivers take the first one, the last one, or both: the record is another one in each shop.

Mend: look for the extension or script that adds the element a second time.

Source: `maxOccurs` of the elements (schema 2.04 to 2.10)."""
        ),
        "CML165": text(
            """A text stands between elements where nothing may stand.

Why: it is lost; mostly the closing tag of an element came too early, and its value with it.

Mend: look into the file at this line; look for the script that puts the file together by hand.

Source: the elements of CommerceML hold either a text or elements (schema 2.04); the base unit is
the one exception."""
        ),
        "CML166": text(
            """Elements or attributes stand where a plain value is expected.

Why: receivers take the text alone, or nothing.

Mend: look for the extension or script that adds them. Where a site adds attributes of its own,
the value itself is read.

Source: simple types of schema 2.04."""
        ),
        "CML167": text(
            """An element is none of those that the standard and the known dialects have.

Why: receivers pass it by; it is kept as it stands, so nothing is lost on the way.

Mend: nothing, if the receiver knows it. Otherwise look for the extension that writes it, and for
a misspelt name.

Source: schemas 2.04 to 2.10, and the dialects of 1C:УТ, 1C:УНФ, 1C-Bitrix and MoySklad."""
        ),
        "CML168": text(
            """A text stands where elements are expected.

Why: the sender wrote a plain value for something that has parts: receivers find none of them.

Mend: look for the extension or script that made this file, and compare with what 1C writes.

Source: complex types of schema 2.04."""
        ),
    }
)

_VALUES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "CML760": text(
            """A value cannot be read: it is no number, no date, or no yes or no.

Why: receivers take zero, today, or stop. Here it is kept as it stands and counts as not given.

Mend: in 1C, correct the value; if it looks right there, look for the extension or script that
writes it.

Source: simple types of schema 2.04 (`СуммаТип`, `КоличествоТип`, `ДатаТип`, `ПереключательТип`)."""
        ),
        "CML761": text(
            """White space stands around a value that is compared as it is written.

Why: `796 ` and `796` are two units to a receiver that does not trim; here it is trimmed.

Mend: in 1C, look at the code: fields of fixed length are padded with spaces, and an extension
writes them as they are.

Source: `БазоваяЕдиница@Код`, `Артикул` and others (schema 2.04)."""
        ),
        "CML762": text(
            """A number has another shape than the standard.

Why: the standard knows digits and a point only: receivers read `1 250,50` as 1, as 1250, or as
125050, and `1.5E-5` as 1.5.

Mend: look for the extension or script that formats numbers for people, adds a currency, or writes
an exponent; in 1C the format string for the exchange is "ЧРД=.; ЧГ=0".

Source: `xs:decimal` of schema 2.04."""
        ),
        "CML763": text(
            """A yes or no is written in words that the standard does not have.

Why: receivers that look for `true` read every other word as no.

Mend: look for the extension or script that writes `да`, `истина` or `Y`.

Source: type `ПереключательТип` (schema 2.04): `true`, `false`, `1`, `0`."""
        ),
        "CML764": text(
            """A date or a time has another shape than the standard.

Why: receivers read another day, or none: `01.02.2026` is in January or in February.

Mend: look for the extension or script that formats dates for people; in 1C the format string is
"ДФ=yyyy-MM-dd".

Source: `xs:date`, `xs:time`, `xs:dateTime` of schema 2.04."""
        ),
        "CML765": text(
            """The empty date of 1C, 0001-01-01, stands where no date is meant.

Why: receivers that know no empty date keep the year 1, or refuse the record.

Mend: in 1C, fill in the date, or leave the element out. Here it counts as not given.

Source: the empty date of 1C; `СрокПлатежа` of real orders has it."""
        ),
        "CML766": text(
            """The namespace is not one of CommerceML.

Why: receivers that look at namespaces find none of the elements.

Mend: look for the script that made this file; 1C writes `urn:1C.ru:commerceml_2`, `…_205`, `…_210`,
`…_3`, or none.

Source: the namespaces of real exports; those of the published schemas themselves no export has."""
        ),
        "CML767": text(
            """A character stands in the file that XML forbids.

Why: strict readers stop there, with everything behind it unread; here it was left out.

Mend: in 1C, type the value once more: control characters come in by pasting. Look for the script
that writes XML without escaping.

Source: XML 1.0, section 2.2."""
        ),
        "CML768": text(
            """An entity of HTML (`&nbsp;`) stands in the file, which XML does not know.

Why: strict readers stop there; here the character it means was put in its place.

Mend: look for the script that pastes HTML into XML; in XML it is written as a character.

Source: XML 1.0, section 4.6: five entities and no more."""
        ),
        "CML769": text(
            """A sign `&` stands alone, and not as `&amp;`.

Why: strict readers stop there, with everything behind it unread.

Mend: look for the script that writes XML without escaping; 1C itself escapes it.

Source: XML 1.0, section 2.4."""
        ),
        "CML792": text(
            """An element is not as the schema given with `--xsd` wants it.

Why: almost no real export keeps to the schemas of the standard, and few receivers look at one. It
is advice: what hurts has a code of its own.

Mend: nothing, unless the receiver validates. Then look for the extension or setting of 1C that
writes the element, or take the schema of another version.

Source: the schema that was given; elements are compared as if they stood in its namespace, records
by themselves, and values are not repeated."""
        ),
    }
)

ARTICLES: Final[Mapping[str, Text]] = MappingProxyType({**_STRUCTURE, **_VALUES})
