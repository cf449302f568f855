from decimal import Decimal

import pytest

from cml_sync.model.offer_views import (
    PriceTier,
    StockLevels,
    WarehouseLevel,
    price_tiers,
    stock_levels,
)
from cml_sync.model.offers import (
    DiscountTier,
    Offer,
    OfferChange,
    Price,
    Rest,
    RestWarehouse,
    Stock,
    WarehouseQuantity,
)
from cml_sync.model.words import QUANTITY_EXCEEDED

D = Decimal


def test_a_plain_price_is_a_tier_from_the_first_unit() -> None:
    price = Price(price_type_id="t-1", value=D("350.00"))

    assert price_tiers(Offer(prices=(price,))) == (PriceTier(price, D("350.00")),)
    assert price_tiers(Offer()) == ()


def test_a_minimum_starts_a_tier() -> None:
    one = Price(price_type_id="t-1", value=D(350))
    ten = Price(price_type_id="t-1", value=D(300), min_quantity=D(10))

    tiers = price_tiers(OfferChange(prices=(one, ten)))

    assert [(tier.value, tier.start, tier.end) for tier in tiers] == [
        (D(350), None, None),
        (D(300), D(10), None),
    ]


def test_a_range_is_closed_and_an_empty_end_open() -> None:
    low = Price(value=D(350), qty_from=D(1), qty_to=D(9))
    high = Price(value=D(300), qty_from=D(10), qty_to=None)

    tiers = price_tiers(Offer(prices=(low, high)))

    assert [(tier.start, tier.end, tier.exclusive) for tier in tiers] == [
        (D(1), D(9), False),
        (D(10), None, False),
    ]


def test_a_discount_makes_a_tier_above_its_threshold() -> None:
    retail = Price(price_type_id="t-1", value=D("350.00"))
    bulk = Price(price_type_id="t-1", value=D(300), min_quantity=D(10))
    empty = Price(price_type_id="t-2", value=None)
    discounts = (
        DiscountTier(condition=QUANTITY_EXCEEDED, threshold=D(5), percent=D("7.5")),
        DiscountTier(condition="По сумме документа", threshold=D(5), percent=D(20)),
        DiscountTier(condition=QUANTITY_EXCEEDED, percent=D(20)),
        DiscountTier(condition=QUANTITY_EXCEEDED, threshold=D(20)),
    )

    tiers = price_tiers(Offer(prices=(retail, bulk, empty), discount_tiers=discounts))

    assert tiers[3:] == (PriceTier(retail, D("323.75"), D(5), exclusive=True),)


W1, W2 = WarehouseLevel("w-1", D(3)), WarehouseLevel("w-2", D(0))
ATTRIBUTES = (Stock(warehouse_id="w-1", quantity=D(3)), Stock(warehouse_id="w-2", quantity=D(0)))
NESTED = (
    Rest(warehouses=(RestWarehouse(id="w-1", quantity=D(3)),)),
    Rest(warehouses=(RestWarehouse(id="w-2", quantity=D(0)),)),
)
FLAT = (Rest(warehouse_id="w-1", quantity=D(3)), Rest(warehouse_id="w-2", quantity=D(0)))
EXPORTED = (WarehouseQuantity(warehouse_id="w-9", quantity=D(8)),)


@pytest.mark.parametrize(
    ("offer", "levels"),
    [
        (Offer(), StockLevels(None, ())),
        (Offer(quantity=D(0)), StockLevels(D(0), ())),
        (Offer(quantity=D(-2)), StockLevels(D(-2), ())),
        (Offer(stocks=ATTRIBUTES), StockLevels(D(3), (W1, W2))),
        (Offer(quantity=D(7), stocks=ATTRIBUTES), StockLevels(D(7), (W1, W2))),
        (Offer(rests=NESTED), StockLevels(D(3), (W1, W2))),
        (Offer(rests=FLAT), StockLevels(D(3), (W1, W2))),
        (Offer(rests=(Rest(quantity=D(4)),)), StockLevels(D(4), ())),
        (Offer(rests=(Rest(quantity=D(4)), *FLAT)), StockLevels(D(4), (W1, W2))),
        (Offer(rests=(Rest(),)), StockLevels(None, ())),
        (Offer(stocks=ATTRIBUTES, rests=NESTED), StockLevels(D(3), (W1, W2))),
        (
            Offer(stocks=ATTRIBUTES, warehouse_quantities=EXPORTED),
            StockLevels(D(8), (WarehouseLevel("w-9", D(8)),)),
        ),
        (
            Offer(stocks=(Stock(warehouse_id="w-1"),)),
            StockLevels(None, (WarehouseLevel("w-1", None),)),
        ),
        (OfferChange(stocks=ATTRIBUTES), StockLevels(D(3), (W1, W2))),
        (OfferChange(quantity=D(5)), StockLevels(D(5), ())),
    ],
)
def test_stock_in_every_form(offer: Offer | OfferChange, levels: StockLevels) -> None:
    assert stock_levels(offer) == levels
