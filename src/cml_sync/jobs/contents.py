"""The files of one fetched package: what is in each, and in which order their parts are taken."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from cml_sync.config.words import ExchangeKind
from cml_sync.jobs.subjects import wants
from cml_sync.packages.finding import as_text, is_archive
from cml_sync.packages.naming import ATTACHMENTS, IMAGES
from cml_sync.packages.order import processing_order
from cml_sync.packages.package import Part, Picture, open_package


def is_picture(name: str) -> bool:
    """Whether a file is a picture or an attachment: carried, and never looked into."""
    return name.rpartition(".")[2].lower() in IMAGES | ATTACHMENTS


@dataclass(frozen=True, slots=True)
class Contents:
    """The opened files of one package.

    Attributes:
        folder: they lie in.
        parts_of: the parts of each XML file or archive, by its name.
        packed: the pictures in each archive, by its name.
        pictures: names of pictures that lie beside them.
    """

    folder: Path
    parts_of: Mapping[str, Sequence[Part]]
    packed: Mapping[str, Sequence[Picture]]
    pictures: tuple[str, ...]

    def wanted(self, kinds: Collection[ExchangeKind]) -> tuple[str, ...]:
        """The files that a pull of `kinds` takes; pictures come with the catalogue."""
        names = [
            name
            for name, parts in self.parts_of.items()
            if any(wants(kinds, part.kind) for part in parts)
        ]
        if names and ExchangeKind.CATALOG in kinds:
            names += self.pictures
        return tuple(names)

    def parts(self, names: Collection[str]) -> Sequence[Part]:
        """The parts of these files, in the order in which they are taken."""
        chosen = set(names)
        return processing_order(
            part for name, parts in self.parts_of.items() if name in chosen for part in parts
        )

    def openers(self, names: Collection[str]) -> Mapping[str, Callable[[], BinaryIO]]:
        """The pictures of these files, inside archives too, by the name that goods call them by."""
        chosen = set(names)
        found: dict[str, Callable[[], BinaryIO]] = {
            _called(name): partial(_open, self.folder / name)
            for name in self.pictures
            if name in chosen
        }
        for name, pictures in self.packed.items():
            if name in chosen:
                found |= {_called(picture.relative): picture.open for picture in pictures}
        return found


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _called(name: str) -> str:
    """Goods name their pictures from their own folder on; 3.1 has them below ``goods/``."""
    before, mark, after = name.rpartition("import_files/")
    return mark + after if mark else before + after


@contextmanager
def opened(folder: Path, names: Collection[str]) -> Iterator[Contents]:
    """Open the files: archives one by one, for names in two of them may be the same.

    Raises:
        FindingsError: nothing can be read, or an archive may not be opened.
    """
    pictures = tuple(sorted(name for name in names if is_picture(name)))
    others = sorted(set(names) - set(pictures))
    archives = [name for name in others if is_archive(folder / name)]
    plain = [name for name in others if name not in set(archives)]
    with ExitStack() as stack:
        packages = {name: stack.enter_context(open_package([folder / name])) for name in archives}
        parts_of: dict[str, Sequence[Part]] = {}
        if plain:
            together = stack.enter_context(open_package([folder / name for name in plain]))
            files = {as_text(str(folder / name)): name for name in plain}
            parts_of |= {files[part.name]: (part,) for part in together.parts}
        parts_of |= {name: package.parts for name, package in packages.items()}
        packed = {name: package.pictures for name, package in packages.items()}
        yield Contents(folder, parts_of, packed, pictures)
