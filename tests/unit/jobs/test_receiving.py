"""Asking a second time, and going on where a killed run stopped."""

from collections.abc import Callable, Sequence
from typing import BinaryIO, cast

import pytest
from tests.unit.jobs.world import World, catalog, order, orders

from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode, TemporaryError
from cml_sync.jobs.context import Context
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.report import PullReport
from cml_sync.messages import text
from cml_sync.store.rows import Key, PackageState
from cml_sync.transports.base import Offered, Topic, Transport


class Cursor:
    """A shop that calls "confirmed" everything up to now, as many real ones do."""

    asks_again = True

    def __init__(self) -> None:
        self.placed: list[str] = []
        self.confirmed = 0
        self.handed_out: list[int] = []
        self.log: list[str] = []
        self.at_query: Callable[[int], None] = lambda _: None
        self.breaks = ""

    def offered(self, topic: Topic) -> Sequence[Offered]:
        """See `Transport.offered`."""
        assert topic is Topic.SALE
        return [Offered("orders.xml")]

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:
        """See `Transport.fetch`."""
        del topic, offered
        self.log.append("query")
        content = orders(*self.placed[self.confirmed :]).encode()
        self.at_query(self.log.count("query"))
        return sink.write(content)

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        """See `Transport.confirm`."""
        del topic, taken
        if self.breaks == "confirm":
            raise TemporaryError(text("the line is dead"))
        self.log.append("success")
        self.confirmed = len(self.placed)

    def close(self) -> None:
        """See `Transport.close`."""


@pytest.fixture
def shop(world: World) -> Cursor:
    made = Cursor()
    world.wrap = lambda _, inner: cast("Transport", made) if _ == "shop" else inner
    return made


def take(world: World) -> PullReport:
    with world.context() as context:
        return pull(context, PullRequest((ExchangeKind.ORDERS,)))


def known(world: World) -> set[str]:
    def ids(context: Context) -> set[str]:
        with context.store.reading() as view:
            return {record.key.id for record in view.records.walk("document")}

    with world.context() as context:
        return ids(context)


def test_orders_are_asked_for_twice_and_then_confirmed(world: World, shop: Cursor) -> None:
    shop.placed.append(order("1", "A1"))
    report = take(world)
    assert shop.log == ["query", "query", "success"]
    assert report.runs[0].rows[0].in_source == 1


def test_an_order_placed_between_the_two_questions_is_not_lost(world: World, shop: Cursor) -> None:
    shop.placed.append(order("1", "A1"))

    def place(count: int) -> None:
        if count == 1:
            shop.placed.append(order("2", "A2"))

    shop.at_query = place
    report = take(world)
    assert shop.confirmed == 2
    assert known(world) == {"1", "2"}
    assert report.exit_code == ExitCode.DONE


def test_no_orders_are_not_confirmed(world: World, shop: Cursor) -> None:
    report = take(world)
    assert shop.log == ["query"]
    assert report.exit_code == ExitCode.DONE


def test_after_a_lost_confirmation_it_is_asked_anew_before_the_next(
    world: World, shop: Cursor
) -> None:
    shop.placed.append(order("1", "A1"))
    shop.breaks = "confirm"
    assert take(world).exit_code == ExitCode.TEMPORARY
    shop.placed.append(order("2", "A2"))
    shop.breaks = ""
    shop.log.clear()
    assert take(world).exit_code == ExitCode.DONE
    assert shop.log == ["query", "query", "success"]
    assert known(world) == {"1", "2"}


class Dying:
    """A folder whose confirmation dies."""

    asks_again = False

    def __init__(self, inner: Transport):
        self.offered, self.fetch, self.close = inner.offered, inner.fetch, inner.close

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        """See `Transport.confirm`."""
        del topic, taken
        raise TemporaryError(text("the line is dead"))


def states(world: World) -> dict[PackageState, int]:
    with world.context() as context, context.store.reading() as view:
        counts = {state: len(view.packages.in_state(state)) for state in PackageState}
    return {state: count for state, count in counts.items() if count}


def test_a_confirmation_that_failed_is_made_up_for_and_only_of_the_same_files(
    world: World,
) -> None:
    world.write("erp", "import0_1.xml", catalog({"a": "A"}))
    world.wrap = lambda _, inner: cast("Transport", Dying(inner))
    with world.context() as context:
        report = pull(context, PullRequest((ExchangeKind.CATALOG,)))
    assert report.exit_code == ExitCode.TEMPORARY
    assert states(world) == {PackageState.APPLIED: 1}
    world.wrap = lambda _, inner: inner
    world.write("erp", "import0_1.xml", catalog({"a": "A", "b": "B"}))
    with world.context() as context:
        report = pull(context, PullRequest((ExchangeKind.CATALOG,)))
        with context.store.reading() as view:
            assert view.records.get(Key("product", "", "b")) is not None
    assert report.exit_code == ExitCode.DONE
    assert states(world) == {PackageState.ARCHIVED: 2}
    assert list((world.root / "erp" / "out").iterdir()) == []
