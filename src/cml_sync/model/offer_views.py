"""Prices with their tiers and stock by warehouse, whatever the form. Pure functions."""

from decimal import Decimal
from typing import NamedTuple

from cml_sync.model.offers import DiscountTier, Offer, OfferChange, Price
from cml_sync.model.views import fold
from cml_sync.model.words import QUANTITY_EXCEEDED


class PriceTier(NamedTuple):
    """What one unit costs from a quantity on.

    Attributes:
        price: where it stands: price type, currency, unit.
        value: money per unit of the price; None = no price. Not rounded.
        start: the quantity where the tier begins; None = with the first.
        exclusive: the tier begins above `start`, not with it.
        end: the last quantity of the tier; None = up to the next tier of the type, or open.
    """

    price: Price
    value: Decimal | None
    start: Decimal | None = None
    exclusive: bool = False
    end: Decimal | None = None


class WarehouseLevel(NamedTuple):
    """Stock of one warehouse in base units; None where the row names no quantity."""

    warehouse_id: str | None
    quantity: Decimal | None


class StockLevels(NamedTuple):
    """Stock of an offer in base units.

    Attributes:
        total: None where nothing is said; a zero is a zero.
        warehouses: rows as they stand; empty where no row names a warehouse.
    """

    total: Decimal | None
    warehouses: tuple[WarehouseLevel, ...]


def price_tiers(offer: Offer | OfferChange) -> tuple[PriceTier, ...]:
    """Every tier of every price type of `offer`, in the order of the file.

    ``МинКоличество``, ``КоличествоОт``/``КоличествоДо`` and ``СкидкиНаценки`` become one form;
    a discount makes a tier of each price that has no start of its own.
    """
    plain = tuple(_tier(price) for price in offer.prices)
    discounts = offer.discount_tiers if isinstance(offer, Offer) else ()
    return plain + tuple(
        tier
        for base in plain
        if not base.start
        for discount in discounts
        if (tier := _discounted(base, discount)) is not None
    )


def stock_levels(offer: Offer | OfferChange) -> StockLevels:
    """The stock of `offer`.

    Rows of warehouses: ``КоличествоНаСкладах``, else ``Склад`` (``Склады`` of a change), else
    ``Остатки``. The total: ``Количество``, else that of a rest without a warehouse, else the sum.
    """
    rows = tuple(WarehouseLevel(row.warehouse_id, row.quantity) for row in offer.stocks)
    stated = offer.quantity
    if isinstance(offer, Offer):
        exported = tuple(
            WarehouseLevel(row.warehouse_id, row.quantity) for row in offer.warehouse_quantities
        )
        rows = exported or rows or _rest_rows(offer)
        if stated is None:
            stated = _rest_total(offer)
    known = [row.quantity for row in rows if row.quantity is not None]
    if stated is None and known:
        stated = sum(known, Decimal(0))
    return StockLevels(stated, rows)


def _tier(price: Price) -> PriceTier:
    start = price.min_quantity if price.qty_from is None else price.qty_from
    return PriceTier(price, price.value, start, end=price.qty_to)


def _discounted(base: PriceTier, discount: DiscountTier) -> PriceTier | None:
    if fold(discount.condition or "") != fold(QUANTITY_EXCEEDED) or discount.threshold is None:
        return None
    if base.value is None or discount.percent is None:
        return None
    value = base.value * (100 - discount.percent) / 100
    return PriceTier(base.price, value, discount.threshold, exclusive=True, end=base.end)


def _rest_rows(offer: Offer) -> tuple[WarehouseLevel, ...]:
    rows: list[WarehouseLevel] = []
    for rest in offer.rests:
        rows += (WarehouseLevel(warehouse.id, warehouse.quantity) for warehouse in rest.warehouses)
        if rest.warehouse_id is not None:
            rows.append(WarehouseLevel(rest.warehouse_id, rest.quantity))
    return tuple(rows)


def _rest_total(offer: Offer) -> Decimal | None:
    totals = [
        rest.quantity
        for rest in offer.rests
        if rest.quantity is not None and rest.warehouse_id is None and not rest.warehouses
    ]
    return sum(totals, Decimal(0)) if totals else None
