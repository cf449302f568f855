"""Stock is said in the form that the receiver's generation has words for."""

from decimal import Decimal

from cml_sync.model.goods import Product
from cml_sync.model.offers import (
    Offer,
    Rest,
    RestWarehouse,
    Stock,
    WarehouseQuantity,
)
from cml_sync.xml.dialects import DIALECTS, StockForm
from cml_sync.xml.writing.adapt import adapt
from cml_sync.xml.writing.adapt_stock import adapt_stock

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
    offer = Offer(id="p", name="n", quantity=Decimal(3), stocks=ATTRIBUTES)
    adapted = adapt_stock(offer, StockForm.RESTS)
    assert adapted == Offer(id="p", name="n", quantity=Decimal(3), rests=RESTS)
    assert adapted.model_fields_set == {"id", "name", "quantity", "rests"}


def test_an_offer_of_stock_alone_has_its_id_and_its_rests_and_nothing_else() -> None:
    for offer in (
        Offer(id="p", quantity=Decimal(3), stocks=ATTRIBUTES),
        Offer(id="p", quantity=Decimal(3), rests=RESTS),
        Offer(id="p", rests=RESTS),
    ):
        for adapted in (adapt(offer, DIALECTS["3.1"]), adapt(offer, DIALECTS["bitrix"])):
            assert adapted == Offer(id="p", rests=RESTS)
            assert adapted.model_fields_set == {"id", "rests"}


def test_a_total_alone_becomes_a_rest_without_a_warehouse() -> None:
    rest = (Rest(quantity=Decimal(7)),)
    alone = adapt_stock(Offer(id="p", quantity=Decimal(7)), StockForm.RESTS)
    assert alone == Offer(id="p", rests=rest)
    whole = adapt_stock(Offer(id="p", name="n", quantity=Decimal(7)), StockForm.RESTS)
    assert whole == Offer(id="p", name="n", quantity=Decimal(7), rests=rest)


def test_bitrix_gets_whole_offers_with_attributes() -> None:
    adapted = adapt(Offer(id="p", name="n", rests=RESTS), DIALECTS["bitrix"])
    assert adapted == Offer(id="p", name="n", quantity=Decimal(3), stocks=ATTRIBUTES)


def test_an_offer_without_stock_gets_none() -> None:
    for offer in (Offer(id="p"), Offer(id="p", name="n")):
        assert adapt_stock(offer, StockForm.RESTS) is offer


def test_stock_that_is_said_to_be_nowhere_stays_so() -> None:
    adapted = adapt_stock(Offer(id="p", stocks=()), StockForm.RESTS)
    assert adapted == Offer(id="p", rests=())
    assert adapted.model_fields_set == {"id", "rests"}


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


def test_a_warehouse_beside_the_quantity_is_said_as_3_1_says_it() -> None:
    offer = Offer(id="p", rests=(Rest(warehouse_id="w1", quantity=Decimal(4)),))
    adapted = adapt_stock(offer, StockForm.RESTS)
    rest = Rest(warehouses=(RestWarehouse(id="w1", quantity=Decimal(4)),))
    assert adapted == Offer(id="p", rests=(rest,))
