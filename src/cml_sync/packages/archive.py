"""Reading zip archives that come from outside: everything is checked before anything is unpacked.

What the checks refuse, no program that packs an exchange writes. An entry is read through
`Entry.open`; read to its end, its checksum has been verified.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType, TracebackType
from typing import IO, BinaryIO, Final, Self

from cml_sync.messages import text
from cml_sync.packages.errors import (
    ArchiveLimitError,
    DamagedEntryError,
    NameFault,
    NotAnArchiveError,
    UnsafeArchiveError,
    UnsafeNameError,
    shown,
)
from cml_sync.packages.naming import TAKEN, fold, safe_name

_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_UTF8: Final = 0x800
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LOCAL_HEADER: Final = 30
_NESTED: Final = frozenset({"zip", "rar", "7z", "gz", "bz2", "xz", "tar", "tgz", "jar"})
_DIRECTORY_BYTES: Final = 1024
"""At most so many bytes of the central directory an entry (name, extra fields and comment)."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may be.

    Attributes:
        entries: how many.
        entry_bytes: one of them, unpacked.
        total_bytes: all of them, unpacked.
        ratio: unpacked to packed bytes, of one and of all.
        ratio_from: entries smaller than this, unpacked, may have any ratio: short repetitive XML
            packs a thousandfold, and harms nobody.
    """

    entries: int = 50_000
    entry_bytes: int = 2 * 1024**3
    total_bytes: int = 4 * 1024**3
    ratio: int = 200
    ratio_from: int = 4 * 1024**2


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
            _check_sizes(infos, name, limits)
            _check_places(infos, file, self._zip.start_dir, name)
            names, self.skipped = _checked_names(infos, name, taken)
        except BaseException:
            file.close()
            raise
        self.entries: Mapping[str, Entry] = MappingProxyType(
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


def _check_sizes(infos: Sequence[zipfile.ZipInfo], name: str, limits: ArchiveLimits) -> None:
    if len(infos) > limits.entries:
        raise ArchiveLimitError(
            name,
            text(
                "it holds {count} entries, more than {limit}",
                count=len(infos),
                limit=limits.entries,
            ),
        )
    for info in infos:
        if info.file_size > limits.entry_bytes:
            raise ArchiveLimitError(
                name,
                text(
                    "{entry} unpacks to {size} bytes, more than {limit}",
                    entry=shown(info.filename),
                    size=info.file_size,
                    limit=limits.entry_bytes,
                ),
            )
        _check_ratio(info.file_size, info.compress_size, name, limits)
    total = sum(info.file_size for info in infos)
    if total > limits.total_bytes:
        raise ArchiveLimitError(
            name,
            text(
                "it unpacks to {size} bytes, more than {limit}",
                size=total,
                limit=limits.total_bytes,
            ),
        )
    _check_ratio(total, sum(info.compress_size for info in infos), name, limits)


def _check_ratio(size: int, packed: int, name: str, limits: ArchiveLimits) -> None:
    if size > limits.ratio_from and size > packed * limits.ratio:
        raise ArchiveLimitError(
            name,
            text(
                "{packed} bytes unpack to {size}, more than {limit} times as much",
                packed=packed,
                size=size,
                limit=limits.ratio,
            ),
        )


def _check_places(
    infos: Sequence[zipfile.ZipInfo], file: BinaryIO, directory: int, name: str
) -> None:
    """No two entries may share bytes: a small archive could unpack to a huge one that way."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise UnsafeArchiveError(name, text("its entries overlap"))
        file.seek(info.header_offset)
        header = file.read(_LOCAL_HEADER)
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise NotAnArchiveError(name)
        sizes = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        end = info.header_offset + _LOCAL_HEADER + sizes + info.compress_size
    if end > directory:
        raise UnsafeArchiveError(name, text("its entries overlap"))


def _checked_names(
    infos: Sequence[zipfile.ZipInfo], name: str, taken: frozenset[str]
) -> tuple[dict[str, zipfile.ZipInfo], tuple[str, ...]]:
    """The files by safe name, and the names of those that are not taken."""
    files: dict[str, zipfile.ZipInfo] = {}
    skipped: list[str] = []
    seen: set[str] = set()
    folders: set[str] = set()
    for info in infos:
        written = _written_name(info)
        _check_form(info, written, name)
        if fold(written) in seen:
            raise UnsafeArchiveError(name, text("{entry} is in it twice", entry=shown(written)))
        seen.add(fold(written))
        if written.replace("\\", "/").endswith("/"):
            _check_folder(written)
            continue
        safe = _taken_name(written, taken)
        if safe is None:
            skipped.append(written)
            continue
        if safe in files:
            raise UnsafeArchiveError(name, text("{entry} is in it twice", entry=shown(safe)))
        files[safe] = info
        folders.update(_folders_of(fold(safe)))
    _check_doubles(files, folders, name)
    return files, tuple(skipped)


def _check_doubles(files: Mapping[str, zipfile.ZipInfo], folders: set[str], name: str) -> None:
    folded: set[str] = set()
    for safe in files:
        if fold(safe) in folded or fold(safe) in folders:
            raise UnsafeArchiveError(name, text("{entry} is in it twice", entry=shown(safe)))
        folded.add(fold(safe))


def _folders_of(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _written_name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: marked as UTF-8, else UTF-8 if it can be that, else cp866.

    `zipfile` reads unmarked names as cp437, of which every byte can be got back. 1C on Windows
    writes unmarked names in cp866, as Bitrix expects them.
    """
    if info.flag_bits & _UTF8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866")


def _check_form(info: zipfile.ZipInfo, written: str, name: str) -> None:
    """Only plain files and folders, neither encrypted nor packed by a rare method."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise UnsafeArchiveError(name, text("{entry} is a link or a device", entry=shown(written)))
    if info.flag_bits & _ENCRYPTED:
        raise UnsafeArchiveError(name, text("{entry} is encrypted", entry=shown(written)))
    if info.compress_type not in _METHODS:
        raise UnsafeArchiveError(
            name, text("{entry} is packed by an unusual method", entry=shown(written))
        )
    if written.lower().rpartition(".")[2] in _NESTED:
        raise UnsafeArchiveError(
            name, text("{entry} is an archive inside the archive", entry=shown(written))
        )


def _check_folder(written: str) -> None:
    """A folder entry needs a safe name as well, although nothing is made from it."""
    inside = f"{written}folder.xml"
    try:
        safe_name(inside)
    except UnsafeNameError as error:
        if error.fault not in (NameFault.HIDDEN, NameFault.DEPTH, NameFault.CHARACTER):
            raise UnsafeNameError(written, error.fault) from None


def _taken_name(written: str, taken: frozenset[str]) -> str | None:
    """The safe name; None for kinds that are not taken (``Thumbs.db``, ``.DS_Store``)."""
    try:
        return safe_name(written, taken=taken)
    except UnsafeNameError as error:
        if error.fault in (NameFault.EXTENSION, NameFault.HIDDEN):
            return None
        raise
