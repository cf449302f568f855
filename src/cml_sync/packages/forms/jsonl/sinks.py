"""Where lines go: counted, summed up, and written in blocks."""

import hashlib
from typing import BinaryIO, Final

from cml_sync.packages.forms.jsonl.manifest import LinesFile

_BLOCK: Final = 8 * 1024  # larger ones leave the cache of the processor before they are summed up
_COPY: Final = 1024 * 1024


class Sink:
    """One file of lines that is being written.

    Attributes:
        count: of its lines so far.
        size: in bytes, of what is written by now.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Nothing is written yet."""
        self.count = 0
        self.size = 0
        self._file = file
        self._digest = hashlib.sha256()
        self._waiting: list[bytes] = []
        self._weight = 0

    @property
    def total(self) -> int:
        """Its bytes so far, those included that wait."""
        return self.size + self._weight + len(self._waiting)

    def line(self, line: bytes) -> None:
        """One line, without its end."""
        self._waiting.append(line)
        self.count += 1
        self._weight += len(line)
        if self._weight > _BLOCK:
            self.flush()

    def flush(self) -> None:
        """What waits is written."""
        if self._waiting:
            self._waiting.append(b"")
            self._write(b"\n".join(self._waiting))
            self._waiting.clear()
            self._weight = 0

    def take(self, other: "Sink") -> None:
        """The lines of a sink that was written aside."""
        self.flush()
        other.flush()
        other._file.seek(0)  # noqa: SLF001 - another sink
        while block := other._file.read(_COPY):  # noqa: SLF001
            self._write(block)
        self.count += other.count

    def said(self, kind: str, name: str) -> LinesFile:
        """What a manifest says of it."""
        self.flush()
        return LinesFile(
            kind=kind,
            file=name,
            count=self.count,
            bytes=self.size,
            sha256=self._digest.hexdigest(),
        )

    def _write(self, block: bytes) -> None:
        self._digest.update(block)
        self.size += len(block)
        self._file.write(block)
