"""A folder behind SFTP as the other side.

A file is uploaded under a hidden name that did not exist, measured, and put in place in one step;
so nobody there ever reads half a file, and a broken connection leaves nothing to be taken for one.
"""

import posixpath
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO, Final, cast

from paramiko import SFTPAttributes
from pydantic import BaseModel

from cml_sync.errors import CmlSyncError, OtherSideError
from cml_sync.transports.base import Clock, Offered, Outcome, Outgoing, Receipt, Topic
from cml_sync.transports.errors import ChangedWhileSentError
from cml_sync.transports.file_errors import (
    DiskFullError,
    FileChangedError,
    FileVanishedError,
    SymbolicLinkError,
    TooManyFilesError,
    UploadShortError,
)
from cml_sync.transports.folder_options import After
from cml_sync.transports.names import (
    LEFTOVER_AGE,
    is_leftover,
    is_unfinished,
    numbered,
    parts_of,
    placed,
    temporary_name,
)
from cml_sync.transports.sftp_client import (
    POSIX_RENAME,
    Download,
    SftpClient,
    StatusError,
    Upload,
    is_file,
    is_folder,
)
from cml_sync.transports.sftp_options import SftpOptions
from cml_sync.transports.ssh_errors import NoAtomicRenameError
from cml_sync.transports.ssh_session import SshSession
from cml_sync.transports.surroundings import NewToken, Surroundings

_BLOCK: Final = 256 * 1024

MOST_FILES: Final = 100_000
"""Files and folders that are listed; an exchange has fewer, and a broken server has no end."""


