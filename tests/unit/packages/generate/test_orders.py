"""Orders with what follows."""

from datetime import datetime
from decimal import Decimal

from tests.unit.packages.generate.inventing import world

from cml_sync.checks.totals import document_sum
from cml_sync.cli.chance import seeded
from cml_sync.model.document_views import is_paid, is_shipped
from cml_sync.model.documents import Document, SubordinateDocument
from cml_sync.model.words import Operation
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.packages.generate.world import World
from cml_sync.xml.dialects import DIALECTS


def operations(*documents: SubordinateDocument) -> set[str]:
    return {one.operation or "" for one in documents}


def test_sums_add_up() -> None:
    orders = world(orders=9).orders
    for number in range(40):
        deal = orders.deal(number)
        for one in (deal.order, *deal.followers):
            if one.lines:
                assert document_sum(one) == one.total
                taxes = sum((line.taxes[0].amount or 0 for line in one.lines), Decimal(0))
                assert one.taxes[0].amount == taxes


def test_what_follows_is_what_the_order_says_of_itself() -> None:
    orders = world(orders=9).orders
    seen: set[str] = set()
    for number in range(80):
        deal = orders.deal(number)
        found = operations(*deal.followers)
        assert is_paid(deal.order) == (Operation.BANK_PAYMENT in found)
        assert is_shipped(deal.order) == (Operation.SHIPMENT in found)
        seen |= found
    assert seen == {Operation.BANK_PAYMENT, Operation.SHIPMENT, Operation.RETURN}


def test_a_return_is_one_line_of_the_order() -> None:
    orders = world(orders=9).orders
    deals = [orders.deal(number) for number in range(80)]
    back = [
        (deal.order, one)
        for deal in deals
        for one in deal.followers
        if one.operation == Operation.RETURN
    ]
    assert back
    assert all(one.lines == order.lines[:1] for order, one in back)


def test_each_dialect_has_its_form() -> None:
    nested = world("2.10", orders=9).orders
    deal = next(one for one in map(nested.deal, range(20)) if one.followers)
    assert type(deal.followers[0]) is SubordinateDocument
    assert len(nested.nested(deal).subordinates) == len(deal.followers)
    split = world("3.1", orders=9).orders
    deal = next(one for one in map(split.deal, range(20)) if one.followers)
    assert len(split.container(deal).documents) == 1 + len(deal.followers)
    assert isinstance(deal.followers[0], Document)
    assert deal.followers[0].basis_id == deal.order.id


def test_1c_ut_takes_orders_alone() -> None:
    orders = world("ut11", orders=9).orders
    assert {len(orders.deal(number).followers) for number in range(20)} == {0}


def test_lines_are_of_goods_that_the_same_seed_offers() -> None:
    made = world(orders=9, products=7)
    offered = {made.goods.offer_id(number) for number in range(7)} | {"ORDER_DELIVERY"}
    for number in range(20):
        assert {line.id for line in made.orders.deal(number).order.lines} <= offered


def test_orders_without_goods_are_for_the_first_of_every_catalogue() -> None:
    alone, goods = world(products=0, orders=9, variants=2), world(products=500, variants=2).goods
    offered = {goods.offer_id(number) for number in range(200)} | {"ORDER_DELIVERY"}
    lines = [line for n in range(40) for line in alone.orders.deal(n).order.lines]
    assert {line.id for line in lines} <= offered
    assert len({line.id for line in lines}) > 40


def test_vat_is_that_of_the_day_of_the_order() -> None:
    moment = datetime(2026, 1, 10)  # noqa: DTZ001 - the format knows no time zones
    shape = Shape(DIALECTS["2.07"], moment)
    orders = World(Sizes(orders=1), shape, seeded(1)).orders
    found = {
        (order.date.year, line.taxes[0].rate)
        for order in (orders.deal(number).order for number in range(40))
        for line in order.lines
        if order.date
    }
    assert found == {(2025, "20"), (2026, "22")}
