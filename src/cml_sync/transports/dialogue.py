"""The exchange dialogue without I/O: generators that yield requests and are sent replies.

Like the authentication flows of httpx: a driver (`transports.http`) carries out what is yielded, a
test answers with plain strings. The phases: `dialogue_login`, `dialogue_upload`, `dialogue_query`.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeVar

from cml_sync.transports.base import Outgoing
from cml_sync.transports.evidence import show
from cml_sync.transports.replies import Answer, read_set_cookie
from cml_sync.transports.switches import ProtocolSwitches
from cml_sync.transports.verdict import Case, judge

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive bytes of a file.

    Attributes:
        file: the whole.
        offset: where the piece begins.
        size: in bytes.
    """

    file: Outgoing
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Request:
    """What the driver shall ask.

    Attributes:
        params: of the query string, in this order, not yet escaped.
        body: of a POST; None = GET.
        cookie: the header, "" = none.
        login: send login and password.
        wants_file: the answer may be a file: bytes that look like one go to the driver's sink.
    """

    params: Params
    body: Piece | None = None
    cookie: str = field(default="", repr=False)
    login: bool = True
    wants_file: bool = False

    @property
    def method(self) -> Literal["GET", "POST"]:
        """The HTTP method."""
        return "GET" if self.body is None else "POST"


@dataclass(frozen=True, slots=True)
class Wait:
    """The driver shall wait so many seconds, and then send `NOTHING`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back.

    Attributes:
        status: of HTTP.
        headers: names in lower case, in the order they came; a name may repeat.
        body: of a text reply.
        saved: bytes that went to the sink, if the reply was a file; then `body` is empty.
    """

    status: int
    headers: Params = ()
    body: bytes = field(default=b"", repr=False)
    saved: int | None = None

    def header(self, name: str) -> str:
        """The first header of this name (lower case), "" if there is none."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def content_type(self) -> str:
        """The header; Webasyst names its charset in a header of its own, ``Encoding``."""
        own = self.header("encoding")
        stated = self.header("content-type")
        return f"{stated}; charset={own}" if own and "charset" not in stated.lower() else stated


NOTHING: Final = Reply(0)
"""What a driver sends after a `Wait`."""

T = TypeVar("T")
Flow = Generator[Request | Wait, Reply, T]


@dataclass(slots=True)
class Session:
    """What is remembered between the requests of one session.

    Attributes:
        kind: the `type` of every request: ``catalog``, ``sale`` or ``get_catalog``.
        switches: how this partner speaks.
        address: of the exchange, fit to be shown.
        credential: where the password comes from, in words.
        monotonic: seconds of a clock that never goes back.
        secrets: what must not be shown, beside cookies and the token.
        cookies: name → value.
        token: repeated in every request after the login.
        timestamp: the clock of the other side at the login.
        logged_in: ``checkauth`` said success.
    """

    kind: str
    switches: ProtocolSwitches
    address: str
    monotonic: Callable[[], float]
    credential: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    cookies: dict[str, str] = field(default_factory=dict, repr=False)
    token: tuple[str, str] | None = field(default=None, repr=False)
    timestamp: str = ""
    logged_in: bool = False

    def request(
        self, mode: str, extra: Params = (), *, body: Piece | None = None, wants_file: bool = False
    ) -> Request:
        """A request of this session: type, mode, its own parameters, then the token."""
        token = (self.token,) if self.token and self.switches.send_sessid != "never" else ()
        return Request(
            params=(("type", self.kind), ("mode", mode), *extra, *token),
            body=body,
            cookie="; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            login=self.switches.basic_on_every_request or not self.logged_in,
            wants_file=wants_file,
        )

    def take_cookies(self, reply: Reply) -> None:
        """Remember and forget cookies as the headers of `reply` say."""
        headers = [value for name, value in reply.headers if name == "set-cookie"]
        for name, value in read_set_cookie(headers).items():
            if value is None:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value

    def show(self, words: str) -> str:
        """`words` of the other side as evidence; before the login they may hold keys."""
        token = self.token[1] if self.token else ""
        secrets = (*self.secrets, *self.cookies.values(), token)
        return show(words, secrets, keys=not self.logged_in)

    def case(self, mode: str, name: str = "", size: int = 0) -> Case:
        """What `judge` must know about a request."""
        return Case(
            address=self.address,
            credential=self.credential,
            step=mode,
            name=name,
            size=size,
            logged_in=self.logged_in,
            switches=self.switches,
            show=self.show,
        )


def ask(session: Session, request: Request) -> Flow[Reply]:
    """One request and its reply; cookies are taken from its headers."""
    reply = yield request
    session.take_cookies(reply)
    return reply


def step(session: Session, mode: str, extra: Params = (), *, name: str = "") -> Flow[Answer]:
    """One GET whose answer is a text: success, progress or `init`'s own form.

    Raises:
        RefusedError: login or rights.
        TemporaryError: the other side asks to come later.
        OtherSideError: failure, or anything that is not understood.
    """
    reply = yield from ask(session, session.request(mode, extra))
    return judge(reply, session.case(mode, name))
