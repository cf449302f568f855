from cml_sync.model.classifier import PriceType
from cml_sync.model.documents import Container, Document, DocumentLine, SubordinateDocument
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import Tax, TaxRate
from cml_sync.packages.survey.facts import Facts
from cml_sync.packages.survey.rows import FactsRow

PIECE = BaseUnit(code="796", text="шт")


def facts(*records: tuple[Kind, object]) -> FactsRow:
    seen = Facts()
    for kind, record in records:
        seen.look(kind, record)  # type: ignore[arg-type]
    return seen.row()


def test_units_of_products_and_offers_are_counted_together() -> None:
    row = facts(
        (Kind.PRODUCT, Product(base_unit=PIECE)),
        (Kind.OFFER, Offer(base_unit=PIECE)),
        (Kind.OFFER, Offer(base_unit=BaseUnit(text="кг"))),
    )
    assert [(unit.code, unit.name, unit.count) for unit in row.units] == [
        ("796", "шт", 2),
        (None, "кг", 1),
    ]


def test_currencies_come_from_price_types_prices_and_documents() -> None:
    row = facts(
        (Kind.PRICE_TYPE, PriceType(currency="RUB")),
        (Kind.OFFER, Offer(prices=(Price(currency="RUB"), Price(currency="USD"), Price()))),
        (Kind.OFFER_CHANGE, OfferChange(prices=(Price(currency="RUB"),))),
        (Kind.DOCUMENT, Document(currency="RUB")),
    )
    assert {value.value: value.count for value in row.currencies} == {"RUB": 4, "USD": 1}


def test_rates_come_from_products_and_lines() -> None:
    line = DocumentLine(taxes=(Tax(rate="20"),))
    row = facts(
        (Kind.PRODUCT, Product(tax_rates=(TaxRate(name="НДС", rate="Без НДС"),))),
        (Kind.DOCUMENT, Document(lines=(line, line))),
    )
    assert [(value.value, value.count) for value in row.vat_rates] == [("20", 2), ("Без НДС", 1)]


def test_documents_in_containers_and_below_documents_count() -> None:
    status = (Requisite(name="Статус заказа", values=("Принят",)),)
    below = SubordinateDocument(operation="Выплата безналичных денег")
    order = Document(operation="Заказ товара", requisites=status, subordinates=(below,))
    row = facts((Kind.CONTAINER, Container(documents=(order, order))))
    assert [(value.value, value.count) for value in row.operations] == [
        ("Заказ товара", 2),
        ("Выплата безналичных денег", 2),
    ]
    assert [(value.value, value.count) for value in row.statuses] == [("Принят", 2)]


def test_requisites_of_goods_have_examples_and_those_of_customers_never() -> None:
    names = ("Красный", "Синий", "Синий", "", "Жёлтый", "Белый")
    goods = [
        (Kind.PRODUCT, Product(requisites=(Requisite(name="Цвет", values=(name,)),)))
        for name in names
    ]
    secret = Requisite(name="Телефон", values=("+7 900 000-00-00",))
    row = facts(*goods, (Kind.DOCUMENT, Document(requisites=(secret,))))
    shown = [(one.kind, one.name, one.count, one.examples) for one in row.requisites]
    assert shown == [
        (Kind.PRODUCT, "Цвет", 6, ("Красный", "Синий", "Жёлтый")),
        (Kind.DOCUMENT, "Телефон", 1, ()),
    ]
    assert "900" not in row.model_dump_json()


def test_what_is_in_no_list_is_counted() -> None:
    prices = tuple(Price(currency=f"C{number}") for number in range(1003))
    assert facts((Kind.OFFER, Offer(prices=prices))).left_out == 3


def test_long_words_are_cut() -> None:
    row = facts((Kind.DOCUMENT, Document(currency="я" * 100, operation="я" * 100)))
    assert row.currencies[0].value == row.operations[0].value == "я" * 60 + "…"
