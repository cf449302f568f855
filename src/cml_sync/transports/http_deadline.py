"""A deadline for a whole request, kept at every read and write of the socket.

The timeouts of httpx begin anew with each byte, so a server that drips one byte a second never
reaches them. Here each step of the network gets no more time than the request has left.
"""

import ssl
import typing
from collections.abc import Callable, Iterable

import httpcore
import httpx


class Deadline:
    """The time that the current request has left, in seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """The request that begins now has so many seconds."""
        self._end = self._monotonic() + seconds

    @property
    def over(self) -> bool:
        """No time is left."""
        return self._monotonic() >= self._end

    def clip(self, timeout: float | None, late: type[Exception]) -> float:
        """`timeout`, or what is left if that is less; raises `late` if nothing is left."""
        left = self._end - self._monotonic()
        if left <= 0:
            raise late
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.clip(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.clip(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.clip(timeout, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._backend = httpcore.SyncBackend()
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.clip(timeout, httpcore.ConnectTimeout)
        stream = self._backend.connect_tcp(host, port, left, local_address, socket_options)
        return _Stream(stream, self._deadline)


KEEP_ALIVE = 4.0
"""Seconds an idle connection is used again; common servers close theirs after five."""


class DeadlineTransport(httpx.HTTPTransport):
    """The transport of httpx over one connection whose every step keeps the deadline."""

    def __init__(self, context: ssl.SSLContext, deadline: Deadline) -> None:
        super().__init__(verify=context, trust_env=False)
        # httpx has no argument for the network below its pool; httpcore, which it is made of, has.
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=1,
            max_keepalive_connections=1,
            keepalive_expiry=KEEP_ALIVE,
            network_backend=_Backend(deadline),
        )
