"""Files of lines as they lie on the disk: proved against the manifest, read line by line."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from cml_sync.messages import Text, text
from cml_sync.packages.forms.jsonl.errors import BrokenLineError, ManifestMismatchError
from cml_sync.packages.forms.jsonl.json_text import JsonError, parsed
from cml_sync.packages.forms.jsonl.manifest import LinesFile
from cml_sync.packages.landing import open_regular
from cml_sync.problems import Place
from cml_sync.xml.limits import Limits

_BLOCK: Final = 1024 * 1024
_MARK: Final = b"\xef\xbb\xbf"
_BRACES: Final = (b"{", b"[", b",")
_SMALL: Final = 64 * 1024
_ROOM: Final = 4
"""A record as JSON has this many times the bytes and marks that it may have as XML, at most."""


class Line(NamedTuple):
    """One line.

    Attributes:
        number: counted from 1.
        content: without its end.
    """

    number: int
    content: bytes


class LineReader:
    """The lines of a file from one of them on; a context manager.

    Attributes:
        name: of the file, as the user knows it.
    """

    def __init__(self, path: Path, number: int, offset: int, limits: Limits) -> None:
        """Open it.

        Args:
            path: of the file.
            number: of the first line to be read.
            offset: the byte at which it begins.
            limits: what a record may be.
        """
        self.name = str(path)
        self._file = open_regular(path)
        self._file.seek(offset)
        self._number = number
        self._longest = limits.record_bytes * _ROOM
        self._small = min(_SMALL, self._longest)
        self._marks = limits.record_marks * _ROOM

    def next(self) -> Line | None:
        """The next line, or None at the end.

        Raises:
            BrokenLineError: it is larger than any record may be.
        """
        content = self._file.readline(self._longest + 1)
        if not content:
            return None
        number = self._number
        self._number += 1
        if number == 1:
            content = content.removeprefix(_MARK)
        if len(content) > self._small:
            self._check_size(content, number)
        return Line(number, content.rstrip(b"\r\n"))

    def close(self) -> None:
        """No line is wanted any more."""
        self._file.close()

    def _check_size(self, content: bytes, number: int) -> None:
        if len(content) > self._longest or (
            sum(content.count(brace) for brace in _BRACES) > self._marks
        ):
            place = Place(self.name, number, 1)
            raise BrokenLineError(place, text("it is larger than any record may be"))


def proved(
    path: Path,
    said: LinesFile,
    starts: Sequence[int],
    limits: Limits,
    length: int | None = None,
) -> dict[int, int]:
    """Holds a file against the manifest; the byte at which each of the lines begins.

    Args:
        path: of the file.
        said: by the manifest.
        starts: the lines whose beginnings are asked for.
        limits: what a record may be.
        length: of a stream, the bytes before its last line.

    Raises:
        ManifestMismatchError: it is not.
        BrokenLineError: and it has a line that is no JSON.
    """
    walk = _Walk(starts)
    with open_regular(path) as file:
        left = length
        while block := file.read(_BLOCK if left is None else min(_BLOCK, left)):
            walk.block(block)
            left = None if left is None else left - len(block)
    reason = _difference(said, walk)
    if reason is not None:
        _check_lines(path, limits, walk.count)
        raise ManifestMismatchError(str(path), reason)
    return walk.offsets


class _Walk:
    """One walk through a file: its checksum, its lines, where some of them begin."""

    def __init__(self, starts: Sequence[int]) -> None:
        self.size = 0
        self.offsets: dict[int, int] = {}
        self._ends = 0
        self._open = False
        self._digest = hashlib.sha256()
        self._wanted = sorted(set(starts), reverse=True)

    @property
    def count(self) -> int:
        return self._ends + self._open

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def block(self, block: bytes) -> None:
        self._digest.update(block)
        ends = block.count(b"\n")
        if self._wanted and self._wanted[-1] == 1:
            self.offsets[self._wanted.pop()] = 0
        at = 0
        passed = self._ends
        while self._wanted and self._wanted[-1] - 1 <= self._ends + ends:
            while passed < self._wanted[-1] - 1:
                at = block.index(b"\n", at) + 1
                passed += 1
            self.offsets[self._wanted.pop()] = self.size + at
        self._ends += ends
        self._open = not block.endswith(b"\n")
        self.size += len(block)


def _difference(said: LinesFile, walk: _Walk) -> Text | None:
    if said.bytes is not None and said.bytes != walk.size:
        return text(
            "it has {there} bytes, and should have {said}", there=walk.size, said=said.bytes
        )
    if said.count != walk.count:
        return text(
            "it has {there} lines, and should have {said}", there=walk.count, said=said.count
        )
    if said.sha256 is not None and said.sha256 != walk.sha256:
        return text("its checksum (SHA-256) is another one")
    return None


def _check_lines(path: Path, limits: Limits, count: int) -> None:
    """Says which line it is, where one is broken."""
    for line in islice(lines_of(path, limits), count):
        checked(line, str(path))


def lines_of(path: Path, limits: Limits) -> Iterator[Line]:
    """Every line of a file."""
    reader = LineReader(path, 1, 0, limits)
    try:
        while (line := reader.next()) is not None:
            yield line
    finally:
        reader.close()


def checked(line: Line, name: str) -> dict[str, Any]:
    """The object in a line.

    Raises:
        BrokenLineError: there is none.
    """
    try:
        return parsed(line.content)
    except JsonError as error:
        raise BrokenLineError(Place(name, line.number, error.column), error.reason) from None
