"""Our own `serve` on a loopback port, and a 1C that calls it byte by byte as the real one does."""

import base64
import http.client
import itertools
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr

from cml_sync.config.secrets import EnvironmentSecret
from cml_sync.config.settings import Endpoint, Serve
from cml_sync.jobs.context import Ambient
from cml_sync.messages import Text
from cml_sync.site.application import create_application
from cml_sync.site.house import House
from cml_sync.site.server import Server
from cml_sync.transports.base import Transport

LOGIN, PASSWORD = "обмен", "Пароль-77"
SCRIPT = "/bitrix/admin/1c_exchange.php"
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """The moment now; later by a thousandth than the last time."""
        self.now += timedelta(milliseconds=1)
        return self.now


def no_transport(endpoint: Endpoint) -> Transport:
    """The site calls nobody."""
    raise AssertionError(endpoint.name)


@dataclass
class Site:
    """A running server.

    Attributes:
        state: its state folder.
        port: it listens at.
        clock: it goes by.
        told: what it told whoever watches.
    """

    state: Path
    port: int
    clock: Clock
    told: list[Text]
    house: House

    @property
    def url(self) -> str:
        """Of the exchange."""
        return f"http://127.0.0.1:{self.port}{SCRIPT}"

    @property
    def uploads(self) -> list[Path]:
        """Files below its folder, whoever uploaded them."""
        return sorted(path for path in self.house.folder.rglob("*") if path.is_file())


def new_house(state: Path, endpoints: Mapping[str, Endpoint], **changes: Any) -> House:
    """What the site is handed; `changes` are of the house or of the section ``[serve]``."""
    numbers = itertools.count(1)
    lock = threading.Lock()

    def number() -> int:
        with lock:
            return next(numbers)

    serve = {k: changes.pop(k) for k in list(changes) if k in Serve.model_fields}
    clock = changes.pop("clock", None) or Clock()
    house = House(
        serve=Serve.model_validate(
            {"login": LOGIN, "password": EnvironmentSecret(env="X"), "listen": "127.0.0.1:0"}
            | serve
        ),
        password=SecretStr(PASSWORD),
        endpoints=endpoints,
        state=state,
        ambient=Ambient(no_transport, clock, lambda: f"id-{state.name}-{number():06}"),
        new_token=lambda: f"{number():032x}",
        patience=2.0,
        lock_wait=0.2,
        import_wait=5.0,
    )
    return replace(house, **changes)


@contextmanager
def running_site(
    state: Path, endpoints: Mapping[str, Endpoint] | None = None, **changes: Any
) -> Iterator[Site]:
    """A site that listens until the block ends."""
    told: list[Text] = []
    house = new_house(state, endpoints or {}, tell=told.append, **changes)
    heard = threading.Event()
    ports: list[int] = []

    def listening(_: str, port: int) -> None:
        ports.append(port)
        heard.set()

    server = Server(create_application(house), house.serve.listen, listening)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert heard.wait(10)
        clock = house.ambient.clock
        assert isinstance(clock, Clock)
        yield Site(state, ports[0], clock, told, house)
    finally:
        server.stop()
        thread.join()


@dataclass(frozen=True)
class Answer:
    """A reply as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as the platform decodes it."""
        return self.body.decode("utf-8")

    @property
    def word(self) -> str:
        """Line 1, lower-cased and trimmed, compared for equality."""
        return self.text.split("\n")[0].strip().lower()


@dataclass
class OneC:
    """How УТ 11 speaks: one connection, Basic each time, the cookie of the body, sessid last."""

    port: int
    script: str = SCRIPT
    login: str = LOGIN
    password: str = PASSWORD
    sessid: str = ""
    cookie: str = ""
    basic: bool = True
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def ask(
        self, query: str, body: bytes | Iterator[bytes] | None = None, **headers: str
    ) -> Answer:
        """One request; a body of several blocks goes in chunks, without its length."""
        if self.basic:
            pair = base64.b64encode(f"{self.login}:{self.password}".encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
        if self.cookie:
            headers["Cookie"] = self.cookie
        method = "GET" if body is None else "POST"
        target = f"{self.script}?{query}"
        self.connection.request(
            method, target, body, {"User-Agent": "1C+Enterprise/8.3", **headers}
        )
        response = self.connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read())

    def log_in(self, type_: str = "catalog") -> Answer:
        """``checkauth``: lines 2 and 3 become the cookie as they are, line 4 the sessid."""
        answer = self.ask(f"type={type_}&mode=checkauth")
        lines = answer.text.split("\n")
        assert answer.word == "success", answer.text
        self.cookie = f"{lines[1]}={lines[2]}"
        self.sessid = lines[3].replace("sessid=", "")
        return answer

    def init(self, type_: str = "catalog") -> tuple[bool, int]:
        """``init``: exactly two lines, or the exchange is over."""
        answer = self.ask(f"type={type_}&mode=init&sessid={self.sessid}")
        lines = answer.text.split("\n")
        assert len(lines) == 2, answer.text
        assert lines[1].startswith("file_limit=")
        return lines[0].strip().lower() == "zip=yes", int(lines[1].replace("file_limit=", ""))

    def send(self, name: str, content: bytes, limit: int = 0, type_: str = "catalog") -> Answer:
        """A file, in pieces of `limit` bytes under one name; the answer to the last."""
        size = limit or len(content) or 1
        answer = None
        for start in range(0, max(len(content), 1), size):
            query = f"type={type_}&mode=file&filename={name}&sessid={self.sessid}"
            answer = self.ask(query, content[start : start + size])
            if answer.word != "success":
                break
        assert answer is not None
        return answer

    def load(self, name: str, type_: str = "catalog") -> tuple[Answer, list[str]]:
        """``import`` without a pause while it is ``progress``: the last answer and those before."""
        before: list[str] = []
        while True:
            answer = self.ask(f"type={type_}&mode=import&filename={name}&sessid={self.sessid}")
            if answer.word != "progress":
                return answer, before
            before.append(answer.text)

    def goods(self, files: Mapping[str, bytes]) -> list[Answer]:
        """A whole session of goods; the answers to the imports."""
        self.log_in()
        _, limit = self.init()
        for name, content in files.items():
            assert self.send(name, content, limit).body == b"success"
        return [self.load(name)[0] for name in files if name.endswith(".xml")]

    def orders(self) -> list[str]:
        """Ask for orders in this session: their numbers."""
        answer = self.ask(f"type=sale&mode=query&sessid={self.sessid}")
        assert answer.body.startswith(b"<?xml"), answer.body[:200]
        return re.findall(r"<Номер>(.*?)</Номер>", answer.text)
