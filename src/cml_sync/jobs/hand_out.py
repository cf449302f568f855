"""`serve`: what a partner who calls us is handed, and what it says it has taken over."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from cml_sync.config.settings import Endpoint
from cml_sync.config.words import ExchangeKind
from cml_sync.jobs.context import Context
from cml_sync.jobs.documents import Documents
from cml_sync.jobs.goods_letters import GoodsLetters
from cml_sync.jobs.letters import Letter, Outbox
from cml_sync.jobs.pictures import Pictures
from cml_sync.jobs.recording import Errand, RunLog, recorded
from cml_sync.jobs.report import EndpointRun, KindRow, PushReport, write_report
from cml_sync.packages.zipping import Opener, write_zip
from cml_sync.store.rows import Direction, Due, Facet, PackageRow, PackageState
from cml_sync.store.runs import SERVE
from cml_sync.store.sql import batches
from cml_sync.transports.base import Topic

_PART: Final = "orders.xml"
_ORDERS: Final = (ExchangeKind.ORDERS,)


@dataclass(frozen=True, slots=True)
class Batch:
    """The documents that were handed out: which, and in which state; their bodies are dropped."""

    documents: tuple[Due, ...] = ()


def write_documents(context: Context, endpoint: Endpoint, folder: Path) -> tuple[Path, Batch]:
    """Write the documents that `endpoint` has not confirmed; the part and what it holds.

    Without documents the part is a root that holds nothing, which 1C takes for "no orders".
    Nothing is noted in the store: if the partner is never heard of again, all are due as before.

    Args:
        context: of the job; the lock is not needed.
        endpoint: to whom they go.
        folder: empty; the part is written into it.
    """
    outbox = Outbox(None, folder)
    with context.store.reading() as view:
        chosen = Documents(context, view, endpoint).due()
        with Letter(context, view, endpoint, outbox, _PART) as letter:
            for batch in batches(chosen):
                letter.send(batch)
    return folder / _PART, Batch(tuple(_light(due) for due in chosen))


def confirm_documents(context: Context, endpoint: Endpoint, batch: Batch) -> EndpointRun:
    """Mark confirmed, record by record, the states that `batch` holds; nothing else.

    A document that has changed since is still due.

    Raises:
        StoreError: the store cannot be used any more.
    """

    def work(log: RunLog) -> None:
        _mark(context, endpoint, batch.documents, log)

    run = recorded(context, Errand(SERVE, endpoint.name, _ORDERS), work)
    report = PushReport(
        id=context.new_id(),
        started=run.started,
        finished=run.finished,
        exit_code=run.exit_code,
        runs=(run,),
    )
    path = context.reports / f"{report.id}.json"
    write_report(report.model_copy(update={"path": path}), context.reports)
    return run


def write_goods(context: Context, endpoint: Endpoint, folder: Path) -> Path:
    """Write all goods as one zip: classifier and products, offers, pictures.

    Args:
        context: of the job; the lock is not needed.
        endpoint: to whom they go.
        folder: empty; the zip is written into it.
    """
    outbox = Outbox(None, folder / "parts")
    with context.store.reading() as view:
        letters = GoodsLetters(context, view, endpoint, outbox, full=True)
        letters.write_catalog(letters.catalog_tallies())
        letters.write_offers(letters.offers_tallies(Facet.WHOLE), Facet.WHOLE)
    kept = Pictures(context.pictures)
    files: list[tuple[str, Opener]] = [
        (name, partial(_open, outbox.folder / name)) for name in outbox.parts
    ]
    files += [
        (name, partial(_open, kept.path(digest)))
        for name, digest, _ in sorted(outbox.pictures.values())
    ]
    path = folder / "catalog.zip"
    with path.open("wb") as target:
        write_zip(target, files)
    shutil.rmtree(outbox.folder, ignore_errors=True)
    return path


def _mark(context: Context, endpoint: Endpoint, documents: Sequence[Due], log: RunLog) -> None:
    id_, now = context.new_id(), context.clock()
    row = PackageRow(
        id=id_,
        direction=Direction.OUT,
        endpoint=endpoint.name,
        topic=Topic.SALE.value,
        sha256="",
        state=PackageState.PLANNED,
        folder="",
        files=(),
        run=log.run,
        created=now,
        updated=now,
    )
    with context.store.transaction() as transaction:
        transaction.packages.add(row)
        for batch in batches(documents):
            transaction.confirmed.write_down(id_, _PART, batch)
        counts = transaction.confirmed.confirm(endpoint.name, id_, [_PART], log.run, now)
        transaction.confirmed.forget_deliveries(id_)
        transaction.packages.move(id_, PackageState.ARCHIVED, now)
    log.files.append(_PART)
    log.rows.extend(
        KindRow(kind=kind, in_source=count, sent=count, accepted=count)
        for kind, count in counts.items()
    )


def _light(due: Due) -> Due:
    return replace(due, record=replace(due.record, body=b""))


def _open(path: Path) -> BinaryIO:
    return path.open("rb")
