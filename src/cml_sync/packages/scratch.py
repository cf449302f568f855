"""What memory has no room for while a package is worked on: tables in a temporary file.

Nothing in it outlives the work, so nothing is synced and nothing can be rolled back.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

from cml_sync.packages.errors import ScratchWriteError

_SETTINGS: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -{cache};
BEGIN;
"""
_BATCH: Final = 500


class Scratch:
    """A database in a temporary folder; a context manager, after which nothing of it is left.

    Who needs one says its tables and puts words to its questions in a class of his own.

    Raises:
        ScratchWriteError: (any method) the disk does not take it.
    """

    def __init__(self, tables: str, *, cache: int) -> None:
        """Nothing is there before the context is entered.

        Args:
            tables: the statements that make them.
            cache: KiB of memory, for pages of the file and for sorting.
        """
        self._script = _SETTINGS.format(cache=cache) + tables
        self._batches: dict[str, list[tuple[object, ...]]] = {}

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._path = Path(stack.enter_context(TemporaryDirectory(prefix="cml-sync-")))
            self._base = sqlite3.connect(self._path / "scratch.sqlite3", isolation_level=None)
            stack.enter_context(closing(self._base))
            with self._disk():
                self._base.executescript(self._script)
            self._open = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def _keep(self, insert: str, row: tuple[object, ...]) -> None:
        """Let a row wait for the statement that inserts it; `_rows` finds it."""
        batch = self._batches.setdefault(insert, [])
        batch.append(row)
        if len(batch) >= _BATCH:
            self._flush()

    def _rows(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The answers to a question, one by one."""
        self._flush()
        with self._disk():
            yield from self._base.execute(query, values)

    def _do(self, statement: str, values: Sequence[object] = ()) -> None:
        """Run a statement that has no answer."""
        self._flush()
        with self._disk():
            self._base.execute(statement, values)

    def _flush(self) -> None:
        with self._disk():
            for insert, batch in self._batches.items():
                if batch:
                    self._base.executemany(insert, batch)
                    batch.clear()

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """What the database says of a disk that is full or gone, as the system would say it."""
        try:
            yield
        except sqlite3.OperationalError as error:
            full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            reason = os.strerror(errno.ENOSPC if full else errno.EIO)
            raise ScratchWriteError(str(self._path.parent), reason) from error
