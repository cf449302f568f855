"""Names as people confuse them, and which records of a package bear them."""

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from cml_sync.model.kinds import Kind

_LATIN: Final = "aAbBcCeEhHkKmMoOpPtTxXyY"
_CYRILLIC: Final = "аАвВсСеЕнНкКмМоОрРтТхХуУ"
_TO_CYRILLIC: Final = str.maketrans(_LATIN + "ёЁ", _CYRILLIC + "еЕ")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_LIMIT: Final = 50_000


@lru_cache(maxsize=4096)
def likeness(name: str) -> str:
    """What two names share that look the same to people.

    Letters that look alike in Latin and Cyrillic are one letter, as are ``ё`` and ``е``; case,
    white space of any kind and invisible characters do not count. Digits and punctuation do.
    """
    visible = unicodedata.normalize("NFKC", name.translate(_INVISIBLE))
    return "".join(visible.split()).translate(_TO_CYRILLIC).casefold()


class Named(NamedTuple):
    """The record that was the first to have a name: its id, and the name as written."""

    id: str
    name: str


class Names:
    """Names of the small lists of a package by `likeness`; those of goods are too many to keep.

    Of every kind and scope (the parent of a group) the first bearer of a name is kept, and no more
    than 50,000 in all.
    """

    def __init__(self) -> None:
        self._first: dict[tuple[Kind, str, str], Named] = {}

    def like(self, kind: Kind, name: str, *, scope: str = "") -> Named | None:
        """The first record of `kind` with a name that looks like `name`."""
        return self._first.get((kind, scope, likeness(name)))

    def remember(self, kind: Kind, name: str, identifier: str, *, scope: str = "") -> None:
        """Keeps a name, unless one that looks like it is kept already."""
        if len(self._first) < _LIMIT:
            self._first.setdefault((kind, scope, likeness(name)), Named(identifier, name))

    def merge(self, later: "Names") -> None:
        """Takes over what another part of the same package has met."""
        for key, named in later._first.items():  # noqa: SLF001 - another of the same class
            self._first.setdefault(key, named)
