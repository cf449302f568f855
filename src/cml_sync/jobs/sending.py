"""One topic to one endpoint: what it has not confirmed is written, delivered, and marked.

The notes of what each part carries are in the store before anything is sent; what the receipts
prove is marked confirmed from them, record by record. If the process stops between the first byte
and the mark, nobody knows what has arrived: the same states are sent once more, and what is gone by
then is called gone. The receiver sees a record again, never a wrong one.
"""

import shutil
import uuid
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from cml_sync.config.settings import Endpoint
from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode
from cml_sync.jobs.context import Context, Progress
from cml_sync.jobs.documents import Documents
from cml_sync.jobs.goods_letters import GoodsLetters, is_due
from cml_sync.jobs.guards import Limits, Loss, holds
from cml_sync.jobs.letters import Letter, Outbox
from cml_sync.jobs.pictures import Pictures
from cml_sync.jobs.recording import RunLog
from cml_sync.jobs.report import KindRow
from cml_sync.store.confirmed import PICTURE
from cml_sync.store.rows import Direction, Facet, PackageRow, PackageState, Tally
from cml_sync.store.store import Transaction
from cml_sync.transports.base import Outcome, Outgoing, Topic
from cml_sync.transports.rehearsal import RehearsalTransport

PROVES: Final = frozenset({Outcome.CONFIRMED, Outcome.STORED})
"""What counts as taken over: a carrier of files cannot hear more than that the bytes are there."""

_OUTBOX: Final = "outbox"


@dataclass(frozen=True, slots=True)
class SendOptions:
    """How a push goes.

    Attributes:
        full: everything, as a full set.
        dry_run: write and check; send nothing, mark nothing.
        allow_deletions: exactly so many records are expected to go.
    """

    full: bool = False
    dry_run: bool = False
    allow_deletions: int | None = None


