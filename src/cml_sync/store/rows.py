"""What the store keeps and hands out, as frozen values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What makes a record one and the same.

    Attributes:
        kind: of the record, as in `model.kinds`.
        origin: empty for goods, of which there is one source of truth; the endpoint that wrote it
            for documents, so that a shop's order and 1C's answer to it never overwrite each other.
        id: its `Ид`, or what stands for it.
    """

    kind: str
    origin: str
    id: str


@dataclass(frozen=True, slots=True)
class Digests:
    """The fingerprints of one record, facet by facet.

    Attributes:
        base: everything but prices and rests, the deletion mark included; None where not spoken of.
        prices: of an offer; None where it has none.
        rests: of an offer; None where it has none.
    """

    base: bytes | None
    prices: bytes | None = None
    rests: bytes | None = None


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """The last good state of a record.

    Attributes:
        key: which.
        scope: the catalogue (goods) or classifier it belongs to; empty for documents.
        number: `Номер` of a document.
        digests: of this state.
        body: the record as `model.records.dump` writes it.
        deleted: its source says that it is deleted.
        withdrawn: a full set came without it.
    """

    key: Key
    scope: str
    digests: Digests
    body: bytes
    number: str | None = None
    deleted: bool = False
    withdrawn: bool = False

    @property
    def live(self) -> bool:
        """It is there: neither deleted nor withdrawn."""
        return not (self.deleted or self.withdrawn)


@dataclass(frozen=True, slots=True)
class Due:
    """A record that an endpoint has not confirmed as it is.

    Attributes:
        record: its state.
        known: the endpoint has confirmed some state of it.
        was_live: the state it confirmed was not a deletion.
    """

    record: StoredRecord
    known: bool
    was_live: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """What one package did to the records of one kind, or what is due to an endpoint."""

    kind: str
    added: int = 0
    changed: int = 0
    deleted: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    quarantined: int = 0
    before: int = 0
    """Live records before (pull), or live records the endpoint has (push)."""
    examples: tuple[str, ...] = ()
    """Ids of a few of those deleted or withdrawn."""
    scope: str = ""

    @property
    def gone(self) -> int:
        """Deleted and withdrawn together."""
        return self.deleted + self.withdrawn


PartPlace = tuple[str, str]
"""The kind of a part (`packages.parts.PartKind`) and the catalogue it belongs to."""


class Facet(StrEnum):
    """Which part of a record is compared and sent."""

    WHOLE = "whole"
    PRICES = "prices"  # of an offer
    RESTS = "rests"  # of an offer


class Direction(StrEnum):
    """Which way a package goes."""

    IN = "in"
    OUT = "out"


class PackageState(StrEnum):
    """How far a package has come."""

    RECEIVED = "received"
    SPOOLED = "spooled"
    VERIFIED = "verified"
    PLANNED = "planned"
    OFFERED = "offered"  # on its way out: nobody knows what of it has arrived
    HELD = "held"
    APPLIED = "applied"
    CONFIRMED = "confirmed"
    ARCHIVED = "archived"
    REJECTED = "rejected"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file of a package: its name, size in bytes and modification time at the partner."""

    name: str
    size: int
    modified: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """For the store."""
        modified = self.modified.isoformat() if self.modified else None
        return {"name": self.name, "size": self.size, "modified": modified}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """From the store."""
        modified = data.get("modified")
        return cls(
            data["name"], data["size"], datetime.fromisoformat(modified) if modified else None
        )


@dataclass(frozen=True, slots=True)
class PackageRow:
    """What is remembered of one package.

    Attributes:
        id: made by the run.
        direction: in (pulled) or out (pushed).
        endpoint: whose.
        topic: ``catalog`` or ``sale``.
        sha256: over names and contents of its files, hexadecimal.
        state: how far it has come.
        folder: its place in the spool, relative to the state folder.
        files: the files it is made of.
        run: the run that made it.
        created: when.
        updated: when its state changed last.
        sequence: counts up with every package applied, whatever the clock says.
        message: why it is held, rejected or dead.
    """

    id: str
    direction: Direction
    endpoint: str
    topic: str
    sha256: str
    state: PackageState
    folder: str
    files: tuple[PackageFile, ...]
    run: str
    created: datetime
    updated: datetime
    sequence: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run: one command on one endpoint.

    Attributes:
        id: made by the caller.
        command: ``pull`` or ``push``.
        endpoint: its name.
        kinds: the words of the command line, joined by spaces.
        started: when.
        finished: when; None while it runs, or if it was killed.
        exit_code: None while it runs, or if it was killed.
        counts: rows of the report.
        message: why it failed; empty if it did not.
    """

    id: str
    command: str
    endpoint: str
    kinds: str
    started: datetime
    finished: datetime | None = None
    exit_code: int | None = None
    counts: tuple[Mapping[str, Any], ...] = field(default=())
    message: str = ""

    def counts_json(self) -> str:
        """The counts as kept."""
        return json.dumps([dict(row) for row in self.counts], ensure_ascii=False)
