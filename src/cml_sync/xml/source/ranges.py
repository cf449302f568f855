"""Reads the records of one big container in several processes, each a range of the bytes.

The reader goes through the head of a part alone. Where it stands among the records of a container
and cuts them out of the bytes (`chunks`), it looks for ends of records further on, and asks a crew
to read from there. A member of the crew is the same reader at the same point of the same part, with
a copy of all it knows; only the bytes that it is given are those of its range. It says how many
lines and records it took to stand before its range.

What a member has read counts only if the reader itself arrives between two records at the very
byte where that range begins, with that many lines and records behind it, and if the member met
nothing but whole records that can be cut out. So a border inside a comment, in CDATA or in a nested
record of the same name, a part that is not well-formed, or a member that is killed cost time, and
never change what is found: the reader goes on by itself.
"""

import io
import os
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from stat import S_ISREG
from typing import BinaryIO, Final, NamedTuple, NoReturn, Protocol, cast

from cml_sync.problems import Place
from cml_sync.xml.reading.extraction import Extraction
from cml_sync.xml.reading.frames import Frame, Lines
from cml_sync.xml.source.encoding import Cursor, Utf8Source
from cml_sync.xml.source.stretch import Stretch

MIB: Final = 1024 * 1024
BIG: Final = 8 * MIB
"""Less than that is read sooner than a second process has begun."""

_LOOK: Final = 1 * MIB
_TAIL: Final = 1 * MIB
_LINE: Final = 64 * 1024
_AHEAD: Final = 512
_PRODUCT: Final = re.compile(rb">\s*+([^<>#\s][^<>#]*+)[<#]")


class Range(NamedTuple):
    """Bytes of a file: from the end of one record to the end of another."""

    start: int
    stop: int


class Standing(NamedTuple):
    """Where a reader stands: line and column, and how many records of the container came before."""

    line: int
    column: int
    records: int


class RangeRead(NamedTuple):
    """What reading a range came to.

    Attributes:
        before: where the member of the crew took itself to stand at first.
        after: where it stood at last.
        passed: bytes of UTF-8 in the range.
        elements: in the range.
        hollow: elements with nothing in them, see `Limits`.
        unknown: how often each unknown element was met.
        first: where each of them was met first.
    """

    before: Standing
    after: Standing
    passed: int
    elements: int
    hollow: int
    unknown: Counter[tuple[str, str]]
    first: dict[tuple[str, str], Place]


class Crew(Protocol):
    """Who reads the ranges."""

    def split(self, count: int) -> int | None:
        """Make `count` members; None for whoever asked, the number of the range for a member."""

    def finished(self, read: RangeRead) -> NoReturn:
        """A member is through."""

    def lost(self) -> NoReturn:
        """A member met something that it cannot judge alone."""

    def is_needed(self) -> bool:
        """Whether somebody still waits for this member."""

    def collect(self, number: int, is_right: Callable[[RangeRead], bool]) -> RangeRead | None:
        """Take over what a member has read; None, with nothing taken over, if it is no use."""

    def dismiss(self) -> None:
        """Nobody waits for the members any more."""


def cut(file: BinaryIO, begun: int, tag: bytes, count: int, least: int = BIG) -> list[Range]:
    """Ranges of whole records behind the first of `count` parts of a file, none if it is too small.

    The parts are equal but for the width of a record. What the bytes mean is not known here: a
    border may turn out to be wrong.

    Args:
        file: on a disk.
        begun: from where on to cut.
        tag: of the records, in the encoding of the file.
        count: how many parts.
        least: a part of fewer bytes is not worth it.
    """
    size = os.fstat(file.fileno()).st_size
    end_tag = b"</" + tag + b">"
    tail_at = max(begun, size - _TAIL)
    found = os.pread(file.fileno(), _TAIL, tail_at).rfind(end_tag)
    end = tail_at + found + len(end_tag)
    if found < 0 or end - begun < count * least:
        return []
    between = re.compile(re.escape(end_tag) + rb"(?=\s*<" + re.escape(tag) + rb"[\s>])")
    borders: list[int] = []
    for number in range(1, count):
        at = begun + (end - begun) * number // count
        border = _border(os.pread(file.fileno(), _LOOK, at), between)
        if not border or at + border >= end:
            return []
        borders.append(at + border)
    borders.append(end)
    return [Range(*pair) for pair in pairwise(borders) if pair[0] < pair[1]]


