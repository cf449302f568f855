"""What the steps of the exchange share."""

from concurrent.futures import Executor
from dataclasses import dataclass

from starlette.datastructures import QueryParams
from starlette.requests import Request

from cml_sync.site.house import House
from cml_sync.site.login import Door
from cml_sync.site.replies import Replies
from cml_sync.site.sessions import Session, Sessions
from cml_sync.transports.base import Topic

COOKIE = "CMLSYNC"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One server.

    Attributes:
        house: what it was handed.
        door: who may come in.
        sessions: who is in.
        executor: of work that takes longer.
        replies: in the language of the configuration.
    """

    house: House
    door: Door
    sessions: Sessions
    executor: Executor
    replies: Replies


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of a session.

    Attributes:
        exchange: the server.
        request: as it came.
        type: ``catalog``, ``sale`` or ``get_catalog``.
        session: of the caller.
    """

    exchange: Exchange
    request: Request
    type: str
    session: Session

    @property
    def params(self) -> QueryParams:
        """Of its address; their order does not matter."""
        return self.request.query_params

    @property
    def topic(self) -> Topic:
        """What it is about."""
        return Topic.SALE if self.type == Topic.SALE.value else Topic.CATALOG

    @property
    def replies(self) -> Replies:
        """Makes the answer."""
        return self.exchange.replies
