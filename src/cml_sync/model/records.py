"""Records: which models they are, where they stand, what identifies them, and how they are kept."""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cml_sync.model.classifier import (
    Category,
    Classifier,
    Group,
    PriceType,
    Property,
    Unit,
)
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation, CounterpartyList
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OfferChange, OffersChanges, OffersPackage
from cml_sync.model.parties import Counterparty
from cml_sync.model.reference_books import ReferenceBook, ReferenceBooks
from cml_sync.model.warehouses import Warehouse

if TYPE_CHECKING:
    from json import JSONEncoder

MODELS: Final[Mapping[Kind, type[Element]]] = MappingProxyType(
    {
        Kind.GROUP: Group,
        Kind.PROPERTY: Property,
        Kind.CATEGORY: Category,
        Kind.PRICE_TYPE: PriceType,
        Kind.UNIT: Unit,
        Kind.WAREHOUSE: Warehouse,
        Kind.PRODUCT: Product,
        Kind.OFFER: Offer,
        Kind.OFFER_CHANGE: OfferChange,
        Kind.DOCUMENT: Document,
        Kind.CONTAINER: Container,
        Kind.COUNTERPARTY: Counterparty,
        Kind.REFERENCE_BOOK: ReferenceBook,
    }
)
"""The model of each kind of record."""

SECTIONS: Final[Mapping[Section, type[Element]]] = MappingProxyType(
    {
        Section.CLASSIFIER: Classifier,
        Section.CATALOG: Catalog,
        Section.OFFERS_PACKAGE: OffersPackage,
        Section.OFFERS_CHANGES: OffersChanges,
        Section.COUNTERPARTIES: CounterpartyList,
        Section.REFERENCE_BOOKS: ReferenceBooks,
    }
)
"""The model of each section."""

SECTION_FIELDS: Final[Mapping[Section, str]] = MappingProxyType(
    {
        Section.CLASSIFIER: "classifiers",
        Section.CATALOG: "catalogs",
        Section.OFFERS_PACKAGE: "offers_packages",
        Section.OFFERS_CHANGES: "offers_changes",
        Section.COUNTERPARTIES: "counterparty_lists",
        Section.REFERENCE_BOOKS: "reference_books",
    }
)
"""The field of `CommercialInformation` that holds each section."""


class Spot(NamedTuple):
    """Where records stand.

    Attributes:
        section: the section, or None directly under the root.
        field: of the model of the section, or of the root; wired as streamed.
    """

    section: Section | None
    field: str


SPOTS: Final[Mapping[Spot, Kind]] = MappingProxyType(
    {
        Spot(Section.CLASSIFIER, "groups"): Kind.GROUP,
        Spot(Section.CLASSIFIER, "properties"): Kind.PROPERTY,
        Spot(Section.CLASSIFIER, "price_types"): Kind.PRICE_TYPE,
        Spot(Section.CLASSIFIER, "categories"): Kind.CATEGORY,
        Spot(Section.CLASSIFIER, "units"): Kind.UNIT,
        Spot(Section.CLASSIFIER, "warehouses"): Kind.WAREHOUSE,
        Spot(Section.CATALOG, "products"): Kind.PRODUCT,
        Spot(Section.OFFERS_PACKAGE, "price_types"): Kind.PRICE_TYPE,
        Spot(Section.OFFERS_PACKAGE, "warehouses"): Kind.WAREHOUSE,
        Spot(Section.OFFERS_PACKAGE, "offers"): Kind.OFFER,
        Spot(Section.OFFERS_CHANGES, "offers"): Kind.OFFER_CHANGE,
        Spot(Section.COUNTERPARTIES, "counterparties"): Kind.COUNTERPARTY,
        Spot(Section.REFERENCE_BOOKS, "books"): Kind.REFERENCE_BOOK,
        Spot(None, "documents"): Kind.DOCUMENT,
        Spot(None, "containers"): Kind.CONTAINER,
        Spot(None, "counterparties"): Kind.COUNTERPARTY,
    }
)
"""Every place where records stand, and their kind; for readers and writers."""

_KINDS: Final[Mapping[type[Element], Kind]] = MappingProxyType(
    {model: kind for kind, model in MODELS.items()}
)


def model_at(section: Section | None) -> type[Element]:
    """The model whose streamed fields are the records of `section`; the root for None."""
    return CommercialInformation if section is None else SECTIONS[section]


def kind_of(record: Element) -> Kind:
    """The kind of `record`. Raises KeyError if its class is no record."""
    return _KINDS[type(record)]


def field_of(kind: Kind, section: Section | None) -> str:
    """The field that holds records of `kind` in `section`. Raises KeyError if there is none."""
    for spot, held in SPOTS.items():
        if held is kind and spot.section is section:
            return spot.field
    raise KeyError(kind, section)


def record_id(record: Element) -> str | None:
    """What identifies `record` among its kind, or None.

    Its ``Ид``; of an offer change ``Ид#ИдХарактеристики``; of a document without ``Ид`` its
    ``Номер`` (1080 of 1436 real 3.1 orders have none); of a container that of its first document.
    """
    own_way = _IDENTIFIED.get(type(record))
    if own_way is not None:
        return own_way(record)
    identifier: str | None = getattr(record, "id", None)
    return identifier or None


def _container_id(record: Container) -> str | None:
    return record_id(record.documents[0]) if record.documents else None


def _document_id(record: Document) -> str | None:
    return record.id or record.number or None


def _change_id(record: OfferChange) -> str | None:
    if record.id and record.characteristic_id:
        return f"{record.id}#{record.characteristic_id}"
    return record.id or None


_IDENTIFIED: Final[Mapping[type[Element], Callable[[Any], str | None]]] = MappingProxyType(
    {Container: _container_id, Document: _document_id, OfferChange: _change_id}
)
"""Those that are identified in another way; by class, because pydantic makes `isinstance` slow."""


def dump(record: Element) -> bytes:
    """`record` as JSON: its set fields only, keys sorted, Decimal as text with its scale.

    The same fields set to the same values give the same bytes, whatever the order in which a file
    named them; ``350`` and ``350.00`` differ, as they do on the wire. `==` compares less: it does
    not see which fields are set.
    """
    value = record.model_dump(mode="json", exclude_unset=True)
    return _encoder().encode(value).encode()


@cache
def _encoder() -> "JSONEncoder":
    from json import JSONEncoder  # noqa: PLC0415 - who only checks a file keeps nothing

    return JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(kind: Kind, data: bytes) -> Element:
    """The record that `dump` made `data` of; the same fields are set.

    Raises:
        pydantic.ValidationError: `data` is not such a record.
    """
    return MODELS[kind].model_validate_json(data)


def digest(record: Element) -> bytes:
    """SHA-256 over `dump`, 32 bytes."""
    from hashlib import sha256  # noqa: PLC0415 - OpenSSL, which who only reads need not load

    return sha256(dump(record)).digest()
