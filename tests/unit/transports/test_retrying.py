import io
from collections.abc import Sequence
from typing import BinaryIO

import pytest
from tests.servers.talk import FakeTime, outgoing

from cml_sync.errors import OtherSideError, TemporaryError
from cml_sync.messages import text
from cml_sync.transports.base import Offered, Outcome, Outgoing, Receipt, Topic
from cml_sync.transports.dialogue_errors import EmptyAnswerError, TryLaterError
from cml_sync.transports.http_errors import NoAnswerError
from cml_sync.transports.retrying import Means, Repeat, RetryingTransport, RetryPolicy

BROKEN = NoAnswerError("https://shop.example.ru", text("the connection broke"))
FILE = Offered("orders.xml")


class _Flaky:
    """A transport that fails as often as it is told."""

    def __init__(self, *errors: Exception, asks_again: bool = False) -> None:
        self.asks_again = asks_again
        self.errors = list(errors)
        self.calls: list[str] = []

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if self.errors:
            raise self.errors.pop(0)

    def offered(self, topic: Topic) -> Sequence[Offered]:
        self._call(f"offered {topic}")
        return (FILE,)

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:
        sink.write(b"half")
        self._call(f"fetch {topic} {offered.name}")
        return sink.write(b"whole")

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        self._call(f"confirm {topic} {len(taken)}")

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        self._call(f"deliver {topic}")
        return tuple(Receipt(file.name, Outcome.STORED) for file in files)

    def close(self) -> None:
        self.calls.append("close")


class Trial:
    """A retrying transport and everything it was handed."""

    def __init__(
        self, inner: _Flaky, policy: RetryPolicy | None = None, chance: float = 0.5
    ) -> None:
        self.time = FakeTime()
        self.told: list[Repeat] = []
        means = Means(self.time.sleep, self.time.monotonic, lambda: chance, self.told.append)
        self.transport = RetryingTransport(inner, policy or RetryPolicy(), means)


def test_what_passes_by_itself_is_repeated_and_told() -> None:
    inner = _Flaky(BROKEN, BROKEN)
    trial = Trial(inner)
    receipts = trial.transport.deliver(Topic.CATALOG, [outgoing("a.xml", b"a")])
    assert receipts == (Receipt("a.xml", Outcome.STORED),)
    assert inner.calls == ["deliver catalog"] * 3
    assert trial.time.slept == [1.0, 2.0]
    assert [(repeat.operation, repeat.attempt, repeat.wait) for repeat in trial.told] == [
        ("deliver", 1, 1.0),
        ("deliver", 2, 2.0),
    ]


def test_what_needs_a_person_is_not_repeated() -> None:
    inner = _Flaky(EmptyAnswerError("https://shop.example.ru", "file", 200))
    with pytest.raises(OtherSideError):
        Trial(inner).transport.deliver(Topic.CATALOG, [])
    assert inner.calls == ["deliver catalog"]


def test_attempts_are_counted_and_the_last_error_is_the_one_shown() -> None:
    inner = _Flaky(*[BROKEN] * 9)
    with pytest.raises(TemporaryError) as caught:
        Trial(inner, RetryPolicy(attempts=3)).transport.offered(Topic.SALE)
    assert caught.value is BROKEN
    assert len(inner.calls) == 3


def test_the_wait_doubles_to_its_longest_and_is_drawn_from_the_whole() -> None:
    policy = RetryPolicy(attempts=6, first_wait=2, longest_wait=10)
    always = Trial(_Flaky(*[BROKEN] * 5), policy, chance=0.999)
    always.transport.offered(Topic.SALE)
    assert always.time.slept == pytest.approx([1.998, 3.996, 7.992, 9.99, 9.99])
    never = Trial(_Flaky(*[BROKEN] * 5), policy, chance=0.0)
    never.transport.offered(Topic.SALE)
    assert never.time.slept == [0.0] * 5


def test_the_other_side_is_left_alone_as_long_as_it_asks_for() -> None:
    trial = Trial(_Flaky(TryLaterError("https://shop.example.ru", 503, retry_after=120.0)))
    trial.transport.offered(Topic.SALE)
    assert trial.time.slept == [120.0]


def test_no_attempt_begins_after_the_deadline() -> None:
    policy = RetryPolicy(attempts=100, first_wait=8, longest_wait=8, deadline=10)
    inner = _Flaky(*[BROKEN] * 100)
    trial = Trial(inner, policy)
    with pytest.raises(TemporaryError):
        trial.transport.offered(Topic.SALE)
    assert trial.time.slept == [4.0, 4.0]
    assert len(inner.calls) == 3


def test_half_a_file_is_cut_off_before_it_is_fetched_again() -> None:
    sink = io.BytesIO()
    sink.write(b"before ")
    size = Trial(_Flaky(BROKEN)).transport.fetch(Topic.SALE, FILE, sink)
    assert sink.getvalue() == b"before halfwhole"
    assert size == 5


def test_a_confirmation_is_repeated_only_where_nothing_arrives_in_between() -> None:
    files = _Flaky(BROKEN)
    Trial(files).transport.confirm(Topic.CATALOG, [FILE])
    assert files.calls == ["confirm catalog 1"] * 2
    orders = _Flaky(BROKEN, asks_again=True)
    trial = Trial(orders)
    assert trial.transport.asks_again
    with pytest.raises(TemporaryError):
        trial.transport.confirm(Topic.SALE, [FILE])
    assert orders.calls == ["confirm sale 1"]


def test_closing_goes_through() -> None:
    inner = _Flaky()
    Trial(inner).transport.close()
    assert inner.calls == ["close"]
