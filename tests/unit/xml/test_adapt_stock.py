"""Stock is said in the form that the receiver's generation has words for."""

from decimal import Decimal

from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.offers import (
    Offer,
    Rest,
    RestWarehouse,
    Stock,
    WarehouseQuantity,
)
from cml_sync.xml.adapt import adapt
from cml_sync.xml.adapt_stock import adapt_stock
from cml_sync.xml.dialects import DIALECTS, StockForm

ATTRIBUTES = (
    Stock(warehouse_id="w1", quantity=Decimal(3)),
    Stock(warehouse_id="w2", quantity=Decimal(0)),
)
RESTS = (
    Rest(warehouses=(RestWarehouse(id="w1", quantity=Decimal(3)),)),
    Rest(warehouses=(RestWarehouse(id="w2", quantity=Decimal(0)),)),
)


def test_rests_of_3_1_become_attributes_and_a_total() -> None:
    adapted = adapt_stock(Offer(id="p", rests=RESTS), StockForm.ATTRIBUTES)
    assert adapted == Offer(id="p", quantity=Decimal(3), stocks=ATTRIBUTES)
    assert adapted.model_fields_set == {"id", "quantity", "stocks"}


def test_attributes_become_rests() -> None:
    adapted = adapt_stock(Offer(id="p", quantity=Decimal(3), stocks=ATTRIBUTES), StockForm.RESTS)
    assert adapted == Offer(id="p", quantity=Decimal(3), rests=RESTS)
    assert adapted.model_fields_set == {"id", "quantity", "rests"}


def test_the_form_of_bitrix_becomes_attributes() -> None:
    rows = (WarehouseQuantity(warehouse_id="w1", quantity=Decimal(5)),)
    adapted = adapt_stock(Offer(id="p", warehouse_quantities=rows), StockForm.ATTRIBUTES)
    assert adapted == Offer(
        id="p", quantity=Decimal(5), stocks=(Stock(warehouse_id="w1", quantity=Decimal(5)),)
    )


def test_a_total_without_warehouses_stays_a_total() -> None:
    rest = Offer(id="p", rests=(Rest(quantity=Decimal(7)),))
    adapted = adapt_stock(rest, StockForm.ATTRIBUTES)
    assert adapted == Offer(id="p", quantity=Decimal(7))
    assert adapted.model_fields_set == {"id", "quantity"}


def test_2_05_knows_the_total_only() -> None:
    adapted = adapt_stock(Offer(id="p", stocks=ATTRIBUTES), StockForm.TOTAL)
    assert adapted == Offer(id="p", quantity=Decimal(3))


def test_an_offer_that_says_it_so_already_or_says_nothing_is_left_alone() -> None:
    for offer in (
        Offer(id="p", stocks=ATTRIBUTES),
        Offer(id="p", quantity=Decimal(1)),
        Offer(id="p"),
    ):
        assert adapt_stock(offer, StockForm.ATTRIBUTES) is offer
    product = Product(id="p")
    assert adapt_stock(product, StockForm.RESTS) is product


def test_a_base_unit_of_3_1_gets_its_code_and_its_word() -> None:
    adapted = adapt(Product(id="p", base_unit=BaseUnit(text="796 ")), DIALECTS["2.07"])
    assert adapted == Product(id="p", base_unit=BaseUnit(code="796", text="шт"))
