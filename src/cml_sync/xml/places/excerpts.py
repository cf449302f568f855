"""A second look at a file: the line in which a problem stands, ready to be shown.

The stream is read forwards only, as problems come in the order of the file. Where a line lies
behind, the file is opened again, within a budget; beyond it there is no excerpt.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO, Final

from cml_sync.problems import Place
from cml_sync.xml.errors import ReadError
from cml_sync.xml.limits import Limits
from cml_sync.xml.places.framing import Excerpt, frame
from cml_sync.xml.places.pinpoint import REACH, entrance
from cml_sync.xml.places.spots import Source, Spot
from cml_sync.xml.source.encoding import SAMPLE, Cursor, Utf8Source, decide

BACK_BUDGET: Final = 64 * 1024 * 1024
"""So many bytes of all files may be read again."""

_CONTEXT: Final = 2_000
"""Characters around the column that are looked at: enough to see which element a value is of."""

_KEPT: Final = REACH + 64 * 1024
_NEWLINE: Final = re.compile(rb"\n")

Opener = Callable[[str], BinaryIO | None]


class Excerpts:
    """Excerpts of the parts of one package; a context manager, since one file stays open.

    Args:
        opener: opens a part by its name; None for a name it does not know.
        show_data: personal data is not masked.
        budget: how many bytes may be read again.
    """

    def __init__(self, opener: Opener, *, show_data: bool, budget: int = BACK_BUDGET) -> None:
        self._opener = opener
        self._show_data = show_data
        self._budget = budget
        self._stretch: _Stretch | None = None
        self._read: dict[str, int] = {}

    def of(self, place: Place) -> Excerpt | None:
        """The line at `place`; None where there is none, or it would cost too much to find."""
        if place.file is None or place.line is None:
            return None
        stretch = self._reaching(place.file, place.line, place.column or 1)
        if stretch is None:
            return None
        found = stretch.around(place.line, place.column or 1)
        if found is None:
            return None
        line, at = found
        return frame(line, at, place, show_data=self._show_data)

    def exact(self, place: Place) -> Place:
        """The place of the element itself, where `place` is that of its record or section.

        If there is no such element, of the nearest above.
        """
        if place.file is None or place.line is None:
            return place
        column = place.column
        stretch = self._reaching(place.file, place.line, column or 1, REACH)
        if stretch is None or (
            column is not None and not _leads_on(stretch.around(place.line, column), place.path)
        ):
            return place
        words = stretch.onwards(place.line)
        line = words.split("\n", 1)[0]
        entered = entrance(place.path, line, None if column is None else column - 1)
        if entered is None:
            return place
        start, below = entered
        source = Source(words[start:].encode(), Cursor(place.line, start + 1))
        found = Spot(source, place).place(below)
        return place if found is None else replace(place, line=found.line, column=found.column)

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        if self._stretch is not None:
            self._stretch.close()
            self._stretch = None

    def _reaching(
        self, file: str, line: int, column: int, beyond: int = _CONTEXT
    ) -> "_Stretch | None":
        """The open file, read up to a place, and so many bytes beyond it."""
        stretch = self._stretch
        if stretch is None or stretch.name != file or stretch.is_past(line, column):
            stretch = self._opened(file)
        if stretch is None:
            return None
        before = stretch.read
        stretch.advance(line, column, beyond, stretch.read + self._allowed(file, stretch.read))
        known = self._read.get(file, 0)
        self._budget -= max(0, min(stretch.read, known) - before)
        self._read[file] = max(known, stretch.read)
        return stretch

    def _allowed(self, file: str, read: int) -> int:
        """How far a file may be read on: as far as it was never read, it costs nothing."""
        again = self._read.get(file, 0) - read
        return self._budget if again > self._budget else 1 << 62

    def _opened(self, name: str) -> "_Stretch | None":
        if self._read.get(name, 0) and self._budget <= 0:
            return None
        try:
            file = self._opener(name)
            made = _Stretch(file, name) if file is not None else None
        except (ReadError, OSError):  # the problem that is shown says the same
            return None
        self.close()
        self._stretch = made
        return made


def _leads_on(found: tuple[str, int] | None, path: str) -> bool:
    """Whether an element begins here, and the path ends at another one."""
    if found is None:
        return False
    line, at = found
    last = path.rsplit("/", 1)[-1].split("[", 1)[0]
    return line.startswith("<", at) and not line.startswith(last, at + 1)


class _Stretch:
    """The part of a file that is held: some lines, or a piece of a very long one."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._file = file
        start = file.read(SAMPLE)
        while len(start) < SAMPLE and (more := file.read(SAMPLE - len(start))):
            start += more
        encoding = decide(start, Place(name))
        self._source = Utf8Source(file, start, encoding, name, Limits())
        self._start = Cursor()
        self._data = b""
        self._newlines = 0
        self._known_ends: list[int] | None = None
        self._line: tuple[int, str] = (0, "")
        self._ended = False
        self.read = 0

    def close(self) -> None:
        self._file.close()

    def is_past(self, line: int, column: int) -> bool:
        """Whether a place lies before what is held."""
        return (line, column) < (self._start.line, self._start.column)

    def advance(self, line: int, column: int, beyond: int, most: int) -> None:
        """Read on until a place and what follows it are held, but no more than `most` bytes."""
        while not self._ended and self.read < most and not self._holds(line, column, beyond):
            try:
                data = self._source.read()
            except ReadError:  # a byte that fits nowhere: what stood before it can be shown
                data = b""
            self._ended = not data
            if data:
                self._take(data)

    def around(self, line: int, column: int) -> tuple[str, int] | None:
        """Up to twice `_CONTEXT` characters of the line, and where the column is in them."""
        index = line - self._start.line
        if not 0 <= index <= self._newlines:
            return None
        begin = self._ends[index - 1] + 1 if index else 0
        if self._line[0] != begin or not self._line[1]:
            end = self._ends[index] if index < len(self._ends) else len(self._data)
            words = self._data[begin:end].decode("utf-8", "replace")
            self._line = begin, words.rstrip("\r\n")
        words = self._line[1]
        at = column - (self._start.column if not index else 1)
        if not 0 <= at <= len(words):
            return None
        first = max(0, at - _CONTEXT)
        return words[first : at + _CONTEXT], at - first

    def onwards(self, line: int) -> str:
        """What is held from the start of a line on, but no more than `REACH` bytes of it."""
        index = line - self._start.line
        if not 0 <= index <= self._newlines or (not index and self._start.column > 1):
            return ""
        begin = self._ends[index - 1] + 1 if index else 0
        return self._data[begin : begin + REACH].decode("utf-8", "ignore")

    def _holds(self, line: int, column: int, beyond: int) -> bool:
        index = line - self._start.line
        if index < self._newlines:
            return beyond == _CONTEXT or len(self._data) - self._ends[index] >= beyond
        if index > self._newlines or not self._data:
            return False
        begin = self._ends[-1] + 1 if self._ends else 0
        base = self._start.column if not index else 1
        wanted = column - base + _CONTEXT
        held = len(self._data) - begin  # bytes: at most four a character
        return held >= wanted * 4 or (held >= wanted and self._length(begin) >= wanted)

    @property
    def _ends(self) -> list[int]:
        """Where the lines end; looked for only in stretches that hold a problem."""
        if self._known_ends is None:
            self._known_ends = [found.start() for found in _NEWLINE.finditer(self._data)]
        return self._known_ends

    def _length(self, begin: int) -> int:
        return len(self._data[begin:].decode("utf-8", "replace"))

    def _take(self, data: bytes) -> None:
        cut = max(0, len(self._data) - _KEPT)
        while cut and cut < len(self._data) and self._data[cut] & 0xC0 == 0x80:  # noqa: PLR2004 - UTF-8
            cut += 1
        self._start.advance(self._data[:cut])
        self._data = self._data[cut:] + data
        self._newlines = self._data.count(b"\n")
        self._known_ends = None
        self._line = (0, "")
        self.read += len(data)
