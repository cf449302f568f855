from decimal import Decimal

import pytest

from cml_sync.checks.usual import are_usual_prices, are_usual_rows
from cml_sync.model.offers import Price, Stock

RETAIL = Price(price_type_id="retail", value=Decimal(10))
MAIN = Stock(warehouse_id="main", quantity=Decimal(0))


@pytest.mark.parametrize(
    "odd",
    [
        Price(price_type_id="retail", value=Decimal(9)),
        Price(price_type_id="other", value=Decimal(0)),
        Price(price_type_id="other", value=Decimal(-1)),
        Price(price_type_id="other", value=Decimal(10) ** 12),
        Price(price_type_id="other"),
        Price(price_type_id="other", value=Decimal(1), qty_to=Decimal(10)),
        Price(price_type_id="other", value=Decimal(1), min_quantity=Decimal(10)),
        Price(price_type_id="other", value=Decimal(1), coefficient=Decimal(0)),
        Price(price_type_id="", value=Decimal(1)),
        Price(value=Decimal(1)),
    ],
)
def test_one_odd_price_makes_all_unusual(odd: Price) -> None:
    assert are_usual_prices(())
    assert are_usual_prices((RETAIL, Price(price_type_id="other", value=Decimal("0.01"))))
    assert not are_usual_prices((RETAIL, odd))


@pytest.mark.parametrize(
    "odd",
    [
        Stock(warehouse_id="main", quantity=Decimal(1)),
        Stock(warehouse_id="second", quantity=Decimal("-0.001")),
        Stock(warehouse_id="second", quantity=Decimal(10) ** 12),
        Stock(warehouse_id="second"),
        Stock(quantity=Decimal(1)),
    ],
)
def test_one_odd_row_makes_all_unusual(odd: Stock) -> None:
    assert are_usual_rows(())
    assert are_usual_rows((MAIN, Stock(warehouse_id="second", quantity=Decimal(1))))
    assert not are_usual_rows((MAIN, odd))
