"""The spool: what was received stands on the disk for good before anything else is done with it.

Layout below the root, every folder for its owner only::

    spool/<channel>/<utc>-<sha256, 12 digits>/files/…    the bytes as they came
    spool/<channel>/<utc>-<sha256, 12 digits>/manifest.json
    spool/<channel>/.incoming-<id>/                      being received; removed by the next start
    archive/<channel>/…   rejected/<channel>/…           moved there by one rename

A package appears by one rename of a folder that is on the disk already, so it is there whole or
not at all.
"""

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from pydantic import ValidationError

from cml_sync.errors import FindingsError
from cml_sync.messages import text
from cml_sync.packages.errors import SpoolDamagedError, SpoolWriteError
from cml_sync.packages.landing import (
    make_private,
    new_file,
    open_regular,
    remove_tree,
    sync_folder,
    sync_tree,
)
from cml_sync.packages.manifest import MANIFEST, Manifest, SpooledFile, digest_of
from cml_sync.packages.naming import TAKEN_UPLOADS, safe_name

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Clock = Callable[[], datetime]
"""The moment now, with its zone."""

_CHANNEL: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_INCOMING: Final = ".incoming-"
_FILES: Final = "files"
_BLOCK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Spooled:
    """A package in the spool.

    Attributes:
        folder: that holds it.
        manifest: what it says about itself.
    """

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """``<utc>-<sha256, 12 digits>``; sorts by the moment of receipt."""
        return self.folder.name

    @property
    def files(self) -> Path:
        """The folder of its files, to be opened as a package."""
        return self.folder / _FILES

    def verify(self) -> None:
        """Compare the bytes on the disk with the manifest. Raises `SpoolDamagedError`."""
        for file in self.manifest.files:
            path = self.files / file.name
            if not path.is_file():
                raise SpoolDamagedError(str(self.folder), text("{name} is missing", name=file.name))
            with open_regular(path, follow=False) as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            if digest != file.sha256:
                raise SpoolDamagedError(
                    str(self.folder), text("{name} is not what was received", name=file.name)
                )


class Incoming:
    """A package being received; made by `Spool.receive`."""

    def __init__(self, folder: Path, channel: str) -> None:
        self.folder = folder
        self.channel = channel
        self._files: list[SpooledFile] = []

    @property
    def files(self) -> tuple[SpooledFile, ...]:
        """What has been received so far."""
        return tuple(self._files)

    def add(self, name: str, fill: Callable[[BinaryIO], object], source: str = "") -> SpooledFile:
        """Receive one file; it is on the disk for good when this returns.

        Args:
            name: as the other side calls it.
            fill: writes the bytes to what it is handed, and raises if they did not all come.
            source: where it comes from, for the manifest; never a secret.

        Raises:
            UnsafeNameError: the name is refused.
            SpoolWriteError: the disk is full or may not be written.
        """
        safe = safe_name(name, taken=TAKEN_UPLOADS)
        with _writing(self.folder), new_file(self.folder / _FILES, safe) as sink:
            measured = _Measured(sink)
            with io.BufferedWriter(measured, _BLOCK) as buffered:
                fill(buffered)
        received = SpooledFile(
            name=safe, size=measured.size, sha256=measured.digest.hexdigest(), source=source
        )
        self._files.append(received)
        return received


