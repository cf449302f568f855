"""A small shop on a loopback port: appends pieces as most do, and misbehaves on request."""

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

PATH = "/exchange/1c.php"


@dataclass
class Canned:
    """An answer that a test wrote.

    Attributes:
        body: of the answer.
        status: of HTTP.
        headers: beside the length.
        length: announced instead of the true one; None = the true one.
        reset: break the connection instead of answering: ``before`` reading the request's body,
            in its ``middle``, or ``after`` the shop has done what was asked.
        drip: seconds between single bytes of the body.
        drip_head: the same for the bytes of the headers.
        chunked: send the body in chunks without a length.
        until_close: send the body without a length and close.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    reset: str = ""
    drip: float = 0.0
    drip_head: float = 0.0
    chunked: bool = False
    until_close: bool = False


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    target: str
    params: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def mode(self) -> str:
        """Of the dialogue."""
        return self.params.get("mode", "")


class Shop:
    """Its state, its manners and what it was asked.

    Attributes:
        asked: every request, in order.
        files: what stands in its upload folder; pieces are appended, `init` empties it.
        pieces: sizes of all pieces that were taken, by file name.
        script: mode → answers for the next requests of that mode, before the usual ones.
        turn: (mode, n) → the answer to the n-th request of that mode, counted from 1.
        turns: mode → how often it was asked for, also where the request broke.
        login: the usual answer to checkauth.
        init: the usual answer to init.
        query: the usual answer to query.
        largest: a larger piece is refused with 413; None = none is.
        password: Basic credentials it wants, as the header; None = anybody may come.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.files: dict[str, bytearray] = {}
        self.pieces: dict[str, list[int]] = {}
        self.script: dict[str, list[Canned]] = {}
        self.turn: dict[tuple[str, int], Canned] = {}
        self.turns: dict[str, int] = {}
        self.login = b"success\nSHOPSESS\nc00kie-value-1\n"
        self.init = b"zip=no\nfile_limit=0"
        self.query = b'<?xml version="1.0" encoding="UTF-8"?><a/>'
        self.largest: int | None = None
        self.password: str | None = None
        self.url = ""
        self.stop = threading.Event()

    @property
    def modes(self) -> list[str]:
        """The modes it was asked for, in order."""
        return [asked.mode for asked in self.asked]

    def plan(self, mode: str, *answers: Canned) -> None:
        """Give these answers to the next requests of `mode`."""
        self.script.setdefault(mode, []).extend(answers)

    def planned(self, mode: str) -> Canned | None:
        """The answer that a test wrote for this request, if it did."""
        self.turns[mode] = self.turns.get(mode, 0) + 1
        if (mode, self.turns[mode]) in self.turn:
            return self.turn[mode, self.turns[mode]]
        answers = self.script.get(mode)
        return answers.pop(0) if answers else None

    def usual(self, asked: Asked) -> Canned:
        """What it answers when no test interferes."""
        if self.password is not None and asked.headers.get("authorization") != self.password:
            return Canned(status=401)
        if asked.mode == "init":
            self.files.clear()
        if asked.mode == "file":
            if self.largest is not None and len(asked.body) > self.largest:
                return Canned(b"<html>413 Request Entity Too Large</html>", 413)
            name = asked.params["filename"]
            self.files.setdefault(name, bytearray()).extend(asked.body)
            self.pieces.setdefault(name, []).append(len(asked.body))
        answers = {"checkauth": self.login, "init": self.init, "query": self.query}
        return Canned(answers.get(asked.mode, b"success\n"))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    shop: Shop
    timeout = 20
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        shop = self.shop
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        canned = shop.planned(query.get("mode", ""))
        size = int(self.headers.get("Content-Length") or 0)
        if canned and canned.reset in {"before", "middle"}:
            self.rfile.read(size // 2 if canned.reset == "middle" else 0)
            self._reset()
            return
        body = self.rfile.read(size)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, query, headers, body)
        shop.asked.append(asked)
        if canned and canned.reset == "after":
            shop.usual(asked)
            self._reset()
            return
        with suppress(OSError):
            self._answer(canned or shop.usual(asked))

    def _answer(self, canned: Canned) -> None:
        head = [f"HTTP/1.1 {canned.status} Said", *(f"{n}: {v}" for n, v in canned.headers.items())]
        if canned.chunked:
            head.append("Transfer-Encoding: chunked")
        elif canned.until_close:
            head.append("Connection: close")
        else:
            length = len(canned.body) if canned.length is None else canned.length
            head.append(f"Content-Length: {length}")
        self._send("\r\n".join([*head, "", ""]).encode("latin-1"), canned.drip_head)
        if canned.chunked:
            self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(canned.body), canned.body))
        else:
            self._send(canned.body, canned.drip)
        if canned.until_close or canned.length is not None:
            self.close_connection = True

    def _send(self, content: bytes, drip: float) -> None:
        if not drip:
            self.wfile.write(content)
            return
        for at in range(len(content)):
            self.wfile.write(content[at : at + 1])
            if self.shop.stop.wait(drip):
                return

    def _reset(self) -> None:
        self.close_connection = True
        linger = struct.pack("ii", 1, 0)  # close() then sends a reset instead of a goodbye
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A broken connection is what tests ask for."""


@contextmanager
def running(secure: ssl.SSLContext | None = None, shop: Shop | None = None) -> Iterator[Shop]:
    """A shop that listens until the block ends; `secure` makes it speak TLS."""
    shop = shop or Shop()
    handler = type("Handler", (_Handler,), {"shop": shop})
    server = _Server(("127.0.0.1", 0), handler)
    if secure:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    host, port = server.server_address[:2]
    shop.url = f"{'https' if secure else 'http'}://{host!s}:{port}{PATH}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield shop
    finally:
        shop.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
