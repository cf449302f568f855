"""The ASGI application: one address, and a table of what is done for which type and mode."""

import shutil
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cml_sync.errors import CmlSyncError
from cml_sync.messages import text
from cml_sync.site.errors import UnknownModeError, WrongTokenError
from cml_sync.site.exchange import COOKIE, Ask, Exchange
from cml_sync.site.filing import drain, file, import_file, init
from cml_sync.site.handing import goods, nothing_withdrawn, query, success
from cml_sync.site.house import House
from cml_sync.site.login import PAUSE, Door, Verdict
from cml_sync.site.replies import Replies, plain
from cml_sync.site.sessions import Session, Sessions

Step = Callable[[Ask], Awaitable[Response]]

_SCRIPT: Final = "1c_exchange.php"
_THREADS: Final = 8
_STALE: Final = timedelta(days=1)
_MOST_UNINVITED: Final = 1024 * 1024
"""Bytes of a body that are read from a caller who may not come in."""

_UPLOADS: Final = {("GET", "init"): init, ("POST", "file"): file, ("GET", "import"): import_file}
_STEPS: Final[Mapping[str, Mapping[tuple[str, str], Step]]] = MappingProxyType(
    {
        "catalog": {
            **_UPLOADS,
            ("GET", "deactivate"): nothing_withdrawn,
            ("GET", "complete"): nothing_withdrawn,
        },
        "sale": {**_UPLOADS, ("GET", "query"): query, ("GET", "success"): success},
        "get_catalog": {("GET", "init"): init, ("GET", "query"): goods},
    }
)
"""What is done for which type, method and mode; ``checkauth`` comes before."""


def create_application(house: House) -> Starlette:
    """The site as an ASGI application; it holds no lock between requests.

    Args:
        house: its surroundings.
    """
    folder = house.folder / house.ambient.new_id()
    clock = house.ambient.clock
    exchange = Exchange(
        house=house,
        door=Door(house.serve.login, house.password, clock),
        sessions=Sessions(folder, house.serve.upload_limit, clock, house.new_token),
        executor=ThreadPoolExecutor(_THREADS, thread_name_prefix="cml-sync-serve"),
        replies=Replies(house.translations),
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(_remove_stale, house.folder, clock())
        try:
            yield
        finally:
            await run_in_threadpool(exchange.executor.shutdown, wait=True, cancel_futures=True)
            await run_in_threadpool(exchange.sessions.discard_all)

    async def endpoint(request: Request) -> Response:
        return await answer(exchange, request)

    async def bug(_: Request, error: Exception) -> Response:
        house.tell(text("a bug of ours: {kind}", kind=_kind(error)))
        return exchange.replies.failure(text("an error inside cml-sync"), status=500)

    route = Route("/{path:path}", endpoint, methods=["GET", "POST"])
    return Starlette(routes=[route], lifespan=lifespan, exception_handlers={Exception: bug})


async def answer(exchange: Exchange, request: Request) -> Response:
    """Answer one request."""
    path = request.path_params["path"]
    if path and path.rpartition("/")[2] != _SCRIPT:
        return exchange.replies.failure(text("there is nothing at this address"), status=404)
    if request.method not in {"GET", "POST"}:
        return plain("failure", status=405)
    try:
        return await _answer(exchange, request)
    except CmlSyncError as error:
        await drain(request, exchange.house.silence, exchange.house.serve.upload_limit)
        return exchange.replies.error(error)


async def _answer(exchange: Exchange, request: Request) -> Response:
    type_ = request.query_params.get("type", "").strip().lower() or "catalog"
    mode = request.query_params.get("mode", "").strip().lower()
    if mode == "checkauth":
        return await _check_in(exchange, request, type_)
    found = _session(exchange, request)
    if isinstance(found, Response):
        await drain(request, exchange.house.silence, _MOST_UNINVITED)
        return found
    sessid = request.query_params.get("sessid", "")
    if sessid and sessid != found.sessid:
        raise WrongTokenError
    step = _STEPS.get(type_, {}).get((request.method, mode))
    if step is None:
        raise UnknownModeError(type_, mode)
    found.settle()
    return await step(Ask(exchange, request, type_, found))


async def _check_in(exchange: Exchange, request: Request, type_: str) -> Response:
    """``checkauth``: name and value of the cookie stand in the body, where 1C looks for them."""
    refusal = _refusal(exchange, request)
    if refusal is not None:
        return refusal
    if type_ not in _STEPS:
        raise UnknownModeError(type_, "checkauth")
    token, session = exchange.sessions.open(_address(request))
    for gone in exchange.sessions.over():
        await run_in_threadpool(gone.discard)
    moment = int(exchange.house.ambient.clock().timestamp())
    return plain("success", COOKIE, token, f"sessid={session.sessid}", f"timestamp={moment}")


def _session(exchange: Exchange, request: Request) -> Session | Response:
    """The session of a request: that of its cookie; without one, login and password must fit."""
    token = request.cookies.get(COOKIE, "")
    if token:
        return exchange.sessions.find(token) or exchange.replies.failure(
            text("the session is over: begin the exchange again"), status=401
        )
    return _refusal(exchange, request) or exchange.sessions.of_address(_address(request))


def _refusal(exchange: Exchange, request: Request) -> Response | None:
    authorization = request.headers.get("authorization", "")
    challenge = {"WWW-Authenticate": 'Basic realm="1C exchange", charset="UTF-8"'}
    if not authorization:
        return exchange.replies.failure(
            text("login and password are needed"), status=401, headers=challenge
        )
    verdict = exchange.door.knock(authorization, _address(request))
    if verdict is Verdict.WELCOME:
        return None
    house = exchange.house
    if verdict is Verdict.PAUSED:
        seconds = int(PAUSE.total_seconds())
        message = text("too many failed logins; try again in {seconds} s", seconds=seconds)
        return exchange.replies.failure(message, status=429, headers={"Retry-After": str(seconds)})
    house.tell(text("a wrong login from {address}", address=_address(request)))
    return exchange.replies.failure(
        text("login or password is wrong"), status=401, headers=challenge
    )


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _remove_stale(folder: Path, now: datetime) -> None:
    """Remove what servers that were killed left behind."""
    for left in folder.glob("*"):
        with suppress(OSError):  # it went in between, or is a link that leads nowhere
            if left.stat().st_mtime < (now - _STALE).timestamp():
                shutil.rmtree(left, ignore_errors=True)


def _kind(error: Exception) -> str:
    """Which exception, and where; its text may quote a customer."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if __package__.split(".")[0] in Path(frame.filename).parts]
    frame = (ours or frames)[-1]
    return f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}"
