"""The acts of the demo: the main job, done by the same jobs that the commands call."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import Queue
from typing import Final

from cml_sync.cli.demo_stage import Stage
from cml_sync.cli.errors import DemoFailedError
from cml_sync.cli.house import opened, settings_of
from cml_sync.cli.serving import serving
from cml_sync.cli.session import Session
from cml_sync.config.settings import Settings
from cml_sync.config.words import ExchangeKind
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.push import PushRequest, push
from cml_sync.jobs.report import KindRow, PullReport, PushReport, total_rows
from cml_sync.messages import Text, text

_GOODS: Final = (ExchangeKind.CATALOG, ExchangeKind.OFFERS)
_ORDERS: Final = (ExchangeKind.ORDERS,)
_START_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Act:
    """One command of the demo.

    Attributes:
        line: as a user would type it.
        meaning: what it does.
        request: what the job is asked.
    """

    line: str
    meaning: Text
    request: PullRequest | PushRequest


@dataclass(frozen=True, slots=True)
class Played:
    """An act and what came of it."""

    act: Act
    round: int
    report: PullReport | PushReport

    @property
    def rows(self) -> tuple[KindRow, ...]:
        """The counts, by kind."""
        return total_rows(self.report.runs)

    def total(self, name: str) -> int:
        """A column of the counts, added up."""
        return sum(getattr(row, name) for row in self.rows)


GOODS_AND_ORDERS: Final = (
    Act("pull catalog offers", text("1C → the store"), PullRequest(_GOODS)),
    Act("push catalog offers", text("the store → the shop"), PushRequest(_GOODS)),
    Act("pull orders", text("the shop → the store"), PullRequest(_ORDERS)),
    Act("push orders --to 1c", text("the store → 1C"), PushRequest(_ORDERS, ("1c",))),
)
ANSWERS: Final = (
    Act("pull orders --from 1c", text("1C's answers → the store"), PullRequest(_ORDERS, ("1c",))),
    Act("push orders --to shop", text("1C's answers → the shop"), PushRequest(_ORDERS, ("shop",))),
)


@contextmanager
def shop(session: Session, stage: Stage) -> Iterator[Settings]:
    """The shop, serving in a thread; its own configuration and store. Our configuration is written.

    Raises:
        DemoFailedError: the server did not start.
    """
    own = replace(session, config=stage.shop)
    settings = settings_of(own)
    with opened(own, settings, "demo") as context:
        pull(context, PullRequest(_ORDERS, ("website",)))
    heard: Queue[tuple[str, int]] = Queue()
    if settings.serve is None:
        raise DemoFailedError(text("the shop has no table [serve]"))
    listening = serving(
        own,
        settings,
        settings.serve,
        on_listening=lambda host, port: heard.put((host, port)),
        tell=lambda message: session.tell(text("  the shop: {message}", message=message)),
    )
    with listening as server:
        thread = threading.Thread(target=server.run, name="demo-shop", daemon=True)
        thread.start()
        try:
            host, port = heard.get(timeout=_START_SECONDS)
            stage.connect(f"http://{host}:{port}/1c_exchange.php")
            yield settings
        finally:
            server.stop()
            thread.join(_START_SECONDS)


def play(session: Session, acts: Sequence[Act], round_: int) -> Iterator[Played]:
    """Play the acts one after another."""
    for act in acts:
        session.tell_line(f"$ cml-sync {act.line}   # {session.say(act.meaning)}")
        with opened(session, settings_of(session), act.line) as context:
            report = (
                pull(context, act.request)
                if isinstance(act.request, PullRequest)
                else push(context, act.request)
            )
        yield Played(act, round_, report)


def check_first(played: Sequence[Played]) -> None:
    """Everything went over: what was sent was accepted, and something was sent each time.

    Raises:
        DemoFailedError: it did not.
    """
    for one in played:
        pulled = isinstance(one.act.request, PullRequest)
        sent = one.total("in_source" if pulled else "sent")
        if one.report.exit_code or not sent or not one.total("accepted"):
            raise DemoFailedError(text("`{line}` did not get everything over", line=one.act.line))
        if not pulled and one.total("accepted") != sent:
            raise DemoFailedError(text("`{line}` was not accepted whole", line=one.act.line))


def check_second(played: Sequence[Played]) -> None:
    """Nothing went over twice.

    Raises:
        DemoFailedError: something did.
    """
    for one in played:
        if one.report.exit_code or one.total("sent") or one.total("accepted"):
            raise DemoFailedError(text("`{line}` sent something twice", line=one.act.line))
