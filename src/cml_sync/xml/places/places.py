"""Where an element of a record stands: found again in the bytes, only for those that need it."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from lxml import etree

from cml_sync.messages import Text, text
from cml_sync.problems import Place, Problem
from cml_sync.xml import findings
from cml_sync.xml.fragments import local_name
from cml_sync.xml.places.masking import value_shown
from cml_sync.xml.places.spots import Source
from cml_sync.xml.reading.extraction import Note, tag_of
from cml_sync.xml.source.encoding import Cursor

_SHOWN: Final = 60


class Paths:
    """The ways from a record to what is in it: ``/Цены/Цена[2]/Валюта``.

    A number stands where a name repeats. The children of an element are counted once, however many
    of them are asked for.

    Args:
        record: where the ways begin.
    """

    def __init__(self, record: etree._Element):
        self._record = record
        self._steps: dict[etree._Element, dict[etree._Element, str]] = {}

    def to(self, element: etree._Element) -> str:
        """The way to `element`; empty for the record itself."""
        steps: list[str] = []
        while element is not self._record:
            parent = element.getparent()
            if parent is None:
                break
            if parent not in self._steps:
                self._steps[parent] = _steps_into(parent)
            steps.append(self._steps[parent][element])
            element = parent
        return "".join(reversed(steps))


def _steps_into(parent: etree._Element) -> dict[etree._Element, str]:
    children = list(parent)
    totals = Counter(child.tag for child in children)
    seen: Counter[Any] = Counter()
    steps: dict[etree._Element, str] = {}
    for child in children:
        seen[child.tag] += 1
        number = f"[{seen[child.tag]}]" if totals[child.tag] > 1 else ""
        steps[child] = f"/{tag_of(child)}{number}"
    return steps


def problems(
    notes: Sequence[Note],
    record: etree._Element,
    place: Place,
    source: Source | None = None,
    line_of: Callable[[etree._Element], int | None] | None = None,
) -> tuple[Problem, ...]:
    """The problems that `notes` are, in time that grows with the record, not with its square.

    Args:
        notes: of elements in `record`.
        record: the record, or the section of a header.
        place: of `record`.
        source: the bytes of `record`, where they are known.
        line_of: the line of an element, where its bytes are not known.
    """
    paths = Paths(record)
    cursors = [None] * len(notes) if source is None else _cursors(notes, record, source)
    return tuple(
        _problem(
            note,
            place,
            paths.to(note.element),
            cursor,
            line_of(note.element) if line_of else place.line,
        )
        for note, cursor in zip(notes, cursors, strict=True)
    )


def _cursors(notes: Sequence[Note], record: etree._Element, source: Source) -> list[Cursor | None]:
    """Where each of `notes` stands, in the order of the notes."""
    wanted = {note.element for note in notes}
    numbers = {one: number for number, one in enumerate(record.iter()) if one in wanted}
    offsets = [_offset(note, source, numbers[note.element]) for note in notes]
    at = source.cursors_at(offset for offset in offsets if offset is not None)
    return [None if offset is None else at[offset] for offset in offsets]


def _offset(note: Note, source: Source, number: int) -> int | None:
    if note.at is not None:
        return note.at
    if number >= len(source.tags):
        return None
    tag = source.tags[number]
    if note.attribute is not None:
        offset = source.attribute_at(tag, local_name(note.attribute))
        if offset is not None:
            return offset
    return tag.at


def _problem(
    note: Note, place: Place, inside: str, cursor: Cursor | None, line: int | None
) -> Problem:
    path = place.path + inside
    if note.attribute is not None:
        path = f"{path}/@{local_name(note.attribute)}"
    return Problem(
        finding=note.finding,
        message=message(note, path),
        place=Place(
            file=place.file,
            line=cursor.line if cursor else line,
            column=cursor.column if cursor else place.column,
            path=path,
            record_id=place.record_id,
        ),
        hint=_HINTS.get(note.finding.code),
    )


def message(note: Note, path: str) -> Text:
    """What `note` says, in a sentence; personal data at the element path `path` is masked."""
    name = local_name(note.attribute or str(note.element.tag))
    value = note.value.strip() if len(note.value) <= _SHOWN else f"{note.value[:_SHOWN].strip()}…"
    if note.finding is findings.PADDED:
        value = note.value[:_SHOWN]
    became = note.became or ""
    if note.finding.code not in _OWN_WORDS:
        value, became = value_shown(value, path), value_shown(became, path)
    say = _SENTENCES.get(note.finding.code)
    if say is None:
        return text(
            "{name} is `{value}`: read as `{became}`", name=name, value=value, became=became
        )
    return say(name, value)


_OWN_WORDS: Final = frozenset(
    finding.code
    for finding in (findings.FORBIDDEN_CHARACTER, findings.FOREIGN_ENTITY, findings.NOT_PLAIN)
)
"""Findings that quote a character or a tag, not a value."""

_SENTENCES: Final[dict[str, Callable[[str, str], Text]]] = {
    findings.UNREADABLE.code: lambda name, value: text(
        "The value `{value}` of {name} cannot be read", value=value, name=name
    ),
    findings.PADDED.code: lambda name, value: text(
        "{name} is padded with white space: `{value}`", value=value, name=name
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
    findings.FORBIDDEN_CHARACTER.code: lambda name, value: text(
        "{name} holds `{value}`, a character that XML forbids: read as a space",
        name=name,
        value=value,
    ),
    findings.FOREIGN_ENTITY.code: lambda name, value: text(
        "{name} holds `{value}`, which only HTML knows: read as the character it means",
        name=name,
        value=value,
    ),
    findings.BARE_AMPERSAND.code: lambda name, _: text(
        "{name} holds the sign & as it is, where `&amp;` belongs: read as the sign", name=name
    ),
    findings.NOT_PLAIN.code: lambda name, value: text(
        "{name} should hold a plain value, but has `{value}` in it",
        name=name,
        value=local_name(value),
    ),
}

_HINTS: Final[dict[str, Text]] = {
    findings.FORBIDDEN_CHARACTER.code: text(
        "Other programs refuse the whole file: remove it at the source, often a pasted description"
    ),
    findings.FOREIGN_ENTITY.code: text(
        "Other programs refuse the whole file: let the sender write the character itself"
    ),
    findings.BARE_AMPERSAND.code: text(
        "Other programs refuse the whole file: let the sender write `&amp;` for the sign &"
    ),
    findings.UNREADABLE.code: text(
        "The element is kept as it is, but its field stays empty: mend it"
    ),
    findings.TEXT_INSTEAD.code: text("It is kept as it is, but no field holds it"),
    findings.NOT_PLAIN.code: text(
        "It is kept as it is; markup in a text must be written with entities"
    ),
    findings.STRAY_TEXT.code: text("An end tag may stand in the wrong place"),
}
