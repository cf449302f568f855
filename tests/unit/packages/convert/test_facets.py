"""An offer in one piece and in three."""

from decimal import Decimal

import pytest

from cml_sync.model.goods import BaseUnit
from cml_sync.model.offers import Offer, Price, Stock
from cml_sync.packages.convert.facets import overlap, pieces
from cml_sync.packages.convert.names import Role

PRICES = (Price(price_type_id="t", value=Decimal(1)),)
STOCK = (Stock(warehouse_id="w", quantity=Decimal(1)),)


@pytest.mark.parametrize(
    ("offer", "roles"),
    [
        (Offer(id="p", name="Чай", prices=PRICES, stocks=STOCK), ["offers", "prices", "rests"]),
        (Offer(id="p", name="Чай"), ["offers"]),
        (Offer(id="p", prices=PRICES), ["prices"]),
        (Offer(id="p", prices=()), ["prices"]),
        (Offer(id="p", quantity=Decimal(0)), ["rests"]),
        (Offer(id="p", prices=PRICES, quantity=Decimal(0)), ["prices", "rests"]),
        (Offer(id="p"), ["offers"]),
    ],
)
def test_every_piece_goes_where_it_is_looked_for(offer: Offer, roles: list[str]) -> None:
    found = pieces(offer)
    assert [Role(role) for role in roles] == [piece.role for piece in found]
    said: set[str] = set()
    for piece in found:
        assert piece.offer.id == "p"
        assert not (said & piece.offer.model_fields_set) - {"id"}
        said |= piece.offer.model_fields_set
    assert said == offer.model_fields_set


def test_pieces_of_one_offer_say_different_things() -> None:
    one = Offer(id="p", prices=PRICES, deletion_mark=False)
    assert overlap(one, Offer(id="p", stocks=STOCK, deletion_mark=False)) == set()
    assert overlap(one, Offer(id="p", prices=PRICES)) == {"prices"}


@pytest.mark.parametrize(
    ("base", "written", "said"),
    [
        (BaseUnit(code="112", text="л"), "л", "112"),  # also a sheet
        (BaseUnit(code="625", text="л"), "л", "625"),
        (BaseUnit(code="0001", text="бухта"), "Бухта", "0001"),  # of the sender's own
        (BaseUnit(code="796", text="шт"), "шт", "шт"),
        (BaseUnit(code="796", text="шт"), "778", "778"),
        (BaseUnit(text="л"), "л", "л"),
        (None, "л", "л"),
    ],
)
def test_a_price_alone_has_a_unit_that_nobody_mistakes(
    base: BaseUnit | None, written: str, said: str
) -> None:
    price = Price(price_type_id="t", value=Decimal(1), unit=written)
    offer = Offer(id="p", prices=(price, *PRICES))
    if base is not None:
        offer = Offer(id="p", base_unit=base, prices=(price, *PRICES))
    prices = next(piece.offer for piece in pieces(offer) if piece.role is Role.PRICES)
    assert [one.unit for one in prices.prices] == [said, None]
