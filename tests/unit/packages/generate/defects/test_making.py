"""How records are spoilt."""

from decimal import Decimal

from tests.unit.packages.generate.inventing import world

from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Site


def site(code: str = "CML301", number: int = 0) -> Site:
    return Site(world(orders=3), code, number)


def test_a_value_is_read_as_a_reader_would() -> None:
    offer = make.repriced(world().goods.offer(0), value="-1.50")
    assert offer.prices[0].value == Decimal("-1.50")
    assert "presentation" not in offer.prices[0].model_fields_set


def test_a_field_that_is_taken_away_was_never_set() -> None:
    product = make.without(world().goods.product(0), "name")
    assert "name" not in product.model_fields_set


def test_an_odd_element_stands_as_it_is_written() -> None:
    product = make.odd(world().goods.product(0), "<Слаг>x</Слаг>", "sku")
    assert product.unknown[0].xml == "<Слаг>x</Слаг>"
    assert product.sku is None


def test_an_order_of_one_line_adds_up() -> None:
    order = make.alone(world(orders=3).orders.deal(0).order)
    assert (order.total, len(order.lines)) == (Decimal("700.00"), 1)


def test_requisites_are_replaced_by_name() -> None:
    order = world(orders=3).orders.deal(0).order
    changed = make.requisites(order, Заказ_оплачен=None, Отменен="true")
    said = {one.name: one.values for one in changed.requisites}
    assert said["Отменен"] == ("true",)
    assert "Заказ оплачен" not in said


def test_what_is_added_is_named_after_its_case() -> None:
    assert make.group(site(number=1)).name == "Проверка 301, случай 2"
