"""An offer said in one piece (2.x), and in three: what it is, its prices, its stock (3.1)."""

from typing import Final, NamedTuple

from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit
from cml_sync.model.merging import PRICE_FIELDS, REST_FIELDS
from cml_sync.model.offers import Offer, Price
from cml_sync.packages.convert.names import Role
from cml_sync.packages.diff.units import unit_code
from cml_sync.xml.writing.changing import changed, each

_ID: Final = "id"
_REPEATED: Final = frozenset(
    {
        _ID,
        "row_version",
        "deletion_mark",
        "status",
        "status_element",
        "unknown",
        "unknown_attributes",
    }
)
"""What every piece of an offer may say."""


class Piece(NamedTuple):
    """One of the pieces of an offer, and the part into which it goes."""

    role: Role
    offer: Offer


def pieces(offer: Offer) -> tuple[Piece, ...]:
    """The pieces of `offer`; at least one, and the first has whatever is neither price nor stock.

    An offer of which only the price is said has no first piece: it would say that it is nothing.
    """
    fields = offer.model_fields_set
    prices, rests = fields & PRICE_FIELDS, fields & REST_FIELDS
    own = fields - PRICE_FIELDS - REST_FIELDS - {_ID}
    found = []
    if own or not (prices or rests):
        found.append(Piece(Role.OFFERS, _with(offer, own)))
    if prices:
        found.append(Piece(Role.PRICES, _with(_clear(offer), prices)))
    if rests:
        found.append(Piece(Role.RESTS, _with(offer, rests)))
    return tuple(found)


def _clear(offer: Offer) -> Offer:
    """`offer` with units of prices that nobody mistakes when the base unit stands elsewhere.

    ``л`` is a litre or a sheet: beside a base unit of litres it is that one.
    """
    base = offer.base_unit
    if base is None or not base.code or not any(price.unit for price in offer.prices):
        return offer
    return each(offer, "prices", lambda price: _clear_price(price, base))


def _clear_price(price: Price, base: BaseUnit) -> Price:
    meant = unit_code(price.unit, base)
    if meant is None or meant == unit_code(price.unit):
        return price
    return changed(price, {"unit": meant})


def _with(offer: Offer, names: frozenset[str] | set[str]) -> Offer:
    kept = {*names, _ID} & offer.model_fields_set
    values = {name: getattr(offer, name) for name in kept}
    return Offer.model_construct(_fields_set=set(values), **values)


def overlap(one: Element, other: Element) -> frozenset[str]:
    """The fields that two pieces of one offer both say; there should be none."""
    return frozenset(one.model_fields_set & other.model_fields_set) - _REPEATED
