"""Pushing to folders that play a shop and 1C."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from tests.unit.jobs.world import World, catalog, offers, order, orders

from cml_sync.config.words import ExchangeKind, Role
from cml_sync.errors import ExitCode, TemporaryError
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.push import PushRequest, push
from cml_sync.jobs.report import KindRow, PushReport
from cml_sync.messages import text
from cml_sync.packages.errors import PathMissingError
from cml_sync.store.rows import Direction
from cml_sync.transports.base import Outcome, Outgoing, Receipt, Topic, Transport
from cml_sync.transports.folder_options import FolderOptions

GOODS = (ExchangeKind.CATALOG, ExchangeKind.OFFERS)
ORDERS = (ExchangeKind.ORDERS,)
THIRTY = {f"p{number:02}": f"Ведро {number}" for number in range(30)}
PRICES = dict.fromkeys(THIRTY, ("10.00", "5"))


def take(world: World, kinds: tuple[ExchangeKind, ...] = GOODS, **more: object) -> None:
    with world.context() as context:
        report = pull(context, PullRequest(kinds, **more))  # type: ignore[arg-type]
    assert report.exit_code == ExitCode.DONE, report


def send(world: World, kinds: tuple[ExchangeKind, ...] = GOODS, **more: object) -> PushReport:
    with world.context() as context:
        return push(context, PushRequest(kinds, **more))  # type: ignore[arg-type]


def row(report: PushReport, kind: str) -> KindRow:
    (found,) = [row for run in report.runs for row in run.rows if row.kind == kind]
    return found


@pytest.fixture
def stocked(world: World) -> World:
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    world.write("erp", "offers0_1.xml", offers(PRICES))
    take(world)
    return world


def test_everything_goes_once(stocked: World) -> None:
    report = send(stocked)
    assert report.exit_code == ExitCode.DONE
    assert (row(report, "product").sent, row(report, "product").accepted) == (30, 30)
    assert row(report, "price_type").accepted == 1
    received = stocked.received("shop")
    assert sorted(received) == ["import0_1.xml", "offers0_1.xml"]
    assert received["import0_1.xml"].count("<Товар>") == 30
    assert 'СодержитТолькоИзменения="true"' in received["import0_1.xml"]
    assert "<Ид>g1</Ид>" in received["import0_1.xml"]
    assert received["offers0_1.xml"].count("<ЦенаЗаЕдиницу>10.00<") == 30


def test_the_second_push_calls_nobody(stocked: World) -> None:
    send(stocked)
    stocked.received("shop")
    stocked.opened.clear()
    report = send(stocked)
    assert stocked.opened == []
    assert stocked.received("shop") == {}
    assert row(report, "product").unchanged == 30
    assert report.exit_code == ExitCode.DONE
    assert send(stocked, error_on_empty=True).exit_code == ExitCode.NOTHING


def test_only_what_changed_goes(stocked: World) -> None:
    send(stocked)
    stocked.received("shop")
    stocked.write("erp", "offers0_1.xml", offers({"p03": ("12.00", "5")}, delta=True))
    take(stocked)
    report = send(stocked)
    (content,) = stocked.received("shop").values()
    assert content.count("<Предложение>") == 1
    assert "<ИдТипаЦены>retail</ИдТипаЦены>" in content
    assert "<ТипЦены>" in content
    assert (row(report, "offer").changed, row(report, "offer").unchanged) == (1, 29)


def test_a_second_shop_gets_everything(stocked: World) -> None:
    send(stocked)
    stocked.add("other", Role.SHOP)
    report = send(stocked)
    assert [(run.endpoint, len(run.files)) for run in report.runs] == [("shop", 0), ("other", 2)]


def test_prices_alone_are_offers_with_two_children(stocked: World) -> None:
    send(stocked)
    stocked.received("shop")
    stocked.write("erp", "offers0_1.xml", offers({"p03": ("12.00", "4")}, delta=True))
    take(stocked)
    send(stocked, (ExchangeKind.PRICES,))
    (content,) = stocked.received("shop").values()
    offer = content.split("<Предложение>")[1].split("</Предложение>")[0]
    assert "<Цены>" in offer
    assert "<Количество>" not in offer
    assert "<Наименование>" not in offer
    report = send(stocked, (ExchangeKind.RESTS,))
    assert row(report, "offer").accepted == 1
    assert send(stocked).runs[0].files == ()


def test_a_deleted_product_goes_with_its_mark_and_once(stocked: World) -> None:
    send(stocked)
    stocked.received("shop")
    stocked.write("erp", "import0_1.xml", catalog({"p03": ""}, delta=True))
    take(stocked)
    report = send(stocked)
    (content,) = stocked.received("shop").values()
    assert '<Товар Статус="Удален">' in content
    assert row(report, "product").deleted == 1
    assert send(stocked).runs[0].files == ()


def test_a_withdrawn_product_goes_with_a_mark(stocked: World) -> None:
    send(stocked)
    stocked.received("shop")
    fewer = {id_: name for id_, name in THIRTY.items() if id_ != "p07"}
    stocked.write("erp", "import0_1.xml", catalog(fewer))
    take(stocked)
    report = send(stocked)
    (content,) = stocked.received("shop").values()
    assert '<Товар Статус="Удален">' in content
    assert "<Ид>p07</Ид>" in content
    assert row(report, "product").withdrawn == 1


def test_too_many_deletions_are_held_before_the_shop(stocked: World) -> None:
    send(stocked)
    stocked.received("shop")
    stocked.write("erp", "import0_1.xml", catalog(dict(list(THIRTY.items())[:20])))
    take(stocked, allow_deletions=10)
    report = send(stocked)
    assert report.exit_code == ExitCode.HELD
    assert report.runs[0].holds[0].gone == 10
    assert stocked.received("shop") == {}
    assert send(stocked, allow_deletions=10).exit_code == ExitCode.DONE
    assert stocked.received("shop")["import0_1.xml"].count('Статус="Удален"') == 10


def test_full_sends_everything_as_a_full_set(stocked: World) -> None:
    send(stocked)
    stocked.received("shop")
    send(stocked, full=True)
    received = stocked.received("shop")
    assert received["import0_1.xml"].count("<Товар>") == 30
    assert 'СодержитТолькоИзменения="false"' in received["offers0_1.xml"]


def test_a_dry_run_sends_and_marks_nothing(stocked: World) -> None:
    before = sorted((stocked.root / "state").rglob("*.xml"))
    report = send(stocked, dry_run=True)
    assert row(report, "product").sent == 30
    assert {receipt.outcome for receipt in report.runs[0].receipts} == {"rehearsed"}
    assert stocked.received("shop") == {}
    assert sorted((stocked.root / "state").rglob("*.xml")) == before
    assert row(send(stocked), "product").accepted == 30


def test_pictures_go_before_the_products_that_name_them_and_once(world: World) -> None:
    with_picture = catalog({"p1": "Ведро"}).replace(
        "<Группы><Ид>g1</Ид></Группы>",
        "<Группы><Ид>g1</Ид></Группы><Картинка>import_files/p1/1.jpg</Картинка>",
    )
    world.write("erp", "import0_1.xml", with_picture)
    world.write("erp", "import_files/p1/1.jpg", "a picture")
    world.write("erp", "import_files/p2/2.jpg", "of nothing")
    take(world)
    report = send(world)
    assert report.runs[0].files == ("import_files/p1/1.jpg", "import0_1.xml")
    assert row(report, "picture").accepted == 1
    assert world.received("shop")["import_files/p1/1.jpg"] == "a picture"
    world.write("erp", "import0_1.xml", with_picture.replace("Ведро", "Таз"))
    take(world)
    assert send(world).runs[0].files == ("import0_1.xml",)


class Broken:
    """A carrier that fails before or after it has delivered, or answers less than success."""

    def __init__(self, inner: Transport, *, deliver: bool, outcome: Outcome | None = None):
        self.asks_again = inner.asks_again
        self.inner = inner
        self.delivers = deliver
        self.outcome = outcome
        self.offered, self.fetch = inner.offered, inner.fetch
        self.confirm, self.close = inner.confirm, inner.close

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """See `Transport.deliver`."""
        receipts = self.inner.deliver(topic, files) if self.delivers else ()
        if self.outcome is None:
            raise TemporaryError(text("the line is dead"))
        return [Receipt(receipt.name, self.outcome) for receipt in receipts]


def test_a_failed_delivery_marks_nothing_and_goes_again(stocked: World) -> None:
    stocked.wrap = lambda _, inner: Broken(inner, deliver=False)
    report = send(stocked)
    assert report.exit_code == ExitCode.TEMPORARY
    assert report.runs[0].failure is not None
    stocked.wrap = lambda _, inner: inner
    assert row(send(stocked), "product").accepted == 30
    with stocked.context() as context, context.store.reading() as view:
        assert view.packages.unfinished("shop", Direction.OUT) == []
    assert list((stocked.root / "state" / "outbox").iterdir()) == []


def test_what_no_receipt_proves_is_not_confirmed(stocked: World) -> None:
    stocked.wrap = lambda _, inner: Broken(inner, deliver=True, outcome=Outcome.REHEARSED)
    report = send(stocked)
    assert report.exit_code == ExitCode.PARTLY
    assert (row(report, "product").sent, row(report, "product").accepted) == (30, 0)
    stocked.wrap = lambda _, inner: inner
    assert row(send(stocked), "product").accepted == 30


def test_orders_go_to_the_erp_and_the_answer_to_the_right_shop(world: World) -> None:
    world.add("other", Role.SHOP)
    world.write("shop", "o.xml", orders(order("1", "A1"), order("2", "A2")))
    world.write("other", "o.xml", orders(order("1", "B1")))
    take(world, ORDERS)
    report = send(world, ORDERS)
    assert {run.endpoint: len(run.files) for run in report.runs} == {
        "erp": 1,
        "shop": 0,
        "other": 0,
    }
    ((name, content),) = world.received("erp").items()
    assert name.startswith("orders-")
    assert content.count("<Документ>") == 3
    assert content.startswith('<?xml version="1.0"')  # no byte order mark for 1C
    world.write("erp", "orders-1.xml", orders(order("guid", "B1", status="Отгружен")))
    take(world, ORDERS, endpoints=("erp",))
    send(world, ORDERS)
    assert world.received("shop") == {}
    assert world.received("erp") == {}
    (answer,) = world.received("other").values()
    assert "Отгружен" in answer
    assert send(world, ORDERS).exit_code == ExitCode.DONE
    assert world.received("other") == {}


def test_a_changed_order_goes_again_and_never_back_to_its_shop(world: World) -> None:
    world.write("shop", "o.xml", orders(order("1", "A1")))
    take(world, ORDERS)
    send(world, ORDERS)
    world.received("erp")
    world.write("shop", "o.xml", orders(order("1", "A1", total="90.00")))
    take(world, ORDERS)
    send(world, ORDERS)
    (content,) = world.received("erp").values()
    assert "<Сумма>90.00</Сумма>" in content
    assert world.received("shop") == {}


def test_an_answer_that_fits_two_shops_goes_to_none_and_is_said(world: World) -> None:
    world.add("other", Role.SHOP)
    for shop in ("shop", "other"):
        world.write(shop, "o.xml", orders(order(f"{shop}-1", "100")))
    take(world, ORDERS)
    world.write("erp", "a.xml", orders(order("guid", "100", status="Отгружен")))
    take(world, ORDERS, endpoints=("erp",))
    report = send(world, ORDERS, endpoints=("shop",))
    assert world.received("shop") == {}
    assert row(report, "document").held == 1
    assert [problem.code for problem in report.runs[0].problems] == ["CML933"]


def test_a_file_is_sent_as_it_is_past_the_store(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "import_files").mkdir(parents=True)
    (folder / "import.xml").write_text("<any>thing</any>")
    (folder / "import_files" / "1.jpg").write_text("picture")
    report = send(world, (ExchangeKind.CATALOG,), paths=(folder,))
    assert report.runs[0].files == ("import_files/1.jpg", "import.xml")
    assert world.received("shop")["import.xml"] == "<any>thing</any>"
    with pytest.raises(PathMissingError):
        send(world, (ExchangeKind.CATALOG,), paths=(folder / "no.xml",))


class Losing:
    """A shop that takes everything, and whose answer is lost."""

    asks_again = False

    def __init__(self, inner: Transport):
        self._inner, self.close = inner, inner.close

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """See `Transport.deliver`."""
        self._inner.deliver(topic, files)
        raise TemporaryError(text("the answer was lost"))


def test_what_may_have_arrived_is_called_gone_when_it_is(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    take(world)
    world.wrap = lambda name, inner: cast("Transport", Losing(inner)) if name == "shop" else inner
    assert send(world).exit_code == ExitCode.TEMPORARY
    assert world.received("shop")["import0_1.xml"].count("<Товар>") == 30
    world.wrap = lambda _, inner: inner
    world.write("erp", "import0_1.xml", catalog({"p03": ""}, delta=True))
    take(world)
    assert row(send(world), "product").deleted == 1
    content = world.received("shop")["import0_1.xml"]
    assert content.count('<Товар Статус="Удален">') == 1
    assert content.count("<Товар>") == 29
    assert send(world).runs[0].files == ()


def test_a_picture_with_new_content_goes_again_with_its_product(world: World) -> None:
    with_picture = catalog({"p1": "Ведро", "p2": "Таз"}).replace(
        "<Наименование>Ведро</Наименование>",
        "<Наименование>Ведро</Наименование><Картинка>import_files/p1/1.jpg</Картинка>",
    )
    world.write("erp", "import0_1.xml", with_picture)
    world.write("erp", "import_files/p1/1.jpg", "a picture")
    take(world)
    send(world)
    world.received("shop")
    world.write("erp", "import0_1.xml", with_picture)
    world.write("erp", "import_files/p1/1.jpg", "a better one")
    take(world)
    report = send(world)
    received = world.received("shop")
    assert received["import_files/p1/1.jpg"] == "a better one"
    assert received["import0_1.xml"].count("<Товар>") == 1
    assert "<Ид>p1</Ид>" in received["import0_1.xml"]
    assert (row(report, "picture").accepted, row(report, "product").accepted) == (1, 1)
    assert send(world).runs[0].files == ()


def test_records_go_out_in_the_order_in_which_they_came(world: World) -> None:
    groups = "".join(
        f"<Группа><Ид>{id_}</Ид><Наименование>{id_}</Наименование></Группа>" for id_ in "cab"
    )
    content = catalog({"z": "Z", "a": "A", "m": "M"})
    start, end = content.index("<Группы>"), content.index("</Группы>")
    world.write("erp", "import0_1.xml", content[:start] + "<Группы>" + groups + content[end:])
    take(world)
    send(world)
    sent = world.received("shop")["import0_1.xml"]
    places = [sent.index(f"<Наименование>{name}</Наименование>") for name in "cabZAM"]
    assert places == sorted(places)


def test_all_prices_are_no_full_set_of_offers(stocked: World) -> None:
    send(stocked, (ExchangeKind.PRICES,), full=True)
    (content,) = stocked.received("shop").values()
    assert 'СодержитТолькоИзменения="true"' in content
    send(stocked, (ExchangeKind.OFFERS,), full=True)
    (content,) = stocked.received("shop").values()
    assert 'СодержитТолькоИзменения="false"' in content


def test_orders_of_a_shop_that_is_no_endpoint_any_more_go_nowhere(world: World) -> None:
    world.add("old", Role.SHOP)
    world.write("old", "orders.xml", orders(order("7", "A1")))
    world.write("shop", "orders.xml", orders(order("1", "A1")))
    take(world, ORDERS)
    del world.endpoints["old"]
    report = send(world, ORDERS, endpoints=("shop",))
    assert (report.exit_code, report.runs[0].files) == (ExitCode.DONE, ())


def test_orders_are_not_written_where_they_would_be_read_back(stocked: World) -> None:
    erp = stocked.endpoints["erp"]
    same = FolderOptions(path=stocked.root / "erp")
    stocked.endpoints["erp"] = erp.model_copy(update={"transport": same})
    report = send(stocked, (ExchangeKind.ORDERS,), endpoints=("erp",))
    assert report.exit_code == ExitCode.CONFIGURATION
    (run,) = report.runs
    assert run.failure is not None
    assert run.failure.code == "E1111"
    assert 'read = "…" and write = "…"' in str(run.failure.hint)
