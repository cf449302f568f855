"""Finds records by what people call them, and says who refers to them.

The first walk finds the records, the second counts the references: what refers to a record may
stand before it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cml_sync.model.kinds import Kind
from cml_sync.model.records import record_id
from cml_sync.packages.survey.inside import Inside, inside
from cml_sync.packages.survey.names import element_path, record_path
from cml_sync.packages.survey.portrait import LineRow, Veil, lines
from cml_sync.packages.survey.references import arrows
from cml_sync.packages.survey.rows import SurveyRow
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.places.masking import record_id_shown

MOST: Final = 100
"""So many records are shown of each that is asked for; the others are counted."""
EXAMPLES: Final = 3
"""So many places are shown of those who refer to a record."""

_CALLED: Final = ("code", "barcode", "sku", "number_1c", "number", "id")


class PlaceRow(SurveyRow):
    """Where a record stands.

    Attributes:
        file: the name as the user knows it.
        line, column: of its start tag, from 1; None where it is not known.
        path: element names from the root down, with the number of the record.
    """

    file: str | None
    line: int | None
    column: int | None
    path: str


class ReferenceRow(SurveyRow):
    """Who refers to a record.

    Attributes:
        source: a kind of record, or ``price``, ``stock`` and ``line`` (of a document).
        count: how many of them.
        examples: where the first of them stand.
    """

    source: str
    count: int
    examples: tuple[PlaceRow, ...]


class ShownRecord(SurveyRow):
    """A record.

    Attributes:
        kind: which.
        id: what identifies it among its kind; masked where it may name a person.
        place: where it stands.
        lines: its values in the order of the standard.
        more_lines: how many values are not among them.
    """

    kind: Kind
    id: str | None
    place: PlaceRow
    lines: tuple[LineRow, ...]
    more_lines: int = 0


class FoundRecord(ShownRecord):
    """A record that was asked for.

    Attributes:
        matched: where what was asked for stands in it: ``Ид``, ``Артикул`` …
        referred_by: who refers to it, the most frequent first.
    """

    matched: str
    referred_by: tuple[ReferenceRow, ...] = ()


class FoundRow(SurveyRow):
    """What was found under one id.

    Attributes:
        asked: the id, number, article or barcode.
        count: how many records have it.
        records: the first of them.
    """

    asked: str
    count: int
    records: tuple[FoundRecord, ...]


@dataclass(slots=True)
class _Target:
    """Something that may be referred to."""

    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[PlaceRow]] = field(default_factory=dict)


class Finder:
    """Looks for records, then for those who refer to them.

    Args:
        asked: ids, numbers, articles, barcodes; compared exactly, without the space around them.
        kinds: only records of these; all if empty.
        show_data: nothing is masked.
    """

    def __init__(
        self, asked: Sequence[str], kinds: Iterable[Kind] = (), *, show_data: bool = False
    ) -> None:
        self._asked = list(dict.fromkeys(one.strip() for one in asked))
        self._wanted = frozenset(self._asked)
        self._kinds = frozenset(kinds)
        self._show_data = show_data
        self._counts = dict.fromkeys(self._asked, 0)
        self._found: dict[str, list[FoundRecord]] = {one: [] for one in self._asked}
        self._targets: dict[tuple[Kind, str], _Target] = {}
        self._target_of: dict[int, tuple[Kind, str]] = {}

    def look(self, entry: RecordRead) -> None:
        """One record of the first walk."""
        for one in inside(entry.kind, entry.record):
            if self._kinds and one.kind not in self._kinds:
                continue
            met = {said: name for name, said in _names(one) if said in self._wanted}
            for said, name in met.items():
                self._keep(said, name, one, entry)

    def look_for_references(self, entry: RecordRead) -> None:
        """One record of the second walk."""
        if not self._targets:
            return
        for arrow in arrows(entry.kind, entry.record):
            target = self._targets.get((arrow.kind, arrow.id))
            if target is not None:
                target.counts[arrow.source] = target.counts.get(arrow.source, 0) + 1
                examples = target.examples.setdefault(arrow.source, [])
                if len(examples) < EXAMPLES:
                    place = place_row(entry, "")
                    if place not in examples:
                        examples.append(place)

    def rows(self) -> tuple[FoundRow, ...]:
        """What was found, in the order in which it was asked for."""
        return tuple(
            FoundRow(
                asked=asked,
                count=self._counts[asked],
                records=tuple(map(self._with_references, self._found[asked])),
            )
            for asked in self._asked
        )

    def _keep(self, asked: str, name: str, one: Inside, entry: RecordRead) -> None:
        self._counts[asked] += 1
        found = self._found[asked]
        if len(found) >= MOST:
            return
        shown = show(one, entry, show_data=self._show_data)
        matched = element_path(type(one.record), name)
        kept = FoundRecord(**dict(shown), matched=matched)
        found.append(kept)
        id_ = record_id(one.record)
        if id_:
            self._targets.setdefault((one.kind, id_), _Target())
            self._target_of[id(kept)] = one.kind, id_

    def _with_references(self, record: FoundRecord) -> FoundRecord:
        key = self._target_of.get(id(record))
        if key is None:
            return record
        target = self._targets[key]
        rows = tuple(
            ReferenceRow(source=source, count=count, examples=tuple(target.examples[source]))
            for source, count in sorted(target.counts.items(), key=lambda item: -item[1])
        )
        return record.model_copy(update={"referred_by": rows})


def _names(one: Inside) -> Iterator[tuple[str, str]]:
    """What people call a record: the fields and their values, the most telling last."""
    if one.kind is Kind.OFFER_CHANGE:
        yield "characteristic_id", record_id(one.record) or ""
    values = one.record.__dict__
    for name in _CALLED:
        said = values.get(name)
        if said:
            yield name, said


def show(one: Inside, entry: RecordRead, *, show_data: bool) -> ShownRecord:
    """A record for people."""
    kept, more = lines(one.record, Veil(one.kind, entry.section, lifted=show_data))
    place = place_row(entry, one.at)
    id_ = record_id(one.record)
    if id_ and not show_data:
        id_ = record_id_shown(id_, record_path(one.kind, entry.section))
    return ShownRecord(kind=one.kind, id=id_, place=place, lines=kept, more_lines=more)


def place_row(entry: RecordRead, at: str) -> PlaceRow:
    """Where a record stands, or one in it; with its column, where the bytes are at hand."""
    place = entry.spot.place(at) or entry.place
    return PlaceRow(file=place.file, line=place.line, column=place.column, path=place.path)