class Sending:
    """One topic to one endpoint in one run."""

    def __init__(
        self,
        context: Context,
        endpoint: Endpoint,
        topic: Topic,
        kinds: Collection[ExchangeKind],
        log: RunLog,
        options: SendOptions,
    ):
        self._context = context
        self._endpoint = endpoint
        self._topic = topic
        self._kinds = kinds
        self._log = log
        self._options = options
        self._limits = Limits(
            max_deleted=endpoint.guards.max_deleted,
            min_items=endpoint.guards.min_items,
            allow_deletions=options.allow_deletions,
        )

    def send(self) -> None:
        """Write, check, deliver, mark. Without anything to send, nobody is called."""
        if not self._options.dry_run:
            self._forget_unfinished()
        outbox = self._new_outbox()
        try:
            with self._context.store.reading() as view:
                if self._topic is Topic.SALE:
                    self._write_documents(view, outbox)
                else:
                    self._write_goods(view, outbox)
            self._log.note(outbox.problems)
            if outbox.parts:
                self._deliver(outbox)
        finally:
            if outbox.package is None:
                shutil.rmtree(outbox.folder, ignore_errors=True)
        self._close(outbox)

    def _write_goods(self, view: Transaction, outbox: Outbox) -> None:
        letters = GoodsLetters(self._context, view, self._endpoint, outbox, full=self._options.full)
        catalog = letters.catalog_tallies() if ExchangeKind.CATALOG in self._kinds else []
        offers = {facet: letters.offers_tallies(facet) for facet in self._facets()}
        tallies = [*catalog, *(tally for found in offers.values() for tally in found)]
        held = holds([_loss(tally) for tally in tallies], self._limits)
        self._log.rows.extend(_row(tally, held=bool(held)) for tally in tallies)
        if held:
            self._log.holds.extend(held)
            self._log.codes.append(ExitCode.HELD)
            return
        if not any(is_due(tally, full=self._options.full) for tally in tallies):
            return
        self._remember(outbox)
        letters.write_catalog(catalog)
        for facet, found in offers.items():
            letters.write_offers(found, facet)

    def _write_documents(self, view: Transaction, outbox: Outbox) -> None:
        documents = Documents(self._context, view, self._endpoint, full=self._options.full)
        chosen = documents.due()
        self._log.rows.extend(documents.rows)
        self._log.note(documents.problems)
        if not chosen:
            return
        self._remember(outbox)
        name = f"orders-{uuid.uuid5(uuid.NAMESPACE_OID, self._log.run)}_1.xml"
        with Letter(self._context, view, self._endpoint, outbox, name) as letter:
            letter.send(chosen)

    def _facets(self) -> tuple[Facet, ...]:
        if ExchangeKind.OFFERS in self._kinds:
            return (Facet.WHOLE,)
        finer = {ExchangeKind.PRICES: Facet.PRICES, ExchangeKind.RESTS: Facet.RESTS}
        return tuple(facet for kind, facet in finer.items() if kind in self._kinds)

    def _new_outbox(self) -> Outbox:
        id_ = self._context.new_id()
        folder = self._context.state / _OUTBOX / id_
        return Outbox(None if self._options.dry_run else id_, folder)

    def _remember(self, outbox: Outbox) -> None:
        if outbox.package is None:
            return
        now = self._context.clock()
        row = PackageRow(
            id=outbox.package,
            direction=Direction.OUT,
            endpoint=self._endpoint.name,
            topic=self._topic.value,
            sha256="",
            state=PackageState.PLANNED,
            folder=outbox.folder.relative_to(self._context.state).as_posix(),
            files=(),
            run=self._log.run,
            created=now,
            updated=now,
        )
        with self._context.store.transaction() as transaction:
            transaction.packages.add(row)

    def _deliver(self, outbox: Outbox) -> None:
        files = [*self._outgoing_pictures(outbox), *_outgoing_parts(outbox)]
        self._context.progress(Progress(self._endpoint.name, "deliver", total=len(files)))
        if outbox.package is not None:
            self._move(outbox.package, PackageState.OFFERED)
        with closing(self._context.open_transport(self._endpoint)) as opened:
            transport = RehearsalTransport(opened) if self._options.dry_run else opened
            receipts = transport.deliver(self._topic, files)
        self._log.receipts.extend(receipts)
        self._log.files.extend(file.name for file in files)
        proved = [receipt.name for receipt in receipts if receipt.outcome in PROVES]
        if outbox.package is not None and len(proved) < len(files):
            self._log.codes.append(ExitCode.PARTLY)
        self._mark(outbox, proved)

    def _mark(self, outbox: Outbox, proved: Sequence[str]) -> None:
        confirmed: dict[str, int] = {}
        if outbox.package is not None:
            now = self._context.clock()
            with self._context.store.transaction() as transaction:
                confirmed = transaction.confirmed.confirm(
                    self._endpoint.name, outbox.package, proved, self._log.run, now
                )
                transaction.confirmed.doubt(
                    self._endpoint.name, outbox.package, proved, self._log.run, now
                )
                transaction.packages.move(outbox.package, PackageState.CONFIRMED, now)
        sent = outbox.sent | ({PICTURE: len(outbox.pictures)} if outbox.pictures else {})
        self._log.rows.extend(
            KindRow(kind=kind, sent=count, accepted=confirmed.get(kind, 0))
            for kind, count in sent.items()
        )

    def _close(self, outbox: Outbox) -> None:
        if outbox.package is None:
            return
        with self._context.store.transaction() as transaction:
            if transaction.packages.get(outbox.package) is not None:
                transaction.confirmed.forget_deliveries(outbox.package)
                now = self._context.clock()
                transaction.packages.move(outbox.package, PackageState.ARCHIVED, now)
        shutil.rmtree(outbox.folder, ignore_errors=True)

    def _move(self, package: str, state: PackageState) -> None:
        with self._context.store.transaction() as transaction:
            transaction.packages.move(package, state, self._context.clock())

    def _forget_unfinished(self) -> None:
        """What an earlier run wrote and did not see confirmed is written anew, as it is now."""
        with self._context.store.transaction() as transaction:
            for row in transaction.packages.unfinished(self._endpoint.name, Direction.OUT):
                if row.topic != self._topic.value:
                    continue
                now = self._context.clock()
                if row.state is PackageState.OFFERED:
                    transaction.confirmed.doubt(self._endpoint.name, row.id, (), self._log.run, now)
                transaction.confirmed.forget_deliveries(row.id)
                transaction.packages.move(row.id, PackageState.DEAD, now)
            needed = transaction.packages.folders()
        for folder in (self._context.state / _OUTBOX).glob("*"):
            if folder.relative_to(self._context.state).as_posix() not in needed:
                shutil.rmtree(folder, ignore_errors=True)

    def _outgoing_pictures(self, outbox: Outbox) -> Iterable[Outgoing]:
        kept = Pictures(self._context.pictures)
        for name, digest, size in outbox.pictures.values():
            opener = partial(_open, kept.path(digest))
            yield Outgoing(name, size, opener, announce=False)


def _outgoing_parts(outbox: Outbox) -> Iterable[Outgoing]:
    for name in outbox.parts:
        path = outbox.folder / name
        yield Outgoing(name, path.stat().st_size, partial(_open, path), replace=False)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _loss(tally: Tally) -> Loss:
    after = tally.added + tally.changed + tally.unchanged
    return Loss(tally.kind, tally.before, after, tally.gone, examples=tally.examples)


def _row(tally: Tally, *, held: bool) -> KindRow:
    live = tally.added + tally.changed + tally.unchanged
    return KindRow(
        kind=tally.kind,
        in_source=live,
        added=tally.added,
        changed=tally.changed,
        deleted=tally.deleted,
        withdrawn=tally.withdrawn,
        held=tally.added + tally.changed + tally.gone if held else 0,
        unchanged=tally.unchanged,
    )
