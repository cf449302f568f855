"""How a record that came is laid over the state we have. Pure.

A field that is absent leaves the old value alone; one that is present but empty clears it. So the
parts of one offer (3.1: goods, offers, prices and rests) may come in any order and one by one.
Documents are not laid over each other: each is whole, the newer replaces the older.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element, Unknown
from cml_sync.model.offers import Offer, OfferChange, Price, Stock
from cml_sync.model.records import record_id
from cml_sync.model.reference_books import ReferenceBook

T = TypeVar("T")

PRICE_FIELDS: Final = frozenset({"prices", "discount_tiers"})
"""The fields of an offer that are its prices."""

_ROWS: Final = frozenset({"stocks", "rests", "warehouse_quantities"})
REST_FIELDS: Final = _ROWS | {"quantity"}
"""The fields of an offer that are its stock; of the first three, senders use one."""

WHOLE: Final = (Document, Container, ReferenceBook)
"""Records that are never laid over each other."""

_DELETION_FIELDS: Final = frozenset({"status", "status_element", "deletion_mark"})
_TAG: Final = re.compile(r"<([^\s/>]+)")


def as_stored(record: Element) -> Element:
    """The record in the form the store keeps: a change of an offer is an offer with few fields."""
    if not isinstance(record, OfferChange):
        return record
    values: dict[str, Any] = {
        name: getattr(record, name)
        for name in ("prices", "quantity", "stocks", "unknown", "unknown_attributes")
        if name in record.model_fields_set
    }
    return Offer(id=record_id(record), **values)


def merged(old: Element, new: Element, *, change: bool = False) -> Element:
    """`new` laid over `old`, both of one model.

    Args:
        old: the state we have.
        new: what came.
        change: it came in ``ИзмененияПакетаПредложений`` (since 2.07): prices and stock there are
            rows to be replaced one by one, not the whole list.
    """
    if isinstance(new, WHOLE):
        return new
    set_now = new.model_fields_set
    values = {name: getattr(new, name) for name in set_now}
    if "unknown" in values:
        values["unknown"] = _joined(old.unknown, new.unknown, _unknown_name)
    if "unknown_attributes" in values:
        pairs = dict(old.unknown_attributes) | dict(new.unknown_attributes)
        values["unknown_attributes"] = tuple(pairs.items())
    if change and isinstance(old, Offer) and isinstance(new, Offer):
        values |= _changed_rows(old, new)
    kept = {name for name in old.model_fields_set if name not in _outdated(new)}
    fields = {name: getattr(old, name) for name in kept} | values
    return type(new).model_construct(_fields_set=set(fields), **fields)


def _outdated(new: Element) -> frozenset[str]:
    """Fields of the old state that the new one makes void though it does not hold them."""
    set_now = new.model_fields_set
    void: frozenset[str] = frozenset()
    if "name" in set_now:  # a record in full, not only its prices: no mark means "not deleted"
        void |= _DELETION_FIELDS - set_now
    if _ROWS & set_now:
        void |= _ROWS - set_now
    return void


def _changed_rows(old: Offer, new: Offer) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    if new.prices:
        types = {price.price_type_id for price in new.prices}
        kept: tuple[Price, ...] = tuple(p for p in old.prices if p.price_type_id not in types)
        rows["prices"] = kept + new.prices
    if new.stocks:
        rows["stocks"] = _joined(old.stocks, new.stocks, _warehouse)
    return rows


def _warehouse(stock: Stock) -> str | None:
    return stock.warehouse_id


def _unknown_name(item: Unknown) -> tuple[str, str]:
    found = _TAG.match(item.xml)
    return item.at, found[1] if found else item.xml


def _joined(old: Iterable[T], new: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """Old rows, those left out that a new row with the same key replaces, then the new ones."""
    fresh = tuple(new)
    replaced = {key(item) for item in fresh}
    return tuple(item for item in old if key(item) not in replaced) + fresh
