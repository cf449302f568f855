"""Repeats what may pass by itself, within a budget; wraps any transport.

Only a `TemporaryError` is repeated, and always a whole operation: an upload begins again with the
login, because a piece sent twice stands twice in the file of most receivers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, BinaryIO, TypeVar

import tenacity
from pydantic import BaseModel, ConfigDict, Field

from cml_sync.errors import TemporaryError
from cml_sync.transports.base import Offered, Outgoing, Receipt, Sleep, Topic, Transport

T = TypeVar("T")


class RetryPolicy(BaseModel):
    """How often and how long."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    attempts: Annotated[int, Field(ge=1, le=100)] = Field(
        default=4, description="how often one operation is tried; 1 = never again"
    )
    first_wait: Annotated[float, Field(ge=0)] = Field(
        default=2.0, description="longest wait before the second attempt, in seconds; then doubled"
    )
    longest_wait: Annotated[float, Field(ge=0)] = Field(
        default=60.0, description="the doubling ends here"
    )
    deadline: Annotated[float, Field(gt=0)] = Field(
        default=1800.0, description="seconds after which no attempt of an operation begins"
    )


@dataclass(frozen=True, slots=True)
class Repeat:
    """One attempt that failed and will be repeated.

    Attributes:
        operation: the method of the transport.
        attempt: counted from 1.
        error: why it failed.
        wait: seconds until the next one.
    """

    operation: str
    attempt: int
    error: TemporaryError
    wait: float


@dataclass(frozen=True, slots=True)
class Means:
    """What retrying needs from outside.

    Attributes:
        sleep: waits for so many seconds.
        monotonic: seconds that never run backwards.
        chance: a fresh random number, 0 ≤ x < 1.
        tell: is told of every attempt that will be repeated.
    """

    sleep: Sleep
    monotonic: Callable[[], float]
    chance: Callable[[], float]
    tell: Callable[[Repeat], None]


class RetryingTransport:
    """A transport whose operations are repeated.

    `confirm` is not, where orders may arrive in between: the files must be asked for again first.
    """

    def __init__(self, inner: Transport, policy: RetryPolicy, means: Means) -> None:
        self.asks_again = inner.asks_again
        self._inner = inner
        self._policy = policy
        self._means = means

    def offered(self, topic: Topic) -> Sequence[Offered]:
        """See `Transport.offered`."""
        return self._repeat("offered", lambda: self._inner.offered(topic))

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:
        """See `Transport.fetch`; `sink` is cut back to where it stood before every attempt."""
        start = sink.tell()

        def once() -> int:
            sink.seek(start)
            sink.truncate()
            return self._inner.fetch(topic, offered, sink)

        return self._repeat("fetch", once)

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        """See `Transport.confirm`."""
        if self.asks_again:
            self._inner.confirm(topic, taken)
        else:
            self._repeat("confirm", lambda: self._inner.confirm(topic, taken))

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """See `Transport.deliver`."""
        return self._repeat("deliver", lambda: self._inner.deliver(topic, files))

    def close(self) -> None:
        """See `Transport.close`."""
        self._inner.close()

    def _repeat(self, operation: str, once: Callable[[], T]) -> T:
        policy, means = self._policy, self._means
        started = means.monotonic()

        def over(state: tenacity.RetryCallState) -> bool:
            begins = means.monotonic() + state.upcoming_sleep - started
            return state.attempt_number >= policy.attempts or begins > policy.deadline

        def tell(state: tenacity.RetryCallState) -> None:
            error = state.outcome.exception() if state.outcome else None
            if isinstance(error, TemporaryError):
                means.tell(Repeat(operation, state.attempt_number, error, state.upcoming_sleep))

        retrying = tenacity.Retrying(
            sleep=means.sleep,
            stop=over,
            wait=self._wait,
            retry=tenacity.retry_if_exception_type(TemporaryError),
            before_sleep=tell,
            reraise=True,
        )
        return retrying(once)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """Full jitter: anything from 0 to the doubled wait, but not before ``Retry-After``."""
        error = state.outcome.exception() if state.outcome else None
        asked: float = getattr(error, "retry_after", None) or 0.0
        doubled = self._policy.first_wait * 2.0 ** (state.attempt_number - 1)
        jitter = self._means.chance() * min(doubled, self._policy.longest_wait)
        return max(jitter, asked)
