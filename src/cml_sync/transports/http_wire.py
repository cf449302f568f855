"""One request of the dialogue over httpx: sizes and time limited, nothing followed, nothing kept.

The transport of httpx is used without its client: so there are no redirects, no cookie jar, no
proxy from the environment and no log lines with addresses in them.
"""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import BinaryIO, Final
from urllib.parse import quote

import httpx

from cml_sync import __version__
from cml_sync.errors import CmlSyncError
from cml_sync.messages import Text, text
from cml_sync.transports.dialogue import Piece, Reply, Request
from cml_sync.transports.errors import ChangedWhileSentError
from cml_sync.transports.http_deadline import Deadline, DeadlineTransport
from cml_sync.transports.http_errors import (
    DeadlineError,
    NoAnswerError,
    NotHttpError,
    ShortAnswerError,
    TooLargeAnswerError,
)
from cml_sync.transports.http_options import EXAMPLE, HttpOptions, join
from cml_sync.transports.http_tls import secure_context, tls_error
from cml_sync.transports.replies import is_file
from cml_sync.transports.surroundings import Credentials
from cml_sync.transports.url_errors import BadUrlError

LONGEST_TEXT: Final = 1024 * 1024
"""Bytes of a text answer; a longer one is no answer of an exchange."""

_BLOCK: Final = 64 * 1024
_HEAD: Final = 512


class Wire:
    """Carries requests of one endpoint, one after another."""

    def __init__(
        self, options: HttpOptions, credentials: Credentials, monotonic: Callable[[], float]
    ) -> None:
        self._options = options
        self._authorization = _basic(credentials)
        self._deadline = Deadline(monotonic)
        self._transport = DeadlineTransport(secure_context(options), self._deadline)

    def send(self, request: Request, sink: BinaryIO | None = None) -> Reply:
        """The reply to `request`; a file that it asks for goes to `sink`.

        Raises:
            TemporaryError: no answer, a broken one, or none in time.
            RefusedError: the certificate or the handshake.
            OtherSideError: too large, or no HTTP.
            ConfigurationError: the URL is one that cannot be asked.
        """
        self._deadline.start(self._options.deadline)
        try:
            response = self._transport.handle_request(self._prepare(request))
            try:
                return self._read(response, sink if request.wants_file else None)
            finally:
                response.close()
        except httpx.TransportError as error:
            raise self._in_our_words(error) from error
        except (httpx.InvalidURL, UnicodeError) as error:  # names that only a resolver looks at
            raise BadUrlError(self._options.url, EXAMPLE) from error

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def _prepare(self, request: Request) -> httpx.Request:
        options = self._options
        headers = {
            "User-Agent": options.switches.user_agent or f"cml-sync/{__version__}",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
        }
        if request.login and self._authorization:
            headers["Authorization"] = self._authorization
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        if request.cookie:
            raw.append((b"Cookie", request.cookie.encode()))
        if request.body is not None:
            raw += [
                (b"Content-Type", b"application/octet-stream"),
                (b"Content-Length", str(request.body.size).encode()),
            ]
        timeout = httpx.Timeout(options.timeout, connect=options.connect_timeout)
        return httpx.Request(
            request.method,
            join(options.url, request.params),
            headers=raw,
            content=None if request.body is None else _blocks(request.body),
            extensions={"timeout": timeout.as_dict()},
        )

    def _read(self, response: httpx.Response, sink: BinaryIO | None) -> Reply:
        headers = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, value in response.headers.raw
        )
        blocks = response.iter_raw(_BLOCK)
        head = b""
        for block in blocks:
            head += block
            if len(head) >= _HEAD:
                break
        plain = response.headers.get("content-encoding", "identity").lower() == "identity"
        if sink is None or response.status_code != HTTPStatus.OK or not (plain and is_file(head)):
            body = b"".join(self._limited(head, blocks, LONGEST_TEXT))
            return Reply(response.status_code, headers, body)
        saved = 0
        for block in self._limited(head, blocks, self._options.max_reply):
            sink.write(block)
            saved += len(block)
        return Reply(response.status_code, headers, saved=saved)

    def _limited(self, head: bytes, blocks: Iterator[bytes], limit: int) -> Iterator[bytes]:
        size = len(head)
        if size <= limit:
            yield head
        for block in blocks:
            size += len(block)
            if size > limit:
                break
            yield block
        if size > limit:
            raise TooLargeAnswerError(self._options.address, limit)

    def _in_our_words(self, error: httpx.TransportError) -> CmlSyncError:
        address, options = self._options.address, self._options
        if isinstance(error, httpx.TimeoutException):
            if self._deadline.over:
                return DeadlineError(address, options.deadline)
            connecting = isinstance(error, httpx.ConnectTimeout)
            seconds = options.connect_timeout if connecting else options.timeout
            return NoAnswerError(address, text("silent for {seconds} seconds", seconds=seconds))
        about_tls = tls_error(address, error)
        if about_tls is not None:
            return about_tls
        if isinstance(error, httpx.RemoteProtocolError):
            return self._broken(str(error))
        return NoAnswerError(address, _network_reason(error))

    def _broken(self, words: str) -> CmlSyncError:
        address = self._options.address
        if "complete message body" in words or "incomplete" in words:
            return ShortAnswerError(address)
        if "disconnected" in words:
            return NoAnswerError(address, text("the connection was closed without an answer"))
        return NotHttpError(address)


def _blocks(piece: Piece) -> Iterator[bytes]:
    """The bytes of a piece, read as they are sent."""
    left = piece.size
    with _ours(piece.file.name), piece.file.open() as content:
        content.seek(piece.offset)
        while left:
            block = content.read(min(_BLOCK, left))
            if not block:
                raise ChangedWhileSentError(piece.file.name)
            left -= len(block)
            yield block


@contextmanager
def _ours(name: str) -> Iterator[None]:
    """A trouble with a file of ours must not look like one of the network."""
    try:
        yield
    except OSError as error:
        raise ChangedWhileSentError(name) from error


def _network_reason(error: httpx.TransportError) -> Text:
    words = str(error).lower()
    if "name or service not known" in words or "name resolution" in words or "nodename" in words:
        return text("the name of the host cannot be resolved")
    if "refused" in words:
        return text("the connection was refused")
    if "unreachable" in words:
        return text("the network cannot reach it")
    return text("the connection broke")


def _basic(credentials: Credentials) -> str:
    if not credentials.login:
        return ""
    password = credentials.password.get_secret_value() if credentials.password else ""
    pair = f"{credentials.login}:{password}".encode()
    return f"Basic {base64.b64encode(pair).decode()}"


def secrets_of(credentials: Credentials) -> tuple[str, ...]:
    """The forms in which the password could come back in an answer."""
    if not credentials.password:
        return ()
    password = credentials.password.get_secret_value()
    return (password, quote(password), _basic(credentials).removeprefix("Basic "))
