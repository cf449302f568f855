"""Small pieces of SQL that several tables share; SQLite and PostgreSQL understand them alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Select, Table, or_
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")
BATCH: Final = 500
"""Rows that are asked for, or written, at once: memory stays flat, and binds stay few."""


def _insert(connection: Connection, table: Table) -> sqlite.Insert:
    # Both dialects have the same `on_conflict_…` methods, and no common base that says so.
    if connection.dialect.name == "postgresql":
        return cast("sqlite.Insert", postgresql.insert(table))
    return sqlite.insert(table)


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    update: Sequence[str],
) -> None:
    """Insert the rows; where the key is there, set the columns `update` (none: leave it)."""
    if not rows:
        return
    statement = _insert(connection, table)
    key = list(table.primary_key.columns)
    if update:
        values = {name: statement.excluded[name] for name in update}
        conflicting = statement.on_conflict_do_update(index_elements=key, set_=values)
    else:
        conflicting = statement.on_conflict_do_nothing(index_elements=key)
    connection.execute(conflicting, list(rows))


def any_differs(left: Table, right: Table, names: Sequence[str]) -> ColumnElement[bool]:
    """One of the columns is not the same on both sides; NULL equals NULL."""
    return or_(*(left.c[name].is_distinct_from(right.c[name]) for name in names))


def upsert_from(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    source: Select[Any],
    update: Sequence[str],
) -> None:
    """Insert what `source` selects into the columns `names`; where the key is there, set `update`.

    `source` must have a WHERE: SQLite could not tell ``ON CONFLICT`` from a join otherwise.
    """
    statement = _insert(connection, table).from_select(list(names), source)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key.columns),
            set_={name: statement.excluded[name] for name in update},
        )
    )
