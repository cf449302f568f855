"""Rows as records."""

from decimal import Decimal
from typing import Any

import pytest

from cml_sync.model.documents import Document
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, Price, Stock
from cml_sync.model.records import SECTIONS, kind_of
from cml_sync.model.requisites import Requisite
from cml_sync.packages.forms.csv.records import HEADERS, KINDS, Made, records
from cml_sync.packages.forms.csv.rows import Row
from cml_sync.packages.forms.csv.tables import TABLES


def rows(*cells: dict[str, Any]) -> list[Row]:
    return [Row(line, one) for line, one in enumerate(cells, start=2)]


def price(identifier: str, value: int) -> dict[str, Any]:
    return {"id": identifier, "value": Decimal(value)}


def offer(identifier: str, *values: int) -> Offer:
    return Offer(id=identifier, prices=tuple(Price(value=Decimal(value)) for value in values))


def test_rows_of_one_id_are_one_record_as_long_as_they_follow_each_other() -> None:
    told = rows(price("a", 1), price("a", 2), price("b", 3), price("a", 4))
    assert list(records("prices", told)) == [
        Made(2, offer("a", 1, 2)),
        Made(4, offer("b", 3)),
        Made(5, offer("a", 4)),
    ]


def test_every_column_of_a_price_is_a_field_of_it() -> None:
    cells = dict.fromkeys(("price_type_id", "currency", "unit"), "x")
    numbers = {name: Decimal(7) for name in ("value", "coefficient", "min_quantity")}
    assert {"id", *cells, *numbers} == set(TABLES["prices"].names)
    ((_, made, _),) = records("prices", rows({"id": "a", **cells, **numbers}))
    assert made == Offer(id="a", prices=(Price(**cells, **numbers),))


def test_stock_without_a_warehouse_is_the_total() -> None:
    two, five = Decimal(2), Decimal(5)
    told = rows(
        {"id": "a", "warehouse_id": "w", "quantity": two},
        {"id": "a", "quantity": five},
        {"id": "b", "quantity": Decimal(0)},
    )
    stock = Stock(warehouse_id="w", quantity=two)
    (_, first, _), (_, second, _) = records("rests", told)
    assert first == Offer(id="a", stocks=(stock,), quantity=five)
    assert second.model_fields_set == {"id", "quantity"}


@pytest.mark.parametrize(
    ("cells", "product"),
    [
        ({"id": "a", "name": "Кружка"}, Product(id="a", name="Кружка")),
        ({"id": "a", "deleted": True}, Product(id="a", status="Удален")),
        ({"id": "a", "deleted": False}, Product(id="a")),
        ({"id": "a", "group_id": "g"}, Product(id="a", group_ids=("g",))),
        ({"id": "a", "unit_code": "796"}, Product(id="a", base_unit=BaseUnit(code="796"))),
        (
            {"id": "a", "unit_name": "шт", "unit_code": "796"},
            Product(id="a", base_unit=BaseUnit(code="796", text="шт")),
        ),
        (
            {"id": "a", "sku": "s", "barcode": "b", "brand": "m", "country": "c"},
            Product(id="a", sku="s", barcode="b", brand="m", country="c"),
        ),
        (
            {"id": "a", "weight": Decimal("0.5"), "description": "d"},
            Product(id="a", weight=Decimal("0.5"), description="d"),
        ),
    ],
)
def test_goods(cells: dict[str, Any], product: Product) -> None:
    ((_, made, _),) = records("goods", rows(cells))
    assert made == product
    assert made.model_fields_set == product.model_fields_set


def test_a_state_is_told_by_requisites_of_1c() -> None:
    told = rows(
        {"id": "a", "number": "7", "number_1c": "УТ-7", "status": "Отгружен", "status_id": "s"},
        {"id": "b", "status": "", "paid": True, "shipped": False, "cancelled": False},
    )
    (_, first, _), (_, second, _) = records("statuses", told)
    assert first == Document(
        id="a",
        number="7",
        number_1c="УТ-7",
        operation="Заказ товара",
        requisites=(
            Requisite(name="Статус заказа", values=("Отгружен",)),
            Requisite(name="Статуса заказа ИД", values=("s",)),
        ),
    )
    assert isinstance(second, Document)
    assert [(one.name, one.values) for one in second.requisites] == [
        ("Статус заказа", ("",)),
        ("Заказ оплачен", ("true",)),
        ("Отгружен", ("false",)),
        ("Отменен", ("false",)),
    ]


def test_every_table_has_records_and_a_place_for_them() -> None:
    assert set(KINDS) == set(HEADERS) == set(TABLES)
    for name, kind in KINDS.items():
        cells = {"id": "a", "name": "n", "status": "s", "value": 1, "quantity": 1}
        held = {key: cell for key, cell in cells.items() if key in TABLES[name].names}
        ((_, record, _),) = records(name, rows(held))
        assert kind_of(record) is kind
        header = HEADERS[name]
        assert (header is None) is (kind is Kind.DOCUMENT)
        if header is not None:
            section, said = header
            assert isinstance(section, Section)
            assert type(said) is SECTIONS[section]
            assert getattr(said, "changes_only", None) is True
