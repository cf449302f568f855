from pathlib import Path

from tests.unit.jobs.world import World, catalog, offers, order, orders

from cml_sync.config.words import ExchangeKind
from cml_sync.jobs.hand_out import Batch, confirm_documents, write_documents, write_goods
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.packages.package import open_package
from cml_sync.packages.parts import PartKind

EXAMPLES = Path(__file__).parents[3] / "examples"


def take(world: World, *kinds: ExchangeKind) -> None:
    with world.context() as context:
        pull(context, PullRequest(kinds))


def hand_out(world: World, folder: str) -> tuple[str, Batch]:
    with world.context() as context:
        path, batch = write_documents(context, world.endpoints["erp"], world.root / folder)
        return path.read_text(encoding="utf-8"), batch


def confirm(world: World, batch: Batch) -> None:
    with world.context() as context:
        run = confirm_documents(context, world.endpoints["erp"], batch)
    assert run.exit_code == 0
    assert [(row.kind, row.accepted) for row in run.rows] == [("document", len(batch.documents))]


def test_what_is_handed_out_stays_due_until_it_is_confirmed(world: World) -> None:
    world.write("shop", "orders.xml", orders(order("o1", "1001"), order("o2", "1002")))
    take(world, ExchangeKind.ORDERS)
    first, _ = hand_out(world, "a")
    again, batch = hand_out(world, "b")
    assert [first.count("<Документ>"), again.count("<Документ>")] == [2, 2]
    assert all(due.record.body == b"" for due in batch.documents)
    confirm(world, batch)
    last, empty = hand_out(world, "c")
    assert "<Документ>" not in last
    assert last.startswith("<?xml")
    assert empty == Batch()


def test_only_the_state_that_was_handed_out_is_confirmed(world: World) -> None:
    world.write("shop", "orders.xml", orders(order("o1", "1001")))
    take(world, ExchangeKind.ORDERS)
    _, batch = hand_out(world, "a")
    world.write("shop", "orders.xml", orders(order("o1", "1001", total="250.00")))
    take(world, ExchangeKind.ORDERS)
    confirm(world, batch)
    text, _ = hand_out(world, "b")
    assert "<Сумма>250.00</Сумма>" in text


def test_a_container_is_opened_for_who_reads_2_07(world: World) -> None:
    content = (EXAMPLES / "orders" / "containers.xml").read_text(encoding="utf-8-sig")
    world.write("shop", "orders.xml", content)
    take(world, ExchangeKind.ORDERS)
    text, batch = hand_out(world, "a")
    assert "Контейнер" not in text
    assert text.count("\n\t<Документ>") == content.count("\n\t\t<Документ>")
    with world.context() as context:
        run = confirm_documents(context, world.endpoints["erp"], batch)
    assert {row.kind for row in run.rows} == {"container"}
    assert hand_out(world, "b")[1] == Batch()


def test_all_goods_are_one_package(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog({"p1": "Ведро"}))
    world.write("erp", "offers0_1.xml", offers({"p1": ("10.50", "3")}))
    take(world, ExchangeKind.CATALOG, ExchangeKind.OFFERS)
    with world.context() as context:
        path = write_goods(context, world.endpoints["shop"], world.root / "goods")
    with open_package([path]) as package:
        assert [(part.relative, part.kind) for part in package.parts] == [
            ("import0_1.xml", PartKind.CATALOG),
            ("offers0_1.xml", PartKind.OFFERS),
        ]
    assert [item.name for item in path.parent.iterdir()] == ["catalog.zip"]
