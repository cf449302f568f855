"""When the newest parts were made that have been applied, so that an older one is known as such."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from cml_sync.store.rows import PartPlace
from cml_sync.store.sql import upsert
from cml_sync.store.tables import marks


class Marks:
    """The table ``marks`` inside one transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def all(self) -> dict[PartPlace, datetime]:
        """The moments, by kind of part and catalogue."""
        return {(row.kind, row.scope): row.made for row in self._connection.execute(select(marks))}

    def put(self, made: Mapping[PartPlace, datetime], run: str) -> None:
        """Remember these moments, whether or not they are later than those before."""
        rows = [
            {"kind": kind, "scope": scope, "made": moment, "run": run}
            for (kind, scope), moment in made.items()
        ]
        upsert(self._connection, marks, rows, ("made", "run"))
