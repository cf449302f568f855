"""The packages of `examples/`, from 1C through the store to a shop and back."""

import shutil
from pathlib import Path

import pytest
from tests.unit.jobs.world import World

from cml_sync.config.words import ExchangeKind
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.push import PushRequest, push
from cml_sync.jobs.report import PullReport, PushReport
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer
from cml_sync.model.records import load
from cml_sync.xml.dialects import DIALECTS

EXAMPLES = Path(__file__).parents[3] / "examples"
GOODS = (ExchangeKind.CATALOG, ExchangeKind.OFFERS)


def exported(world: World, name: str) -> None:
    shutil.copytree(EXAMPLES / name, world.root / "erp" / "out", dirs_exist_ok=True)


def exchange(world: World) -> tuple[PullReport, PushReport]:
    with world.context() as context:
        return pull(context, PullRequest(GOODS)), push(context, PushRequest(GOODS))


@pytest.mark.parametrize("shop", ["shop-2.07", "shop-3.1"])
def test_a_whole_shop_arrives_and_nothing_goes_twice(world: World, shop: str) -> None:
    exported(world, shop)
    pulled, pushed = exchange(world)
    assert (pulled.exit_code, pushed.exit_code) == (0, 0), (pulled, pushed)
    rows = {row.kind: row for row in pushed.runs[0].rows}
    assert rows["product"].accepted == rows["product"].in_source > 0
    assert rows["offer"].accepted == rows["offer"].in_source > 0
    received = world.received("shop")
    assert {"import0_1.xml", "offers0_1.xml"} <= set(received)
    assert any(name.startswith("import_files/") for name in received)
    exported(world, shop)
    pulled, pushed = exchange(world)
    assert sum(row.accepted for run in pulled.runs for row in run.rows) == 0
    assert world.received("shop") == {}


def test_the_parts_of_3_1_become_whole_offers(world: World) -> None:
    exported(world, "shop-3.1")
    exchange(world)
    with world.context() as context, context.store.reading() as view:
        offers = [load(Kind.OFFER, record.body) for record in view.records.walk("offer")]
    whole = [offer for offer in offers if isinstance(offer, Offer)]
    assert any(offer.name and offer.prices and offer.rests for offer in whole)
    assert all(offer.name for offer in whole)


def test_changes_of_prices_and_stock_go_on_alone(world: World) -> None:
    exported(world, "shop-2.07")
    exchange(world)
    world.received("shop")
    exported(world, "changes")
    pulled, pushed = exchange(world)
    assert (pulled.exit_code, pushed.exit_code) == (0, 0), (pulled, pushed)
    received = world.received("shop")
    assert 0 < received["offers0_1.xml"].count("<Предложение") < 10


@pytest.mark.parametrize("source", ["shop-2.07", "shop-3.1"])
@pytest.mark.parametrize("dialect", ["2.07", "3.1"])
def test_a_shop_of_either_generation_finds_everything_where_it_looks(
    world: World, source: str, dialect: str
) -> None:
    shop = world.endpoints["shop"]
    world.endpoints["shop"] = shop.model_copy(update={"dialect": DIALECTS[dialect]})
    exported(world, source)
    exchange(world)
    received = {name: text for name, text in world.received("shop").items() if ".xml" in name}
    offers = received["offers0_1.xml"]
    before, _, package = offers.partition("<ПакетПредложений")
    lists = before if dialect == "3.1" else package
    other = package if dialect == "3.1" else before
    for name in ("Розничная", "Магазин на Примерной"):
        assert f"<Наименование>{name}</Наименование>" in lists
        assert f"<Наименование>{name}</Наименование>" not in other
    assert ("<Остатки>" in package, "<Склад ИдСклада=" in package) == (
        (True, False) if dialect == "3.1" else (False, True)
    )
    if dialect == "2.07":
        assert 'Код="796" НаименованиеПолное="Штука" МеждународноеСокращение="PCE">шт<' in package
