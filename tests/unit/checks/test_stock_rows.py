from decimal import Decimal

import pytest

from cml_sync.checks.stock_rows import row_path, stock_rows
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


@pytest.mark.parametrize(
    ("offer", "path"),
    [
        (Offer(stocks=(STOCK, STOCK)), "Склад[2]"),
        (OfferChange(stocks=(STOCK, STOCK)), "Склады[2]"),
        (Offer(warehouse_quantities=(EXPORTED,) * 2), "КоличествоНаСкладах/КоличествоНаСкладе[2]"),
        (Offer(rests=(REST, REST)), "Остатки/Остаток[2]"),
        (Offer(rests=(Rest(warehouses=REST.warehouses * 2), Rest())), ""),
    ],
)
def test_a_row_has_a_path(offer: Offer | OfferChange, path: str) -> None:
    assert row_path(offer, 2) == path
    assert row_path(offer, 0) == "Количество"
