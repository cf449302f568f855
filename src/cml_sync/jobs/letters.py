"""Writes what is due to an endpoint as the parts of one package.

A part is written record by record from pages of the store, and beside it the store notes which
state of which record the part carries: what is confirmed later is what was written, whatever has
come into the store since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self
from zoneinfo import ZoneInfo

from cml_sync.config.settings import Endpoint
from cml_sync.jobs.context import Context, Progress
from cml_sync.jobs.errors import OutputDiffersError
from cml_sync.jobs.plan import Part, outgoing
from cml_sync.model.classifier import Unit
from cml_sync.model.documents import Container
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.model.records import load
from cml_sync.problems import Problem
from cml_sync.store.confirmed import Wanted
from cml_sync.store.rows import Due, Facet
from cml_sync.store.sql import batches
from cml_sync.store.store import Transaction
from cml_sync.xml.dialects import version_number
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.reader import open_part
from cml_sync.xml.writer import PartWriter

PictureDue = tuple[str, bytes, int]
"""Name, digest and size of a picture that the endpoint does not have."""

_CONTAINERS: Final = 3
"""The version of the schema that has containers of documents."""

_BUFFER: Final = 1024 * 1024
_PARTS: Final = {Facet.WHOLE: Part.WHOLE, Facet.PRICES: Part.PRICES, Facet.RESTS: Part.RESTS}


@dataclass(slots=True)
class Outbox:
    """A package on its way out.

    Attributes:
        package: its id; None in a dry run, in which nothing is noted.
        folder: where its parts are written.
        parts: names of the parts, in the order in which they are sent.
        pictures: that go before them.
        sent: how many due records of each kind it carries.
        problems: what the dialect could not say.
    """

    package: str | None
    folder: Path
    parts: list[str] = field(default_factory=list)
    pictures: dict[str, PictureDue] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Letter:
    """One part while it is written.

    Args:
        context: of the job.
        view: of the store, unchanging while the package is written.
        endpoint: to whom it goes.
        outbox: to which it belongs.
        name: of the part, as the endpoint will see it.
    """

    def __init__(
        self, context: Context, view: Transaction, endpoint: Endpoint, outbox: Outbox, name: str
    ):
        self._context = context
        self._view = view
        self._endpoint = endpoint
        self._outbox = outbox
        self._name = name
        self._path = outbox.folder / name
        self._count = 0
        root = _root(context, endpoint)
        outbox.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = self._path.open("wb", buffering=_BUFFER)
        units = (load(Kind.UNIT, one.body) for one in view.records.walk(Kind.UNIT.value))
        known = (unit for unit in units if isinstance(unit, Unit))
        self.writer = PartWriter(self._file, endpoint.dialect, root, known)

    def __enter__(self) -> Self:
        self.writer.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        with self._file:
            self.writer.__exit__(kind, error, None)
        if error is None:
            self._outbox.problems.extend(self.writer.problems)
            self._check()
            self._outbox.parts.append(self._name)

    def due(self, wanted: Wanted) -> None:
        """Write the records that are due, and note them."""
        for batch in batches(self._view.confirmed.due(wanted)):
            self.send(batch, wanted.facet)

    def send(self, batch: Sequence[Due], facet: Facet = Facet.WHOLE) -> None:
        """Write these records, and note them."""
        images: list[str] = []
        for due in batch:
            record = load(Kind(due.record.key.kind), due.record.body)
            self.add(self._opened(outgoing(record, _PARTS[facet], live=due.record.live)))
            if isinstance(record, Product) and facet is Facet.WHOLE and due.record.live:
                images.extend(record.images)
            kind = due.record.key.kind
            self._outbox.sent[kind] = self._outbox.sent.get(kind, 0) + 1
        self._note(batch, facet, images)
        self._context.progress(Progress(self._endpoint.name, "write", self._name, self._count))

    def add(self, records: Iterable[Element]) -> None:
        """Write records without noting them: what receivers need to understand the others."""
        for record in records:
            self.writer.record(record)
            self._count += 1

    def _opened(self, record: Element) -> Sequence[Element]:
        """Containers are of 3.1; who reads 2.x finds documents directly below the root only."""
        version = version_number(self._endpoint.dialect.schema_version)
        if isinstance(record, Container) and version is not None and version < _CONTAINERS:
            return record.documents
        return [record]

    def _note(self, batch: Sequence[Due], facet: Facet, images: Sequence[str]) -> None:
        outbox = self._outbox
        names = [name for name in images if name not in outbox.pictures]
        pictures = self._view.confirmed.pictures_due(self._endpoint.name, names)
        outbox.pictures |= {picture[0]: picture for picture in pictures}
        if outbox.package is None:
            return
        with self._context.store.transaction() as transaction:
            transaction.confirmed.write_down(outbox.package, self._name, batch, facet)
            transaction.confirmed.write_down_pictures(outbox.package, pictures)

    def _check(self) -> None:
        """Read our own output back. Raises if it does not hold what was written."""
        self._context.progress(Progress(self._endpoint.name, "check", self._name))
        with self._path.open("rb") as file:
            found = sum(isinstance(entry, RecordRead) for entry in open_part(file, self._name))
        if found != self._count:
            raise OutputDiffersError(self._name, self._count, found)


def _root(context: Context, endpoint: Endpoint) -> CommercialInformation:
    """CommerceML writes local times without a zone: those of the endpoint."""
    moment = context.clock().astimezone(ZoneInfo(endpoint.timezone))
    return CommercialInformation(
        schema_version=endpoint.dialect.schema_version or "2.07",
        generated_at=moment.replace(microsecond=0, tzinfo=None),
    )
