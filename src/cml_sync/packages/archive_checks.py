"""What an archive must pass before anything of it is read."""

import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from cml_sync.messages import text
from cml_sync.packages.errors import (
    ArchiveLimitError,
    NameFault,
    NotAnArchiveError,
    UnsafeArchiveError,
    UnsafeNameError,
    shown,
)
from cml_sync.packages.naming import fold, safe_name

_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_UTF8: Final = 0x800
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LOCAL_HEADER: Final = 30
_NESTED: Final = frozenset({"zip", "rar", "7z", "gz", "bz2", "xz", "tar", "tgz", "jar"})


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


def check_sizes(infos: Sequence[zipfile.ZipInfo], name: str, limits: ArchiveLimits) -> None:
    """Raises `ArchiveLimitError` if the entries are too many, or unpack to too much."""
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


def check_places(
    infos: Sequence[zipfile.ZipInfo], file: BinaryIO, directory: int, name: str
) -> None:
    """No two entries may share bytes: a small archive could unpack to a huge one that way.

    Raises:
        UnsafeArchiveError: they do, or reach into the directory, which begins at `directory`.
        NotAnArchiveError: there is no entry where one should be.
    """
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


def checked_names(
    infos: Sequence[zipfile.ZipInfo], name: str, taken: frozenset[str]
) -> tuple[dict[str, zipfile.ZipInfo], tuple[str, ...]]:
    """The files by safe name, and the names of those that are not taken.

    Raises:
        UnsafeArchiveError: an entry that is a link or an archive, encrypted, or there twice.
        UnsafeNameError: a name that leads outside.
    """
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
