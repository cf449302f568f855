"""One package on its way into the store."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.unit.jobs.world import World, catalog, offers, order, orders

from cml_sync.jobs.applying import Applied, Applying
from cml_sync.packages.package import open_package
from cml_sync.store.rows import Key, Tally
from cml_sync.store.store import Transaction
from cml_sync.transports.base import Topic


def apply(
    world: World,
    *contents: str,
    topic: Topic = Topic.CATALOG,
    portion: bool = False,
    expect: object = None,
) -> Applied:
    """Lay these parts over the store as one package."""
    folder = world.root / "package"
    folder.mkdir(exist_ok=True)
    paths = [folder / f"import0_{number}.xml" for number in range(1, len(contents) + 1)]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, encoding="utf-8")
    with (
        world.context() as context,
        open_package(paths) as package,
        context.store.transaction() as transaction,
    ):
        work = Applying(context, transaction, "erp", "r1", topic)
        for part in package.parts:
            work.part(part)
        applied = work.finish(portion=portion)
        if callable(expect):
            expect(transaction)
    return applied


def tally(applied: Applied, kind: str) -> Tally:
    (found,) = [tally for tally in applied.tallies if tally.kind == kind]
    return found


def test_a_record_met_twice_counts_once_and_the_last_word_holds(world: World) -> None:
    def last(transaction: Transaction) -> None:
        found = transaction.records.get(Key("product", "", "a"))
        assert found is not None
        assert b"second" in found.body

    applied = apply(world, catalog({"a": "first"}), catalog({"a": "second"}), expect=last)
    assert (tally(applied, "product").added, tally(applied, "group").added) == (1, 1)
    assert tally(apply(world, catalog({"a": "second"})), "product").unchanged == 1


def test_absentees_are_withdrawn_at_the_end_and_never_for_a_portion(world: World) -> None:
    apply(world, catalog({"a": "A", "b": "B"}))
    assert tally(apply(world, catalog({"a": "A"}), portion=True), "product").withdrawn == 0
    applied = apply(world, catalog({"a": "A"}))
    assert tally(applied, "product").withdrawn == 1
    (loss,) = [loss for loss in applied.losses if loss.kind == "product"]
    assert (loss.before, loss.after, loss.gone, loss.examples) == (2, 1, 1, ("b",))


def test_lost_prices_are_counted_for_the_guards(world: World) -> None:
    apply(world, offers({"a": ("10", "1"), "b": ("20", "1")}))
    applied = apply(world, offers({"a": ("0", "1"), "b": ("20", "1")}))
    assert [loss.unpriced for loss in applied.losses if loss.kind == "offer"] == [1]


def test_an_exchange_about_orders_takes_only_documents_and_no_guard_watches_them(
    world: World,
) -> None:
    applied = apply(world, catalog({"a": "A"}), orders(order("1", "A1")), topic=Topic.SALE)
    assert [found.kind for found in applied.tallies] == ["document"]
    assert applied.losses == []
    assert applied.made == {}


def test_the_moment_of_the_newest_part_is_that_of_its_sender(world: World) -> None:
    first, second = (
        catalog({"a": "A"}).replace("ВерсияСхемы=", f'ДатаФормирования="{moment}" ВерсияСхемы=')
        for moment in ("2026-03-01T10:00:00", "2026-03-01T09:00:00")
    )
    applied = apply(world, first, second)
    zone = ZoneInfo(world.endpoints["erp"].timezone)
    assert applied.made == {("catalog", "c1"): datetime(2026, 3, 1, 10, tzinfo=zone)}
