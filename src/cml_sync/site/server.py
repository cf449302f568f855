"""Runs the application: in the main thread until a signal comes, or in a thread until `stop`."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from cml_sync.errors import ConfigurationError
from cml_sync.messages import Text, text

_GRACE: Final = 30
_KEEP_ALIVE: Final = 75
_CONNECTIONS: Final = 200
_BACKLOG: Final = 128
_LAST_PORT: Final = 65_535

OnListening = Callable[[str, int], None]
"""Is told the host and the real port as soon as callers are heard."""


class CannotListenError(ConfigurationError):
    """The address and port cannot be had."""

    code = "E1170"

    def __init__(self, listen: str, reason: Text | str):
        super().__init__(
            text("cannot listen at {listen}: {reason}", listen=listen, reason=reason),
            hint=text("name another port in `listen` of the section [serve]"),
        )


def tell_nobody(host: str, port: int) -> None:
    """Nobody wants to know."""


class Server:
    """One server.

    Args:
        application: to be served.
        listen: ``host:port``; port 0 takes any that is free.
        on_listening: is told the real port.
    """

    def __init__(
        self, application: ASGIApp, listen: str, on_listening: OnListening = tell_nobody
    ) -> None:
        self._listen = listen
        self._on_listening = on_listening
        config = uvicorn.Config(
            application,
            http="h11",
            ws="none",
            lifespan="on",
            log_config=None,
            log_level="critical",  # what it logs below that are tracebacks, values and all
            access_log=False,
            server_header=False,
            proxy_headers=True,
            forwarded_allow_ips="127.0.0.1",
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=_GRACE,
            limit_concurrency=_CONNECTIONS,
        )
        self._server = _Uvicorn(config, self._tell)

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT comes (main thread), or `stop` is called (any thread).

        An import that is at work comes to its end first.

        Raises:
            CannotListenError: the port is taken, or the address is not ours.
        """
        with _listening(self._listen) as listener:
            self._server.run(sockets=[listener])

    def stop(self) -> None:
        """Stop soon; may be called from another thread."""
        self._server.should_exit = True

    def _tell(self) -> None:
        host, port = self._server.servers[0].sockets[0].getsockname()[:2]
        self._on_listening(host, port)


class _Uvicorn(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]):
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # A signal that was answered by stopping in good order is not raised once more.
        with super().capture_signals():
            yield
            self._captured_signals.clear()


@contextmanager
def _listening(listen: str) -> Iterator[socket.socket]:
    host, _, port = listen.rpartition(":")
    if int(port) > _LAST_PORT:
        raise CannotListenError(listen, text("the last port is {port}", port=_LAST_PORT))
    try:
        listener = socket.create_server((host, int(port)), backlog=_BACKLOG)
    except OSError as error:
        raise CannotListenError(listen, error.strerror or type(error).__name__) from error
    with listener:
        yield listener
