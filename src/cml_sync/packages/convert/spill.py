"""Records that wait on the disk for others: pieces of offers, lists that go into another part.

A million offers in three pieces each take no memory to speak of.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cml_sync.checks.memory.tables import IdTable
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.records import load, record_id
from cml_sync.packages.scratch import Scratch
from cml_sync.problems import Place

_TABLES: Final = """
CREATE TABLE waiting (
    seq INTEGER PRIMARY KEY, shelf TEXT NOT NULL, id TEXT, kind TEXT NOT NULL,
    file TEXT, line INTEGER, body BLOB NOT NULL, taken INTEGER NOT NULL DEFAULT 0
);
"""
_ADD: Final = """
INSERT INTO waiting (shelf, id, kind, file, line, body) VALUES (?, ?, ?, ?, ?, ?)
"""
_INDEX: Final = "CREATE INDEX IF NOT EXISTS waiting_by_id ON waiting (shelf, id)"
_TOGETHER: Final = """
SELECT min(seq) AS first, id FROM waiting WHERE shelf = ? AND id IS NOT NULL GROUP BY id
UNION ALL SELECT seq, NULL FROM waiting WHERE shelf = ? AND id IS NULL ORDER BY first
"""
_FIRST: Final = (
    "NOT EXISTS (SELECT 1 FROM waiting AS other WHERE other.shelf = waiting.shelf"
    " AND other.id = waiting.id AND other.seq < waiting.seq)"
)
_TAKEN: Final = "UPDATE waiting SET taken = 1 WHERE shelf = ? AND id = ?"
_SHELVES: Final = "SELECT shelf FROM waiting GROUP BY shelf ORDER BY min(seq)"
_CACHE: Final = 2_000
"""KiB; look-ups by id go through the file, and the system keeps that in its own memory."""


class Waiting(NamedTuple):
    """A record that waits.

    Attributes:
        seq: its number, in the order of coming.
        kind: of the record.
        record: the model.
        place: where it stood: file and line.
    """

    seq: int
    kind: Kind
    record: Element
    place: Place


class Spill(Scratch):
    """Shelves of records on the disk, each in the order of coming.

    Fill first, look up later: the index is made with the first look-up.
    """

    def __init__(self, *, sought: bool = False) -> None:
        """Nothing is there before the context is entered.

        Args:
            sought: many ids will be taken that are not there: a table of those that are (16 MB for
                a million) spares the disk.
        """
        super().__init__(_TABLES, cache=_CACHE)
        self._indexed = False
        self._ids = IdTable() if sought else None

    def put(self, shelf: str, kind: Kind, record: Element, place: Place) -> None:
        """Let `record` wait on `shelf`."""
        identifier = record_id(record)
        if identifier is not None and self._ids is not None:
            self._ids.mark(identifier, scope=shelf)
        body = record.model_dump_json(exclude_unset=True).encode()
        self._keep(_ADD, (shelf, identifier, kind.value, place.file, place.line, body))

    def walk(self, shelf: str) -> Iterator[Waiting]:
        """Everything on `shelf`, in the order of coming."""
        yield from self._found("shelf = ? ORDER BY seq", (shelf,))

    def left(self, shelf: str) -> Iterator[Waiting]:
        """The first record of each id that `take` was not asked for, in the order of coming.

        It may be asked for while this goes on, and this may be asked for again.
        """
        self._index()
        last = 0
        while True:
            where = f"shelf = ? AND taken = 0 AND seq > ? AND {_FIRST} ORDER BY seq LIMIT 1"
            found = next(self._found(where, (shelf, last)), None)
            if found is None:
                return
            last = found.seq
            yield found

    def together(self, shelf: str) -> Iterator[list[Waiting]]:
        """What waits on `shelf`, that with one id together, in the order of the first of each."""
        self._index()
        for seq, identifier in self._rows(_TOGETHER, (shelf, shelf)):
            if identifier is None:
                yield list(self._found("seq = ?", (seq,)))
            else:
                yield self.of(shelf, identifier)

    def of(self, shelf: str, identifier: str) -> list[Waiting]:
        """What waits on `shelf` under one id, in the order of coming."""
        self._index()
        return list(self._found("shelf = ? AND id = ? ORDER BY seq", (shelf, identifier)))

    def take(self, shelf: str, identifier: str) -> list[Waiting]:
        """As `of`, and remember that it was handed out."""
        if self._ids is not None and not self.knows(shelf, identifier):
            return []
        found = self.of(shelf, identifier)
        if found:
            self._do(_TAKEN, (shelf, identifier))
        return found

    def knows(self, shelf: str, identifier: str) -> bool:
        """Whether something waits on `shelf` under this id; only of what is `sought`."""
        return self._ids is not None and self._ids.bits(identifier, scope=shelf) > 0

    def shelves(self) -> tuple[str, ...]:
        """The shelves that hold something, in the order of their first records."""
        return tuple(shelf for (shelf,) in self._rows(_SHELVES))

    def _found(self, where: str, values: Sequence[object]) -> Iterator[Waiting]:
        query = f"SELECT seq, kind, file, line, body FROM waiting WHERE {where}"  # noqa: S608 - ours
        for seq, kind, file, line, body in self._rows(query, values):
            place = Place(file=file, line=line)
            yield Waiting(seq, Kind(kind), load(Kind(kind), body), place)

    def _index(self) -> None:
        if not self._indexed:
            self._do(_INDEX)
            self._indexed = True
