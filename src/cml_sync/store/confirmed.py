"""What each endpoint has confirmed, record by record, and so what is due to it."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    LargeBinary,
    Select,
    and_,
    case,
    delete,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
    update,
)

from cml_sync.store.records import PLACE, as_record
from cml_sync.store.rows import Due, Facet, Key, Tally
from cml_sync.store.sql import BATCH, any_differs, batches, upsert, upsert_from
from cml_sync.store.tables import Moment, confirmed, deliveries, pictures, records

PICTURE: Final = "picture"
"""The word under which confirmed pictures are kept beside the kinds of records."""

_ALL: Final = ("digest", "prices", "rests")
_COLUMNS: Final = {Facet.WHOLE: _ALL, Facet.PRICES: ("prices",), Facet.RESTS: ("rests",)}
_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks about an endpoint.

    Attributes:
        endpoint: its name.
        kind: of records.
        origins: whose records; ``("",)`` for goods.
        facet: what of them is compared.
        full: all that is live or called deleted by its source, whatever was confirmed.
        scope: only records of this catalogue; None for all.
    """

    endpoint: str
    kind: str
    origins: tuple[str, ...] = ("",)
    facet: Facet = Facet.WHOLE
    full: bool = False
    scope: str | None = None


class Confirmed:
    """The tables ``confirmed`` and ``deliveries`` inside one transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def due(self, wanted: Wanted) -> Iterator[Due]:
        """The records to be sent, by origin, as they first came; a page at a time."""
        after: tuple[str, int] | None = None
        query = (
            select(
                records,
                confirmed.c.endpoint.is_not(None).label("known"),
                _confirmed_live().label("was_live"),
            )
            .select_from(_joined(wanted.endpoint))
            .where(_asked(wanted), _due(wanted))
            .order_by(*PLACE)
            .limit(BATCH)
        )
        while True:
            page_query = query
            if after is not None:
                page_query = query.where(tuple_(*PLACE) > tuple_(*map(literal, after)))
            page = self._connection.execute(page_query).all()
            for row in page:
                yield Due(as_record(row), known=bool(row.known), was_live=bool(row.was_live))
            if len(page) < BATCH:
                return
            after = (page[-1].origin, page[-1].position)

    def tally(self, wanted: Wanted) -> Tally:
        """How much is due, and why; `before` is what the endpoint has live."""
        row = self._connection.execute(_tally_query(wanted)).one()
        gone = (row.deleted or 0) + (row.withdrawn or 0)
        return Tally(
            kind=wanted.kind,
            scope=wanted.scope or "",
            added=row.added or 0,
            changed=row.changed or 0,
            deleted=row.deleted or 0,
            withdrawn=row.withdrawn or 0,
            unchanged=row.unchanged or 0,
            before=row.before or 0,
            examples=self._examples(wanted) if gone else (),
        )

    def scopes(self, kinds: Sequence[str]) -> list[str]:
        """The catalogues that have records of these kinds, sorted."""
        query = select(records.c.scope).where(records.c.kind.in_(kinds)).distinct()
        return sorted(self._connection.execute(query).scalars())

    def pictures_due(self, endpoint: str, names: Sequence[str]) -> list[tuple[str, bytes, int]]:
        """Those of the pictures that we have and the endpoint has not: name, digest, size."""
        theirs = and_(
            confirmed.c.endpoint == endpoint,
            confirmed.c.kind == PICTURE,
            confirmed.c.id == pictures.c.name,
        )
        base = select(pictures).select_from(pictures.outerjoin(confirmed, theirs))
        found: list[tuple[str, bytes, int]] = []
        for batch in batches(sorted(set(names))):
            query = base.where(
                pictures.c.name.in_(batch),
                confirmed.c.digest.is_distinct_from(pictures.c.digest),
            )
            found += [(row.name, row.digest, row.size) for row in self._connection.execute(query)]
        return sorted(found)

    def knows(self, kind: str) -> bool:
        """Whether any endpoint has confirmed anything of this kind."""
        query = select(confirmed.c.id).where(confirmed.c.kind == kind).limit(1)
        return self._connection.execute(query).first() is not None

    def make_due(self, keys: Iterable[Key]) -> None:
        """Every endpoint that has these records is due to get them again, unchanged or not."""
        for batch in batches(sorted(keys)):
            for (kind, origin), found in itertools.groupby(batch, lambda k: (k.kind, k.origin)):
                place = and_(confirmed.c.kind == kind, confirmed.c.origin == origin)
                ids = [key.id for key in found]
                self._connection.execute(
                    update(confirmed).where(place, confirmed.c.id.in_(ids)).values(digest=None)
                )

    def write_down(
        self, package: str, part: str, sent: Sequence[Due], facet: Facet = Facet.WHOLE
    ) -> None:
        """Note, before anything is sent, which states of which records a part carries."""
        rows = [_as_delivery(package, part, due, facet) for due in sent]
        upsert(self._connection, deliveries, rows, ("part", *_ALL, "deleted"))

    def write_down_pictures(self, package: str, found: Sequence[tuple[str, bytes, int]]) -> None:
        """The same for pictures: each is a part of its own."""
        rows = [
            {
                "package": package,
                "kind": PICTURE,
                "origin": "",
                "id": name,
                "part": name,
                "facet": Facet.WHOLE.value,
                "digest": digest,
                "prices": None,
                "rests": None,
                "deleted": False,
            }
            for name, digest, _ in found
        ]
        upsert(self._connection, deliveries, rows, ("part", "digest"))

    def confirm(
        self, endpoint: str, package: str, parts: Sequence[str], run: str, at: datetime
    ) -> dict[str, int]:
        """Mark confirmed what these parts of a package carried; how many records, by kind."""
        counts: dict[str, int] = {}
        for part in parts:
            carried = and_(deliveries.c.package == package, deliveries.c.part == part)
            for facet in Facet:
                source = select(
                    literal(endpoint).label("endpoint"),
                    *(deliveries.c[name] for name in _COPIED),
                    literal(run).label("run"),
                    literal(at, Moment()).label("at"),
                ).where(carried, deliveries.c.facet == facet.value)
                self._merge(source, facet)
            query = (
                select(deliveries.c.kind, func.count()).where(carried).group_by(deliveries.c.kind)
            )
            for kind, count in self._connection.execute(query):
                counts[kind] = counts.get(kind, 0) + count
        return counts

    def doubt(
        self, endpoint: str, package: str, proved: Sequence[str], run: str, at: datetime
    ) -> None:
        """Note that what the other parts of a package carried may have arrived, or may not.

        So it is due again, and if it goes in the meantime, that it is gone is due as well.

        Args:
            endpoint: to whom it went.
            package: its id.
            proved: the parts that are known to have arrived.
            run: the id of the run.
            at: the moment.
        """
        open_ = and_(deliveries.c.package == package, deliveries.c.part.not_in(proved))
        nothing = [literal(None, LargeBinary).label(name) for name in _ALL]
        for facet in Facet:
            source = select(
                literal(endpoint).label("endpoint"),
                *(deliveries.c[name] for name in ("kind", "origin", "id")),
                *nothing,
                literal(False).label("deleted"),
                literal(run).label("run"),
                literal(at, Moment()).label("at"),
            ).where(open_, deliveries.c.facet == facet.value)
            self._merge(source, facet)

    def forget_deliveries(self, package: str) -> None:
        """The package is done with, or will be made anew: its notes are no longer needed."""
        self._connection.execute(delete(deliveries).where(deliveries.c.package == package))

    def _merge(self, source: Select[Any], facet: Facet) -> None:
        update = [*_COLUMNS[facet], "run", "at"]
        if facet is Facet.WHOLE:
            update.append("deleted")
        names = ("endpoint", *_COPIED, "run", "at")
        upsert_from(self._connection, confirmed, names, source, update)

    def _examples(self, wanted: Wanted) -> tuple[str, ...]:
        query = (
            select(records.c.id)
            .select_from(_joined(wanted.endpoint))
            .where(_asked(wanted), _gone(), _confirmed_live())
            .order_by(records.c.id)
            .limit(_EXAMPLES)
        )
        return tuple(self._connection.execute(query).scalars())


_COPIED: Final = ("kind", "origin", "id", *_ALL, "deleted")


def _as_delivery(package: str, part: str, due: Due, facet: Facet) -> dict[str, Any]:
    record = due.record
    whole = facet is Facet.WHOLE
    return {
        "package": package,
        "kind": record.key.kind,
        "origin": record.key.origin,
        "id": record.key.id,
        "part": part,
        "facet": facet.value,
        "digest": record.digests.base if whole else None,
        "prices": record.digests.prices if whole or facet is Facet.PRICES else None,
        "rests": record.digests.rests if whole or facet is Facet.RESTS else None,
        "deleted": whole and not record.live,
    }


def _joined(endpoint: str) -> FromClause:
    same = and_(
        confirmed.c.endpoint == endpoint,
        confirmed.c.kind == records.c.kind,
        confirmed.c.origin == records.c.origin,
        confirmed.c.id == records.c.id,
    )
    return records.outerjoin(confirmed, same)


def _asked(wanted: Wanted) -> ColumnElement[bool]:
    asked = and_(records.c.kind == wanted.kind, records.c.origin.in_(wanted.origins))
    return asked if wanted.scope is None else and_(asked, records.c.scope == wanted.scope)


def _gone() -> ColumnElement[bool]:
    return or_(records.c.deleted, records.c.withdrawn)


def _known() -> ColumnElement[bool]:
    return confirmed.c.endpoint.is_not(None)


def _confirmed_live() -> ColumnElement[bool]:
    return and_(_known(), not_(confirmed.c.deleted))


def _differs(wanted: Wanted) -> ColumnElement[bool]:
    return any_differs(records, confirmed, _COLUMNS[wanted.facet])


def _due(wanted: Wanted) -> ColumnElement[bool]:
    live = not_(_gone())
    if wanted.facet is not Facet.WHOLE:
        there = records.c[wanted.facet.value].is_not(None)
        return and_(live, there) if wanted.full else and_(live, there, _differs(wanted))
    if wanted.full:
        return or_(live, records.c.deleted)
    changed = or_(not_(_known()), confirmed.c.deleted, _differs(wanted))
    return or_(and_(live, changed), and_(_gone(), _confirmed_live()))


def _tally_query(wanted: Wanted) -> Select[Any]:
    live, was_live = not_(_gone()), _confirmed_live()
    lost = and_(was_live, _gone()) if wanted.facet is Facet.WHOLE else literal(False)
    cases = {
        "added": and_(_due(wanted), live, not_(was_live)),
        "changed": and_(_due(wanted), live, was_live),
        "deleted": and_(lost, records.c.deleted),
        "withdrawn": and_(lost, not_(records.c.deleted)),
        "unchanged": and_(live, not_(_due(wanted))),
        "before": was_live,
    }
    sums = (func.sum(case((rule, 1), else_=0)).label(name) for name, rule in cases.items())
    return select(*sums).select_from(_joined(wanted.endpoint)).where(_asked(wanted))
