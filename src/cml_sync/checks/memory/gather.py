"""What the index remembers of each kind of record."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from cml_sync.checks.memory.index import SPLIT_SINCE, Index, References, option_key
from cml_sync.checks.stock_rows import stock_rows
from cml_sync.checks.view import RecordView
from cml_sync.model.classifier import Category, Group, PriceType, Property, Unit
from cml_sync.model.documents import Document
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.model.parties import Counterparty
from cml_sync.model.views import base_unit_code, fold_name, is_deleted, options, values_of
from cml_sync.model.warehouses import Warehouse
from cml_sync.patterns import pattern

NO_ID: Final = "00000000-0000-0000-0000-000000000000"
"""How 1C writes a reference to nothing."""

_BUILT_IN: Final = "CML2_"
"""How the ids of properties begin that 1C-Bitrix has by itself; no classifier defines them all."""

_PARENT: Final = pattern("<(?:Родитель|ИдРодителя)>([^<]*)<")

DESCRIBED: Final = 1
PRICED: Final = 2
STOCKED: Final = 4

_STOCK_FIELDS: Final = frozenset({"quantity", "stocks", "rests", "warehouse_quantities"})
_PRICE_FIELDS: Final = frozenset({"prices", "discount_tiers"})
_CATALOGUED: Final = (Kind.OFFER, Kind.PRODUCT, Kind.OFFER_CHANGE)
_DESCRIBING: Final = frozenset({"name", "base_unit", "characteristics", "property_values"})


def offer_bits(record: Offer | OfferChange) -> int:
    """What an offer says: `DESCRIBED`, `PRICED`, `STOCKED`; the parts of 3.1 say one each."""
    return _bits(frozenset(record.model_fields_set))


@lru_cache(maxsize=1024)  # a part has few shapes of offers
def _bits(given: frozenset[str]) -> int:
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
    if view.kind in _CATALOGUED:
        return view.scope
    if view.kind is Kind.DOCUMENT:
        return (view.record.operation or "").lower()
    return view.part.header.file


def recognise(view: RecordView[Any]) -> None:
    """Says in `view` what was met under the id of its record before, and remembers the id.

    It comes before the rules, so that it is looked up once.
    """
    kind, index = view.kind, view.index
    identifier = view.identifier
    if not identifier or kind is Kind.GROUP:
        return
    bits = 1
    if kind is Kind.OFFER or kind is Kind.OFFER_CHANGE:
        bits = _bits(view.shape)
        index.offers_say |= bits
    scope = view.scope if kind in _CATALOGUED else repeated_scope(view)
    view.met = index.repeated[kind].mark(identifier, scope=scope, bits=bits)
    if view.met & bits:
        index.again[view.part.header.file] += 1


def gather(view: RecordView[Any]) -> None:
    """Lets the index of `view` remember what is needed of its record, but for its id."""
    kind, index = view.kind, view.index
    index.counts[kind] += 1
    remember = _BY_KIND.get(kind)
    if remember is not None:
        remember(view)


def parent_named(group: Group) -> str:
    """The parent of a group in a flat list, where some senders name it so; empty for none."""
    for one in group.unknown:
        if found := _PARENT.match(one.xml):
            return found[1].strip()
    return ""


def _group(view: RecordView[Group]) -> None:
    scope = repeated_scope(view)
    pending = [(view.record, parent_named(view.record))]
    while pending:
        group, parent = pending.pop()
        pending.extend((child, group.id or "") for child in group.children)
        if group.id:
            deleted = is_deleted(group)
            _define(view, view.index.groups, group.id, deleted=deleted)
            view.index.repeated[Kind.GROUP].mark(group.id, scope=scope)
            if group.name and not deleted:
                view.index.names.remember(Kind.GROUP, group.name, group.id, scope=parent)
        for own in group.properties:
            if own.id and own.name:
                _define(view, view.index.properties, own.id)


def _property(view: RecordView[Property]) -> None:
    identifier = view.record.id
    if not identifier:
        return
    deleted = bool(view.record.deletion_mark)
    _define(view, view.index.properties, identifier, deleted=deleted)
    if not deleted:
        _name(view)
    if view.record.multiple is False:
        view.index.goods.single.add(identifier)
    if view.record.value_type:
        view.index.value_types[identifier] = view.record.value_type
        view.index.types_met.add(view.record.value_type)
    if view.record.external:
        return
    _options(view, identifier)


def _options(view: RecordView[Property], identifier: str) -> None:
    for own in view.record.options:
        if own.deletion_mark and own.id:
            _define(view, view.index.options, option_key(identifier, own.id), deleted=True)
    for option in options(view.record):
        view.index.listed.add(identifier)
        for name in (option.id, option.value):
            if name:
                _define(view, view.index.options, option_key(identifier, name.strip()))
        if option.id and option.value and option.value.strip() != option.id:
            view.index.goods.option_texts.mark(option_key(identifier, option.value.strip()))


def _price_type(view: RecordView[PriceType]) -> None:
    price_type = view.record
    if price_type.id:
        _listed(view, view.index.price_types)
        view.index.currencies[price_type.id] = price_type.currency
        view.index.price_type_places.setdefault(price_type.id, view.place)
        if price_type.name:
            view.index.price_type_names.setdefault(price_type.name, price_type.id)


def _warehouse(view: RecordView[Warehouse]) -> None:
    if view.record.id:
        _listed(view, view.index.warehouses)


def _listed(view: RecordView[Any], references: References) -> None:
    deleted = bool(view.record.deletion_mark)
    _define(view, references, view.record.id, deleted=deleted)
    if not deleted:
        _name(view)


def _name(view: RecordView[Any]) -> None:
    if view.record.id and view.record.name:
        view.index.names.remember(view.kind, view.record.name, view.record.id)


def _category(view: RecordView[Category]) -> None:
    if view.record.id:
        _listed(view, view.index.categories)


def _unit(view: RecordView[Unit]) -> None:
    unit = view.record
    identifier = unit.id or unit.code
    if not identifier:
        return
    for key in filter(None, (unit.id, unit.code)):
        _define(view, view.index.units, key.strip())
    name = unit.short_name or unit.full_name
    if name and not unit.deletion_mark:
        view.index.names.remember(Kind.UNIT, name, identifier.strip())


def is_marked(record: Product) -> bool:
    """Whether goods are marked as deleted.

    Requisites are not looked at: only documents use them for it, and a million records ask this.
    """
    return bool(record.status or record.deletion_mark or record.status_element) and is_deleted(
        record
    )


def _product(view: RecordView[Product]) -> None:
    if view.record.id:
        product, deleted = view.record.id.partition("#")[0], is_marked(view.record)
        _define(view, view.index.products, product, deleted=deleted)
        if deleted:
            view.index.marked[Kind.PRODUCT] += 1
        else:
            view.index.goods.product(view.record, view)
    if view.record.category_id and view.record.category_id != NO_ID:
        view.index.categories.refer(view, view.record.category_id)
    _references(view)
    _base_unit(view)


def _base_unit(view: RecordView[Product]) -> None:
    """In 3.1, and where a list of units came before, the code of the base unit refers to it."""
    version = view.part.version
    if view.record.base_unit is not None and (
        view.index.units or (version is not None and version >= SPLIT_SINCE)
    ):
        code = base_unit_code(view.record.base_unit)
        if code:
            view.index.units.refer(view, code)


def _offer(view: RecordView[Offer]) -> None:
    if is_marked(view.record):
        view.index.marked[Kind.OFFER] += 1
    elif view.record.id:
        view.index.products.refer(view, view.record.id.partition("#")[0])
    _references(view)
    _prices(view)
    _stock(view)


def _offer_change(view: RecordView[OfferChange]) -> None:
    if view.record.id:
        view.index.products.refer(view, view.record.id.partition("#")[0])
    _prices(view)
    _stock(view)


def _references(view: RecordView[Product] | RecordView[Offer]) -> None:
    index, record = view.index, view.record
    for identifier in record.group_ids:
        if identifier and identifier != NO_ID:
            index.groups.refer(view, identifier)
    listed, settled = index.listed, index.properties.settled
    for value in record.property_values:
        wanted = value.id
        if wanted in settled and wanted not in listed:
            continue
        if not wanted or wanted == NO_ID or wanted.startswith(_BUILT_IN):
            continue
        index.properties.refer(view, wanted)
        if wanted in listed:
            for written in values_of(value):
                if written.strip() and written != NO_ID:
                    index.options.refer_to_option(view, wanted, written.strip())


def _prices(view: RecordView[Offer] | RecordView[OfferChange]) -> None:
    index = view.index
    worthful, met_prices = index.worthful, index.met_prices
    for price in view.record.prices:
        values = price.__dict__  # three of its fields are asked for, of millions of prices
        price_type, currency = values["price_type_id"], values["currency"]
        met = met_prices.get((price_type, currency))
        if met is not None:
            met.count += 1
        else:
            index.priced(price_type, currency, view)
        if not values["value"]:
            index.zero_prices[price_type or ""] += 1
        elif price_type not in worthful:
            worthful.add(price_type or "")


def _stock(view: RecordView[Offer] | RecordView[OfferChange]) -> None:
    warehouses = view.index.warehouses
    settled = warehouses.settled
    for level in stock_rows(view.record):
        warehouse = level.warehouse_id
        if warehouse and warehouse not in settled and warehouse != NO_ID:
            warehouses.refer(view, warehouse)


def _document(view: RecordView[Document]) -> None:
    document, index = view.record, view.index
    if document.number and document.id:
        index.numbers.setdefault(number_key(document), hash(document.id))
    for party in document.counterparties:
        _party(index, party)
    ordered = index.ordered
    for line in document.lines:
        if line.id:
            ordered.add((line.id.partition("#")[0],), view)


def number_key(document: Document) -> int:
    """The number of a document with what makes it the only one: operation and year."""
    year = document.date.year if document.date else 0
    return hash((fold_name(document.operation or ""), document.number, year))


def _counterparty(view: RecordView[Counterparty]) -> None:
    _party(view.index, view.record)


def _party(index: Index, party: Counterparty) -> None:
    if party.id and party.inn:
        index.inns.setdefault(hash(party.id), hash(party.inn.strip()))


def _define(
    view: RecordView[Any], references: References, identifier: str, *, deleted: bool = False
) -> None:
    section = view.section or Section.CLASSIFIER
    references.define(identifier, section, view.part.version, deleted=deleted)


_BY_KIND: Final[Mapping[Kind, Callable[[Any], None]]] = MappingProxyType(
    {
        Kind.GROUP: _group,
        Kind.PROPERTY: _property,
        Kind.CATEGORY: _category,
        Kind.UNIT: _unit,
        Kind.PRICE_TYPE: _price_type,
        Kind.WAREHOUSE: _warehouse,
        Kind.PRODUCT: _product,
        Kind.OFFER: _offer,
        Kind.OFFER_CHANGE: _offer_change,
        Kind.DOCUMENT: _document,
        Kind.COUNTERPARTY: _counterparty,
    }
)
