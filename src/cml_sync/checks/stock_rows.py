"""The stock of an offer by warehouse, without building anything where the model has the rows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from cml_sync.model.offer_views import stock_levels
from cml_sync.model.offers import Offer, OfferChange


class StockRow(Protocol):
    """Stock of one warehouse, in base units."""

    @property
    def warehouse_id(self) -> str | None:
        """Which."""
        ...

    @property
    def quantity(self) -> Decimal | None:
        """How much; None where the row names no quantity."""
        ...


def row_path(record: Offer | OfferChange, number: int) -> str:
    """Where in the record the row of this number stands, from 1 on; that of the total for 0.

    Empty where an `Остаток` is not just one row.
    """
    if not number:
        return "Количество"
    if isinstance(record, OfferChange):
        return f"Склады[{number}]"
    if record.warehouse_quantities:
        return f"КоличествоНаСкладах/КоличествоНаСкладе[{number}]"
    if record.stocks:
        return f"Склад[{number}]"
    rows = (len(rest.warehouses) + (rest.warehouse_id is not None) for rest in record.rests)
    return f"Остатки/Остаток[{number}]" if all(count == 1 for count in rows) else ""


def stock_rows(record: Offer | OfferChange) -> Sequence[StockRow]:
    """The rows that `stock_levels` gives, as they stand."""
    if isinstance(record, Offer):
        if record.warehouse_quantities:
            return record.warehouse_quantities
        if not record.stocks and record.rests:
            return stock_levels(record).warehouses
    return record.stocks
