"""Headers of sections, and pictures: what is needed beside records to write packages again."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from cml_sync.store.sql import batches, upsert
from cml_sync.store.tables import headers, pictures


class Headers:
    """The tables ``headers`` and ``pictures`` inside one transaction."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def get(self, section: str, scope: str) -> bytes | None:
        """The header of a section, as `model.records.dump` wrote it, or None."""
        query = select(headers.c.body).where(headers.c.section == section, headers.c.scope == scope)
        return self._connection.execute(query).scalar()

    def put(self, section: str, scope: str, body: bytes, run: str) -> None:
        """Remember the header."""
        row = {"section": section, "scope": scope, "body": body, "run": run}
        upsert(self._connection, headers, [row], ("body", "run"))

    def picture_digests(self, names: Iterable[str]) -> dict[str, bytes]:
        """The digests of those pictures that we have."""
        found: dict[str, bytes] = {}
        for batch in batches(names):
            query = select(pictures.c.name, pictures.c.digest).where(pictures.c.name.in_(batch))
            found |= {row.name: row.digest for row in self._connection.execute(query)}
        return found

    def put_pictures(self, found: Mapping[str, tuple[bytes, int]]) -> None:
        """Remember that we have these pictures: digest and size by name."""
        rows = [
            {"name": name, "digest": digest, "size": size} for name, (digest, size) in found.items()
        ]
        upsert(self._connection, pictures, rows, ("digest", "size"))
