"""Which ids came twice, of millions: each is a word of 64 bits, and most of them lie on the disk.

Words go into buckets by their highest bits; a full bucket goes to the end of a temporary file. At
the end each bucket is put together alone, in the order of coming: so the memory for all is that for
one of them.
"""

import errno
import os
from array import array
from collections.abc import Iterator
from tempfile import TemporaryFile, gettempdir
from types import TracebackType
from typing import IO, Final, NamedTuple, Self

from cml_sync.packages.errors import ScratchWriteError

BITS: Final = 0b111
"""The facets of a word; the rest of it is the hash of an id and its scope."""
KEY: Final = (1 << 64) - 1 - BITS
SHIFT: Final = 58
"""What is left of a word behind so many bits is the number of its bucket."""
FULL: Final = 1024
"""So many words of a bucket wait in memory."""

_BUCKETS: Final = 1 << (64 - SHIFT)
_SIZE: Final = 8


class Suspects(NamedTuple):
    """What came more than once.

    Attributes:
        keys: the words without their facets, sorted.
        total: how many words came after another with the same key and a facet of it.
    """

    keys: "array[int]"
    total: int


class Words:
    """The words of one package; a context manager, after which nothing of it is left.

    Attributes:
        buckets: who adds a word puts it behind the others of its bucket, and calls `spill` when
            that is `FULL`: a call for each word would take longer than the rest.
    """

    def __init__(self) -> None:
        """Nothing is there yet; no file either, before a bucket is full."""
        self.buckets = tuple(array("Q") for _ in range(_BUCKETS))
        self._offsets: tuple[list[int], ...] = tuple([] for _ in range(_BUCKETS))
        self._file: IO[bytes] | None = None
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, word: int) -> None:
        """One more word.

        Raises:
            ScratchWriteError: the disk does not take it.
        """
        bucket = self.buckets[word >> SHIFT]
        bucket.append(word)
        if len(bucket) >= FULL:
            self.spill(word >> SHIFT)

    def spill(self, number: int) -> None:
        """Put what waits in a bucket on the disk.

        Raises:
            ScratchWriteError: the disk does not take it.
        """
        bucket = self.buckets[number]
        try:
            if self._file is None:
                self._file = TemporaryFile(prefix="cml-sync-", buffering=0)  # noqa: SIM115 - is left open
            _write_all(self._file, memoryview(bucket).cast("B"))
        except OSError as error:
            raise _refused(error) from error
        self._offsets[number].append(self._end)
        self._end += len(bucket) * _SIZE
        del bucket[:]

    def suspects(self) -> Suspects:
        """What came more than once; the facets of what came before count together.

        Raises:
            ScratchWriteError: the disk does not give back what it took.
        """
        keys = array("Q")
        count = 0
        for number in range(_BUCKETS):
            words = self._whole(number)
            if len({word & KEY for word in words}) == len(words):
                continue
            met: dict[int, int] = {}
            again: set[int] = set()
            for word in words:
                key = word & KEY
                before = met.get(key, 0)
                met[key] = before | word
                if before & word & BITS:
                    again.add(key)
                    count += 1
            keys.extend(sorted(again))  # buckets come in the order of their words
        return Suspects(keys, count)

    def _whole(self, number: int) -> "array[int]":
        words = array("Q")
        for chunk in self._chunks(number):
            words.frombytes(chunk)
        words.extend(self.buckets[number])
        return words

    def _chunks(self, number: int) -> Iterator[bytes]:
        if self._file is not None:
            for offset in self._offsets[number]:
                yield self._chunk(self._file, offset)
            self._file.seek(self._end)

    def _chunk(self, file: IO[bytes], offset: int) -> bytes:
        try:
            file.seek(offset)
            chunk = file.read(FULL * _SIZE)
        except OSError as error:
            raise _refused(error) from error
        if len(chunk) < min(FULL * _SIZE, self._end - offset):
            raise _refused(OSError(errno.EIO, "cut short"))
        return chunk


def _write_all(file: IO[bytes], content: memoryview) -> None:
    """Write to an unbuffered file, which takes a part only where the disk is nearly full."""
    while content:
        taken = file.write(content)
        if not taken:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        content = content[taken:]


def _refused(error: OSError) -> ScratchWriteError:
    return ScratchWriteError(gettempdir(), os.strerror(error.errno or 0))
