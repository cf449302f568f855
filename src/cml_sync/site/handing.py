"""The steps that fetch something from us: ``query`` and ``success`` of orders; all goods."""

import shutil
from functools import partial
from pathlib import Path
from typing import Final

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, Response

from cml_sync.jobs.context import open_context, open_unlocked
from cml_sync.jobs.hand_out import Batch, confirm_documents, write_documents, write_goods
from cml_sync.jobs.report import EndpointRun
from cml_sync.messages import text, text_n
from cml_sync.packages.landing import make_private
from cml_sync.site.background import Tell, Work
from cml_sync.site.errors import NothingHandedOutError
from cml_sync.site.exchange import Ask
from cml_sync.site.house import House
from cml_sync.site.imports import outcome_of

_XML: Final = "application/xml; charset=utf-8"
_ZIP: Final = "application/zip"


async def query(ask: Ask) -> Response:
    """The documents that the caller has not confirmed, as one part, never zipped.

    УТ 11 reads a zipped answer through a string and breaks it. What was handed out is remembered
    by this session only; asked again, the same comes again, with what has come in between.
    """
    session, house = ask.session, ask.exchange.house
    folder = session.new_folder()
    path, batch = await run_in_threadpool(_documents, house, folder)
    session.batch, session.confirmed = batch, False
    return _as_file(path, _XML, folder)


async def success(ask: Ask) -> Response:
    """The caller has taken over what this session handed out last: exactly that is confirmed."""
    session, house = ask.session, ask.exchange.house
    batch = session.batch
    if batch is None:
        raise NothingHandedOutError
    if batch.documents and not session.confirmed:
        run = await run_in_threadpool(_confirm, house, batch)
        if run.failure is not None:
            return ask.replies.outcome(outcome_of(run))
        count = len(batch.documents)
        house.tell(text_n("{count} document confirmed", "{count} documents confirmed", count))
    session.confirmed = True
    return ask.replies.success()


async def goods(ask: Ask) -> Response:
    """All goods as one zip; ``progress`` while it is being written."""
    session, house = ask.session, ask.exchange.house
    folder = session.folder / "goods"
    if session.goods is None:
        function = partial(_goods, house, folder)
        session.goods = Work(ask.exchange.executor, function)
    work = session.goods
    if not await work.wait(house.patience):
        return ask.replies.progress(text("the goods are being written"))
    session.goods = None
    return _as_file(work.result(), _ZIP, None)


async def nothing_withdrawn(ask: Ask) -> Response:
    """``deactivate`` and ``complete``: what did not come stays.

    A caller cannot prove that it has sent everything, so its silence about a record is no deletion.
    """
    return ask.replies.success(text("goods that were not sent stay as they are"))


def _documents(house: House, folder: Path) -> tuple[Path, Batch]:
    make_private(folder)
    with open_unlocked(house.endpoints, house.state, house.ambient) as context:
        return write_documents(context, house.caller, folder)


def _confirm(house: House, batch: Batch) -> EndpointRun:
    with open_context(
        house.endpoints, house.state, "serve", house.ambient, wait=house.lock_wait
    ) as context:
        return confirm_documents(context, house.caller, batch)


def _goods(house: House, folder: Path, tell: Tell) -> Path:
    del tell  # how much there is to write is not known before
    shutil.rmtree(folder, ignore_errors=True)
    make_private(folder)
    with open_unlocked(house.endpoints, house.state, house.ambient) as context:
        return write_goods(context, house.caller, folder)


def _as_file(path: Path, media_type: str, folder: Path | None) -> Response:
    after = BackgroundTask(shutil.rmtree, folder, ignore_errors=True) if folder else None
    return FileResponse(path, media_type=media_type, background=after)
