from datetime import date

import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    codes,
    line,
    order,
    part,
    problems,
    sample,
    section,
    staged,
)

from cml_sync.checks.chapters.documents import RULES
from cml_sync.model.documents import DocumentLine
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.parties import Counterparty

ROLE = Counterparty(id="u", role="Заказчик")

SHIPMENT = {
    "operation": "Отпуск товара",
    "total": "350",
    "lines": ({"id": "p-1", "price": "350", "quantity": "1", "total": "350"},),
}
SHORT = {**SHIPMENT, "total": "340"}
CATALOG = Catalog(id="c", changes_only=True)


def numbered(*documents: tuple[str, str]) -> StagedPart:
    return part(*(order(id=identifier, number=number) for identifier, number in documents))


def ordered(product: str) -> StagedPart:
    goods = section(CATALOG, Product(id="p-1", name="Кружка"))
    return part(goods, order(lines=(line("350", "2", "700", id=product),)))


SAMPLES = (
    sample("CML617", line("350", "2", "700", id=""), line("350", "2", "700", id="9")),
    sample(
        "CML617",
        order(lines=(line("350", "2", "700", id=None),)),
        order(lines=(line("350", "2", "700", id=None),), operation="Отпуск товара"),
    ),
    sample(
        "CML617",
        line("350", "2", "700", id=None),
        line(
            "350",
            "2",
            "700",
            id=None,
            requisites=({"name": "ТипНоменклатуры", "values": ("Услуга",)},),
        ),
    ),
    sample("CML601", order(total="701.00"), order(total="700.01")),
    sample(
        "CML601",
        order(total="630.00"),
        order(total="630.00", discounts=({"amount": "70", "included": False},)),
    ),
    sample(
        "CML601",
        order(total="700.00", lines=(line("350", "1", "350"),)),
        order(total="1000.00", expenses=({"amount": "300", "included": False},)),
    ),
    sample(
        "CML601",
        order(total="841.00"),
        order(
            total="840.00",
            lines=(line("350", "2", "700", taxes=({"amount": "140", "included": False},)),),
        ),
    ),
    sample("CML601", order(total="1"), order(total="1", lines=())),
    sample("CML602", line("350", "2", "710"), line("350", "2", "700")),
    sample(
        "CML602",
        line("350", "2", "630"),
        line("350", "2", "630", discounts=({"amount": "70", "included": True},)),
    ),
    sample("CML602", line("33.33", "3", "99"), line("33.33", "3", "100")),
    sample("CML602", line("33.33", "3", "99"), line("33.33", "3", None)),
    sample("CML603", order(operation="Корректировка"), order(operation="заказ товара")),
    sample("CML604", order(role="Shop"), order(role="Комиссионер")),
    sample("CML604", order(counterparties=(ROLE,)), order()),
    sample("CML601", order(subordinates=(SHORT,)), order(subordinates=(SHIPMENT,))),
    sample(
        "CML603",
        order(subordinates=({"operation": "Отгрузка"},)),
        order(subordinates=(SHIPMENT,)),
    ),
    sample("CML605", DocumentLine(quantity=1), DocumentLine(name="Доставка")),
    sample("CML614", order(lines=()), order(lines=(), total=None)),
    sample("CML614", order(lines=()), order(lines=(), operation="Выплата наличных денег")),
    sample("CML615", numbered(("a", "7"), ("b", "7")), numbered(("a", "7"), ("b", "8"))),
    sample("CML615", numbered(("a", "7"), ("b", "7")), numbered(("a", "7"), ("a", "7"))),
    sample("CML615", numbered(("a", "7"), ("b", "7")), numbered(("a", "7"), ("", "7"))),
    sample("CML616", ordered("p-2"), ordered("p-1#red")),
    sample("CML616", ordered("p-2"), ordered("ORDER_DELIVERY")),
    sample("CML616", ordered("p-2"), order()),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_a_sound_order_has_no_problem() -> None:
    assert problems(staged(order())) == []


def test_a_wrong_total_names_both_sums() -> None:
    [found] = problems(staged(order(total="99.00")))
    assert str(found.message) == "The total is `99.00`, the lines give `700.00`"


def test_the_same_number_of_another_year_is_another_document() -> None:
    first, second = order(id="a"), order(id="b", date=date(2025, 12, 31))
    assert "CML615" not in codes(part(first, second))


def test_products_ordered_and_unknown_are_counted() -> None:
    goods = section(CATALOG, Product(id="p-1", name="Кружка"))
    orders = [
        order(id=f"o-{n}", number=str(n), lines=(line("350", "2", "700", id="p-2"),))
        for n in range(2)
    ]
    found = [one for one in problems(part(goods, *orders)) if one.code == "CML616"]
    assert [str(one.message) for one in found] == ["Product `p-2` is not in the package (2 lines)"]


def test_what_is_below_an_order_is_named_by_its_path() -> None:
    [found] = problems(staged(order(subordinates=(SHIPMENT, SHORT))))
    assert found.code == "CML601"
    assert found.place.path.endswith("ПодчиненныеДокументы/ПодчиненныйДокумент[2]/Сумма")
