"""Writing files below a folder, and nowhere else, whatever their names and whatever stands there.

Every folder on the way is opened without following links and relative to the one above, so that a
link put there in the meantime leads nowhere; a file is always a new one.
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

from cml_sync.packages.errors import NotRegularFileError, PathMissingError, PathUnreadableError

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
_PRIVATE_FOLDER: Final = 0o700
_PRIVATE_FILE: Final = 0o600
_OPEN_FOLDER: Final = 0o777
_OPEN_FILE: Final = 0o666


@contextmanager
def new_file(folder: Path, name: str, *, private: bool = True) -> Iterator[BinaryIO]:
    """A new file below `folder`; on the disk for good when it closes.

    Args:
        folder: must exist.
        name: already made safe (`naming.safe_name`); its folders are made.
        private: readable by its owner only; otherwise by whom the user's umask lets.

    Raises:
        FileExistsError: something of that name is there.
        OSError: the disk is full, a link stands in the way, …
    """
    *folders, base = name.split("/")
    mode = _PRIVATE_FILE if private else _OPEN_FILE
    with _descend(folder, folders, _PRIVATE_FOLDER if private else _OPEN_FOLDER) as descriptor:
        with os.fdopen(os.open(base, _NEW, mode, dir_fd=descriptor), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.fsync(descriptor)


def open_regular(path: Path, *, follow: bool = True) -> BufferedReader:
    """An existing regular file, open for reading; what it is, is asked of the open file.

    Args:
        path: of the file.
        follow: a symbolic link is fine (a path that a person gave), or is refused (one found).

    Raises:
        PathMissingError: nothing is there.
        NotRegularFileError: a folder, device, pipe, or a link that may not be.
        PathUnreadableError: the system refuses.
    """
    try:
        descriptor = os.open(path, _READ if follow else _READ | os.O_NOFOLLOW)
    except FileNotFoundError as error:
        raise PathMissingError(str(path)) from error
    except OSError as error:
        if path.is_symlink() and not follow:
            raise NotRegularFileError(str(path), link=True) from error
        raise PathUnreadableError(str(path), error.strerror or str(error)) from error
    if not is_regular(descriptor):
        os.close(descriptor)
        raise NotRegularFileError(str(path))
    return BufferedReader(_Regular(descriptor, path))


class _Regular(io.FileIO):
    """An open file whose reads fail with our error: a broken disk, a share that went away."""

    def __init__(self, descriptor: int, path: Path) -> None:
        super().__init__(descriptor)
        self._path = path

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise PathUnreadableError(str(self._path), error.strerror or str(error)) from error


def is_regular(descriptor: int) -> bool:
    """Whether an open file is a regular one."""
    return os.path.isfile(descriptor)  # noqa: PTH113 - of a descriptor, which no Path can hold


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk for good."""
    descriptor = os.open(folder, _FOLDER)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """`sync_folder` for a folder and all folders below it."""
    for below in sorted(path for path in folder.rglob("*") if path.is_dir()):
        sync_folder(below)
    sync_folder(folder)


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner only, for good."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=_PRIVATE_FOLDER)
        sync_folder(folder.parent)


def remove_tree(folder: Path) -> None:
    """Remove a folder and everything below it; links are removed, not followed."""
    import shutil  # noqa: PLC0415 - a look at a file needs none of what it loads

    shutil.rmtree(folder)


@contextmanager
def _descend(folder: Path, names: list[str], mode: int) -> Iterator[int]:
    descriptor = os.open(folder, _FOLDER)
    try:
        for name in names:
            with suppress(FileExistsError):
                os.mkdir(name, mode, dir_fd=descriptor)
                os.fsync(descriptor)
            below = os.open(name, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = below
        yield descriptor
    finally:
        os.close(descriptor)
