"""What the index remembers of each kind of record."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from cml_sync.checks.index import Index, References, option_key
from cml_sync.checks.stock_rows import stock_rows
from cml_sync.checks.view import RecordView
from cml_sync.model.classifier import Group, PriceType, Property
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.views import options, split_id, values_of
from cml_sync.model.warehouses import Warehouse
from cml_sync.problems import Place

NO_ID: Final = "00000000-0000-0000-0000-000000000000"
"""How 1C writes a reference to nothing."""

_BUILT_IN: Final = "CML2_"
"""How the ids of properties begin that 1C-Bitrix has by itself; no classifier defines them all."""

DESCRIBED: Final = 1
PRICED: Final = 2
STOCKED: Final = 4

_STOCK_FIELDS: Final = frozenset({"quantity", "stocks", "rests", "warehouse_quantities"})
_PRICE_FIELDS: Final = frozenset({"prices", "discount_tiers"})
_DESCRIBING: Final = frozenset({"name", "base_unit", "characteristics", "property_values"})


def offer_bits(record: Offer | OfferChange) -> int:
    """What an offer says: `DESCRIBED`, `PRICED`, `STOCKED`; the parts of 3.1 say one each."""
    given = record.model_fields_set
    bits = PRICED if given & _PRICE_FIELDS else 0
    if given & _STOCK_FIELDS:
        bits |= STOCKED
    if given & _DESCRIBING or not bits:
        bits |= DESCRIBED
    return bits


def repeated_scope(view: RecordView[Any]) -> str:
    """Among which records the id must be the only one.

    Products and offers: those of their catalogue. Documents: those of their operation. All others:
    those of their part, as the parts of a package repeat the classifier.
    """
    if view.kind in (Kind.PRODUCT, Kind.OFFER, Kind.OFFER_CHANGE):
        return view.scope
    if view.kind is Kind.DOCUMENT:
        return (view.record.operation or "").lower()
    return view.part.header.file


def gather(view: RecordView[Any]) -> None:
    """Lets the index of `view` remember what is needed of its record."""
    view.index.counts[view.kind] += 1
    identifier = view.place.record_id
    if identifier and view.kind is not Kind.GROUP:
        bits = offer_bits(view.record) if view.kind in (Kind.OFFER, Kind.OFFER_CHANGE) else 1
        view.index.repeated[view.kind].mark(identifier, scope=repeated_scope(view), bits=bits)
    remember = _BY_KIND.get(view.kind)
    if remember is not None:
        remember(view)


def _group(view: RecordView[Group]) -> None:
    scope = repeated_scope(view)
    pending = [view.record]
    while pending:
        group = pending.pop()
        pending.extend(group.children)
        if group.id:
            _define(view, view.index.groups, group.id)
            view.index.repeated[Kind.GROUP].mark(group.id, scope=scope)
        for own in group.properties:
            if own.id and own.name:
                _define(view, view.index.properties, own.id)


def _property(view: RecordView[Property]) -> None:
    identifier = view.record.id
    if not identifier:
        return
    _define(view, view.index.properties, identifier)
    if view.record.external:
        return
    for option in options(view.record):
        view.index.listed.add(identifier)
        for name in (option.id, option.value):
            if name:
                _define(view, view.index.options, option_key(identifier, name.strip()))


def _price_type(view: RecordView[PriceType]) -> None:
    price_type = view.record
    if price_type.id:
        _define(view, view.index.price_types, price_type.id)
        view.index.currencies[price_type.id] = price_type.currency
        if price_type.name:
            view.index.price_type_names.setdefault(price_type.name, price_type.id)


def _warehouse(view: RecordView[Warehouse]) -> None:
    if view.record.id:
        _define(view, view.index.warehouses, view.record.id)


def _product(view: RecordView[Product]) -> None:
    if view.record.id:
        _define(view, view.index.products, split_id(view.record.id)[0])
    _references(view.index, view.record, view.place)


def _offer(view: RecordView[Offer]) -> None:
    if view.record.id:
        view.index.products.refer(view.place, split_id(view.record.id)[0])
    _references(view.index, view.record, view.place)
    _prices(view.index, view.record.prices, view.place)
    _stock(view.index, view.record, view.place)


def _offer_change(view: RecordView[OfferChange]) -> None:
    if view.record.id:
        view.index.products.refer(view.place, split_id(view.record.id)[0])
    _prices(view.index, view.record.prices, view.place)
    _stock(view.index, view.record, view.place)


def _references(index: Index, record: Product, place: Place) -> None:
    for identifier in record.group_ids:
        if identifier and identifier != NO_ID:
            index.groups.refer(place, identifier)
    for value in record.property_values:
        if not value.id or value.id == NO_ID or value.id.startswith(_BUILT_IN):
            continue
        index.properties.refer(place, value.id)
        if value.id in index.listed:
            for written in values_of(value):
                if written.strip() and written != NO_ID:
                    index.options.refer_to_option(place, value.id, written.strip())


def _prices(index: Index, prices: tuple[Price, ...], place: Place) -> None:
    for price in prices:
        if price.price_type_id:
            index.price_types.refer(place, price.price_type_id)
        if price.currency:
            index.price_currencies.add((price.price_type_id or "", price.currency), place)


def _stock(index: Index, record: Offer | OfferChange, place: Place) -> None:
    for level in stock_rows(record):
        if level.warehouse_id and level.warehouse_id != NO_ID:
            index.warehouses.refer(place, level.warehouse_id)


def _define(view: RecordView[Any], references: References, identifier: str) -> None:
    references.define(identifier, view.section or Section.CLASSIFIER, view.part.version)


_BY_KIND: Final[Mapping[Kind, Callable[[Any], None]]] = MappingProxyType(
    {
        Kind.GROUP: _group,
        Kind.PROPERTY: _property,
        Kind.PRICE_TYPE: _price_type,
        Kind.WAREHOUSE: _warehouse,
        Kind.PRODUCT: _product,
        Kind.OFFER: _offer,
        Kind.OFFER_CHANGE: _offer_change,
    }
)
