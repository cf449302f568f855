from decimal import Decimal

import pytest
from tests.unit.checks.staging import MOMENT

from cml_sync.checks.memory.index import Index
from cml_sync.checks.view import Part, RecordView
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.offers import Offer, OfferChange, Price, Rest, Stock
from cml_sync.model.records import kind_of
from cml_sync.problems import Place
from cml_sync.xml.entries import PartHeader, RecordRead

INFORMATION = CommercialInformation(schema_version="2.07", generated_at=MOMENT)
PART = Part(PartHeader("a.xml", "utf-8", "UTF-8", True, "", INFORMATION), Decimal("2.07"))


def view(record: Element) -> RecordView[Element]:
    return RecordView(kind_of(record), record, Place("a.xml", 1), PART, None, "", Index())


def test_prices_are_looked_over_once() -> None:
    shown = view(Offer(id="p", prices=(Price(price_type_id="retail", value=Decimal(0)),)))
    assert not shown.prices_are_usual
    assert not shown.prices_are_usual
    assert view(Offer(id="p")).prices_are_usual
    assert view(Product(id="p")).prices_are_usual


def test_stock_is_looked_over_in_every_form() -> None:
    below = Decimal(-1)
    assert not view(Offer(stocks=(Stock(warehouse_id="main", quantity=below),))).stock_is_usual
    assert not view(OfferChange(stocks=(Stock(warehouse_id="m", quantity=below),))).stock_is_usual
    assert not view(Offer(rests=(Rest(warehouse_id="main", quantity=below),))).stock_is_usual
    assert view(Offer(stocks=(Stock(warehouse_id="main", quantity=Decimal(1)),))).stock_is_usual
    assert view(Product(id="p")).stock_is_usual


def test_a_place_that_was_put_off_is_that_of_the_entry() -> None:
    product, place = Product(id="p"), Place("a.xml", 7)
    shown = view(product)
    assert shown.place == Place("a.xml", 1)
    shown.put_off(RecordRead(kind_of(product), product, None, place))
    assert shown.place is place
    assert shown.place is place
    with pytest.raises(AttributeError, match="'RecordView' has no 'colour'"):
        getattr(shown, "colour")  # noqa: B009 - mypy knows that there is none
