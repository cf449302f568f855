"""The steps that bring files: ``init``, ``file``, ``import``."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from cml_sync.messages import text
from cml_sync.site.background import Work
from cml_sync.site.errors import BusySessionError, NotWholeError
from cml_sync.site.exchange import Ask
from cml_sync.site.imports import Imported, Wish, run_import
from cml_sync.site.replies import plain
from cml_sync.site.sessions import Session
from cml_sync.site.uploads import Piece, Upload, upload_name
from cml_sync.transports.base import Topic

_VERSION: Final = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,3})?")


async def init(ask: Ask) -> Response:
    """The terms, on exactly two lines: УТ 11 stops at a third that it has not asked for.

    The files of this session go; those of other sessions are none of its business.
    """
    session, serve = ask.session, ask.exchange.house.serve
    async with _alone(session):
        await run_in_threadpool(session.clear)
    lines = [f"zip={'yes' if serve.zip else 'no'}", f"file_limit={serve.file_limit}"]
    if "version" in ask.params:
        lines += [f"sessid={session.sessid}", f"version={_version(ask)}"]
    return plain(*lines)


def _version(ask: Ask) -> str:
    """Of goods we read every version that is asked for; orders we write in one."""
    ours = ask.exchange.house.caller.dialect.schema_version or ""
    asked = ask.params["version"].strip()
    reads = ask.topic is Topic.CATALOG and _VERSION.fullmatch(asked)
    return asked if reads else ours


async def file(ask: Ask) -> Response:
    """A piece of a file; ``success`` when it is on the disk for good.

    Orders are taken over as soon as they are whole, since many callers never ask for their import;
    the answer to the last piece is then that of the import.
    """
    session = ask.session
    name = upload_name(ask.params.get("filename", ""))
    async with _alone(session):
        upload = await _receive(ask, name)
        if upload.closed:
            return ask.replies.success()
        session.forget(name)
        if ask.topic is Topic.SALE and await run_in_threadpool(upload.seems_whole):
            work = _begin(ask, name, ask.exchange.house.lock_wait)
            await work.wait(None)
            return _ended(ask, name, work)
    return ask.replies.success()


async def import_file(ask: Ask) -> Response:
    """``progress`` until the file is in the store; how it ended is told again when asked again.

    After a failure asking again means trying again.
    """
    name = upload_name(ask.params.get("filename", ""))
    house, session = ask.exchange.house, ask.session
    work = session.imports.get(name)
    if work is None:
        async with session.lock:  # a piece that is still coming is not read
            work = session.imports.get(name) or _begin(ask, name, house.import_wait)
    if not await work.wait(house.patience):
        return ask.replies.progress(work.said)
    return _ended(ask, name, work)


@asynccontextmanager
async def _alone(session: Session) -> AsyncIterator[None]:
    """Nobody else changes or reads the uploads of the session. Raises BusySessionError."""
    if session.importing:
        raise BusySessionError
    async with session.lock:
        if session.importing:  # it began while we waited
            raise BusySessionError
        yield


def _begin(ask: Ask, name: str, wait: float) -> Work[Imported]:
    session = ask.session
    wish = Wish(ask.topic, name, dict(session.uploads.files), session.taken, wait)
    function = partial(run_import, ask.exchange.house, wish)
    work = Work(ask.exchange.executor, function)
    session.imports[name] = work
    return work


def _ended(ask: Ask, name: str, work: Work[Imported]) -> Response:
    session, house = ask.session, ask.exchange.house
    if work.broken:
        session.imports.pop(name, None)
    imported = work.result()
    session.settle()
    if not imported.outcome.good:
        session.forget(name)
    for line in imported.outcome.lines[:1]:
        house.tell(text("{name}: {message}", name=name, message=line))
    return ask.replies.outcome(imported.outcome)


async def _receive(ask: Ask, name: str) -> Upload:
    announced = _announced(ask.request)
    uploads = ask.session.uploads
    piece: Piece = await run_in_threadpool(uploads.piece, name, announced)
    try:
        async for block in _body(ask.request, ask.exchange.house.silence):
            await run_in_threadpool(piece.write, block)
        return await run_in_threadpool(piece.keep)
    except (ClientDisconnect, TimeoutError) as error:
        await run_in_threadpool(piece.take_back)
        raise NotWholeError(name, announced or 0, piece.came) from error
    except BaseException:
        await run_in_threadpool(piece.take_back)
        raise


def _announced(request: Request) -> int | None:
    value = request.headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdecimal() else None


async def _body(request: Request, silence: float) -> AsyncIterator[bytes]:
    """The blocks of the body. Raises TimeoutError when nothing comes for so many seconds."""
    blocks = request.stream().__aiter__()
    while True:
        try:
            async with asyncio.timeout(silence):
                block = await anext(blocks)
        except StopAsyncIteration:
            return
        yield block


async def drain(request: Request, silence: float, most: int) -> None:
    """Read a body that is of no use, so that the caller gets to the answer; not for long."""
    size = 0
    with suppress(ClientDisconnect, TimeoutError, RuntimeError):
        async with asyncio.timeout(silence):
            async for block in request.stream():
                size += len(block)
                if size > most:
                    return
