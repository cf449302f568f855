"""8xx: texts that were damaged on their way, and descriptions."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from cml_sync.checks.knowledge import odd_text
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.checks.written import DESCRIPTION, texts
from cml_sync.messages import text
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_NAMED: Final = (Kind.GROUP, Kind.PROPERTY, Kind.CATEGORY, Kind.PRICE_TYPE, Kind.WAREHOUSE)
_LISTS: Final = (*_NAMED, Kind.UNIT)
_DESCRIPTION: Final = ("description",)
_DESCRIPTION_LIMIT: Final = 3000
_SHORT_DESCRIPTION: Final = 255
_SHORT_VERSION: Final = Decimal("2.06")
_VALUE_LIMIT: Final = 1000


@rule(
    "CML807",
    Severity.WARNING,
    on=_GOODS,
    needs=_DESCRIPTION,
    title=text("Description that a browser runs"),
)
def active_description(view: RecordView[Product]) -> Iterable[Found]:
    """A description holds a script, a frame, a form or a handler of events.

    Why: a shop that shows it as it is runs it for every visitor; careful shops cut the whole
    description away.

    Mend: in 1C, take it out of the description; it mostly came with text copied from a web page.

    Source: `Товар/Описание` (schema 2.04).
    """
    written = view.record.description
    if not written or (found := odd_text.active(written)) is None:
        return ()
    return (Found(text("The description holds `{code}`", code=found), at=DESCRIPTION),)


@rule(
    "CML808",
    Severity.ADVICE,
    on=_GOODS,
    needs=_DESCRIPTION,
    counted=True,
    title=text("HTML in a description"),
)
def markup_in_description(view: RecordView[Product]) -> Iterable[Found]:
    """A description holds tags of HTML.

    Why: 1C-Bitrix takes a description with a `<` for HTML, others show the tags as text; one file
    looks different in two shops.

    Mend: in 1C, use the field for HTML ("Описание в формате HTML"): it goes out as a requisite of
    its own, `ОписаниеВФорматеHTML`.

    Source: `Товар/Описание` (schema 2.04).
    """
    written = view.record.description
    if not written or "<" not in written or (tag := odd_text.markup(written)) is None:
        return ()
    return (Found(text("The description holds `{tag}`", tag=tag), at=DESCRIPTION),)


@rule(
    "CML811",
    Severity.WARNING,
    on=(*_GOODS, *_LISTS),
    title=text("Text read in a wrong encoding"),
)
def mojibake(view: RecordView[Any]) -> Iterable[Found]:
    """A text shows the pattern that bytes leave when they are read in a wrong encoding.

    Why: customers see `Р§Р°Р№` instead of a word. The damage is in the data: this file itself was
    read rightly.

    Mend: look for the step that reads UTF-8 as windows-1251 or the other way round: a script, an
    import into 1C from a spreadsheet, a shop that exports in another encoding than it says.

    Source: `Наименование`, `Описание` (schema 2.04).
    """
    for at, written in texts(view.record):
        if (found := odd_text.mojibake(written)) is not None:
            return (Found(text("`{sample}` was read in a wrong encoding", sample=found), at=at),)
    return ()


@rule("CML812", Severity.WARNING, on=(*_GOODS, *_LISTS), title=text("Lost letters"))
def lost_letters(view: RecordView[Any]) -> Iterable[Found]:
    """A text has replacement characters or a row of question marks where letters were.

    Why: the letters are lost: no receiver can bring them back.

    Mend: look for the step that writes letters into an encoding that does not have them
    (windows-1251 has no `₽` and no `²`), and type the text once more in 1C.

    Source: `Наименование`, `Описание` (schema 2.04).
    """
    for at, written in texts(view.record):
        if (found := odd_text.lost(written)) is not None:
            return (Found(text("`{sample}` stands for lost letters", sample=found), at=at),)
    return ()


@rule(
    "CML817",
    Severity.ADVICE,
    on=_GOODS,
    needs=_DESCRIPTION,
    title=text("Description too long"),
)
def long_description(view: RecordView[Product]) -> Iterable[Found]:
    """A description is longer than the schema version allows.

    Why: 1C writes longer ones all the same, but receivers that check the schema refuse the file,
    and some cut the text in the middle of a tag.

    Mend: in 1C, move long texts into the field for HTML ("Описание в формате HTML").

    Source: `Товар/Описание`: any length up to schema 2.05, 255 characters in 2.06, 3000 since 2.07.
    """
    written, version = view.record.description, view.part.version
    if not written or len(written) <= _SHORT_DESCRIPTION or version is None:
        return ()
    limit = _SHORT_DESCRIPTION if version == _SHORT_VERSION else _DESCRIPTION_LIMIT
    if version < _SHORT_VERSION or len(written) <= limit:
        return ()
    message = text(
        "The description has {count} characters, {limit} fit", count=len(written), limit=limit
    )
    return (Found(message, at=DESCRIPTION),)


@rule(
    "CML818",
    Severity.ADVICE,
    on=_GOODS,
    needs=("property_values", "requisites"),
    title=text("Value too long"),
)
def long_value(view: RecordView[Product]) -> Iterator[Found]:
    """The value of a property or requisite has more than 1000 characters.

    Why: the standard allows no more; 1C itself leaves an HTML description of more than 1000
    characters out of the exchange, and shops keep such values in shorter columns.

    Mend: in 1C, use the description for long texts; its limit is 3000 characters.

    Source: type `ЗначениеТип` (schema 2.04): up to 1000 characters.
    """
    record = view.record
    lengths = {
        "ЗначенияСвойств/ЗначенияСвойства": [
            _longest(item.values) for item in record.property_values
        ],
        "ЗначенияРеквизитов/ЗначениеРеквизита": [
            _longest(item.values) for item in record.requisites
        ],
    }
    for at, longest in lengths.items():
        for number, length in enumerate(longest, start=1):
            if length > _VALUE_LIMIT:
                message = text("The value has {count} characters, 1000 fit", count=length)
                yield Found(message, at=f"{at}[{number}]")


def _longest(values: Iterable[str]) -> int:
    return max(map(len, values), default=0)


@rule(
    "CML819",
    Severity.WARNING,
    on=_GOODS,
    needs=_DESCRIPTION,
    title=text("Description escaped twice"),
)
def escaped_description(view: RecordView[Product]) -> Iterable[Found]:
    """A description holds tags that are still escaped after it was read: `&lt;p&gt;`.

    Why: the sender escaped it twice; customers see the tags as text.

    Mend: look for the extension or script that escapes by itself what 1C escapes anyway.

    Source: XML 1.0, section 4.6; `Товар/Описание` (schema 2.04).
    """
    written = view.record.description
    if not written or "&" not in written or (found := odd_text.escaped_tag(written)) is None:
        return ()
    return (Found(text("The description holds `{tag}`", tag=found), at=DESCRIPTION),)


RULES: Final[tuple[Rule, ...]] = (
    active_description,
    markup_in_description,
    mojibake,
    lost_letters,
    long_description,
    long_value,
    escaped_description,
)
