"""The pictures that products name: how many different ones, and how many are not there.

A million products may name several millions. Up to a bound they are told apart in memory; beyond
it their hashes go to a file that is gone with the walk, in buckets that are looked through one by
one at the end.
"""

import posixpath
import tempfile
from array import array
from collections.abc import Iterable
from typing import IO, Final, Self

from cml_sync.checks.memory.tables import IdTable
from cml_sync.packages.naming import fold

IN_MEMORY: Final = 150_000
"""So many different pictures are told apart in memory: 2 MiB."""
MISSING_SHOWN: Final = 20
"""So many missing pictures are listed; how many there are is counted."""

_BUCKETS: Final = 64
_AT_ONCE: Final = 1024
_MISSING: Final = 1
_WORD: Final = (1 << 64) - 1


class NamedPictures:
    """Counts the pictures that are named; a context manager, since it may hold a file.

    Attributes:
        examples: the first that are missing.
    """

    def __init__(self, names: Iterable[str], *, in_memory: int = IN_MEMORY) -> None:
        """Args: names: of the pictures in the package, relative; in_memory: so many at most."""
        self._there = frozenset(map(fold, names))
        self._met = IdTable()
        self._in_memory = in_memory
        self._missing = 0
        self._overflow: _Overflow | None = None
        self.examples: list[str] = []

    def look(self, images: Iterable[str], relative: str) -> None:
        """Counts the `images` of a product of the part `relative`."""
        for path in images:
            if not path:
                continue
            if self._overflow is not None:
                self._spill(path, relative)
            elif not self._met.mark(path, scope=relative):
                self._new(path, relative)

    def counts(self) -> tuple[int, int]:
        """How many different pictures are named, and how many of them are missing."""
        named, missing = len(self._met), self._missing
        if self._overflow is not None:
            more, more_missing = self._overflow.counts()
            named, missing = named + more, missing + more_missing
        return named, missing

    def _new(self, path: str, relative: str) -> None:
        if not self._is_there(path, relative):
            self._missing += 1
            if len(self.examples) < MISSING_SHOWN:
                self.examples.append(path)
        if len(self._met) >= self._in_memory:
            self._overflow = _Overflow()

    def _spill(self, path: str, relative: str) -> None:
        overflow = self._overflow
        if overflow is None or self._met.bits(path, scope=relative):
            return
        missing = 0 if self._is_there(path, relative) else _MISSING
        overflow.add((hash(path) ^ hash(relative)) & _WORD & ~_MISSING | missing)

    def _is_there(self, path: str, relative: str) -> bool:
        """Whether the file is there; relative to the part, or to the package. Addresses are."""
        if "://" in path:
            return True
        if not self._there:
            return False
        slashed = path.strip().replace("\\", "/")
        return any(
            fold(posixpath.normpath(posixpath.join(folder, slashed))) in self._there
            for folder in (posixpath.dirname(relative), "")
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._overflow is not None:
            self._overflow.close()


class _Overflow:
    """Words of 64 bits in buckets on a disk."""

    def __init__(self) -> None:
        self._files: list[IO[bytes]] = []
        self._waiting = [array("Q") for _ in range(_BUCKETS)]

    def add(self, word: int) -> None:
        number = (word >> 1) % _BUCKETS
        waiting = self._waiting[number]
        waiting.append(word)
        if len(waiting) >= _AT_ONCE:
            if not self._files:
                self._files = [tempfile.TemporaryFile() for _ in range(_BUCKETS)]  # noqa: SIM115 - `close` closes them
            waiting.tofile(self._files[number])
            del waiting[:]

    def counts(self) -> tuple[int, int]:
        named = missing = 0
        for number, waiting in enumerate(self._waiting):
            words = set(waiting)
            if self._files:
                file = self._files[number]
                file.seek(0)
                while chunk := file.read(8 * _AT_ONCE):
                    words.update(memoryview(chunk).cast("Q"))
            named += len(words)
            missing += sum(word & _MISSING for word in words)
        return named, missing

    def close(self) -> None:
        for file in self._files:
            file.close()
