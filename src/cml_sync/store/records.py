"""The records: the last good state of each, and what one package did to them."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    tuple_,
    update,
)

from cml_sync.store.rows import Digests, Key, StoredRecord, Tally
from cml_sync.store.sql import BATCH, any_differs, batches, upsert
from cml_sync.store.tables import records, touched

PLACE: Final = (records.c.origin, records.c.position)
"""The order in which records are walked and sent: as they first came, so groups by their tree."""

_FACETS: Final = ("digest", "prices", "rests")
_EXAMPLES: Final = 5
_CHANGING: Final = (
    "scope",
    "number",
    "digest",
    "prices",
    "rests",
    "body",
    "deleted",
    "withdrawn",
    "run",
    "changed",
)


class Records:
    """The table ``records`` inside one transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection
        self._positions: Iterator[int] | None = None

    def get_many(self, keys: Iterable[Key]) -> dict[Key, StoredRecord]:
        """The records that are there, by key."""
        by_place: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for key in keys:
            by_place[key.kind, key.origin].add(key.id)
        found: dict[Key, StoredRecord] = {}
        for (kind, origin), ids in by_place.items():
            place = and_(records.c.kind == kind, records.c.origin == origin)
            for batch in batches(sorted(ids)):
                query = select(records).where(place, records.c.id.in_(batch))
                found |= {row.key: row for row in map(as_record, self._connection.execute(query))}
        return found

    def get(self, key: Key) -> StoredRecord | None:
        """The record, or None."""
        return self.get_many([key]).get(key)

    def put(self, changed: Sequence[StoredRecord], run: str, at: datetime) -> None:
        """Remember these states; a record that is new gets the next position of all."""
        if self._positions is None:
            last = self._connection.execute(select(func.max(records.c.position))).scalar()
            self._positions = itertools.count((last or 0) + 1)
        rows = [
            _as_row(record, run, at) | {"position": next(self._positions)} for record in changed
        ]
        upsert(self._connection, records, rows, _CHANGING)

    def walk(self, kind: str, *, scope: str | None = None) -> Iterator[StoredRecord]:
        """All records of a kind that are live, by origin, as they first came; page by page."""
        after: tuple[str, int] | None = None
        live = and_(records.c.kind == kind, not_(records.c.deleted), not_(records.c.withdrawn))
        inside = and_(live, records.c.scope == scope) if scope is not None else live
        while True:
            query = select(records).where(inside).order_by(*PLACE)
            if after is not None:
                query = query.where(tuple_(*PLACE) > tuple_(*map(literal, after)))
            page = self._connection.execute(query.limit(BATCH)).all()
            yield from map(as_record, page)
            if len(page) < BATCH:
                return
            after = (page[-1].origin, page[-1].position)

    def live_counts(self) -> dict[tuple[str, str], int]:
        """How many records are live, by kind and scope."""
        query = (
            select(records.c.kind, records.c.scope, func.count())
            .where(not_(records.c.deleted), not_(records.c.withdrawn))
            .group_by(records.c.kind, records.c.scope)
        )
        return {(kind, scope): count for kind, scope, count in self._connection.execute(query)}

    def origins(self, kinds: Sequence[str]) -> list[str]:
        """Who wrote records of these kinds, sorted."""
        query = select(records.c.origin).where(records.c.kind.in_(kinds)).distinct()
        return sorted(self._connection.execute(query).scalars())

    def documents_like(
        self, kinds: Sequence[str], ids: Sequence[str], number: str | None
    ) -> list[StoredRecord]:
        """The documents, of whatever origin, with one of these `Ид` or this `Номер`."""
        same: ColumnElement[bool] = records.c.id.in_(ids)
        if number:
            same = or_(same, records.c.number == number)
        query = select(records).where(records.c.kind.in_(kinds), same)
        ordered = query.order_by(records.c.kind, records.c.origin, records.c.id)
        return [as_record(row) for row in self._connection.execute(ordered)]


