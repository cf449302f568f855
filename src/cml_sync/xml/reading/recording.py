"""Makes models, places and problems of the elements that a part is made of."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from cml_sync.model.element import Element
from cml_sync.model.kinds import Section
from cml_sync.model.records import record_id
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.errors import LimitError
from cml_sync.xml.findings import STRAY_TEXT, UNKNOWN_ELEMENT
from cml_sync.xml.limits import Limits, OverLimitError
from cml_sync.xml.places.places import problems
from cml_sync.xml.places.spots import Source
from cml_sync.xml.reading.extraction import Extraction, Note, Values, extract, tag_of
from cml_sync.xml.reading.frames import Frame, so_far
from cml_sync.xml.reading.repair import validated
from cml_sync.xml.reading.structure import RecordNode
from cml_sync.xml.source.scrubbing import Scrap

if TYPE_CHECKING:
    from cml_sync.xml.places.spots import Origin

_SCRAPS_TOLD: Final = 200


class Recording:
    """What is made while one part is read.

    Attributes:
        work: gathers notes and unknown elements.
        frames: what is open, the root first.
        origin: the bytes that the next records are made of.
    """

    def __init__(self, name: str, limits: Limits):
        self.work = Extraction(limits)
        self.frames: list[Frame] = []
        self.origin: Origin | None = None
        self._name = name
        self._told_of: set[tuple[str, str]] = set()

    @property
    def section(self) -> Section | None:
        """The open section."""
        return self.frames[1].node.section if len(self.frames) > 1 else None

    def record(
        self,
        node: RecordNode,
        element: etree._Element,
        line: int,
        values: Values | None = None,
    ) -> RecordRead:
        """The next record of the innermost frame; its notes wait in `work`.

        Raises:
            LimitError: it asks for too much.
        """
        frame = self.frames[-1]
        tag = tag_of(element)
        number = frame.counts.get(tag, 0) + 1
        frame.counts[tag] = number
        if number == 1:
            self.frames[:2][-1].fields.add(node.field)
        path = f"{frame.place.path}/{tag}[{number}]"
        try:
            self.work.watch_hollow(element)
            if values is None:
                values = extract(node.plan, element, self.work, len(self.frames) + 1)
            record = validated(node.plan, element, values, self.work)
            self.work.watch_notes()
        except OverLimitError as error:
            place = Place(self._name, line, path=path)
            raise LimitError(place, error.limit, error.allowed) from None
        place = Place(self._name, line, None, path, record_id(record))
        return RecordRead(node.kind, record, self.section, place, origin=self.origin)

    def with_problems(self, entry: RecordRead, element: etree._Element) -> RecordRead:
        """`entry` with the notes about it, each at its line and column."""
        return replace(entry, problems=self._told(element, entry.place, entry.spot.source))

    def _told(
        self, element: etree._Element, place: Place, source: Source | None
    ) -> tuple[Problem, ...]:
        """The problems that the notes are; of the unknown elements only the places are kept."""
        notes = self.work.take_notes()
        told: list[Problem] = []
        for note, problem in zip(notes, problems(notes, element, place, source), strict=True):
            if note.finding is UNKNOWN_ELEMENT:
                names = note.value, tag_of(note.element)
                self.work.first.setdefault(names, replace(problem.place, record_id=None))
            else:
                told.append(problem)
        return tuple(told)

    def scraped(self, element: etree._Element, source: Source, scraps: Sequence[Scrap]) -> None:
        """Note what was repaired in the bytes of a record: of a kind once in each element."""
        seen: set[tuple[int, str]] = set()
        elements = list(element.iter())
        for scrap in scraps:
            number = source.holder_of(scrap.at)
            if number < len(elements) and (number, scrap.written) not in seen:
                seen.add((number, scrap.written))
                note = Note(scrap.finding, elements[number], scrap.written, at=scrap.at)
                self.work.notes.append(note)

    def scraped_head(
        self, frame: Frame, source: Source, scraps: Sequence[Scrap]
    ) -> Sequence[Problem]:
        """What was repaired in a header: each kind once in a container."""
        notes = []
        for scrap in scraps:
            told = (frame.place.path, scrap.written)
            if told not in self._told_of and len(self._told_of) < _SCRAPS_TOLD:
                self._told_of.add(told)
                notes.append(Note(scrap.finding, frame.element, scrap.written, at=scrap.at))
        return problems(notes, frame.element, Place(self._name, path=frame.place.path), source)

    def head(self, frame: Frame, element: etree._Element) -> Element:
        """The model of the root or of a section, without records.

        Raises:
            LimitError: it asks for too much.
        """
        plan = frame.node.plan
        if plan is None:
            message = f"{frame.node.tag} has no model"
            raise TypeError(message)
        try:
            values = extract(plan, element, self.work, len(self.frames))
            for name in frame.fields:
                values.pop(name, None)
            found = validated(plan, element, values, self.work)
            self.work.watch_notes()
        except OverLimitError as error:
            raise LimitError(frame.place, error.limit, error.allowed) from None
        return found

    def head_so_far(self, record: etree._Element | None) -> Element:
        """The model of the open section as it stands before its first record; without notes."""
        notes, unknown = list(self.work.notes), self.work.unknown.copy()
        header = self.head(self.frames[1], so_far(self.frames[1:], record))
        self.work.notes, self.work.unknown = notes, unknown
        return header

    def counted(self) -> int:
        """How many records were read in what is open."""
        return sum(sum(frame.counts.values()) for frame in self.frames)

    def stray(self, frame: Frame, found: str, before: Place) -> Sequence[Problem]:
        """Text between the records of `frame`.

        Args:
            frame: of a container.
            found: the text.
            before: of the record that follows.
        """
        place = replace(before, path=frame.place.path, record_id=None)
        if frame.between is not None:
            cursor, data = frame.between
            at = data.find(found.split("\n", 1)[0].encode())
            if at >= 0:
                where = Source(data, cursor).cursor_at(at)
                place = replace(place, line=where.line, column=where.column)
        return problems([Note(STRAY_TEXT, frame.element, found)], frame.element, place)

    def head_problems(self, frame: Frame) -> Sequence[Problem]:
        """The notes about a header."""
        place = Place(self._name, path=frame.place.path)
        return self._told(frame.element, place, frame.trail.source()) if self.work.notes else ()
