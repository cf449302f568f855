"""Records as rows, and what finds no column."""

from decimal import Decimal
from typing import Any

import pytest

from cml_sync.model.classifier import Classifier, Group
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Catalog, Product
from cml_sync.model.kinds import Section
from cml_sync.model.offers import Offer, OfferChange, Price, Rest, Stock
from cml_sync.model.requisites import Requisite
from cml_sync.packages.forms.csv.tables import TABLES
from cml_sync.packages.forms.csv.telling import Cells, Lost, Teller

ALL = frozenset(TABLES)


def told(
    record: Element, tables: frozenset[str] = ALL, *, comma: bool = False
) -> tuple[list[tuple[str, Cells]], Lost]:
    teller = Teller(tables, comma=comma)
    rows = list(teller.rows(record))
    assert all(len(cells) == len(TABLES[table].columns) for table, cells in rows)
    return rows, teller.lost


def test_an_offer_is_a_row_a_price_and_a_row_a_warehouse() -> None:
    offer = Offer(
        id="=a",
        prices=(
            Price(
                price_type_id="r",
                value=Decimal("10.50"),
                currency="RUB",
                unit="шт",
                coefficient=Decimal(1),
                min_quantity=Decimal(5),
            ),
            Price(value=Decimal(-9)),
        ),
        stocks=(Stock(warehouse_id="w", quantity=Decimal("2.5")),),
        quantity=Decimal("2.5"),
    )
    assert told(offer, comma=True) == (
        [
            ("prices", ("'=a", "r", "10,50", "RUB", "шт", "1", "5")),
            ("prices", ("'=a", "", "-9", "", "", "", "")),
            ("rests", ("'=a", "w", "2,5")),
            ("rests", ("'=a", "", "2,5")),
        ],
        {},
    )


def test_what_an_offer_has_no_column_for_is_counted() -> None:
    offer = Offer(
        id="a",
        name="Кружка",
        prices=(Price(presentation="10 руб."), Price(value=Decimal(1), presentation="x")),
        stocks=(Stock(warehouse_id="w"), Stock(quantity=Decimal(1))),
    )
    rows, lost = told(offer)
    assert rows == [("prices", ("a", "", "1", "", "", "", ""))]
    assert lost == {
        ("offer", "name"): 1,
        ("offer", "prices/presentation"): 2,
        ("offer", "prices/value"): 1,
        ("offer", "stocks"): 2,
    }


def test_a_table_that_is_not_wanted_loses_what_it_would_hold() -> None:
    offer = Offer(id="a", prices=(Price(value=Decimal(1)),), quantity=Decimal(3))
    assert told(offer, frozenset({"rests"})) == (
        [("rests", ("a", "", "3"))],
        {("offer", "prices"): 1},
    )
    assert told(offer, frozenset({"prices"}))[0] == [("prices", ("a", "", "1", "", "", "", ""))]


@pytest.mark.parametrize(
    ("offer", "rows"),
    [
        (Offer(id="a", rests=(Rest(quantity=Decimal(4)),)), [("rests", ("a", "", "4"))]),
        (
            Offer(id="a", stocks=(Stock(warehouse_id="w", quantity=Decimal(4)),)),
            [("rests", ("a", "w", "4"))],
        ),
    ],
)
def test_a_total_is_written_where_it_is_stated(offer: Offer, rows: list[tuple[str, Cells]]) -> None:
    assert told(offer) == (rows, {})


def test_the_variant_of_a_change_is_part_of_its_id() -> None:
    change = OfferChange(id="a", characteristic_id="b", quantity=Decimal(1))
    assert told(change) == ([("rests", ("a#b", "", "1"))], {})


def test_goods() -> None:
    product = Product(
        id="a",
        sku="s",
        barcode="4600000000001",
        name="-Кружка",
        base_unit=BaseUnit(code="796", text="шт"),
        group_ids=("g", "h"),
        brand="m",
        country="c",
        weight=Decimal("0.500"),
        description="d",
        status="Удален",
        images=("a.jpg",),
    )
    cells = ("a", "s", "4600000000001", "'-Кружка", "796", "шт", "g", "m", "c")
    assert told(product) == (
        [("goods", (*cells, "0.500", "d", "true"))],
        {("product", "group_ids"): 1, ("product", "images"): 1},
    )
    assert told(Product(id="a", name="n"))[0] == [
        ("goods", ("a", "", "", "n", "", "", "", "", "", "", "", ""))
    ]


