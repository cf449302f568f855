"""Reading zip archives that come from outside: everything is checked before anything is unpacked.

What the checks refuse, no program that packs an exchange writes. An entry is read through
`Entry.open`; read to its end, its checksum has been verified.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType, TracebackType
from typing import IO, BinaryIO, Final, Self

from cml_sync.messages import text
from cml_sync.packages.archive_checks import (
    ArchiveLimits,
    check_places,
    check_sizes,
    checked_names,
)
from cml_sync.packages.errors import ArchiveLimitError, DamagedEntryError, NotAnArchiveError
from cml_sync.packages.naming import TAKEN

_DIRECTORY_BYTES: Final = 1024
"""At most so many bytes of the central directory an entry (name, extra fields and comment)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in an archive.

    Attributes:
        name: safe, relative, with forward slashes.
        size: unpacked, in bytes.
        archive: it lies in.
        info: as `zipfile` knows it.
    """

    name: str
    size: int
    archive: "Archive"
    info: zipfile.ZipInfo

    def open(self) -> BinaryIO:
        """Its content from the start; `DamagedEntryError` comes out of reads that find damage."""
        return self.archive.open(self)


class Archive:
    """A zip archive that has passed every check; a context manager.

    Attributes:
        file: the name as the user knows it.
        entries: what it holds, by name.
        skipped: names of entries of kinds that are not taken; they are never read.
    """

    entries: Mapping[str, Entry]
    skipped: tuple[str, ...]

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        *,
        limits: ArchiveLimits | None = None,
        taken: frozenset[str] = TAKEN,
    ) -> None:
        """Check the archive; `file` is closed with it.

        Args:
            file: open for reading, seekable.
            name: as the user knows it.
            limits: how much it may be.
            taken: extensions that are taken.

        Raises:
            NotAnArchiveError: not a zip, or cut off.
            ArchiveLimitError: too many entries, too many bytes.
            UnsafeArchiveError: links, doubles, overlaps, encryption, nesting.
            UnsafeNameError: a name that leads outside.
        """
        limits = limits or ArchiveLimits()
        self.file = name
        self._raw = file
        try:
            self._zip = _open_zip(file, name, limits)
            infos = self._zip.infolist()
            check_sizes(infos, name, limits)
            check_places(infos, file, self._zip.start_dir, name)
            names, self.skipped = checked_names(infos, name, taken)
        except BaseException:
            file.close()
            raise
        self.entries = MappingProxyType(
            {
                entry_name: Entry(entry_name, info.file_size, self, info)
                for entry_name, info in names.items()
            }
        )

    def open(self, entry: Entry) -> BinaryIO:
        """The content of an entry from the start."""
        try:
            content = self._zip.open(entry.info)
        except (zipfile.BadZipFile, RuntimeError, ValueError, OSError) as error:
            raise DamagedEntryError(self.file, entry.name) from error
        return io.BufferedReader(_Content(content, self.file, entry.name))

    def verify(self) -> None:
        """Read every entry to its end. Raises `DamagedEntryError` for the first damaged one."""
        for entry in self.entries.values():
            with entry.open() as content:
                while content.read(1024 * 1024):
                    pass

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        self._zip.close()
        self._raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Content(io.RawIOBase):
    """An entry's content whose damage comes out as our error."""

    def __init__(self, content: IO[bytes], file: str, name: str) -> None:
        self._content, self._file, self._entry = content, file, name

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            block = self._content.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise DamagedEntryError(self._file, self._entry) from error
        buffer[: len(block)] = block
        return len(block)

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._content.seek(offset, whence)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise DamagedEntryError(self._file, self._entry) from error

    def tell(self) -> int:
        return self._content.tell()

    def close(self) -> None:
        self._content.close()
        super().close()


class _Sparing(io.RawIOBase):
    """The archive's file, refusing one huge read: the directory is read whole by `zipfile`."""

    def __init__(self, file: BinaryIO, largest: int) -> None:
        self._file, self._largest = file, largest
        self.exceeded = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > self._largest:
            self.exceeded = True
            raise zipfile.BadZipFile
        return self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


def _open_zip(file: BinaryIO, name: str, limits: ArchiveLimits) -> zipfile.ZipFile:
    sparing = _Sparing(file, limits.entries * _DIRECTORY_BYTES)
    try:
        archive = zipfile.ZipFile(sparing)
    except (
        zipfile.BadZipFile,
        UnicodeDecodeError,
        NotImplementedError,
        ValueError,
        OSError,
    ) as error:
        if sparing.exceeded:
            raise ArchiveLimitError(name, text("its directory is too large")) from error
        raise NotAnArchiveError(name) from error
    return archive