class Touched:
    """The records that one package has met, so that it can be counted and its absentees found.

    Begins with an empty list; lives only in the transaction that made it.
    """

    def __init__(self, connection: Connection):
        self._connection = connection
        touched.drop(connection, checkfirst=True)
        touched.create(connection)

    def add(self, keys: Mapping[Key, str], known: Mapping[Key, StoredRecord]) -> None:
        """Note the keys (each with its scope) and their states; only the first note counts."""
        rows = [_as_touched(key, scope, known.get(key)) for key, scope in keys.items()]
        upsert(self._connection, touched, rows, ())

    def quarantine(self, keys: Mapping[Key, str], known: Mapping[Key, StoredRecord]) -> None:
        """Note keys whose record was kept aside: they are not absent, and not applied."""
        rows = [
            _as_touched(key, scope, known.get(key)) | {"quarantined": True}
            for key, scope in keys.items()
        ]
        upsert(self._connection, touched, rows, ("quarantined",))

    def withdraw_absent(self, kind: str, scope: str, run: str, at: datetime) -> None:
        """Withdraw the live records of a full set that the package did not hold."""
        absent = and_(
            records.c.kind == kind,
            records.c.scope == scope,
            not_(records.c.deleted),
            not_(records.c.withdrawn),
            not_(exists().where(_same_key())),
        )
        copied = ("kind", "origin", "id", "scope", *_FACETS)
        flags = {"was_there": True, "was_live": True, "quarantined": False, "absent": True}
        source = select(*(records.c[name] for name in copied), *map(literal, flags.values()))
        self._connection.execute(
            insert(touched).from_select([*copied, *flags], source.where(absent))
        )
        gone = exists().where(_same_key(), touched.c.absent)
        self._connection.execute(
            update(records)
            .where(records.c.kind == kind, records.c.scope == scope, gone)
            .values(withdrawn=True, run=run, changed=at)
        )

    def tallies(self) -> list[Tally]:
        """What happened, by kind and scope."""
        rows = self._connection.execute(_tally_query()).all()
        return [
            Tally(
                kind=row.kind,
                scope=row.scope,
                added=row.added,
                changed=row.changed,
                deleted=row.deleted,
                withdrawn=row.withdrawn,
                unchanged=row.unchanged,
                quarantined=row.quarantined,
                examples=self._examples(row.kind, row.scope) if row.deleted + row.withdrawn else (),
            )
            for row in rows
        ]

    def finish(self) -> None:
        """Forget the list."""
        touched.drop(self._connection)

    def _examples(self, kind: str, scope: str) -> tuple[str, ...]:
        query = (
            select(touched.c.id)
            .select_from(touched.join(records, _same_key()))
            .where(touched.c.kind == kind, touched.c.scope == scope, _now_gone())
            .order_by(touched.c.id)
            .limit(_EXAMPLES)
        )
        return tuple(self._connection.execute(query).scalars())


def as_record(row: Row[Any]) -> StoredRecord:
    """The record in a row that holds the columns of ``records``."""
    return StoredRecord(
        key=Key(row.kind, row.origin, row.id),
        scope=row.scope,
        number=row.number,
        digests=Digests(row.digest, row.prices, row.rests),
        body=row.body,
        deleted=row.deleted,
        withdrawn=row.withdrawn,
    )


def _as_row(record: StoredRecord, run: str, at: datetime) -> dict[str, Any]:
    return {
        "kind": record.key.kind,
        "origin": record.key.origin,
        "id": record.key.id,
        "scope": record.scope,
        "number": record.number,
        "digest": record.digests.base,
        "prices": record.digests.prices,
        "rests": record.digests.rests,
        "body": record.body,
        "deleted": record.deleted,
        "withdrawn": record.withdrawn,
        "run": run,
        "changed": at,
    }


def _as_touched(key: Key, scope: str, known: StoredRecord | None) -> dict[str, Any]:
    digests = known.digests if known else Digests(None)
    return {
        "kind": key.kind,
        "origin": key.origin,
        "id": key.id,
        "scope": scope,
        "digest": digests.base,
        "prices": digests.prices,
        "rests": digests.rests,
        "was_there": known is not None,
        "was_live": known is not None and known.live,
        "quarantined": False,
        "absent": False,
    }


def _same_key() -> ColumnElement[bool]:
    return and_(
        touched.c.kind == records.c.kind,
        touched.c.origin == records.c.origin,
        touched.c.id == records.c.id,
    )


def _now_gone() -> ColumnElement[bool]:
    return and_(
        touched.c.was_live,
        not_(touched.c.quarantined),
        or_(records.c.deleted, records.c.withdrawn),
    )


def _tally_query() -> Select[Any]:
    good = not_(touched.c.quarantined)
    live = and_(not_(records.c.deleted), not_(records.c.withdrawn))
    differs = any_differs(touched, records, _FACETS)
    there, was_live = touched.c.was_there, touched.c.was_live
    cases = {
        "added": and_(good, not_(there), live),
        "changed": and_(good, there, live, or_(differs, not_(was_live))),
        "deleted": and_(good, was_live, records.c.deleted),
        "withdrawn": and_(good, was_live, records.c.withdrawn, not_(records.c.deleted)),
        "unchanged": and_(
            good, or_(and_(there, live, was_live, not_(differs)), and_(not_(live), not_(was_live)))
        ),
        "quarantined": touched.c.quarantined,
    }
    return (
        select(
            touched.c.kind,
            touched.c.scope,
            *(func.sum(case((rule, 1), else_=0)).label(name) for name, rule in cases.items()),
        )
        .select_from(touched.outerjoin(records, _same_key()))
        .group_by(touched.c.kind, touched.c.scope)
        .order_by(touched.c.kind, touched.c.scope)
    )
