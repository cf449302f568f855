"""A folder as the other side: on a disk of this machine, or on a drive it has mounted.

1C writes its exchange there without any "ready" mark, so a file is taken only when nobody has
touched it for a while; what we write appears under its name in one step, whole.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final, cast

from pydantic import BaseModel

from cml_sync.transports.base import Clock, Offered, Outcome, Outgoing, Receipt, Topic
from cml_sync.transports.errors import ChangedWhileSentError
from cml_sync.transports.file_errors import (
    FileChangedError,
    FileVanishedError,
    SymbolicLinkError,
)
from cml_sync.transports.folder_options import After, FolderOptions
from cml_sync.transports.names import (
    LEFTOVER_AGE,
    is_leftover,
    is_unfinished,
    numbered,
    parts_of,
    placed,
    temporary_name,
)
from cml_sync.transports.surroundings import NewToken, Surroundings
from cml_sync.transports.tree import entered, files_below, made, mapped, removed_if_empty, synced

_BLOCK: Final = 1024 * 1024
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_APPEND: Final = os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def open_folder(options: BaseModel, surroundings: Surroundings) -> "FolderTransport":
    """The transport of a `file:` URL."""
    return FolderTransport(
        cast("FolderOptions", options), surroundings.clock, surroundings.new_token
    )


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file that is whole on the disk, still under its temporary name."""

    folder: tuple[str, ...]
    temporary: str
    name: str


