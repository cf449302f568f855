"""Reads one part: sections and records in document order, in memory that does not grow with it.

A push parser goes through everything and knows where sections, containers and records begin and
end. Where a container with records has begun, `chunks` takes the records over as long as it is
certain of them; the push parser never sees those, only what follows. Both ways give the same
entries.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from lxml import etree

from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Section
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.errors import LimitError, NotCommerceMLError, Other
from cml_sync.xml.limits import Limit, Limits
from cml_sync.xml.reading.batch import Batch, Twin
from cml_sync.xml.reading.chunks import Chunker
from cml_sync.xml.reading.extraction import tag_of
from cml_sync.xml.reading.frames import Frame, Lines
from cml_sync.xml.reading.harvest import Harvest
from cml_sync.xml.reading.recording import Recording
from cml_sync.xml.reading.structure import RecordNode, root_node
from cml_sync.xml.source.encoding import Cursor
from cml_sync.xml.source.features import Features
from cml_sync.xml.source.feeding import Feeder
from cml_sync.xml.source.opening import Opened, open_bytes, part_problems, unknown_problems
from cml_sync.xml.source.ranges import Ranges
from cml_sync.xml.source.stretch import Stretch, cut_at

if TYPE_CHECKING:
    from cml_sync.xml.source.scrubbing import Scrap

_NEXT: Final = re.compile(rb"\s*<([^\s<>/!?:]+)(?=[\s>])")
_VERSION_1_SIGN: Final = "Идентификатор"
_KEPT_EVERY: Final = 256
_TAG_AHEAD: Final = 512


@cache
def _cut() -> re.Pattern[bytes]:
    return cut_at(root_node().tags())


class PartReader:
    """The entries of one part, in document order; to be walked through once.

    Attributes:
        header: what is known before the first record.
        information: the root without its sections; complete, with its unknown children, only
            after the last entry.
        twin: knows records by their bytes; where somebody reads what he has read already.

    Raises:
        ReadError: (making one, and walking through it) the part cannot be read to its end; nothing
            of it may be applied then.
    """

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        limits: Limits,
        *,
        keep_raw: bool = False,
        features: Features | None = None,
        ranges: Ranges | None = None,
    ):
        opened = open_bytes(file, name, limits, features)
        self.twin: Twin | None = None
        self._name = name
        self._limits = limits
        self._keep_raw = keep_raw
        self._recording = Recording(name, limits)
        self._work = self._recording.work
        self._frames = self._recording.frames
        self._lines = Lines()
        self._problems = list(part_problems(opened, name))
        self._feeder = Feeder(opened, name, self._frames, self._lines, limits)
        self._fragment = opened.fragment
        self._stretch = Stretch(opened.rest, opened.read, opened.cursor, name, limits)
        self._ranges = ranges
        if ranges is not None:
            ranges.bind(opened.source, self._stretch, self._lines, self._work)
        self._record: etree._Element | None = None
        self._record_node: RecordNode | None = None
        self._record_cursor = self._piece_at = opened.cursor
        self._scraps: list[Scrap] = []
        self._placed = False
        self._since_border = self._marks = self._sections = self._read = 0
        self._level = False
        self._start(opened)

    @property
    def header(self) -> PartHeader:
        """What is known of the part before its first record."""
        return self._header

    @property
    def information(self) -> CommercialInformation:
        """The root without sections; its unknown children are there only after the last entry."""
        return self._information

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Findings about the part as a whole so far: encoding, namespace, root, unknown ones."""
        return tuple(self._problems)

    def __iter__(self) -> Iterator[Entry]:
        """The entries. Can be walked through once."""
        while (piece := self._next_piece()) is not None:
            yield from self._pull(*piece)
            if self._level:
                yield from self._chunked()
                if self._ranges is not None:
                    self._ranges.left()
        end_tag = self._fragment[1] if self._fragment else b""
        self._feeder.close(self._stretch.place(), end_tag, self._read + self._recording.counted())
        yield from self._met(self._feeder.events(), b"")
        self._problems += unknown_problems(self._work, self._name)

    def _next_piece(self) -> tuple[bytes, bytes] | None:
        self._piece_at = self._stretch.cursor.copy()
        return self._stretch.piece(_cut())

    def _start(self, opened: Opened) -> None:
        _, root = next(self._feeder.events())
        place = Place(self._name, opened.line, opened.column, path=tag_of(root))
        frame = Frame(root_node(), root, place)
        frame.trail.add(opened.root_tag, Cursor(opened.line, opened.column))
        self._frames.append(frame)
        self._scraped(frame)
        self._information = cast("CommercialInformation", self._recording.head(frame, root))
        self._problems += self._recording.head_problems(frame)
        self._header = PartHeader(
            file=self._name,
            encoding=opened.encoding.name,
            declared_encoding=opened.encoding.declared,
            bom=opened.encoding.bom > 0,
            namespace=opened.namespace or etree.QName(root).namespace or "",
            information=self._information,
            line=opened.line,
            column=opened.column,
        )
        self._border()

    def _pull(self, before: bytes, tag: bytes) -> Iterator[Entry]:
        """Hand the next bytes to the push parser; the entries that they end."""
        self._level = False
        tags = before.count(b"<") + len(tag[:1])
        self._stretch.met(tags // 2)  # most have an end tag
        self._watch_size(len(before) + len(tag), tags + before.count(b"="))
        top = self._frames[-1] if self._frames and self._record is None else None
        events = self._feeder.feed(before, tag)
        self._scraped(top)
        if top is not None:
            self._follow(top, before)
        yield from self._met(events, tag)
        if top is not None and not self._placed and self._stretch.tag is not None:
            top.trail.add(tag, self._stretch.tag)
        if self._level:
            self._level = bool(tag) and b"<!" not in before and b"<?" not in before

    def _met(self, events: Iterator[tuple[str, etree._Element]], tag: bytes) -> Iterator[Entry]:
        self._placed = False
        for event, element in events:
            self._level = False
            if event == "start":
                yield from self._started(element, tag)
            else:
                yield from self._ended(element)

    def _follow(self, top: Frame, before: bytes) -> None:
        """Remember where that stands which is no record."""
        top.trail.add(before, self._piece_at)
        if top.between is None and not top.strayed and before and not before.isspace():
            top.between = self._piece_at, before

    def _scraped(self, top: Frame | None) -> None:
        """What was repaired stands in the record that is open, or in a header."""
        scraps = self._feeder.take_scraps()
        if not scraps:
            return
        if top is None:
            self._scraps += scraps
        else:
            self._problems += self._recording.scraped_head(top, self._feeder.source, scraps)

    def _watch_size(self, size: int, marks: int) -> None:
        self._since_border += size
        if self._since_border > self._limits.record_bytes:
            raise LimitError(self._stretch.place(), Limit.RECORD, self._limits.record_bytes)
        self._marks += marks
        if self._marks > self._limits.record_marks:
            raise LimitError(self._stretch.place(), Limit.MARKS, self._limits.record_marks)

    def _border(self, begun: bytes = b"") -> None:
        at = self._record_cursor if begun else self._stretch.cursor
        self._feeder.border(at, begun)
        self._since_border = self._marks = 0
        self._level = True

    def _started(self, element: etree._Element, tag: bytes) -> Iterator[Entry]:
        top = self._frames[-1] if self._frames else None
        if top is None or self._record is not None or element.getparent() is not top.element:
            return
        node = top.node.children.get(tag_of(element))
        if node is None:
            return
        cursor = self._stretch.tag or self._stretch.cursor
        if len(element.attrib) > self._limits.attributes:
            place = Place(self._name, cursor.line, cursor.column)
            raise LimitError(place, Limit.ATTRIBUTES, self._limits.attributes)
        if len(self._frames) == 1:
            self._refuse_version_1(element, cursor)
        self._placed = True
        if isinstance(node, RecordNode):
            self._record, self._record_node = element, node
            yield from self._announce()
            top.mark = top.trail.add(tag, cursor)
            self._record_cursor = cursor.copy()
            self._border(tag)
            self._level = False
        else:
            path = f"{top.place.path}/{node.tag}"
            place = Place(self._name, cursor.line, cursor.column, path=path)
            frame = Frame(node, element, place)
            if node.section is None:
                frame.trail = top.trail
            else:
                top.mark = top.trail.add(tag, cursor)
            frame.trail.add(tag, cursor)
            self._frames.append(frame)
            self._border()

    def _refuse_version_1(self, element: etree._Element, cursor: Cursor) -> None:
        if element.get(_VERSION_1_SIGN) is not None and not self._information.schema_version:
            place = Place(self._name, cursor.line, cursor.column)
            raise NotCommerceMLError(place, Other.VERSION_1, tag_of(element))

    def _ended(self, element: etree._Element) -> Iterator[Entry]:
        if self._record is not None:
            if element is self._record and self._record_node is not None:
                yield self._pulled(self._record, self._record_node)
                self._record = None
                self._border()
            return
        if not self._frames or element is not self._frames[-1].element:
            return
        frame = self._frames[-1]
        if frame.node.section is not None:
            yield from self._announce()
            yield self._closed(frame, frame.node.section)
        self._frames.pop()
        self._read += sum(frame.counts.values())
        if self._frames:
            top = self._frames[-1]
            if frame.node.section is not None:
                self._forget(top, element, frame.place)
                self._sections += 1
                if self._sections > self._limits.sections:
                    raise LimitError(frame.place, Limit.SECTIONS, self._limits.sections)
            else:  # what a container holds besides records belongs to the header
                top.fields |= frame.fields
                self._watch_kept(top)
            self._border()
        else:
            self._information = cast(
                "CommercialInformation", self._recording.head(frame, frame.element)
            )
            notes = self._work.notes  # those about attributes were told at the start
            notes[:] = [note for note in notes if note.attribute is None]
            self._problems += self._recording.head_problems(frame)
            self._border()
            self._feeder.scrubs = False

    def _pulled(self, element: etree._Element, node: RecordNode) -> RecordRead:
        frame = self._frames[-1]
        source = self._recording.origin = self._feeder.source
        if self._scraps:
            self._recording.scraped(element, source, self._scraps)
            self._scraps = []
        entry = self._recording.record(node, element, self._record_cursor.line)
        if self._work.notes:
            entry = self._recording.with_problems(entry, element)
        self._forget(frame, element, entry.place)
        if frame.counts[tag_of(element)] % _KEPT_EVERY == 0:
            self._watch_kept(frame)
        return entry

    def _forget(self, frame: Frame, child: etree._Element, place: Place) -> None:
        text = frame.forget(child)
        if text and not frame.strayed:
            frame.strayed = True
            self._problems += self._recording.stray(frame, text, place)
        frame.between = None

    def _watch_kept(self, frame: Frame) -> None:
        if len(frame.element) > self._limits.kept:
            raise LimitError(self._stretch.place(), Limit.KEPT, self._limits.kept)

    def _announce(self) -> Iterator[Entry]:
        """Say that the section has begun, before its first record."""
        section = self._recording.section
        if section is not None and not self._frames[1].opened:
            frame = self._frames[1]
            frame.opened = True
            yield SectionOpened(section, self._recording.head_so_far(self._record), frame.place)

    def _closed(self, frame: Frame, section: Section) -> SectionClosed:
        header = self._recording.head(frame, frame.element)
        problems = tuple(self._recording.head_problems(frame))
        return SectionClosed(section, header, problems)

    def _chunked(self) -> Iterator[Entry]:
        """The records of the container where the reader stands, as far as they can be cut out."""
        frame = self._frames[-1] if self._frames else None
        if frame is not None and frame.has_tail:  # the push parser tells of it at the next record
            return
        while frame is not None and self._stretch.passed >= frame.slow_until:
            if self._ranges is not None and self._ranges.stand(frame):
                self._feeder.border(self._stretch.cursor)
            found = self._next_tag(frame)
            if found is None:
                return
            tag, node = found
            chunker = self._chunker(frame, tag, node)
            end = self._stretch.whole(chunker.end_tag)
            if end is not None:
                end = self._stretch.before_text(end, chunker.end_tag)
            if end is None:
                frame.slow_until = self._stretch.passed + 1
                return
            cursor = self._stretch.cursor.copy()
            data = self._stretch.data[self._stretch.at : end]
            chunk = chunker.read(data, cursor)
            if chunk is None:
                frame.slow_until = self._stretch.passed + len(data)
                return
            self._since_border = self._marks = 0
            yield from self._announce()
            batch = Batch(chunk, tag, node, self._recording, keep_raw=self._keep_raw)
            batch.twin = self.twin
            yield from batch
            self._stretch.met(chunker.harvest.take_elements())
            if batch.size < len(data):
                frame.slow_until = self._stretch.passed + len(data)
            self._stretch.skip(batch.size, batch.lines)
            self._feeder.border(self._stretch.cursor)
            self._lines.skip(cursor, self._stretch.cursor)
            if self._ranges is not None:
                self._ranges.begin(frame, tag)

    def _chunker(self, frame: Frame, tag: str, node: RecordNode) -> Chunker:
        chunker = frame.chunkers.get(tag)
        if chunker is None:
            harvest = Harvest(tag, node.plan, self._limits, len(self._frames) + 1)
            chunker = frame.chunkers[tag] = Chunker(tag, dict(frame.element.nsmap), harvest)
        return chunker

    def _next_tag(self, frame: Frame) -> tuple[str, RecordNode] | None:
        stretch = self._stretch
        while len(stretch.data) - stretch.at < _TAG_AHEAD and stretch.more(beyond=False):
            pass
        found = _NEXT.match(stretch.data, stretch.at)
        if found is None:
            return None
        tag = found[1].decode("utf-8", "replace")
        node = frame.node.children.get(tag)
        return (tag, node) if isinstance(node, RecordNode) else None


def open_part(
    file: BinaryIO,
    name: str,
    *,
    limits: Limits | None = None,
    keep_raw: bool = False,
    features: Features | None = None,
    ranges: Ranges | None = None,
) -> PartReader:
    """Begin to read a part.

    Args:
        file: open in binary, at its start; stays the caller's to close.
        name: as the user knows it; stands in every place.
        limits: what the file may ask for.
        keep_raw: give each record its bytes (as UTF-8), where they can be told.
        features: is shown how the file is written; complete after the last entry.
        ranges: has a crew that reads the records of a big container; not with `features`, which
            must be shown all the bytes.

    Raises:
        ReadError: the file cannot be a part; its class says why.
    """
    return PartReader(
        file, name, limits or Limits(), keep_raw=keep_raw, features=features, ranges=ranges
    )
