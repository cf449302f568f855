"""Files that the command line writes for somebody: whole, or as they were."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from cml_sync.cli.errors import OutputFileError
from cml_sync.messages import text

_OF_A_PACKAGE: Final = frozenset({".xml", ".zip", ".jsonl", ".csv"})
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def replacing(path: Path, inputs: Sequence[Path] = ()) -> Iterator[TextIO]:
    """A text file in UTF-8 that takes the place of `path` when the block is left without error.

    A device or a pipe is written to as it is.

    Args:
        path: of the file.
        inputs: files and folders that are read, no part of which is ever written over.

    Raises:
        OutputPlaceError: it is one of `inputs`, or a part of one.
        OutputFileError: there is no writing there.
        OSError: of what happens later, as a full disk.
    """
    if path.is_file() and any(_is_part(path, given) for given in inputs):
        from cml_sync.packages.forms.output_errors import (  # noqa: PLC0415 - if it comes to that
            OutputPlaceError,
        )

        raise OutputPlaceError(str(path), text("it is what is read, or a part of it"))
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


def _is_part(path: Path, given: Path) -> bool:
    place, read = path.resolve(), given.resolve()
    return place == read or (read in place.parents and place.suffix.lower() in _OF_A_PACKAGE)


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
