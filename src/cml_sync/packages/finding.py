"""Finding the files of a package: below folders, in archives, and one by one."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from cml_sync.packages.errors import (
    NameFault,
    NoPartsError,
    NotRegularFileError,
    PathMissingError,
    PathUnreadableError,
    UnsafeNameError,
)
from cml_sync.packages.landing import open_regular
from cml_sync.packages.naming import ATTACHMENTS, IMAGES

if TYPE_CHECKING:
    from cml_sync.packages.archive import Archive
    from cml_sync.packages.archive_checks import ArchiveLimits

PICTURES: Final = IMAGES | ATTACHMENTS
_PART: Final = "xml"
_OTHER_FORMS: Final = ("jsonl", "csv")
_PICTURE_FOLDER: Final = "import_files"
_DEEPEST: Final = 32
_ARCHIVE_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")


class Found(NamedTuple):
    """One file.

    Attributes:
        name: as the user knows it (``shop/import0_1.xml``, ``shop.zip!import0_1.xml``).
        relative: inside the package, with forward slashes.
        size: in bytes.
        open: opens its content from the start.
        picture: a picture or another attachment; else a part.
    """

    name: str
    relative: str
    size: int
    open: Callable[[], BinaryIO]
    picture: bool


class Findings(NamedTuple):
    """All files of a package, and the archives that must stay open for them."""

    files: tuple[Found, ...]
    archives: tuple["Archive", ...]


def find_files(paths: Sequence[Path], limits: "ArchiveLimits | None" = None) -> Findings:
    """The parts and pictures at `paths`.

    Raises:
        PathMissingError: nothing is there.
        PathUnreadableError: the system does not let us look.
        NotRegularFileError: a pipe or device; a link inside a folder.
        NoPartsError: a folder or an archive without an XML file.
        UnsafeNameError: a folder lies more than 32 folders deep.
        FindingsError: what `Archive` raises.
    """
    files: dict[str, Found] = {}
    archives: list[Archive] = []
    try:
        base = _common_folder(paths)
        for path in paths:
            for found in _at(path, base, limits, archives, alone=len(paths) == 1):
                files.setdefault(found.name, found)
        single = (path for path in paths if as_text(str(path)) in files)
        for found in _beside(single, base):
            files.setdefault(found.name, found)
    except BaseException as error:
        for archive in archives:
            archive.close()
        if isinstance(error, OSError):  # a name too long, a file that went away
            where = str(error.filename or paths[0])
            raise PathUnreadableError(where, error.strerror or str(error)) from error
        raise
    return Findings(tuple(files.values()), tuple(archives))


def pictures_in(folder: Path) -> Iterator[Found]:
    """The pictures and other attachments below a folder.

    Raises:
        PathUnreadableError: the system does not let us look.
        NotRegularFileError: a pipe, a device or a link.
        UnsafeNameError: a folder lies more than 32 folders deep.
    """
    return (found for found in _walk(folder, "") if found.picture)


def is_archive(path: Path) -> bool:
    """Whether a file is an archive, by its first bytes; one that only calls itself so is, too.

    Raises:
        FindingsError: it cannot be opened.
    """
    with open_regular(path) as file:
        start = file.read(4)
    return start in _ARCHIVE_STARTS or _extension(path.name) == "zip"


def _at(
    path: Path,
    base: Path,
    limits: "ArchiveLimits | None",
    archives: list["Archive"],
    *,
    alone: bool,
) -> Iterator[Found]:
    if path.is_dir():
        yield from _in_folder(path, "" if alone else _prefix(path, base))
        return
    if is_archive(path):
        from cml_sync.packages.archive import Archive  # noqa: PLC0415 - most packages have none

        archives.append(Archive(open_regular(path), str(path), limits=limits))
        yield from _in_archive(archives[-1], "" if alone else _prefix(path.parent, base))
        return
    is_picture = not alone and _extension(path.name) in IMAGES
    yield _file(path, _prefix(path.parent, base), picture=is_picture)


def _beside(paths: Iterable[Path], base: Path) -> Iterator[Found]:
    """The pictures that lie beside single files, each folder looked at once."""
    for folder in dict.fromkeys(path.parent for path in paths):
        pictures = folder / _PICTURE_FOLDER
        if pictures.is_dir():
            for found in _walk(pictures, f"{_prefix(folder, base)}{_PICTURE_FOLDER}/"):
                if found.picture:
                    yield found


def _in_folder(folder: Path, prefix: str) -> Iterator[Found]:
    parts = 0
    for found in _walk(folder, prefix):
        parts += not found.picture
        yield found
    if not parts:
        beside = [_extension(entry.name) for entry in _entries(folder)]
        others = sum(beside.count(extension) for extension in _OTHER_FORMS)
        raise NoPartsError(str(folder), archives=beside.count("zip"), others=others)


def _walk(folder: Path, prefix: str, depth: int = 0) -> Iterator[Found]:
    """The files below a folder, sorted by name; hidden ones and those of other kinds left out."""
    for entry in _entries(folder):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth >= _DEEPEST:
                raise UnsafeNameError(prefix + entry.name, NameFault.DEPTH)
            yield from _walk(folder / entry.name, f"{prefix}{entry.name}/", depth + 1)
        elif (extension := _extension(entry.name)) in PICTURES or extension == _PART:
            if not entry.is_file(follow_symlinks=False):
                raise NotRegularFileError(entry.path, link=entry.is_symlink())
            yield _file(folder / entry.name, prefix, picture=extension != _PART, follow=False)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise PathUnreadableError(str(folder), error.strerror or str(error)) from error


def _in_archive(archive: "Archive", prefix: str) -> Iterator[Found]:
    if not any(_extension(name) == _PART for name in archive.entries):
        raise NoPartsError(archive.file)
    for name, entry in sorted(archive.entries.items()):
        yield Found(
            name=f"{archive.file}!{name}",
            relative=f"{prefix}{name}",
            size=entry.size,
            open=entry.open,
            picture=_extension(name) != _PART,
        )


def _file(path: Path, prefix: str, *, picture: bool, follow: bool = True) -> Found:
    return Found(
        name=as_text(str(path)),
        relative=as_text(f"{prefix}{path.name}"),
        size=path.stat().st_size,
        open=partial(open_regular, path, follow=follow),
        picture=picture,
    )


def _common_folder(paths: Sequence[Path]) -> Path:
    for path in paths:
        if not path.exists():
            raise PathMissingError(str(path))
    return Path(os.path.commonpath([os.path.abspath(path.parent) for path in paths]))  # noqa: PTH100 - links stay as they are


def _prefix(folder: Path, base: Path) -> str:
    inside = os.path.relpath(os.path.abspath(folder), base).replace(os.sep, "/")  # noqa: PTH100 - links stay as they are
    return "" if inside == "." else f"{inside}/"


def as_text(name: str) -> str:
    """A name that can be written: bytes of it that are no UTF-8 become question marks."""
    return name.encode(errors="replace").decode()


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
