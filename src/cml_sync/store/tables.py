"""The tables of the store, as they are now. How they became so stands in `migrations`."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, kept as ISO 8601 in UTC, so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To text; a moment without a zone is refused with ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a zone"
            raise ValueError(message)
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From text."""
        return None if value is None else datetime.fromisoformat(value)


metadata: Final = MetaData()

runs: Final = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("command", String, nullable=False),
    Column("endpoint", String, nullable=False),
    Column("kinds", String, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("exit_code", Integer),
    Column("counts", Text, nullable=False, default="[]"),
    Column("message", Text, nullable=False, default=""),
    Index("ix_runs_started", "started"),
)

records: Final = Table(
    "records",
    metadata,
    Column("kind", String, primary_key=True),
    Column("origin", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("scope", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("number", String),
    Column("digest", LargeBinary, nullable=False),
    Column("prices", LargeBinary),
    Column("rests", LargeBinary),
    Column("body", LargeBinary, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("run", String, nullable=False),
    Column("changed", Moment, nullable=False),
    Index("ix_records_number", "kind", "number"),
    Index("ix_records_position", "kind", "origin", "position"),
)

confirmed: Final = Table(
    "confirmed",
    metadata,
    Column("endpoint", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("origin", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("digest", LargeBinary),
    Column("prices", LargeBinary),
    Column("rests", LargeBinary),
    Column("deleted", Boolean, nullable=False),
    Column("run", String, nullable=False),
    Column("at", Moment, nullable=False),
)

headers: Final = Table(
    "headers",
    metadata,
    Column("section", String, primary_key=True),
    Column("scope", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("run", String, nullable=False),
)

marks: Final = Table(
    "marks",
    metadata,
    Column("kind", String, primary_key=True),
    Column("scope", String, primary_key=True),
    Column("made", Moment, nullable=False),
    Column("run", String, nullable=False),
)
"""When the newest part of each kind and catalogue was made that has been applied."""

packages: Final = Table(
    "packages",
    metadata,
    Column("id", String, primary_key=True),
    Column("direction", String, nullable=False),
    Column("endpoint", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("state", String, nullable=False),
    Column("folder", String, nullable=False),
    Column("files", Text, nullable=False),
    Column("run", String, ForeignKey("runs.id"), nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("message", Text, nullable=False, default=""),
    Index("ix_packages_endpoint", "endpoint", "state"),
)

deliveries: Final = Table(
    "deliveries",
    metadata,
    Column("package", String, ForeignKey("packages.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("origin", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("facet", String, primary_key=True),
    Column("part", String, nullable=False),
    Column("digest", LargeBinary),
    Column("prices", LargeBinary),
    Column("rests", LargeBinary),
    Column("deleted", Boolean, nullable=False),
)

pictures: Final = Table(
    "pictures",
    metadata,
    Column("name", String, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
)

touched: Final = Table(
    "touched",
    MetaData(),
    Column("kind", String, primary_key=True),
    Column("origin", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("scope", String, nullable=False),
    Column("digest", LargeBinary),
    Column("prices", LargeBinary),
    Column("rests", LargeBinary),
    Column("was_there", Boolean, nullable=False),
    Column("was_live", Boolean, nullable=False),
    Column("quarantined", Boolean, nullable=False),
    Column("absent", Boolean, nullable=False),
    prefixes=["TEMPORARY"],
)
"""The records one package has met, each with its digests before; lives in one transaction only."""