def _border(data: bytes, between: re.Pattern[bytes]) -> int:
    """Where a record ends; if it can be, one before a record of another product; 0 if none does.

    What is remembered of a product is then remembered by one process: variants of it come together.
    """
    first = 0
    product: bytes | None = None
    for found in between.finditer(data):
        first = first or found.end()
        named = _PRODUCT.search(data, found.end(), found.end() + _AHEAD)
        if named is None:
            return first
        if product is not None and named[1] != product:
            return found.end()
        product = named[1]
    return first


def is_plain(file: BinaryIO) -> bool:
    """Whether `file` is a file on a disk, in which several processes can read (not in Windows)."""
    if not hasattr(os, "fork"):
        return False
    if not (isinstance(file, io.BufferedReader) and isinstance(file.raw, io.FileIO)):
        return False
    return S_ISREG(os.fstat(file.fileno()).st_mode)


class _Elsewhere(io.RawIOBase):
    """A file that is open in several processes, which share their place in it: a place of its own.

    Args:
        descriptor: of the file.
    """

    def __init__(self, descriptor: int):
        self._descriptor = descriptor
        self._at = 0

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + (self._at if whence == os.SEEK_CUR else 0)
        return self._at

    def read(self, size: int = -1) -> bytes:
        data = os.pread(self._descriptor, size, self._at)
        self._at += len(data)
        return data


