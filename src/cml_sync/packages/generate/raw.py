"""Bytes that no writer would write: texts that stand for them, and a file that puts them in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from cml_sync.packages.forms.output import Output
from cml_sync.packages.generate.planted import Bytes, Planted
from cml_sync.patterns import pattern

if TYPE_CHECKING:
    import re

_BEGIN: Final = "\ue0f0"
_END: Final = "\ue0f1"
_MARK: Final = pattern(
    b"(?:" + _BEGIN.encode() + b")([0-9a-f]*)(?:" + _END.encode() + b")",
)
_HEAD: Final = 4096


def raw(data: bytes) -> str:
    """A text that becomes `data` in a file of UTF-8, and is harmless in a model."""
    return f"{_BEGIN}{data.hex()}{_END}"


class SpoiltOutput(Output):
    """An output whose XML files hold what was planted in bytes."""

    def __init__(self, path: Path, planted: Planted, first: str, **options: Any) -> None:
        """As `Output`; nothing is written yet.

        Args:
            path: where it is to be.
            planted: the defects.
            first: the name of the part whose first and last bytes are spoilt.
            options: of the output.
        """
        super().__init__(path, **options)
        self._planted = planted
        self._first = first

    @contextmanager
    def file(self, relative: str) -> Iterator[BinaryIO]:
        """A new file of the output (see `Output.file`)."""
        with super().file(relative) as file:
            if not relative.endswith(".xml"):
                yield file
                return
            mine = relative == self._first
            spoilt: Any = SpoiltFile(
                file,
                self._planted.heads if mine else (),
                self._planted.tails if mine else (),
            )
            yield spoilt
            spoilt.finish()


class SpoiltFile:
    """Takes what a writer writes, record by record, and puts the planted bytes in."""

    def __init__(self, file: BinaryIO, heads: Sequence[Bytes], tails: Sequence[Bytes]) -> None:
        self._file, self._heads, self._tails = file, heads, tails
        self._head: bytes | None = b"" if heads else None
        self._last = b""

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        written = _MARK.sub(_bytes_of, data)
        if self._head is not None:
            self._head += written
            if len(self._head) >= _HEAD:
                self._put_head()
        else:
            self._keep(written)
        return len(data)

    def finish(self) -> None:
        """Nothing follows."""
        if self._head is not None:
            self._put_head()
        last = self._last
        for change in self._tails:
            last = change(last)
        self._file.write(last)

    def _put_head(self) -> None:
        head, self._head = self._head or b"", None
        for change in self._heads:
            head = change(head)
        self._keep(head)

    def _keep(self, data: bytes) -> None:
        """The last bytes are held back while they may still be spoilt."""
        if not self._tails:
            self._file.write(data)
            return
        self._file.write(self._last)
        self._last = data


def _bytes_of(found: "re.Match[bytes]") -> bytes:
    return bytes.fromhex(found[1].decode())