class FolderTransport:
    """Carries files to and from a folder.

    Args:
        options: which folder, and what becomes of files that were taken.
        clock: the moment now.
        new_token: makes the random part of temporary names.
    """

    asks_again = False

    def __init__(self, options: FolderOptions, clock: Clock, new_token: NewToken):
        self._options = options
        self._clock = clock
        self._new_token = new_token
        self._reading = options.path / options.read
        self._writing = options.path / options.write

    def offered(self, topic: Topic) -> Sequence[Offered]:  # noqa: ARG002 - one folder for every topic
        """The finished files of the folder and those below it; sorted by name.

        Raises:
            FolderMissingError: it is not there.
            AccessDeniedError: we may not read it.
            UnsafeNameError: a name in it cannot be carried.
        """
        with mapped(self._reading):
            found = files_below(self._reading, self._options.left_out())
        now = self._clock()
        offers = (_offer(name, status) for name, status in sorted(found.items()))
        return tuple(
            offer
            for offer in offers
            if not is_unfinished(offer.name.rpartition("/")[2])
            and self._options.is_settled(offer, now)
        )

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:  # noqa: ARG002
        """Write the file's bytes to `sink`; the number of bytes.

        Raises:
            FileVanishedError: it is gone.
            FileChangedError: it is not, or does not stay, what was offered.
            SymbolicLinkError: a link has taken its place.
        """
        path = self._reading / offered.name
        with self._opened(offered.name, path) as file:
            with mapped(path):
                before = os.fstat(file)
            if not stat.S_ISREG(before.st_mode):
                raise SymbolicLinkError(str(path))
            if not _is_same(offered, before):
                raise FileChangedError(str(path))
            count = 0
            while count <= before.st_size and (block := _read_block(file, path)):
                sink.write(block)
                count += len(block)
            with mapped(path):
                after = os.fstat(file)
        if count != before.st_size or _look(after) != _look(before):
            raise FileChangedError(str(path))
        return count

    @contextmanager
    def _opened(self, name: str, path: Path) -> Iterator[int]:
        *folders, leaf = parts_of(name)
        with mapped(path):
            try:
                with entered(self._reading, folders) as folder:
                    file = os.open(leaf, _READ, dir_fd=folder)
            except FileNotFoundError as error:
                raise FileVanishedError(str(path)) from error
        try:
            yield file
        finally:
            os.close(file)

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:  # noqa: ARG002
        """Keep, move away or delete what was taken; a file that has become another one stays.

        Raises:
            AccessDeniedError: we may not change the folder.
        """
        if self._options.after is After.KEEP:
            return
        for offer in taken:
            parts = parts_of(offer.name)
            with mapped(self._reading / offer.name), suppress(FileNotFoundError):
                # gone: an earlier, interrupted confirmation has done this one
                self._put_away(offer, parts)

    def _put_away(self, offer: Offered, parts: tuple[str, ...]) -> None:
        with entered(self._reading, parts[:-1]) as folder:
            status = os.stat(parts[-1], dir_fd=folder, follow_symlinks=False)
            if not _is_same(offer, status):
                return
            if self._options.after is After.DELETE:
                os.unlink(parts[-1], dir_fd=folder)
                return
            target = (*self._options.done.split("/"), *parts[:-1])
            made(self._reading, target)
            with entered(self._reading, target) as done:
                free = _reserve(done, parts[-1])
                os.replace(parts[-1], free, src_dir_fd=folder, dst_dir_fd=done)
                os.fsync(done)

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:  # noqa: ARG002
        """Write all files under temporary names, then let them appear one after the other.

        Raises:
            DiskFullError: no room; the folder is as it was.
            AccessDeniedError: we may not write there.
            FolderMissingError: the folder of the endpoint is not there.
            ChangedWhileSentError: a file of ours is not as long as it was said to be.
        """
        for outgoing in files:
            parts_of(outgoing.name)
        self._prepare()
        named = placed(files, self._is_there)
        checked = [(parts_of(outgoing.name), outgoing) for outgoing in named]
        folders = {parts[:-1] for parts, _ in checked}
        new = self._make(sorted(folders))
        staged: list[_Staged] = []
        try:
            for parts, outgoing in checked:
                staged.append(self._begin(parts, outgoing))
                self._fill(staged[-1], outgoing)
            for file in tuple(staged):
                self._publish(file)
                staged.remove(file)
        except BaseException:
            self._undo(staged, new)
            raise
        for parts in sorted(folders | {folder[:-1] for folder in new}):
            with mapped(self._writing.joinpath(*parts)):
                synced(self._writing, parts)
        return tuple(
            Receipt(sent.name, Outcome.STORED, self._evidence(stored))
            for sent, stored in zip(files, named, strict=True)
        )

    def _is_there(self, name: str) -> bool:
        with mapped(self._writing / name):
            return os.path.lexists(self._writing / name)

    def _prepare(self) -> None:
        """The subfolder to write to is ours to make; the folder of the endpoint is not."""
        if self._options.write:
            with mapped(self._options.path):
                made(self._options.path, self._options.write.split("/"))

    def _make(self, folders: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        new: list[tuple[str, ...]] = []
        for parts in folders:
            with mapped(self._writing.joinpath(*parts)):
                new += made(self._writing, parts)
                self._sweep(parts)
        return new

    def _sweep(self, parts: tuple[str, ...]) -> None:
        """Remove what a run of ours that died has left behind."""
        limit = (self._clock() - LEFTOVER_AGE).timestamp()
        with entered(self._writing, parts) as folder, os.scandir(folder) as entries:
            old = [
                entry.name
                for entry in entries
                if is_leftover(entry.name)
                and entry.is_file(follow_symlinks=False)
                and entry.stat(follow_symlinks=False).st_mtime < limit
            ]
            for name in old:
                with suppress(
                    FileNotFoundError, PermissionError
                ):  # another user's run cleans its own
                    os.unlink(name, dir_fd=folder)

    def _begin(self, parts: tuple[str, ...], outgoing: Outgoing) -> _Staged:
        *folders, name = parts
        staged = _Staged(tuple(folders), temporary_name(name, self._new_token()), name)
        path = self._writing / outgoing.name
        with mapped(path, outgoing.size), entered(self._writing, folders) as folder:
            os.close(os.open(staged.temporary, _CREATE, 0o666, dir_fd=folder))
        return staged

    def _fill(self, staged: _Staged, outgoing: Outgoing) -> None:
        path = self._writing / outgoing.name
        with mapped(path), entered(self._writing, staged.folder) as folder:
            file = os.open(staged.temporary, _APPEND, dir_fd=folder)
        count = 0
        with os.fdopen(file, "wb", buffering=0), outgoing.open() as source:
            while block := source.read(_BLOCK):
                with mapped(path, outgoing.size):
                    _write_all(file, block)
                count += len(block)
            with mapped(path, outgoing.size):
                os.fsync(file)
        if count != outgoing.size:
            raise ChangedWhileSentError(outgoing.name)

    def _publish(self, staged: _Staged) -> None:
        path = self._writing.joinpath(*staged.folder, staged.name)
        with mapped(path), entered(self._writing, staged.folder) as folder:
            os.replace(staged.temporary, staged.name, src_dir_fd=folder, dst_dir_fd=folder)

    def _undo(self, staged: Sequence[_Staged], new: Sequence[tuple[str, ...]]) -> None:
        """Leave the folder as it was; the error that brought us here is the one to tell."""
        for file in staged:
            with suppress(OSError), entered(self._writing, file.folder) as folder:
                os.unlink(file.temporary, dir_fd=folder)
        for parts in reversed(new):
            removed_if_empty(self._writing, parts)

    def _evidence(self, outgoing: Outgoing) -> str:
        return f"{outgoing.size} bytes in {self._writing / outgoing.name}"[-200:]

    def close(self) -> None:
        """Nothing is held open between calls."""


def _offer(name: str, status: os.stat_result) -> Offered:
    parts_of(name)
    size, modified = _look(status)
    return Offered(name, size, modified)


def _look(status: os.stat_result) -> tuple[int, datetime | None]:
    try:
        return status.st_size, datetime.fromtimestamp(status.st_mtime, UTC)
    except (ValueError, OverflowError, OSError):  # some disks keep moments that no calendar has
        return status.st_size, None


def _is_same(offer: Offered, status: os.stat_result) -> bool:
    size, modified = _look(status)
    return offer.size in {None, size} and offer.modified in {None, modified}


def _read_block(file: int, path: Path) -> bytes:
    with mapped(path):
        return os.read(file, _BLOCK)


def _write_all(file: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(file, rest) :]


def _reserve(folder: int, name: str) -> str:
    """A free name in the done folder, held by an empty file that the moved one replaces."""
    number = 0
    while True:
        free = numbered(name, number)
        try:
            os.close(os.open(free, _CREATE, 0o666, dir_fd=folder))
        except FileExistsError:
            number += 1
        else:
            return free
