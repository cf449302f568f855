"""Where pictures lie: beside the goods that name them."""

from collections.abc import Iterable, Sequence
from typing import Final

from cml_sync.packages.naming import fold
from cml_sync.packages.package import Picture

_FOLDER: Final = "import_files/"


def plain_name(relative: str) -> str:
    """The name of a picture as products say it: ``import_files/…``, whatever is in front."""
    _, found, rest = f"/{relative}".rpartition(f"/{_FOLDER}")
    return f"{_FOLDER}{rest}" if found else relative


def moved(pictures: Iterable[Picture], prefix: str) -> tuple[Picture, ...]:
    """The pictures as they lie beside goods in the folder `prefix`.

    Where two would have one name there, the second keeps what was in front of it.

    Args:
        pictures: as they lie now.
        prefix: empty, or a folder with a slash at its end.
    """
    taken: set[str] = set()
    found = []
    for picture in pictures:
        name = plain_name(picture.relative)
        if fold(name) in taken:
            name = picture.relative
        taken.add(fold(name))
        found.append(picture._replace(relative=prefix + name))
    return tuple(found)


def laid_together(full: Sequence[Picture], changes: Sequence[Picture]) -> tuple[Picture, ...]:
    """The pictures of a package with those of its changes, which take the place of old ones.

    Args:
        full: of the package.
        changes: in whatever folder.
    """
    places = {fold(plain_name(one.relative)): one.relative for one in full}
    first = next(iter(full), None)
    prefix = first.relative.removesuffix(plain_name(first.relative)) if first else ""
    fresh = {}
    for picture in changes:
        name = plain_name(picture.relative)
        place = places.get(fold(name), prefix + name)
        fresh[fold(place)] = picture._replace(relative=place)
    return (*(one for one in full if fold(one.relative) not in fresh), *fresh.values())
