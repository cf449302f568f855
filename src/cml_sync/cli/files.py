"""Files that the command line writes for somebody: whole, or as they were."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from cml_sync.cli.errors import OutputFileError

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text file in UTF-8 that takes the place of `path` when the block is left without error.

    A device or a pipe is written to as it is.

    Raises:
        OutputFileError: there is no writing there.
        OSError: of what happens later, as a full disk.
    """
    if path.exists() and not path.is_file():
        with _opened(path) as out:
            yield out
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        descriptor = _begun(temporary, path)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as out:
            yield out
            out.flush()
            os.fsync(descriptor)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _opened(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise OutputFileError(path, error) from error


def _begun(temporary: Path, path: Path) -> int:
    try:
        return os.open(temporary, _NEW, 0o666)
    except OSError as error:
        raise OutputFileError(path, error) from error
