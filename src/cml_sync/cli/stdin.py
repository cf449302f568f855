"""A package from standard input: put into a temporary file, for its parts are read more than once.

Whatever reads packages gets a path that leads to that file and calls itself `<stdin>`.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from io import UnsupportedOperation
from pathlib import Path, PosixPath
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

from cml_sync.cli.commands import several
from cml_sync.cli.errors import StdinClosedError, StdinTwiceError
from cml_sync.cli.options import STDIN
from cml_sync.cli.session import Session
from cml_sync.cli.streams import wait_for
from cml_sync.messages import text
from cml_sync.packages.errors import PathUnreadableError, ScratchWriteError

_SHOWN: Final = "<stdin>"
_STEM: Final = "stdin"
_BLOCK: Final = 1024 * 1024
_LOOKED_AT: Final = 4096
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class StdinPath(PosixPath):
    """The temporary file; people see where its content came from."""

    def __str__(self) -> str:
        """`<stdin>`."""
        return _SHOWN if self.stem == _STEM else super().__str__()

    def __fspath__(self) -> str:
        """Where it lies."""
        return super().__str__()


@contextmanager
def taken(session: Session, given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Arguments in which a path stands for standard input that can be read as often as wanted.

    Args:
        session: of this invocation.
        given: the arguments that name packages: a path, several, or None.

    Raises:
        StdinTwiceError: it is named twice, and can be read once.
        StdinClosedError: there is none.
        PathUnreadableError: it cannot be read.
        ScratchWriteError: the temporary folder does not take it.
    """
    named = [path for value in given.values() for path in several(value) if path == STDIN]
    if not named:
        yield dict(given)
        return
    if len(named) > 1:
        raise StdinTwiceError
    with _temporary() as folder:
        path = _spooled(session, folder)
        yield {
            name: tuple(path if one == STDIN else one for one in value)
            if isinstance(value, tuple)
            else (path if value == STDIN else value)
            for name, value in given.items()
        }


@contextmanager
def _temporary() -> Iterator[Path]:
    try:
        folder = TemporaryDirectory(prefix="cml-sync-")
    except OSError as error:
        raise ScratchWriteError(error.filename or "TMPDIR", _reason(error)) from error
    with folder as name:
        yield Path(name)


def _spooled(session: Session, folder: Path) -> Path:
    stdin = getattr(session.stdin, "buffer", None)
    if stdin is None:
        raise StdinClosedError
    if session.stdin is not None and session.stdin.isatty() and not session.quiet:
        session.tell(text("reading the package from standard input; Ctrl-D ends it"))
    with suppress(UnsupportedOperation):  # it is no stream of the system
        wait_for(stdin.fileno())
    path = folder / _STEM
    _copy(stdin, path)
    with path.open("rb") as file:
        extension = _extension(file.read(_LOOKED_AT))
    return StdinPath(path.rename(path.with_suffix(extension)))


def _copy(stdin: BinaryIO, path: Path) -> None:
    try:
        with path.open("wb") as file:
            while block := _read(stdin):
                file.write(block)
    except OSError as error:
        raise ScratchWriteError(str(path.parent), _reason(error)) from error


def _read(stdin: BinaryIO) -> bytes:
    try:
        return stdin.read(_BLOCK)
    except OSError as error:
        raise PathUnreadableError(_SHOWN, _reason(error)) from error


def _reason(error: OSError) -> str:
    return error.strerror or os.strerror(error.errno or errno.EIO)


def _extension(start: bytes) -> str:
    """What the name of such a file ends with; what cannot be told is for the reader of XML."""
    if start.startswith(b"PK"):
        return ".zip"
    if start.startswith(_MARKS[1:]):
        return ".xml"
    bare = start.removeprefix(_MARKS[0]).lstrip()
    if bare.startswith(b"{"):
        return ".jsonl"
    first = bare.split(b"\n", 1)[0]
    is_table = b"<" not in first and any(sign in first for sign in (b";", b",", b"\t"))
    return ".csv" if is_table and b"\0" not in first else ".xml"
