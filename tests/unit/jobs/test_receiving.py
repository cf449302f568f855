"""Asking a second time, and going on where a killed run stopped."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import BinaryIO, cast

import pytest
from tests.unit.jobs.world import World, catalog, order, orders

from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode, TemporaryError
from cml_sync.jobs.context import Context
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.report import PullReport
from cml_sync.messages import text
from cml_sync.model.kinds import Kind
from cml_sync.model.records import load
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


def of_catalog(world: World, **more: object) -> PullReport:
    with world.context() as context:
        return pull(context, PullRequest((ExchangeKind.CATALOG,), **more))  # type: ignore[arg-type]


def name_of(world: World, id_: str) -> str | None:
    with world.context() as context, context.store.reading() as view:
        record = view.records.get(Key("product", "", id_))
        return None if record is None else load(Kind.PRODUCT, record.body).name  # type: ignore[attr-defined]


def test_a_late_confirmation_never_speaks_of_a_file_that_only_looks_the_same(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog({"a": "Old"}))
    world.wrap = lambda _, inner: cast("Transport", Dying(inner))
    of_catalog(world)
    world.wrap = lambda _, inner: inner
    world.write("erp", "import0_1.xml", catalog({"a": "New"}))  # of the same size
    assert of_catalog(world).exit_code == ExitCode.DONE
    assert name_of(world, "a") == "New"


def test_what_a_killed_run_kept_is_taken_no_further_than_was_asked(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog({"a": "A"}))
    world.write("erp", "orders.xml", orders(order("1", "A1")))
    with world.context() as context, context.spool.receive("erp-catalog") as incoming:
        for path in sorted((world.root / "erp" / "out").iterdir()):
            incoming.add(path.name, lambda sink, path=path: sink.write(path.read_bytes()))  # type: ignore[misc]
        context.spool.keep(incoming)
    of_catalog(world)
    assert name_of(world, "a") == "A"
    assert known(world) == set()
    assert [path.name for path in (world.root / "erp" / "out").iterdir()] == ["orders.xml"]


def test_a_package_given_up_and_not_yet_removed_is_removed_by_the_next_run(world: World) -> None:
    thirty = {f"p{number:02}": "N" for number in range(30)}
    world.write("erp", "import0_1.xml", catalog(thirty))
    of_catalog(world)
    world.write("erp", "import0_1.xml", catalog({"p01": "N"}))
    assert of_catalog(world).exit_code == ExitCode.HELD
    with world.context() as context, context.store.transaction() as transaction:
        (held,) = transaction.packages.in_state(PackageState.HELD)
        transaction.packages.move(held.id, PackageState.DEAD, context.clock())
    (world.root / "erp" / "out" / "import0_1.xml").unlink()
    assert of_catalog(world).exit_code == ExitCode.DONE
    assert states(world) == {PackageState.ARCHIVED: 1, PackageState.DEAD: 1}
    assert list((world.root / "state" / "spool" / "erp-catalog").iterdir()) == []


def test_an_empty_answer_that_comes_again_is_not_confirmed_either(
    world: World, shop: Cursor
) -> None:
    take(world)
    shop.log.clear()
    report = take(world)
    assert report.runs[0].repeated
    assert shop.log == ["query"]


def test_one_deleted_order_is_no_reason_to_stop(world: World, shop: Cursor) -> None:
    shop.placed.append(order("1", "A1"))
    take(world)
    gone = order("1", "A1").replace("<Курс>", "<ПометкаУдаления>true</ПометкаУдаления><Курс>")
    assert gone != order("1", "A1")
    shop.placed.append(gone)
    assert take(world).exit_code == ExitCode.DONE
    assert shop.confirmed == 2


def test_an_order_that_is_kept_aside_is_not_confirmed_and_comes_again_when_it_is_mended(
    world: World, shop: Cursor
) -> None:
    good, bad = order("1", "A1"), order("2", "A2").replace("2026-03-01", "yesterday")
    assert bad != order("2", "A2")
    shop.placed += [good, bad]
    for _ in range(2):
        assert take(world).exit_code == ExitCode.PARTLY
        assert shop.confirmed == 0
        assert known(world) == {"1"}
    shop.placed[1] = order("2", "A2")
    assert take(world).exit_code == ExitCode.DONE
    assert shop.confirmed == 2
    assert known(world) == {"1", "2"}


def test_a_shop_whose_orders_are_all_wrong_ends_partly_done_each_time(
    world: World, shop: Cursor
) -> None:
    shop.placed.append(order("1", "A1").replace("2026-03-01", "yesterday"))
    for _ in range(3):
        assert take(world).exit_code == ExitCode.PARTLY
    assert (shop.confirmed, known(world)) == (0, set())


class Twice:
    """A folder that is asked a second time, and has something else by then."""

    asks_again = True

    def __init__(self, inner: Transport, meanwhile: Callable[[], None]):
        self._inner, self._meanwhile, self._questions = inner, meanwhile, 0
        self.fetch, self.close, self.confirm = inner.fetch, inner.close, inner.confirm

    def offered(self, topic: Topic) -> Sequence[Offered]:
        """See `Transport.offered`."""
        self._questions += 1
        if self._questions == 2:
            self._meanwhile()
        return self._inner.offered(topic)


def test_what_is_held_at_the_second_question_is_not_confirmed(world: World) -> None:
    def empty() -> None:
        world.write("erp", "import0_1.xml", catalog({}))

    world.write("erp", "import0_1.xml", catalog({"a": "A", "b": "B"}))
    world.wrap = lambda _, inner: cast("Transport", Twice(inner, empty))
    assert of_catalog(world).exit_code == ExitCode.HELD
    assert (world.root / "erp" / "out" / "import0_1.xml").exists()


def dated(content: str, moment: str) -> str:
    return content.replace("ВерсияСхемы=", f'ДатаФормирования="{moment}" ВерсияСхемы=')


def test_yesterdays_export_does_not_replace_todays(world: World) -> None:
    world.write("erp", "import0_1.xml", dated(catalog({"a": "New"}), "2026-03-01T12:00:00"))
    of_catalog(world)
    world.write("erp", "import0_1.xml", dated(catalog({"a": "Old"}), "2026-03-01T11:59:59"))
    report = of_catalog(world)
    assert report.exit_code == ExitCode.HELD
    (hold,) = report.runs[0].holds
    assert hold.guard == "G11"
    assert "--allow-older 2026-03-01T11:59:59" in str(hold.hint)
    assert "2026-03-01T12:00:00" in str(hold.message)
    assert name_of(world, "a") == "New"
    said = datetime(2026, 3, 1, 11, 59, 59)  # noqa: DTZ001 - as the file says it, without a zone
    wrong = of_catalog(world, allow_older=said.replace(second=0))
    assert wrong.exit_code == ExitCode.HELD
    assert of_catalog(world, allow_older=said).exit_code == ExitCode.DONE
    assert name_of(world, "a") == "Old"


def test_an_old_part_beside_a_new_one_is_in_order(world: World) -> None:
    world.write("erp", "import0_1.xml", dated(catalog({"a": "1"}), "2026-03-01T12:00:00"))
    of_catalog(world)
    for number, hour in ((1, 11), (2, 13)):
        content = dated(catalog({"a": str(hour)}, delta=True), f"2026-03-01T{hour}:00:00")
        world.write("erp", f"import0_{number}.xml", content)
    assert of_catalog(world).exit_code == ExitCode.DONE
    assert name_of(world, "a") == "13"
