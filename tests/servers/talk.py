"""Drives a flow of the dialogue with answers written down beforehand."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cml_sync.transports.base import Outgoing
from cml_sync.transports.dialogue import NOTHING, Flow, Reply, Request, Session
from cml_sync.transports.switches import ProtocolSwitches

LOGIN = "success\nSHOPSESS\nc00kie-value-1\n"
INIT = "zip=no\nfile_limit=204800"
ADDRESS = "https://shop.example.ru/1c_exchange.php"


class FakeTime:
    """A clock that moves only when somebody sleeps, or when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Seconds that never run backwards."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Talk:
    """What was asked, how long was waited, and what came of it."""

    result: Any = None
    requests: list[Request] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Every request as ``GET type=… mode=…``."""
        return [
            " ".join([request.method, *(f"{name}={value}" for name, value in request.params)])
            for request in self.requests
        ]

    @property
    def modes(self) -> list[str]:
        """Only the modes."""
        return [dict(request.params)["mode"] for request in self.requests]


def talk(
    flow: Flow[Any],
    answers: Sequence[str | bytes | Reply],
    time: FakeTime | None = None,
    into: Talk | None = None,
) -> Talk:
    """Run `flow` to its end; errors of the flow pass through, `into` then holds what was said."""
    talk = into or Talk()
    left = list(answers)
    reply: Reply | None = None
    while True:
        try:
            step = next(flow) if reply is None else flow.send(reply)
        except StopIteration as done:
            talk.result = done.value
            assert left == [], f"never asked for: {left}"
            return talk
        if isinstance(step, Request):
            talk.requests.append(step)
            assert left, f"no answer written for {step}"
            reply = as_reply(left.pop(0))
        else:
            talk.waits.append(step.seconds)
            if time:
                time.sleep(step.seconds)
            reply = NOTHING


def as_reply(answer: str | bytes | Reply) -> Reply:
    """A plain text as a reply with status 200."""
    if isinstance(answer, Reply):
        return answer
    return Reply(200, body=answer.encode() if isinstance(answer, str) else answer)


def session(kind: str = "catalog", time: FakeTime | None = None, **switches: Any) -> Session:
    """A session with a partner of these switches."""
    return Session(
        kind=kind,
        switches=ProtocolSwitches.model_validate(switches),
        address=ADDRESS,
        monotonic=(time or FakeTime()).monotonic,
        credential="environment variable SHOP_PASSWORD",
        secrets=("Parol-Sekret-77",),
    )


def outgoing(name: str, content: bytes, *, announce: bool = True) -> Outgoing:
    """A file for the other side, from memory."""
    return Outgoing(name, len(content), lambda: io.BytesIO(content), announce)