class Spool:
    """The folders of received packages of all channels; used by one process at a time."""

    def __init__(self, root: Path, clock: Clock, new_id: Callable[[], str]) -> None:
        """Nothing is made yet.

        Args:
            root: the state folder.
            clock: tells the moment of receipt.
            new_id: makes names that no other process makes (letters, digits, hyphens).
        """
        self._root = root
        self._clock = clock
        self._new_id = new_id

    @contextmanager
    def receive(self, channel: str) -> Iterator[Incoming]:
        """Receive a package; what is not kept by `keep` inside the block is removed after it.

        Raises:
            ValueError: `channel` cannot be the name of a folder.
            SpoolWriteError: the spool cannot be written.
        """
        folder = self._channel("spool", channel) / f"{_INCOMING}{self._new_id()}"
        with _writing(folder):
            make_private(folder / _FILES)
        try:
            yield Incoming(folder, channel)
        finally:
            if folder.exists():
                remove_tree(folder)

    def keep(self, incoming: Incoming) -> Spooled:
        """Write the manifest and let the package appear; after this it survives a power cut.

        Raises:
            ValueError: nothing was received.
            SpoolWriteError: the spool cannot be written.
        """
        if not incoming.files:
            message = "nothing was received"
            raise ValueError(message)
        moment = self._clock().astimezone(UTC)
        manifest = Manifest(
            channel=incoming.channel,
            received_at=moment,
            sha256=digest_of(incoming.files),
            files=incoming.files,
        )
        folder = incoming.folder
        final = self._free(incoming.channel, f"{moment:%Y%m%dT%H%M%SZ}-{manifest.sha256[:12]}")
        with _writing(final):
            with new_file(folder, MANIFEST) as file:
                file.write(manifest.model_dump_json(indent=1).encode() + b"\n")
            sync_tree(folder)
            folder.rename(final)
            sync_folder(final.parent)
        return Spooled(final, manifest)

    def _free(self, channel: str, name: str) -> Path:
        """A folder that no package of the channel has, wherever it is.

        The same bytes may come twice within a second; each time is a package of its own.
        """
        states = [self._channel(state, channel) for state in ("spool", "archive", "rejected")]
        number, free = 1, name
        while any((folder / free).exists() for folder in states):
            number += 1
            free = f"{name}-{number}"
        return states[0] / free

    def waiting(self, channel: str) -> tuple[Spooled, ...]:
        """The packages of a channel that are neither archived nor rejected, oldest first.

        Raises:
            SpoolDamagedError: a manifest is missing or cannot be read.
        """
        folder = self._channel("spool", channel)
        if not folder.is_dir():
            return ()
        names = (path for path in folder.iterdir() if not path.name.startswith(_INCOMING))
        return tuple(_load(path) for path in sorted(names))

    def archive(self, package: Spooled) -> Spooled:
        """Move a package that is done with to the archive, by one rename."""
        return self._move(package, "archive")

    def reject(self, package: Spooled) -> Spooled:
        """Move a package that cannot be used aside, by one rename."""
        return self._move(package, "rejected")

    def discard(self, package: Spooled) -> None:
        """Remove a package that something else stands for; whole or not at all.

        If the process is killed meanwhile, `clean` removes the rest.
        """
        channel = package.folder.parent
        doomed = channel / f"{_INCOMING}{self._new_id()}"
        with _writing(package.folder):
            package.folder.rename(doomed)
            sync_folder(channel)
            remove_tree(doomed)

    def clean(self) -> int:
        """Remove what earlier runs began to receive and never finished; how many there were.

        Call it at the start, holding the lock of the state folder.
        """
        left = sorted(self._root.joinpath("spool").glob(f"*/{_INCOMING}*"))
        for folder in left:
            with _writing(folder):
                remove_tree(folder)
        return len(left)

    def _channel(self, state: str, channel: str) -> Path:
        if not _CHANNEL.fullmatch(channel):
            message = f"{channel!r} is not the name of a channel"
            raise ValueError(message)
        return self._root / state / channel

    def _move(self, package: Spooled, state: str) -> Spooled:
        channel = self._channel(state, package.manifest.channel)
        target = channel / package.name
        with _writing(target):
            make_private(channel)
            if target.exists():
                self.discard(package)
                return Spooled(target, package.manifest)
            package.folder.rename(target)
            sync_folder(channel)
            sync_folder(package.folder.parent)
        return Spooled(target, package.manifest)


class _Measured(io.RawIOBase):
    """Counts and digests what passes through."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self.size = 0
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, block: "ReadableBuffer") -> int:
        count = self._sink.write(block)
        self.digest.update(block)
        self.size += count
        return count


def _load(folder: Path) -> Spooled:
    path = folder / MANIFEST
    try:
        with open_regular(path, follow=False) as file:
            manifest = Manifest.model_validate_json(file.read())
    except ValidationError as error:
        raise SpoolDamagedError(
            str(folder), text("{name} cannot be understood", name=MANIFEST)
        ) from error
    except FindingsError as error:
        raise SpoolDamagedError(str(folder), error.message) from error
    return Spooled(folder, manifest)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SpoolWriteError(str(path), error.strerror or str(error)) from error