@pytest.mark.parametrize(
    ("said", "lost"),
    [
        ({"deletion_mark": True, "status": None, "status_element": None}, []),
        ({"base_unit": BaseUnit(short_name="шт", full_name="Штука")}, []),
        ({"base_unit": BaseUnit(code="796", international="PCE")}, ["base_unit/international"]),
        ({"base_unit": BaseUnit(code="796", text="шт", full_name="Штука")}, []),
        (
            {"base_unit": BaseUnit(code="796", text="шт", full_name="Кирпич")},
            ["base_unit/full_name"],
        ),
        ({"group_ids": ("g",)}, []),
        ({"group_ids": ("g", "h")}, ["group_ids"]),
    ],
)
def test_what_goods_have_columns_for(said: dict[str, Any], lost: list[str]) -> None:
    _, found = told(Product(id="a", name="n", **said))
    assert found == {("product", field): 1 for field in lost}


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (Product(id="a"), ("product", "")),
        (Product(name="n"), ("product", "")),
        (Offer(quantity=Decimal(1)), ("offer", "")),
        (Group(id="g"), ("group", "")),
        (Document(id="d"), ("document", "")),
    ],
)
def test_what_no_table_is_for(record: Element, key: tuple[str, str]) -> None:
    assert told(record) == ([], {key: 1})


@pytest.mark.parametrize("requisite", [Requisite(values=("x",)), Requisite(name="Сайт")])
def test_a_requisite_that_tells_no_state_is_lost(requisite: Requisite) -> None:
    document = Document(
        id="d", requisites=(Requisite(name="Статус заказа", values=("Принят",)), requisite)
    )
    rows, lost = told(document)
    assert rows == [("statuses", ("d", "", "", "Принят", "", "", "", ""))]
    assert lost == {("document", "requisites"): 1}


def test_states_of_documents_and_of_those_in_containers() -> None:
    def requisite(name: str, value: str) -> Requisite:
        return Requisite(name=name, values=(value,))

    document = Document(
        id="d",
        number="7",
        number_1c="УТ-7",
        operation="Заказ товара",
        requisites=(
            requisite("Статус заказа", "Отгружен"),
            requisite("Статуса заказа ИД", "s"),
            requisite("Заказ оплачен", "true"),
            requisite("Отменен", "false"),
            requisite("Сайт", "shop"),
            requisite("Менеджер", "x"),
        ),
        comment="c",
    )
    row = ("statuses", ("d", "7", "УТ-7", "Отгружен", "s", "true"))
    rows, lost = told(Container(documents=(document, Document(id="e"))))
    assert [(table, cells[:6]) for table, cells in rows] == [row]
    assert rows[0][1][7] == "false"
    assert lost == {
        ("document", "comment"): 1,
        ("document", "requisites"): 1,
        ("document", ""): 1,
    }


def test_an_offer_without_a_row_is_told_as_one() -> None:
    assert told(Offer(id="a", name="Кружка")) == ([], {("offer", ""): 1})


def test_an_empty_value_is_not_the_same_as_an_empty_cell() -> None:
    teller = Teller(ALL, comma=False)
    product = Product(id="a", name="n", sku="", description=None, group_ids=(), brand="b")
    list(teller.rows(product))
    assert teller.lost == {}
    assert teller.emptied == {
        ("product", "description"): 1,
        ("product", "group_ids"): 1,
        ("product", "sku"): 1,
    }


def test_what_sections_say_of_themselves_is_in_no_table() -> None:
    teller = Teller(ALL, comma=False)
    teller.header(Section.CATALOG, Catalog(id="c", products=()))
    teller.header(Section.CATALOG, Catalog(changes_only=False))
    teller.header(Section.CLASSIFIER, Classifier(groups=()))
    assert +teller.headers == {"catalog": 2}