class Ranges:
    """The ranges of one part, from the reader's point of view.

    Args:
        file: of the part.
        crew: reads the ranges.
        count: how many processes read.
        least: how large a range must be to be worth it.
    """

    def __init__(self, file: BinaryIO, crew: Crew, count: int, *, least: int = BIG):
        self._file = file
        self._crew = crew
        self._count = count if is_plain(file) else 1
        self._least = least
        self._ranges: list[Range] = []
        self._next = 0
        self._tag = ""
        self._frame: Frame | None = None
        self._before: tuple[Standing, int, int, Counter[tuple[str, str]]] | None = None

    def bind(self, source: Utf8Source, stretch: Stretch, lines: Lines, work: Extraction) -> None:
        """The parts of the reader that a jump over a range changes."""
        self._source, self._stretch, self._lines, self._work = source, stretch, lines, work
        if source.codec.startswith("utf-16"):
            self._count = 1
        stretch.beyond = self._give_up

    def stand(self, frame: Frame) -> bool:
        """The reader stands between two records of `frame`.

        Where a range begins, it stands at the end of it afterwards, if the range has been read.

        Returns:
            Whether it stands elsewhere now.
        """
        if self._before is not None:
            self._stand_in_range(frame)
        at = self._source.seen
        while self._ranges and self._is_at_border(frame):
            self._jump(frame)
        return self._source.seen != at

    def left(self) -> None:
        """The reader can cut out no more: it must look at what comes piece by piece."""
        if self._before is not None:
            self._crew.lost()

    def begin(self, frame: Frame, tag: str) -> None:
        """Records `tag` of `frame` can be cut out: the rest of them may be read in ranges.

        This returns twice: to the reader, and in another process to each member of the crew, which
        stands at the start of its range.
        """
        if self._count == 1 or (frame is self._frame and tag == self._tag):
            return
        self._tag, self._frame = tag, frame
        name = tag.encode(self._source.codec)
        self._ranges = cut(self._file, self._source.seen, name, self._count, self._least)
        if not self._ranges:
            return
        self._count = 1  # the next container is read by one process
        number = self._crew.split(len(self._ranges))
        if number is None:
            self._source.stop = self._ranges[0].start
        else:
            self._enter(frame, self._ranges[number])

    def _enter(self, frame: Frame, given: Range) -> None:
        """This process is a member of the crew: stand at the start of its range."""
        standing = self._count_up_to(frame, given.start)
        if standing is None:
            self._crew.lost()
        elsewhere = cast("BinaryIO", _Elsewhere(self._file.fileno()))
        self._move(frame, standing, given.start, elsewhere)
        self._source.stop = given.stop
        work = self._work
        self._before = standing, self._stretch.elements, work.hollow, work.unknown.copy()
        self._passed = self._stretch.passed

    def _count_up_to(self, frame: Frame, start: int) -> Standing | None:
        stretch, source = self._stretch, self._source
        end_tag = f"</{self._tag}>".encode(source.codec)
        at_hand = stretch.data[stretch.at :].decode("utf-8", "replace")
        carried = at_hand.encode(source.codec, "replace")
        lines, records = carried.count(b"\n"), carried.count(end_tag)
        descriptor, at = self._file.fileno(), source.seen
        while at < start:
            block = os.pread(descriptor, min(MIB, start - at), at)
            if not block:
                return None
            at += len(block)
            lines += len(block) - len(block.replace(b"\n", b""))  # sooner than to count them
            carried = carried[-len(end_tag) + 1 :] + block
            records += carried.count(end_tag)
        back = os.pread(descriptor, min(_LINE, start), max(0, start - _LINE))
        line = back.rpartition(b"\n")
        if not line[1]:
            return None
        column = len(line[2].decode(source.codec, "replace")) + 1
        counted = frame.counts.get(self._tag, 0) + records
        return Standing(stretch.cursor.line + lines, column, counted)

    def _stand_in_range(self, frame: Frame) -> None:
        if not self._crew.is_needed() or frame is not self._frame or self._before is None:
            self._crew.lost()
        if self._source.is_at_stop and self._stretch.at == len(self._stretch.data):
            before, elements, hollow, unknown = self._before
            read = RangeRead(
                before,
                self._standing(frame),
                self._stretch.passed - self._passed,
                self._stretch.elements - elements,
                self._work.hollow - hollow,
                self._work.unknown - unknown,
                self._work.first,
            )
            self._crew.finished(read)

    def _is_at_border(self, frame: Frame) -> bool:
        stretch = self._stretch
        return (
            frame is self._frame
            and self._source.is_at_stop
            and stretch.at == len(stretch.data)
            and self._source.seen == self._ranges[0].start
        )

    def _jump(self, frame: Frame) -> None:
        """Take over the range at whose start the reader stands, and stand at its end."""
        read = self._crew.collect(self._next, lambda read: self._is_right(frame, read))
        if read is None:
            self._give_up()
            return
        self._next += 1
        taken = self._ranges.pop(0)
        begun = self._stretch.cursor.copy()
        self._move(frame, read.after, taken.stop)
        self._stretch.passed += read.passed
        self._stretch.met(read.elements)
        self._work.hollow += read.hollow
        self._work.unknown.update(read.unknown)
        self._work.first = {**read.first, **self._work.first}
        self._lines.skip(begun, self._stretch.cursor)
        self._source.stop = self._ranges[0].start if self._ranges else None

    def _is_right(self, frame: Frame, read: RangeRead) -> bool:
        limits = self._work.limits
        return (
            read.before == self._standing(frame)
            and self._stretch.elements + read.elements <= limits.elements
            and self._work.hollow + read.hollow <= limits.hollow
        )

    def _standing(self, frame: Frame) -> Standing:
        cursor = self._stretch.cursor
        return Standing(cursor.line, cursor.column, frame.counts.get(self._tag, 0))

    def _move(
        self, frame: Frame, standing: Standing, offset: int, file: BinaryIO | None = None
    ) -> None:
        frame.counts[self._tag] = standing.records
        cursor = Cursor(standing.line, standing.column)
        self._source.move(offset, cursor, file)
        self._stretch.move(cursor)

    def _give_up(self) -> bool:
        """Read on alone; whether there was a border that need not be kept any more."""
        if self._before is not None or self._source.stop is None:
            return False
        self._ranges.clear()
        self._source.stop = None
        self._stretch.ended = False
        self._crew.dismiss()
        return True
