"""Where an element of a record stands: found again in the bytes, only for those that need it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from cml_sync.messages import Text, text
from cml_sync.problems import Place, Problem
from cml_sync.xml import findings
from cml_sync.xml.encoding import Cursor
from cml_sync.xml.extraction import Note, tag_of
from cml_sync.xml.fragments import local_name

_TOKEN: Final = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"""|(?P<start><[^/!?](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>)""",
    re.DOTALL,
)
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a record.

    Attributes:
        data: UTF-8, its start tag being the first in it.
        cursor: where `data` begins.
    """

    data: bytes
    cursor: Cursor

    def start_of(self, number: int) -> Cursor | None:
        """Where the start tag with this number stands; that of the record is 0."""
        offset = next((at for n, at in enumerate(_starts(self.data)) if n == number), None)
        if offset is None:
            return None
        cursor = self.cursor.copy()
        cursor.advance(self.data[:offset])
        return cursor


def _starts(data: bytes) -> Iterator[int]:
    for token in _TOKEN.finditer(data):
        if token["start"] is not None:
            yield token.start()


def path_inside(element: etree._Element, record: etree._Element) -> str:
    """The way from `record` to `element`: ``/Цены/Цена[2]/Валюта``; numbers where names repeat."""
    steps: list[str] = []
    while element is not record:
        parent = element.getparent()
        if parent is None:
            break
        alike = [child for child in parent if child.tag == element.tag]
        number = f"[{alike.index(element) + 1}]" if len(alike) > 1 else ""
        steps.append(f"/{tag_of(element)}{number}")
        element = parent
    return "".join(reversed(steps))


def problem(note: Note, record: etree._Element, place: Place, source: Source | None) -> Problem:
    """The problem that `note` is.

    Args:
        note: of an element in `record`.
        record: the record, or the section of a header.
        place: of `record`.
        source: the bytes of `record`, where they are known.
    """
    path = place.path + path_inside(note.element, record)
    if note.attribute is not None:
        path = f"{path}/@{local_name(note.attribute)}"
    cursor = None
    if source is not None:
        number = next((n for n, one in enumerate(record.iter()) if one is note.element), 0)
        cursor = source.start_of(number)
    return Problem(
        finding=note.finding,
        message=message(note),
        place=Place(
            file=place.file,
            line=cursor.line if cursor else place.line,
            column=cursor.column if cursor else place.column,
            path=path,
            record_id=place.record_id,
        ),
        hint=_HINTS.get(note.finding.code),
    )


def message(note: Note) -> Text:
    """What `note` says, in a sentence."""
    name = local_name(note.attribute or str(note.element.tag))
    value = note.value.strip() if len(note.value) <= _SHOWN else f"{note.value[:_SHOWN].strip()}…"
    say = _SENTENCES.get(note.finding.code)
    if say is None:
        became = note.became or ""
        return text(
            "{name} is `{value}`: read as `{became}`", name=name, value=value, became=became
        )
    return say(name, note.value if note.finding is findings.PADDED else value)


_SENTENCES: Final[dict[str, Callable[[str, str], Text]]] = {
    findings.UNREADABLE.code: lambda name, value: text(
        "The value `{value}` of {name} cannot be read", value=value, name=name
    ),
    findings.PADDED.code: lambda name, value: text(
        "{name} is padded with white space: `{value}`", value=value[:_SHOWN], name=name
    ),
    findings.EMPTY_DATE.code: lambda name, _: text(
        "{name} is the empty date of 1C: read as no date", name=name
    ),
    findings.REPEATED.code: lambda name, _: text(
        "{name} stands here again: the first one counts", name=name
    ),
    findings.STRAY_TEXT.code: lambda name, value: text(
        "The text `{value}` stands in {name}, where only elements may", value=value, name=name
    ),
    findings.TEXT_INSTEAD.code: lambda name, value: text(
        "{name} holds the text `{value}` instead of elements", value=value, name=name
    ),
    findings.NOT_PLAIN.code: lambda name, value: text(
        "{name} should hold a plain value, but has `{value}` in it",
        name=name,
        value=local_name(value),
    ),
}

_HINTS: Final[dict[str, Text]] = {
    findings.UNREADABLE.code: text(
        "The element is kept as it is, but its field stays empty: mend it"
    ),
    findings.TEXT_INSTEAD.code: text("It is kept as it is, but no field holds it"),
    findings.NOT_PLAIN.code: text(
        "It is kept as it is; markup in a text must be written with entities"
    ),
    findings.STRAY_TEXT.code: text("An end tag may stand in the wrong place"),
}
