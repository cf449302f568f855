"""The connection: a private file, durable transactions, one writer at a time (SQLite)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from cml_sync.store.errors import StoreBusyError, StoreDamagedError, StoreUnusableError

_SECONDS_TO_WAIT: Final = 30
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_SECONDS_TO_WAIT * 1000}",
    "PRAGMA temp_store=FILE",
)


def make_private(path: Path) -> None:
    """Make the folder (mode 0700) and the file (mode 0600), if they are not there.

    Raises:
        StoreUnusableError: the operating system refuses.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreUnusableError(path, error.strerror or type(error).__name__) from error


def connect(path: Path) -> Engine:
    """The engine of the file: write-ahead log, fsync at every commit, foreign keys checked.

    Transactions begin as ``BEGIN IMMEDIATE``, so that two writers meet at the start, not in the
    middle; a connection with the execution option ``reading`` begins plainly.
    """
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing: `_begin` does
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def mapped_errors(path: Path) -> Iterator[None]:
    """Turn the driver's errors into ours; everything else passes.

    Raises:
        StoreBusyError: another writer holds the store for too long.
        StoreDamagedError: the file is no database, or a damaged one.
        StoreUnusableError: no room, no rights.
    """
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig)
        if "locked" in reason or "busy" in reason:
            raise StoreBusyError(path) from error
        if "malformed" in reason:
            raise StoreDamagedError(path, reason) from error
        raise StoreUnusableError(path, reason) from error
    except DatabaseError as error:
        reason = str(error.orig)
        if "malformed" in reason or "not a database" in reason:
            raise StoreDamagedError(path, reason) from error
        raise