def open_sftp(options: BaseModel, surroundings: Surroundings) -> "SftpTransport":
    """The transport of an `sftp:` URL; it connects when it is first asked for something."""
    chosen = cast("SftpOptions", options)
    session = SshSession(chosen, surroundings.credentials, surroundings.home)
    return SftpTransport(chosen, session, surroundings.clock, surroundings.new_token)


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file that is whole on the server, still under its temporary name."""

    temporary: str
    path: str


@dataclass(slots=True)
class _Changes:
    """What a delivery has done so far and would have to take back."""

    staged: list[_Staged] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)


class SftpTransport:
    """Carries files to and from a folder of an SFTP server.

    Args:
        options: which folder, and what becomes of files that were taken.
        session: the connection.
        clock: the moment now.
        new_token: makes the random part of temporary names.
    """

    asks_again = False

    def __init__(
        self, options: SftpOptions, session: SshSession, clock: Clock, new_token: NewToken
    ):
        self._options = options
        self._session = session
        self._clock = clock
        self._new_token = new_token
        self._reading = posixpath.join(options.path, options.read)
        self._writing = posixpath.join(options.path, options.write)
        self._litter: list[str] = []

    def offered(self, topic: Topic) -> Sequence[Offered]:  # noqa: ARG002 - one folder for every topic
        """The finished files of the folder and those below it; sorted by name.

        Raises:
            FolderMissingError: it is not there.
            AccessDeniedError: we may not read it.
            UnsafeNameError: a name in it cannot be carried.
            TooManyFilesError: it goes on and on.
            TemporaryError, RefusedError, ConfigurationError: see `SshSession.asking`.
        """
        now = self._clock()
        offers = sorted(self._listed(), key=lambda offer: offer.name)
        return tuple(offer for offer in offers if self._options.is_settled(offer, now))

    def _listed(self) -> Iterator[Offered]:
        left_out, waiting, count = self._options.left_out(), [""], 0
        while waiting:
            folder = waiting.pop()
            path = posixpath.join(self._reading, folder)
            with self._session.asking(path) as client:
                entries = client.listdir_attr(path)
            count += len(entries)
            if count > MOST_FILES:
                raise TooManyFilesError(path, MOST_FILES)
            for entry in entries:
                name = posixpath.join(folder, entry.filename)
                if is_folder(entry):
                    if not entry.filename.startswith(".") and name not in left_out:
                        parts_of(name)
                        waiting.append(name)
                elif is_file(entry) and not is_unfinished(entry.filename):
                    parts_of(name)
                    yield Offered(name, entry.st_size, _moment(entry))

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:  # noqa: ARG002
        """Write the file's bytes to `sink`; the number of bytes.

        Raises:
            FileVanishedError: it is gone.
            FileChangedError: it is not, or does not stay, what was offered.
            SymbolicLinkError: a link has taken its place.
            TemporaryError, RefusedError: see `SshSession.asking`.
        """
        path = posixpath.join(self._reading, *parts_of(offered.name))
        count = 0
        with self._downloading(offered, path) as download:
            blocks = download.blocks()
            while block := self._next_block(path, blocks):
                sink.write(block)
                count += len(block)
            with self._session.asking(path):
                size = download.size_now()
        if not count == size == download.size:
            raise FileChangedError(path)
        return count

    def _next_block(self, path: str, blocks: Iterator[bytes]) -> bytes:
        block = bytearray()
        with self._session.asking(path):
            for piece in blocks:
                block += piece
                if len(block) >= _BLOCK:
                    break
        return bytes(block)

    @contextmanager
    def _downloading(self, offered: Offered, path: str) -> Iterator[Download]:
        with self._session.asking(path) as client:
            attributes = _found(client, path)
            if attributes is None:
                raise FileVanishedError(path)
            if not is_file(attributes):
                raise SymbolicLinkError(path)
            if not _is_same(offered, attributes):
                raise FileChangedError(path)
            download = Download(client, path)
        try:
            yield download
        finally:
            if self._session.is_open:
                with self._session.asking(path):
                    download.close()

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:  # noqa: ARG002
        """Keep, move away or delete what was taken; a file that has become another one stays.

        Raises:
            AccessDeniedError: we may not change the folder.
            TemporaryError, RefusedError: see `SshSession.asking`.
        """
        if self._options.after is After.KEEP:
            return
        for offer in taken:
            path = posixpath.join(self._reading, *parts_of(offer.name))
            with self._session.asking(path) as client:
                attributes = _found(client, path)
                if attributes is None or not _is_same(offer, attributes):
                    continue  # gone: an earlier, interrupted confirmation; changed: it is a new one
                if self._options.after is After.DELETE:
                    client.remove(path)
                    continue
            self._move_away(path, offer.name)

    def _move_away(self, path: str, name: str) -> None:
        *folders, leaf = (*self._options.done.split("/"), *name.split("/"))
        self._make(self._reading, folders)
        folder = posixpath.join(self._reading, *folders)
        with self._session.asking(path) as client:
            number = 0
            while True:
                free = posixpath.join(folder, numbered(leaf, number))
                if _found(client, free) is None:
                    client.rename(path, free)
                    return
                number += 1

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:  # noqa: ARG002
        """Upload all files under temporary names, then let them appear one after the other.

        Raises:
            NoAtomicRenameError: the server cannot replace a file in one step; nothing was sent.
            DiskFullError: no room there; the folder is as it was.
            AccessDeniedError: we may not write there.
            FolderMissingError: the folder of the endpoint is not there.
            ChangedWhileSentError: a file of ours is not as long as it was said to be.
            TemporaryError, RefusedError: see `SshSession.asking`.
        """
        for outgoing in files:
            parts_of(outgoing.name)
        self._prepare()
        named = placed(files, self._is_there)
        checked = [(parts_of(outgoing.name), outgoing) for outgoing in named]
        changes = _Changes()
        try:
            for folders in sorted({parts[:-1] for parts, _ in checked}):
                changes.folders += self._make(self._writing, folders)
                self._sweep(posixpath.join(self._writing, *folders))
            for parts, outgoing in checked:
                self._stage(parts, outgoing, changes)
            while changes.staged:
                self._publish(changes.staged[0])
                del changes.staged[0]
        except BaseException:
            self._undo(changes)
            raise
        return tuple(
            Receipt(sent.name, Outcome.STORED, self._evidence(stored))
            for sent, stored in zip(files, named, strict=True)
        )

    def _is_there(self, name: str) -> bool:
        path = posixpath.join(self._writing, name)
        with self._session.asking(path) as client:
            return _found(client, path) is not None

    def _prepare(self) -> None:
        with self._session.asking(self._options.path) as client:
            if POSIX_RENAME not in client.extensions:
                raise NoAtomicRenameError(self._options.host)
            client.stat(self._options.path)
            while self._litter:
                with suppress(StatusError):
                    client.remove(self._litter[-1])
                self._litter.pop()
        if self._options.write:
            self._make(self._options.path, self._options.write.split("/"))

    def _make(self, root: str, folders: Sequence[str]) -> list[str]:
        """Make folders below `root`; the paths of those that were not there, outermost first."""
        new, path = [], root
        for folder in folders:
            path = posixpath.join(path, folder)
            with self._session.asking(path) as client:
                attributes = _found(client, path)
                if attributes is None:
                    client.mkdir(path)
                    new.append(path)
                elif not is_folder(attributes):
                    raise SymbolicLinkError(path)
        return new

    def _sweep(self, folder: str) -> None:
        """Remove what a run of ours that died has left behind."""
        limit = self._clock() - LEFTOVER_AGE
        with self._session.asking(folder) as client:
            for entry in client.listdir_attr(folder):
                modified = _moment(entry)
                if is_leftover(entry.filename) and is_file(entry) and modified and modified < limit:
                    with suppress(StatusError):  # another user's run cleans its own
                        client.remove(posixpath.join(folder, entry.filename))

    def _stage(self, parts: tuple[str, ...], outgoing: Outgoing, changes: _Changes) -> None:
        *folders, name = parts
        folder = posixpath.join(self._writing, *folders)
        path = posixpath.join(folder, name)
        temporary = posixpath.join(folder, temporary_name(name, self._new_token()))
        with self._session.asking(path) as client:
            upload = Upload(client, temporary)
        changes.staged.append(_Staged(temporary, path))
        try:
            stored = self._fill(upload, path, outgoing)
            if stored != upload.size:
                raise UploadShortError(path, upload.size, stored)
        except OtherSideError as error:
            raise self._is_full(folder, path, outgoing) or error from error
        if upload.size != outgoing.size:
            raise ChangedWhileSentError(outgoing.name)

    def _fill(self, upload: Upload, path: str, outgoing: Outgoing) -> int:
        try:
            with outgoing.open() as source:
                while block := source.read(_BLOCK):
                    with self._session.asking(path):
                        upload.write(block)
            with self._session.asking(path):
                return upload.finish()
        except BaseException:
            if self._session.is_open:
                with suppress(CmlSyncError), self._session.asking(path):
                    upload.abandon()
            raise

    def _is_full(self, folder: str, path: str, outgoing: Outgoing) -> DiskFullError | None:
        """A full disk answers just "Failure"; so ask how much room is left."""
        with suppress(CmlSyncError), self._session.asking(folder) as client:
            free = client.free_bytes(folder)
            if free is not None and free < outgoing.size:
                return DiskFullError(path, outgoing.size)
        return None

    def _publish(self, staged: _Staged) -> None:
        with self._session.asking(staged.path) as client:
            client.posix_rename(staged.temporary, staged.path)

    def _undo(self, changes: _Changes) -> None:
        """Leave the folder as it was; the error that brought us here is the one to tell."""
        if not self._session.is_open:
            self._litter += [file.temporary for file in changes.staged]
            return
        with suppress(CmlSyncError), self._session.asking(self._writing) as client:
            for file in changes.staged:
                with suppress(StatusError):
                    client.remove(file.temporary)
            for folder in reversed(changes.folders):
                with suppress(StatusError):  # somebody else has put something in it
                    client.rmdir(folder)

    def _evidence(self, outgoing: Outgoing) -> str:
        path = posixpath.join(self._writing, outgoing.name)
        return f"{outgoing.size} bytes in {self._options.host}:{path}"[-200:]

    def close(self) -> None:
        """Hang up; may be called twice."""
        self._session.drop()


def _found(client: SftpClient, path: str) -> SFTPAttributes | None:
    """What stands at `path`, links not followed; None if nothing does."""
    try:
        return client.lstat(path)
    except StatusError as error:
        if error.is_missing:
            return None
        raise


def _moment(attributes: SFTPAttributes) -> datetime | None:
    if attributes.st_mtime is None:
        return None
    return datetime.fromtimestamp(attributes.st_mtime, UTC)


def _is_same(offer: Offered, attributes: SFTPAttributes) -> bool:
    return offer.size in {None, attributes.st_size} and offer.modified in {
        None,
        _moment(attributes),
    }
