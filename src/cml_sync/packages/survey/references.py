"""What a record refers to, and by which field: the arrows between products, offers and others."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from cml_sync.model.classifier import Category, Group
from cml_sync.model.documents import Container, Document, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offer_views import stock_levels
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.views import base_unit_code, split_id


class Arrow(NamedTuple):
    """One reference.

    Attributes:
        kind: of what is referred to.
        id: its ``Ид``.
        source: what refers: a kind of record, or a word for a part of one (``price``, ``line``).
    """

    kind: Kind
    id: str
    source: str


PRICE: Final = "price"
STOCK: Final = "stock"
LINE: Final = "line"


def arrows(kind: Kind, record: Element) -> Iterator[Arrow]:
    """What a record refers to; the same arrow as often as it is there."""
    look = _BY_KIND.get(kind)
    if look is not None:
        yield from look(record)


def _product(record: Product, source: str = Kind.PRODUCT.value) -> Iterator[Arrow]:
    for id_ in record.group_ids:
        yield Arrow(Kind.GROUP, id_, source)
    if record.category_id:
        yield Arrow(Kind.CATEGORY, record.category_id, source)
    for value in record.property_values:
        if value.id:
            yield Arrow(Kind.PROPERTY, value.id, source)
    if record.base_unit is not None:
        code = base_unit_code(record.base_unit)
        if code:
            yield Arrow(Kind.UNIT, code, source)
    for other in (*record.components, *record.analogs):
        if other.id:
            yield Arrow(Kind.PRODUCT, other.id, source)


def _prices(prices: tuple[Price, ...]) -> Iterator[Arrow]:
    for price in prices:
        if price.price_type_id:
            yield Arrow(Kind.PRICE_TYPE, price.price_type_id, PRICE)


def _offer(record: Offer) -> Iterator[Arrow]:
    if record.id:
        yield Arrow(Kind.PRODUCT, split_id(record.id)[0], Kind.OFFER.value)
    yield from _product(record, Kind.OFFER.value)
    yield from _prices(record.prices)
    yield from _stock(record)


def _change(record: OfferChange) -> Iterator[Arrow]:
    if record.id:
        product, _ = split_id(record.id)
        yield Arrow(Kind.PRODUCT, product, Kind.OFFER_CHANGE.value)
        whole = f"{product}#{record.characteristic_id}" if record.characteristic_id else record.id
        yield Arrow(Kind.OFFER, whole, Kind.OFFER_CHANGE.value)
    yield from _prices(record.prices)
    yield from _stock(record)


def _stock(record: Offer | OfferChange) -> Iterator[Arrow]:
    for level in stock_levels(record).warehouses:
        if level.warehouse_id:
            yield Arrow(Kind.WAREHOUSE, level.warehouse_id, STOCK)


def _document(record: SubordinateDocument) -> Iterator[Arrow]:
    source = Kind.DOCUMENT.value
    for party in record.counterparties:
        if party.id:
            yield Arrow(Kind.COUNTERPARTY, party.id, source)
    if record.basis_id:
        yield Arrow(Kind.DOCUMENT, record.basis_id, source)
    for warehouse in record.warehouses:
        if warehouse.id:
            yield Arrow(Kind.WAREHOUSE, warehouse.id, source)
    for line in record.lines:
        if line.id:
            product, characteristic = split_id(line.id)
            yield Arrow(Kind.PRODUCT, product, LINE)
            yield Arrow(Kind.OFFER, line.id if characteristic else product, LINE)
    if isinstance(record, Document):
        for below in record.subordinates:
            yield from _document(below)


def _container(record: Container) -> Iterator[Arrow]:
    for document in record.documents:
        yield from _document(document)


def _group(record: Group) -> Iterator[Arrow]:
    for property_ in record.properties:
        if property_.id:
            yield Arrow(Kind.PROPERTY, property_.id, Kind.GROUP.value)
    for child in record.children:
        yield from _group(child)


def _category(record: Category) -> Iterator[Arrow]:
    for id_ in record.property_ids:
        yield Arrow(Kind.PROPERTY, id_, Kind.CATEGORY.value)


_BY_KIND: Final[Mapping[Kind, Callable[[Any], Iterator[Arrow]]]] = MappingProxyType(
    {
        Kind.PRODUCT: _product,
        Kind.OFFER: _offer,
        Kind.OFFER_CHANGE: _change,
        Kind.DOCUMENT: _document,
        Kind.CONTAINER: _container,
        Kind.GROUP: _group,
        Kind.CATEGORY: _category,
    }
)
