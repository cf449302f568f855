"""A package: its parts, classified by content and put in order, and its pictures.

A file, several files, a folder, a zip archive, a 3.1 tree: all become the same thing. Files are
opened when they are read, one at a time.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Self

from cml_sync.errors import FindingsError
from cml_sync.model.kinds import Kind
from cml_sync.packages.errors import SameNameError
from cml_sync.packages.finding import Found, find_files
from cml_sync.packages.naming import fold
from cml_sync.packages.order import processing_order
from cml_sync.packages.parts import PartKind, classify
from cml_sync.xml.reader import Limits, Outline, PartReader, open_part, peek

if TYPE_CHECKING:
    from cml_sync.packages.archive import Archive
    from cml_sync.packages.archive_checks import ArchiveLimits


class Part(NamedTuple):
    """One XML file of a package.

    Attributes:
        name: as the user knows it (``shop/import0_1.xml``, ``shop.zip!import0_1.xml``).
        relative: inside the package, with forward slashes (``goods/goods_1_1_….xml``).
        size: in bytes.
        kind: what it holds.
        outline: what a first look at it showed; None if it cannot be read.
        error: why it cannot be read; reading it raises the same.
        generated_at: when it was made, as its root says.
        opener: opens the file.
    """

    name: str
    relative: str
    size: int
    kind: PartKind
    opener: Callable[[], BinaryIO]
    outline: Outline | None = None
    error: FindingsError | None = None
    generated_at: datetime | None = None

    def open(self) -> BinaryIO:
        """Its content from the start; the caller closes it."""
        return self.opener()

    @contextmanager
    def read(self, limits: Limits | None = None) -> Iterator[PartReader]:
        """A walk through its entries; the file is closed with the context.

        Raises:
            FindingsError: it cannot be read.
        """
        with self.open() as file:
            yield open_part(file, self.name, limits=limits)


class Picture(NamedTuple):
    """A picture or another attachment of a package.

    Attributes:
        name: as the user knows it.
        relative: inside the package, with forward slashes.
        size: in bytes.
        opener: opens the file.
    """

    name: str
    relative: str
    size: int
    opener: Callable[[], BinaryIO]

    def open(self) -> BinaryIO:
        """Its content from the start; the caller closes it."""
        return self.opener()


class Package:
    """Files that travel together; a context manager, since archives stay open with it.

    Attributes:
        parts: in the order in which they are taken.
        pictures: sorted by name.
    """

    def __init__(
        self, parts: Iterable[Part], pictures: Iterable[Picture], archives: Sequence["Archive"] = ()
    ) -> None:
        self.parts = processing_order(parts)
        self.pictures = tuple(sorted(pictures, key=lambda picture: picture.relative))
        self._archives = archives
        self._by_name: Mapping[str, Picture] = MappingProxyType(
            {fold(picture.relative): picture for picture in self.pictures}
        )

    @property
    def unreadable(self) -> tuple[Part, ...]:
        """The parts that cannot be read; whoever applies a package refuses it if there are any."""
        return tuple(part for part in self.parts if part.kind is PartKind.UNREADABLE)

    def picture(self, part: Part, reference: str) -> Picture | None:
        """The file that a `Картинка` of `part` means, or None.

        The path is relative to the part; where nothing is there, to the package. Case, backslashes
        and the way letters are composed do not matter.
        """
        path = reference.strip().replace("\\", "/")
        for folder in (posixpath.dirname(part.relative), ""):
            name = posixpath.normpath(posixpath.join(folder, path))
            if (found := self._by_name.get(fold(name))) is not None:
                return found
        return None

    def close(self) -> None:
        """Let go of the archives; may be called twice."""
        for archive in self._archives:
            archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_package(paths: Sequence[Path], *, limits: "ArchiveLimits | None" = None) -> Package:
    """The package that lies at `paths`.

    A file that cannot be read does not hide the others: it is among the parts, of the kind
    `UNREADABLE`. Only where nothing can be read, its error is raised.

    Args:
        paths: files, folders (with everything below) and zip archives, together one package.
        limits: how much an archive may be.

    Raises:
        ValueError: no paths.
        SameNameError: two files would have one name in the package.
        FindingsError: nothing there, no XML file, nothing that can be read, a refused archive.
    """
    if not paths:
        message = "a package needs a path"
        raise ValueError(message)
    findings = find_files(paths, limits)
    try:
        _check_names(findings.files)
        parts = [_look(found) for found in findings.files if not found.picture]
        _check_readable(parts)
    except BaseException:
        for archive in findings.archives:
            archive.close()
        raise
    pictures = (
        Picture(found.name, found.relative, found.size, found.open)
        for found in findings.files
        if found.picture
    )
    return Package(parts, pictures, findings.archives)


def _look(found: Found) -> Part:
    try:
        with found.open() as file:
            outline = peek(file, found.name)
        kind = classify(
            frozenset(outline.sections),
            frozenset(outline.kinds),
            outline.fields.get(Kind.OFFER, frozenset()),
            complete=outline.complete,
        )
        with found.open() as file:
            moment = open_part(file, found.name).header.information.generated_at
    except FindingsError as error:
        kind = PartKind.UNREADABLE
        return Part(found.name, found.relative, found.size, kind, found.open, error=error)
    return Part(
        found.name, found.relative, found.size, kind, found.open, outline, generated_at=moment
    )


def _check_readable(parts: Sequence[Part]) -> None:
    errors = [part.error for part in parts if part.error is not None]
    if len(errors) == len(parts):
        raise errors[0]


def _check_names(files: Sequence[Found]) -> None:
    seen: dict[str, Found] = {}
    for found in files:
        first = seen.setdefault(found.relative, found)
        if first is not found:
            raise SameNameError(found.relative, first.name, found.name)
