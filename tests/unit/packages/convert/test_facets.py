"""An offer in one piece and in three."""

from decimal import Decimal

import pytest

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
