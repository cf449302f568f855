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
