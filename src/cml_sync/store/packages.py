"""The packages: what came, what went, and how far each has come."""

import json
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select, update

from cml_sync.store.rows import Direction, PackageFile, PackageRow, PackageState
from cml_sync.store.tables import packages

_ENDS: Final = (PackageState.ARCHIVED, PackageState.REJECTED, PackageState.DEAD)
_TAKEN: Final = (PackageState.APPLIED, PackageState.CONFIRMED, PackageState.ARCHIVED)


class Packages:
    """The table ``packages`` inside one transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def add(self, row: PackageRow) -> None:
        """Remember a package."""
        values = {
            name: getattr(row, name)
            for name in (
                "id",
                "endpoint",
                "topic",
                "sha256",
                "folder",
                "run",
                "created",
                "updated",
                "sequence",
                "message",
            )
        }
        files = json.dumps([file.as_json() for file in row.files], ensure_ascii=False)
        extra = {"direction": row.direction.value, "state": row.state.value, "files": files}
        self._connection.execute(insert(packages).values(**values, **extra))

    def move(self, id_: str, state: PackageState, at: datetime, message: str | None = None) -> None:
        """The package has come so far; one that is applied gets the next sequence number.

        Without a `message` the old one stays.
        """
        values: dict[str, Any] = {"state": state.value, "updated": at}
        if message is not None:
            values["message"] = message
        if state is PackageState.APPLIED:
            newest = self._connection.execute(select(func.max(packages.c.sequence))).scalar() or 0
            values["sequence"] = newest + 1
        self._connection.execute(update(packages).where(packages.c.id == id_).values(**values))

    def get(self, id_: str) -> PackageRow | None:
        """The package, or None."""
        found = self._connection.execute(select(packages).where(packages.c.id == id_)).first()
        return _as_package(found) if found else None

    def in_folder(self, folder: str) -> PackageRow | None:
        """The package that was put into this folder of the spool, or None."""
        query = select(packages).where(packages.c.folder == folder)
        found = self._all(query.order_by(packages.c.created.desc()).limit(1))
        return found[0] if found else None

    def unfinished(self, endpoint: str, direction: Direction) -> list[PackageRow]:
        """The packages of an endpoint that are at no end and not held, oldest first."""
        states = [*(state.value for state in _ENDS), PackageState.HELD.value]
        query = select(packages).where(
            packages.c.endpoint == endpoint,
            packages.c.direction == direction.value,
            packages.c.state.not_in(states),
        )
        return self._all(query.order_by(packages.c.created, packages.c.id))

    def in_state(self, state: PackageState, endpoint: str | None = None) -> list[PackageRow]:
        """The packages in a state, oldest first."""
        query = select(packages).where(packages.c.state == state.value)
        if endpoint is not None:
            query = query.where(packages.c.endpoint == endpoint)
        return self._all(query.order_by(packages.c.created, packages.c.id))

    def last_applied(self, topic: str, endpoint: str | None = None) -> PackageRow | None:
        """The package of this topic that was applied last, of one endpoint or of any."""
        query = select(packages).where(
            packages.c.topic == topic,
            packages.c.direction == Direction.IN.value,
            packages.c.state.in_([state.value for state in _TAKEN]),
        )
        if endpoint is not None:
            query = query.where(packages.c.endpoint == endpoint)
        newest = self._all(query.order_by(packages.c.sequence.desc()).limit(1))
        return newest[0] if newest else None

    def folders(self) -> set[str]:
        """The folders of the spool that packages still need."""
        needed = select(packages.c.folder).where(
            packages.c.state.not_in([state.value for state in _ENDS])
        )
        return set(self._connection.execute(needed).scalars())

    def _all(self, query: Any) -> list[PackageRow]:
        return [_as_package(row) for row in self._connection.execute(query)]


def _as_package(row: Row[Any]) -> PackageRow:
    return PackageRow(
        id=row.id,
        direction=Direction(row.direction),
        endpoint=row.endpoint,
        topic=row.topic,
        sha256=row.sha256,
        state=PackageState(row.state),
        folder=row.folder,
        files=tuple(PackageFile.from_json(item) for item in json.loads(row.files)),
        run=row.run,
        created=row.created,
        updated=row.updated,
        sequence=row.sequence,
        message=row.message,
    )
