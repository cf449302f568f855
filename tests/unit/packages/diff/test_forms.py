"""Each form by itself: what it says, and which fields are thereby said."""

from decimal import Decimal

import pytest

from cml_sync.model.classifier import PriceType, Property, PropertyOption
from cml_sync.model.documents import DocumentLine, LineUnit
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import BaseUnit, NestedValue, Product, PropertyValue
from cml_sync.model.offers import Offer, OfferChange, Price, Rest, RestWarehouse, Stock
from cml_sync.model.parties import Counterparty, PersonDetails, Representative
from cml_sync.packages.diff import forms
from cml_sync.packages.diff.flatten import Form, Out


def said(form: Form, element: Element) -> tuple[Out, set[str]]:
    out: Out = {}
    done = form(element, "x.", out)
    return out, set(done)


NOTHING: tuple[Out, set[str]] = ({}, set())
THREE = Decimal(3)


@pytest.mark.parametrize(
    ("offer", "fields", "done"),
    [
        (Offer(name="n"), {}, set()),
        (Offer(quantity=THREE), {"x.stock.total": THREE}, {"quantity"}),
        (Offer(quantity=None), {"x.stock": ()}, {"quantity"}),
        (Offer(stocks=()), {"x.stock": ()}, {"stocks"}),
        (
            Offer(stocks=(Stock(warehouse_id="w", quantity=None),)),
            {"x.stock[w]": None},
            {"stocks"},
        ),
        (
            Offer(stocks=(Stock(quantity=THREE, unknown=(Unknown(xml="<А/>"),)),)),
            {
                "x.stock[]": THREE,
                "x.stock.total": THREE,
                "x.stocks[].quantity": THREE,
                "x.stocks[].unknown[А]": "<А/>",
            },
            {"stocks"},
        ),
        (
            Offer(quantity=THREE, rests=(Rest(quantity=Decimal(4)),)),
            {"x.stock.total": THREE, "x.rests[].quantity": Decimal(4)},
            {"quantity", "rests"},
        ),
        (
            Offer(
                rests=(Rest(quantity=THREE, warehouses=(RestWarehouse(id="w", quantity=THREE),)),)
            ),
            {
                "x.stock[w]": THREE,
                "x.stock.total": THREE,
                "x.rests[].quantity": THREE,
                "x.rests[].warehouses[w].quantity": THREE,
            },
            {"rests"},
        ),
    ],
)
def test_stock(offer: Offer, fields: Out, done: set[str]) -> None:
    assert said(forms.stock, offer) == (fields, done)


@pytest.mark.parametrize(
    ("price", "fields"),
    [
        (Price(price_type_id="r", value=THREE), {"x.prices[r].value": THREE}),
        (Price(value=THREE, price_type_id=None), {"x.prices[].price_type_id": None}),
        (Price(price_type_id="r", qty_from=Decimal("5.0")), {"x.prices[r; 5]": None}),
        (Price(price_type_id="r", min_quantity=Decimal(5)), {"x.prices[r; 5]": None}),
        (Price(price_type_id="r", qty_from=Decimal(0)), {"x.prices[r]": None}),
        (
            Price(price_type_id="r", qty_from=Decimal(5), min_quantity=Decimal(6)),
            {"x.prices[r; 5].min_quantity": Decimal(6)},
        ),
        (
            Price(price_type_id="r", qty_from=Decimal(5), qty_to=Decimal(9)),
            {"x.prices[r; 5].qty_to": Decimal(9)},
        ),
        (Price(price_type_id="r", unit="шт"), {"x.prices[r].unit": "796"}),
        (Price(price_type_id="r", currency="руб"), {"x.prices[r].currency": "RUB"}),
    ],
)
def test_a_price(price: Price, fields: Out) -> None:
    out, done = said(forms.prices, Offer(prices=(price,)))
    assert done == {"prices"}
    assert {key: out[key] for key in fields} == fields
    others = {"x.prices[].value"} if not price.price_type_id else set()
    assert out.keys() - fields.keys() == others


def test_no_prices_are_left_to_be_said_as_they_are() -> None:
    assert said(forms.prices, Offer(prices=())) == NOTHING
    assert said(forms.prices, Offer()) == NOTHING


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("643", {"x.currency": "RUB"}),
        ("дублоны", {"x.currency": "дублоны"}),
        ("", {"x.currency": None}),
        (None, {"x.currency": None}),
    ],
)
def test_a_currency(written: str | None, fields: Out) -> None:
    assert said(forms.currency, PriceType(currency=written)) == (fields, {"currency"})
    assert said(forms.currency, PriceType()) == NOTHING


