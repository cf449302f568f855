from decimal import Decimal

import pytest

from cml_sync.checks.stock_rows import stock_rows
from cml_sync.model.offer_views import stock_levels
from cml_sync.model.offers import (
    Offer,
    OfferChange,
    Rest,
    RestWarehouse,
    Stock,
    WarehouseQuantity,
)

STOCK = Stock(warehouse_id="main", quantity=Decimal(1))
REST = Rest(warehouses=(RestWarehouse(id="second", quantity=Decimal(2)),))
EXPORTED = WarehouseQuantity(warehouse_id="third", quantity=Decimal(3))


@pytest.mark.parametrize(
    "offer",
    [
        Offer(id="p"),
        Offer(id="p", stocks=(STOCK,)),
        Offer(id="p", rests=(REST,)),
        Offer(id="p", stocks=(STOCK,), rests=(REST,)),
        Offer(id="p", stocks=(STOCK,), warehouse_quantities=(EXPORTED,)),
        OfferChange(id="p", stocks=(STOCK,)),
    ],
)
def test_the_rows_are_those_of_the_view(offer: Offer | OfferChange) -> None:
    expected = [(row.warehouse_id, row.quantity) for row in stock_levels(offer).warehouses]
    assert [(row.warehouse_id, row.quantity) for row in stock_rows(offer)] == expected
