"""Whether two packages are made of the same bytes: then nothing in them need be read."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Final

from cml_sync.packages.forms.form import Source
from cml_sync.packages.package import Package, Picture

_BLOCK: Final = 1024 * 1024


def same_files(old: Source, new: Source) -> bool:
    """Whether both have the same parts, in the same order, and the same pictures, byte by byte.

    How parts are called does not matter, but for the order in which they are taken.
    """
    if not isinstance(old, Package) or not isinstance(new, Package):
        return False
    if [part.size for part in old.parts] != [part.size for part in new.parts]:
        return False
    if not same_names(old.pictures, new.pictures):
        return False
    return all(map(same_content, _openers(old), _openers(new)))


def _openers(package: Package) -> Iterator[Callable[[], BinaryIO]]:
    for part in package.parts:
        yield part.open
    for picture in package.pictures:
        yield picture.open


def same_names(old: Sequence[Picture], new: Sequence[Picture]) -> bool:
    """Whether pictures have the same names and sizes."""
    return [(one.relative, one.size) for one in old] == [(one.relative, one.size) for one in new]


def same_content(old: Callable[[], BinaryIO], new: Callable[[], BinaryIO]) -> bool:
    """Whether two files have the same bytes."""
    with old() as one, new() as other:
        while block := one.read(_BLOCK):
            if block != _exactly(other, len(block)):
                return False
        return not other.read(1)


def _exactly(file: BinaryIO, size: int) -> bytes:
    """The next `size` bytes, as far as there are so many: a file in an archive hands out fewer."""
    parts = []
    while size > 0 and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
