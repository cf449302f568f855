"""The pictures of a package by name, as the rules about them need it."""

import posixpath
import unicodedata
from collections.abc import Iterable
from typing import Final

from cml_sync.patterns import pattern

_OUTSIDE: Final = pattern(
    r"^(?:/|\\|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*://)|(?:^|[/\\])\.\.(?:[/\\]|$)"
)
_FORMATS: Final = frozenset(
    (
        "jpg",
        "jpeg",
        "jpe",
        "jfif",
        "png",
        "gif",
        "webp",
        "bmp",
        "tif",
        "tiff",
        "svg",
        "avif",
        "heic",
    )
)


class PictureNames:
    """The files beside the parts of a package.

    A reference is looked for at the end of every path, since a part may lie in a folder of its own
    and pictures are named relative to it. Case, backslashes and the way letters are composed do
    not matter, as for `Package.picture`.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._ends: set[str] = set()
        for name in names:
            pieces = _folded(name).split("/")
            self._ends.update("/".join(pieces[start:]) for start in range(len(pieces)))

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._ends)

    def has(self, reference: str) -> bool:
        """Whether the file that `reference` names is there."""
        return _folded(reference) in self._ends


def _folded(path: str) -> str:
    slashed = posixpath.normpath(path.strip().replace("\\", "/"))
    return unicodedata.normalize("NFC", slashed).casefold()


def is_outside(reference: str) -> bool:
    """Whether `reference` leads out of the package: absolute, a drive, an address, or by ``..``."""
    return _OUTSIDE.search(reference) is not None


def is_picture(reference: str) -> bool:
    """Whether `reference` ends like a picture that browsers or shops know."""
    return reference.rpartition(".")[2].casefold() in _FORMATS
