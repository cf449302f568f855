"""A look over the prices or the stock of an offer that lets nearly every record pass by.

A dozen rules look for something odd in the same few rows; where nothing at all is odd, one look is
enough for them all. What is not usual need not be wrong: the rules then look for themselves.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cml_sync.checks.stock_rows import StockRow
from cml_sync.model.offers import Price

ENORMOUS: Final = Decimal(10) ** 12
"""No price is as large."""

_ZERO: Final = Decimal(0)  # a whole number would be made a decimal at every comparison
PLENTY: Final = Decimal(10) ** 9
"""No stock is as large."""


def are_usual_prices(prices: Iterable[Price]) -> bool:
    """Whether each has a type of its own and a value above zero and below `ENORMOUS`.

    It is for some base units, however many, and for every quantity of goods; all its elements are
    known.
    """
    types: set[str] = set()
    usual: Decimal | None = None
    for price in prices:
        data = price.__dict__  # an attribute of a model takes twice as long as an item of a dict
        value, identifier = data["value"], data["price_type_id"]
        if value is None or not _ZERO < value < ENORMOUS or not identifier or identifier in types:
            return False
        if data["qty_to"] is not None or data["min_quantity"] is not None or data["unknown"]:
            return False
        coefficient = data["coefficient"]
        if coefficient is not None and coefficient is not usual:  # nearly always the same 1
            if coefficient <= _ZERO:
                return False
            usual = coefficient
        types.add(identifier)
    return True


def are_usual_rows(rows: Iterable[StockRow]) -> bool:
    """Whether each has a warehouse of its own and a quantity from zero on, below `PLENTY`."""
    warehouses: set[str] = set()
    for row in rows:
        quantity, identifier = row.quantity, row.warehouse_id
        if quantity is None or not _ZERO <= quantity < PLENTY:
            return False
        if not identifier or identifier in warehouses:
            return False
        warehouses.add(identifier)
    return True
