"""The store: open it, work in transactions, close it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy import text as sql

from cml_sync.store.confirmed import Confirmed
from cml_sync.store.engine import connect, make_private, mapped_errors
from cml_sync.store.errors import StoreDamagedError, StoreNewerError
from cml_sync.store.headers import Headers
from cml_sync.store.marks import Marks
from cml_sync.store.packages import Packages
from cml_sync.store.records import Records, Touched
from cml_sync.store.revisions import REVISIONS
from cml_sync.store.runs import Runs

FILE_NAME: Final = "store.sqlite3"
"""The name of the store inside the state folder."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """The tables, inside one transaction."""

    connection: Connection
    records: Records
    confirmed: Confirmed
    packages: Packages
    runs: Runs
    headers: Headers
    marks: Marks

    @classmethod
    def on(cls, connection: Connection) -> Self:
        """The tables seen through a connection."""
        return cls(
            connection,
            Records(connection),
            Confirmed(connection),
            Packages(connection),
            Runs(connection),
            Headers(connection),
            Marks(connection),
        )

    def touch(self) -> Touched:
        """An empty list of the records that one package meets."""
        return Touched(self.connection)


class Store:
    """What is remembered between runs. Use `open_store`."""

    def __init__(self, path: Path, engine: Engine):
        self.path = path
        self._engine = engine

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """All or nothing: committed at the end, rolled back when an exception passes."""
        with mapped_errors(self.path), self._engine.begin() as connection:
            yield Transaction.on(connection)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """One unchanging view, beside a writer; write nothing in it."""
        with mapped_errors(self.path):
            connection = self._engine.connect().execution_options(reading=True)
            with connection, connection.begin():
                yield Transaction.on(connection)

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(path: Path) -> Store:
    """Open the store, make it if it is not there, bring its layout up to date.

    Raises:
        StoreNewerError: a newer cml-sync wrote it.
        StoreDamagedError: the file is no store, or a damaged one.
        StoreBusyError: another process is writing to it for too long.
        StoreUnusableError: the operating system refuses.
    """
    make_private(path)
    store = Store(path, connect(path))
    try:
        with mapped_errors(path):
            _check(store)
            _migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def _check(store: Store) -> None:
    with store.reading() as transaction:
        found = transaction.connection.execute(sql("PRAGMA quick_check(1)")).scalar()
    if found != "ok":
        raise StoreDamagedError(store.path, str(found))


def _migrate(store: Store) -> None:
    with store.reading() as transaction:
        if _revision(store, transaction.connection) == REVISIONS[-1]:
            return
    # Alembic takes a tenth of a second to import, and is needed once in a layout's life.
    from cml_sync.store.migrate import upgrade  # noqa: PLC0415

    with store.transaction() as transaction:
        _revision(store, transaction.connection)
        upgrade(transaction.connection)


def _revision(store: Store, connection: Connection) -> str | None:
    """The revision of the layout; None for an empty file."""
    names = inspect(connection).get_table_names()
    if "alembic_version" not in names:
        if names:
            raise StoreDamagedError(store.path, f"unknown tables: {', '.join(sorted(names)[:3])}")
        return None
    revision = connection.execute(sql("SELECT version_num FROM alembic_version")).scalar()
    if revision is not None and revision not in REVISIONS:
        raise StoreNewerError(store.path, revision)
    return revision