@pytest.mark.parametrize(
    ("element", "result"),
    [
        (OfferChange(unit_code="796 "), ({"x.base_unit": "796"}, {"unit_code"})),
        (OfferChange(), NOTHING),
        (Product(base_unit=BaseUnit(text="шт")), ({"x.base_unit": "796"}, {"base_unit"})),
        (
            Product(base_unit=BaseUnit(code="796", full_name="Коробка")),
            ({"x.base_unit": "796", "x.base_unit.full_name": "Коробка"}, {"base_unit"}),
        ),
        (Product(base_unit=None), NOTHING),
    ],
)
def test_a_base_unit(element: Element, result: tuple[Out, set[str]]) -> None:
    assert said(forms.base_unit, element) == result


@pytest.mark.parametrize(
    ("line", "result"),
    [
        (DocumentLine(unit=LineUnit(text="шт")), ({"x.unit": "796"}, {"unit"})),
        (
            DocumentLine(unit=LineUnit(text="кор"), base_unit=BaseUnit(code="8", text="кор")),
            ({"x.unit": "8"}, {"unit"}),
        ),
        (DocumentLine(unit=LineUnit(id="796", text="шт")), ({"x.unit": "796"}, {"unit"})),
        (
            DocumentLine(unit=LineUnit(id="796", unknown=(Unknown(xml="<А/>"),))),
            ({"x.unit": "796", "x.unit.unknown[А]": "<А/>"}, {"unit"}),
        ),
        (DocumentLine(), NOTHING),
    ],
)
def test_a_unit_of_a_line(line: DocumentLine, result: tuple[Out, set[str]]) -> None:
    assert said(forms.line_unit, line) == result


def test_options() -> None:
    prop = Property(options=(PropertyOption(id="1", value="белый"),))
    assert said(forms.options, prop) == (
        {"x.options[1].value": "белый"},
        {"options", "variants"},
    )
    assert said(forms.options, Property(options=(), variants=())) == NOTHING


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        (PropertyValue(nested=(NestedValue(value="b"), NestedValue(value="a"))), ("a", "b")),
        (PropertyValue(values=("a",), nested=(NestedValue(value="a"),)), ("a",)),
        (PropertyValue(values=("c",), nested=(NestedValue(value="a"),)), None),
        (PropertyValue(nested=(NestedValue(),)), None),
        (PropertyValue(nested=(NestedValue(value="a", unknown=(Unknown(xml="<А/>"),)),)), None),
        (PropertyValue(nested=(NestedValue(value="a", unknown_attributes=(("x", "1"),)),)), None),
        (PropertyValue(values=("a",)), None),
    ],
)
def test_nested_values_that_say_no_more_than_plain_ones(
    value: PropertyValue, fields: tuple[str, ...] | None
) -> None:
    expected = NOTHING if fields is None else ({"x.values": fields}, {"values", "nested"})
    assert said(forms.nested, value) == expected


@pytest.mark.parametrize(
    ("party", "result"),
    [
        (Counterparty(okpo_code="3"), ({"x.okpo": "3"}, {"okpo_code"})),
        (Counterparty(okpo_code="3", okpo="4"), NOTHING),
        (
            Counterparty(person=PersonDetails(last_name="Примеров")),
            ({"x.last_name": "Примеров"}, {"person"}),
        ),
        (
            Counterparty(person=PersonDetails(last_name="Примеров"), last_name="Другой"),
            NOTHING,
        ),
        (
            Counterparty(representatives=(Representative(counterparty=Counterparty(id="1")),)),
            ({"x.representatives[1]": None}, {"representatives"}),
        ),
        (
            Counterparty(
                representatives=(
                    Representative(counterparty=Counterparty(id="1"), relation="Директор"),
                )
            ),
            NOTHING,
        ),
        (Counterparty(representatives=(Representative(id="1"),)), NOTHING),
    ],
)
def test_a_party_without_its_wrappers(party: Counterparty, result: tuple[Out, set[str]]) -> None:
    assert said(forms.party, party) == result
