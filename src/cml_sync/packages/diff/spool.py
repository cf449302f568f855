"""What must wait on disk: pieces without a counterpart so far, and the changes that were found."""

import errno
import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, NamedTuple, Self

from cml_sync.packages.diff.change import Change, change_of_json, change_to_json
from cml_sync.packages.diff.terms import KINDS

_SCHEMA: Final = """
CREATE TABLE pieces (kind TEXT, key TEXT, new INTEGER, number INTEGER, model TEXT, parent TEXT,
    data BLOB);
CREATE TABLE changes (rank INTEGER, key TEXT, data BLOB);
"""
_BATCH: Final = 2_000
_CACHE: Final = "PRAGMA cache_size = -16000"
_RANKS: Final = {kind: rank for rank, kind in enumerate(KINDS)}
_LEVEL: Final = 1
_TOGETHER: Final = 10_000
"""So many pieces of one record are put together; who repeats one more often means harm."""


@contextmanager
def _on_disk() -> Iterator[None]:
    """What the database says of a disk that is full or gone, as the system would say it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        code = errno.ENOSPC if full else errno.EIO
        raise OSError(code, os.strerror(code)) from error


class Waiting(NamedTuple):
    """A piece that waits.

    Attributes:
        kind, key: of its record.
        new: it is of the new package.
        number: it came as the so manyth.
        model: the kind of its model.
        parent: of a group.
        data: it, packed.
    """

    kind: str
    key: str
    new: bool
    number: int
    model: str
    parent: str | None
    data: bytes


class Spool:
    """A database in a temporary folder; a context manager, after which nothing of it is left.

    Raises:
        OSError: (any of its methods) the disk does not take it.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Nothing is written before the first piece or change has come.

        Args:
            folder: where its folder is made; None for the system's choice.
        """
        self._folder = TemporaryDirectory(prefix="cml-sync-diff-", dir=folder)
        self._base = sqlite3.connect(Path(self._folder.name) / "spool.sqlite3")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("PRAGMA temp_store = FILE")
        self._base.execute(_CACHE)
        self._base.executescript(_SCHEMA)
        self._pieces: list[tuple[object, ...]] = []
        self._changes: list[tuple[object, ...]] = []

    def wait(self, piece: Waiting) -> None:
        """Keep a piece."""
        self._pieces.append((*piece[:6], zlib.compress(piece.data, _LEVEL)))
        if len(self._pieces) >= _BATCH:
            self._flush()

    def change(self, change: Change) -> None:
        """Keep a change."""
        rank = _RANKS.get(change.kind, len(_RANKS))
        self._changes.append((rank, change.key, change_to_json(change)))
        if len(self._changes) >= _BATCH:
            self._flush()

    def groups(self) -> Iterator[Sequence[Waiting]]:
        """The pieces that wait, those of one record together, in the order in which they came."""
        self._flush()
        with _on_disk():
            yield from self._groups()

    def _groups(self) -> Iterator[Sequence[Waiting]]:
        rows = self._base.execute(
            "SELECT kind, key, new, number, model, parent, data FROM pieces"
            " ORDER BY kind, key, new, number"
        )
        group: list[Waiting] = []
        for kind, key, new, number, model, parent, data in rows:
            piece = Waiting(kind, key, bool(new), number, model, parent, zlib.decompress(data))
            full = len(group) >= _TOGETHER
            if group and (full or (group[0].kind, group[0].key) != (kind, key)):
                yield group
                group = []
            group.append(piece)
        if group:
            yield group

    def changes(self) -> Iterator[Change]:
        """The changes, by kind and key."""
        self._flush()
        with _on_disk():
            for (data,) in self._base.execute("SELECT data FROM changes ORDER BY rank, key, rowid"):
                yield change_of_json(data)

    def _flush(self) -> None:
        with _on_disk():
            self._write()

    def _write(self) -> None:
        if self._pieces:
            self._base.executemany("INSERT INTO pieces VALUES (?, ?, ?, ?, ?, ?, ?)", self._pieces)
            self._pieces.clear()
        if self._changes:
            self._base.executemany("INSERT INTO changes VALUES (?, ?, ?)", self._changes)
            self._changes.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()
        self._folder.cleanup()
