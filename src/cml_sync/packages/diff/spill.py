"""What must wait on disk: pieces without a counterpart so far, and the changes that were found."""

import zlib
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cml_sync.packages.diff.change import Change, change_of_json, change_to_json
from cml_sync.packages.diff.terms import KINDS
from cml_sync.packages.scratch import Scratch

_TABLES: Final = """
CREATE TABLE pieces (kind TEXT, key TEXT, new INTEGER, model TEXT, parent TEXT, data BLOB);
CREATE TABLE changes (rank INTEGER, key TEXT, data BLOB);
"""
_ADD_PIECE: Final = "INSERT INTO pieces VALUES (?, ?, ?, ?, ?, ?)"
_ADD_CHANGE: Final = "INSERT INTO changes VALUES (?, ?, ?)"
_PIECES: Final = "SELECT * FROM pieces ORDER BY kind, key, new, rowid"
_CHANGES: Final = "SELECT data FROM changes ORDER BY rank, key, rowid"
_CACHE: Final = 16_000
"""KiB; a million pieces are sorted in it."""
_RANKS: Final = {kind: rank for rank, kind in enumerate(KINDS)}
_LEVEL: Final = 1
_TOGETHER: Final = 10_000
"""So many pieces of one record are put together; who repeats one more often means harm."""


class Waiting(NamedTuple):
    """A piece that waits.

    Attributes:
        kind, key: of its record.
        new: it is of the new package.
        model: the kind of its model.
        parent: of a group.
        data: it, packed.
    """

    kind: str
    key: str
    new: bool
    model: str
    parent: str | None
    data: bytes


class Spill(Scratch):
    """Pieces and changes; what comes out is sorted, whatever the order of coming."""

    def __init__(self) -> None:
        """Nothing is there before the context is entered."""
        super().__init__(_TABLES, cache=_CACHE)

    def wait(self, piece: Waiting) -> None:
        """Keep a piece."""
        self._keep(_ADD_PIECE, (*piece[:5], zlib.compress(piece.data, _LEVEL)))

    def change(self, change: Change) -> None:
        """Keep a change."""
        rank = _RANKS.get(change.kind, len(_RANKS))
        self._keep(_ADD_CHANGE, (rank, change.key, change_to_json(change)))

    def groups(self) -> Iterator[Sequence[Waiting]]:
        """The pieces that wait, those of one record together: the old ones, then the new ones."""
        group: list[Waiting] = []
        for kind, key, new, model, parent, data in self._rows(_PIECES):
            piece = Waiting(kind, key, bool(new), model, parent, zlib.decompress(data))
            full = len(group) >= _TOGETHER
            if group and (full or (group[0].kind, group[0].key) != (kind, key)):
                yield group
                group = []
            group.append(piece)
        if group:
            yield group

    def changes(self) -> Iterator[Change]:
        """The changes, by kind and key."""
        for (data,) in self._rows(_CHANGES):
            yield change_of_json(data)
