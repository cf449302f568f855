"""The runs: who asked for what, when, and how it ended."""

import json
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from cml_sync.store.rows import RunRow
from cml_sync.store.tables import runs

SERVE: Final = "serve"
"""The command of a run that a partner has begun, by calling us."""


class Runs:
    """The table ``runs`` inside one transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def begin(self, run: RunRow) -> None:
        """Remember that a run has begun."""
        self._connection.execute(
            insert(runs).values(
                id=run.id,
                command=run.command,
                endpoint=run.endpoint,
                kinds=run.kinds,
                started=run.started,
                finished=run.finished,
                exit_code=run.exit_code,
                counts=run.counts_json(),
                message=run.message,
            )
        )

    def end(self, run: RunRow) -> None:
        """Remember how it ended."""
        self._connection.execute(
            update(runs)
            .where(runs.c.id == run.id)
            .values(
                finished=run.finished,
                exit_code=run.exit_code,
                counts=run.counts_json(),
                message=run.message,
            )
        )

    def get(self, id_: str) -> RunRow | None:
        """The run, or None."""
        found = self._connection.execute(select(runs).where(runs.c.id == id_)).first()
        return _as_run(found) if found else None

    def last(
        self, command: str, endpoint: str, kinds: str, exit_code: int | None = None
    ) -> RunRow | None:
        """The newest finished run of this command, of those with this exit code if one is given."""
        query = select(runs).where(
            runs.c.command == command,
            runs.c.endpoint == endpoint,
            runs.c.kinds == kinds,
            runs.c.finished.is_not(None),
        )
        if exit_code is not None:
            query = query.where(runs.c.exit_code == exit_code)
        found = self._connection.execute(query.order_by(runs.c.started.desc()).limit(1)).first()
        return _as_run(found) if found else None

    def commands(self) -> list[tuple[str, str, str]]:
        """Every (command, endpoint, kinds) that was ever run, sorted."""
        query = select(runs.c.command, runs.c.endpoint, runs.c.kinds).distinct()
        return sorted((row[0], row[1], row[2]) for row in self._connection.execute(query))

    def newest(self, limit: int) -> list[RunRow]:
        """The newest runs, the newest first."""
        query = select(runs).order_by(runs.c.started.desc(), runs.c.id.desc()).limit(limit)
        return [_as_run(row) for row in self._connection.execute(query)]


def as_finished(
    run: RunRow, finished: datetime, exit_code: int, counts: list[dict[str, Any]], message: str
) -> RunRow:
    """The run as it ended."""
    return RunRow(
        id=run.id,
        command=run.command,
        endpoint=run.endpoint,
        kinds=run.kinds,
        started=run.started,
        finished=finished,
        exit_code=exit_code,
        counts=tuple(counts),
        message=message,
    )


def _as_run(row: Row[Any]) -> RunRow:
    return RunRow(
        id=row.id,
        command=row.command,
        endpoint=row.endpoint,
        kinds=row.kinds,
        started=row.started,
        finished=row.finished,
        exit_code=row.exit_code,
        counts=tuple(json.loads(row.counts)),
        message=row.message,
    )
