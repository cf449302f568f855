"""The files of one fetched package: what is in each, and in which order their parts are taken."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from cml_sync.config.words import ExchangeKind
from cml_sync.jobs.subjects import wants
from cml_sync.packages.naming import ATTACHMENTS, IMAGES
from cml_sync.packages.order import processing_order
from cml_sync.packages.package import Package, Part, open_package


def is_picture(name: str) -> bool:
    """Whether a file is a picture or an attachment: carried, and never looked into."""
    return name.rpartition(".")[2].lower() in IMAGES | ATTACHMENTS


@dataclass(frozen=True, slots=True)
class Contents:
    """The opened files of one package.

    Attributes:
        folder: they lie in.
        packages: each XML file or archive by its name, opened as a package of its own.
        pictures: names of pictures that lie beside them.
    """

    folder: Path
    packages: Mapping[str, Package]
    pictures: tuple[str, ...]

    def wanted(self, kinds: Collection[ExchangeKind]) -> tuple[str, ...]:
        """The files that a pull of `kinds` takes; pictures come with the catalogue."""
        names = [
            name
            for name, package in self.packages.items()
            if any(wants(kinds, part.kind) for part in package.parts)
        ]
        if names and ExchangeKind.CATALOG in kinds:
            names += self.pictures
        return tuple(names)

    def parts(self, names: Collection[str]) -> Sequence[Part]:
        """The parts of these files, in the order in which they are taken."""
        chosen = (package for name, package in self.packages.items() if name in names)
        return processing_order(part for package in chosen for part in package.parts)

    def openers(self, names: Collection[str]) -> Mapping[str, Callable[[], BinaryIO]]:
        """The pictures of these files, inside archives too, by the name that goods call them by."""
        found: dict[str, Callable[[], BinaryIO]] = {
            _called(name): partial(_open, self.folder / name)
            for name in self.pictures
            if name in names
        }
        for name, package in self.packages.items():
            if name in names:
                found |= {_called(item.relative): item.open for item in package.pictures}
        return found


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _called(name: str) -> str:
    """Goods name their pictures from their own folder on; 3.1 has them below ``goods/``."""
    before, mark, after = name.rpartition("import_files/")
    return mark + after if mark else before + after


@contextmanager
def opened(folder: Path, names: Collection[str]) -> Iterator[Contents]:
    """Open the files. Raises FindingsError for an archive that may not be opened."""
    with ExitStack() as stack:
        pictures = tuple(sorted(name for name in names if is_picture(name)))
        packages = {
            name: stack.enter_context(open_package([folder / name]))
            for name in sorted(set(names) - set(pictures))
        }
        yield Contents(folder, packages, pictures)
