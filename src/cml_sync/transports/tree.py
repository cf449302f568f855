"""Folders of this machine, entered step by step: no link below the root is ever followed."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cml_sync.errors import CmlSyncError
from cml_sync.transports.file_errors import (
    AccessDeniedError,
    DiskFullError,
    FileFailedError,
    FolderMissingError,
    StorageAwayError,
    SymbolicLinkError,
)

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_MISSING: Final = {errno.ENOENT, errno.ENOTDIR}
_AWAY: Final = {errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENOTCONN}

Found = Mapping[str, os.stat_result]
"""Ordinary files by their name below the root, with forward slashes."""


@contextmanager
def mapped(path: Path, size: int = 0) -> Iterator[None]:
    """Turns what the operating system says about `path` into an error of ours.

    Args:
        path: what is being used, for the message.
        size: bytes that are needed there, for the message.
    """
    try:
        yield
    except OSError as error:
        raise _error_of(error, path, size) from error


def _error_of(error: OSError, path: Path, size: int) -> CmlSyncError:
    number, reason = error.errno, error.strerror or type(error).__name__
    if number in _FULL:
        return DiskFullError(str(path), size)
    if number in _DENIED:
        return AccessDeniedError(str(path), reason)
    if number in _MISSING:
        return FolderMissingError(str(path))
    if number in _AWAY:
        return StorageAwayError(str(path), reason)
    if number == errno.ELOOP:
        return SymbolicLinkError(str(path))
    return FileFailedError(str(path), reason)


@contextmanager
def entered(root: Path, parts: Sequence[str] = ()) -> Iterator[int]:
    """A descriptor of the folder `parts` below `root`; only `root` itself may be a link.

    Raises:
        OSError: it is not there, or a step is a link.
    """
    folder = os.open(root, _FOLDER)
    try:
        for part in parts:
            inner = _step(part, folder)
            os.close(folder)
            folder = inner
        yield folder
    finally:
        os.close(folder)


def _step(part: str, folder: int) -> int:
    try:
        return os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
    except NotADirectoryError:
        # Linux answers ENOTDIR for a link that must be a folder and must not be followed
        if stat.S_ISLNK(os.lstat(part, dir_fd=folder).st_mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), part) from None
        raise


def made(root: Path, parts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Make the folders `parts` below `root`; those that were not there before, outermost first.

    Raises:
        OSError: `root` is not there, or a folder cannot be made.
    """
    new = []
    for depth in range(len(parts)):
        with entered(root, parts[:depth]) as folder:
            try:
                os.mkdir(parts[depth], dir_fd=folder)
            except FileExistsError:
                continue
            new.append(tuple(parts[: depth + 1]))
    return tuple(new)


def removed_if_empty(root: Path, parts: Sequence[str]) -> bool:
    """Remove the folder `parts` below `root` unless something is in it; whether it went."""
    try:
        with entered(root, parts[:-1]) as folder:
            os.rmdir(parts[-1], dir_fd=folder)
    except OSError:
        return False
    return True


def synced(root: Path, parts: Sequence[str]) -> None:
    """Make the names in the folder `parts` below `root` survive a power cut.

    Raises:
        OSError: the disk says no.
    """
    with entered(root, parts) as folder:
        os.fsync(folder)


def files_below(root: Path, left_out: frozenset[str]) -> Found:
    """All ordinary files below `root`; links and hidden or `left_out` folders are passed by.

    Raises:
        OSError: a folder cannot be read.
    """
    found: dict[str, os.stat_result] = {}
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        parts = waiting.pop()
        with entered(root, parts) as folder, os.scandir(folder) as entries:
            for entry in entries:
                name = "/".join((*parts, entry.name))
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith(".") and name not in left_out:
                        waiting.append((*parts, entry.name))
                elif entry.is_file(follow_symlinks=False):
                    found[name] = entry.stat(follow_symlinks=False)
    return found
