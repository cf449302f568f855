"""What a part is, said by its content and never by its name."""

from collections.abc import Set as AbstractSet
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cml_sync.model.kinds import Kind, Section


class PartKind(StrEnum):
    """What a part holds, in the order in which parts are taken."""

    REFERENCE_BOOKS = "reference_books"
    CLASSIFIER = "classifier"  # several kinds of classifier records, or none of them
    GROUPS = "groups"
    UNITS = "units"
    PRICE_TYPES = "price_types"
    WAREHOUSES = "warehouses"
    PROPERTIES = "properties"
    CATALOG = "catalog"  # a classifier and products: the classic import0_1.xml
    MIXED = "mixed"  # goods and offers, or goods and documents, in one file
    GOODS = "goods"  # products without a classifier: portions from the second on, and 3.1
    OFFERS = "offers"
    PRICES = "prices"  # offers of `Ид` and `Цены` alone
    RESTS = "rests"  # offers of `Ид` and stock alone, in whatever form
    CHANGES = "changes"  # ИзмененияПакетаПредложений
    COUNTERPARTIES = "counterparties"
    DOCUMENTS = "documents"  # also with their counterparties beside them
    EMPTY = "empty"  # a root that holds nothing we know: an answer without orders
    UNREADABLE = "unreadable"  # reading it raises the error that says why


_SECTIONS: Final = MappingProxyType(
    {
        Section.OFFERS_CHANGES: PartKind.CHANGES,
        Section.COUNTERPARTIES: PartKind.COUNTERPARTIES,
        Section.REFERENCE_BOOKS: PartKind.REFERENCE_BOOKS,
    }
)
_RECORDS: Final = MappingProxyType(
    {
        Kind.PRODUCT: PartKind.GOODS,
        Kind.OFFER: PartKind.OFFERS,
        Kind.OFFER_CHANGE: PartKind.CHANGES,
        Kind.DOCUMENT: PartKind.DOCUMENTS,
        Kind.CONTAINER: PartKind.DOCUMENTS,
        Kind.COUNTERPARTY: PartKind.COUNTERPARTIES,
        Kind.REFERENCE_BOOK: PartKind.REFERENCE_BOOKS,
    }
)
_CLASSIFIER_RECORDS: Final = MappingProxyType(
    {
        Kind.GROUP: PartKind.GROUPS,
        Kind.UNIT: PartKind.UNITS,
        Kind.PRICE_TYPE: PartKind.PRICE_TYPES,
        Kind.WAREHOUSE: PartKind.WAREHOUSES,
        Kind.PROPERTY: PartKind.PROPERTIES,
        Kind.CATEGORY: PartKind.CLASSIFIER,
    }
)
_STOCK: Final = frozenset({"quantity", "stocks", "rests", "warehouse_quantities"})


def classify(
    sections: AbstractSet[Section],
    kinds: AbstractSet[Kind],
    offer_fields: AbstractSet[str] = frozenset(),
    *,
    complete: bool = True,
) -> PartKind:
    """The kind of a part.

    A classifier so long that nothing behind it was seen is that of a classic ``import.xml``, whose
    catalogue follows; in the parts of 3.1 the header of the catalogue stands in front.

    Args:
        sections: that it has; parts of 3.1 have headers of sections whose records are elsewhere.
        kinds: of records that it has.
        offer_fields: fields that its first offers have.
        complete: the whole part was looked at.
    """
    held = {_RECORDS[kind] for kind in kinds if kind in _RECORDS}
    held |= {_SECTIONS[section] for section in sections if section in _SECTIONS}
    with_classifier = Section.CLASSIFIER in sections
    if not held and with_classifier:
        followed = not complete and Section.CATALOG not in sections
        return PartKind.CATALOG if followed else _kind_of_classifier(kinds)
    held = held or _by_headers(sections) or {PartKind.EMPTY}
    if held == {PartKind.DOCUMENTS, PartKind.COUNTERPARTIES}:
        return PartKind.DOCUMENTS
    if len(held) > 1:
        return PartKind.MIXED
    kind = held.pop()
    if kind is PartKind.GOODS and with_classifier:
        return PartKind.CATALOG
    return _kind_of_offers(offer_fields) if kind is PartKind.OFFERS else kind


def _by_headers(sections: AbstractSet[Section]) -> set[PartKind]:
    """A section without records, and no classifier to be the header of: an empty set of goods."""
    headers = {Section.CATALOG: PartKind.GOODS, Section.OFFERS_PACKAGE: PartKind.OFFERS}
    return {headers[section] for section in sections if section in headers}


def _kind_of_offers(fields: AbstractSet[str]) -> PartKind:
    if fields == {"id", "prices"}:
        return PartKind.PRICES
    if "id" in fields and fields - {"id"} and fields - {"id"} <= _STOCK:
        return PartKind.RESTS
    return PartKind.OFFERS


def _kind_of_classifier(kinds: AbstractSet[Kind]) -> PartKind:
    found = {_CLASSIFIER_RECORDS[kind] for kind in kinds if kind in _CLASSIFIER_RECORDS}
    return found.pop() if len(found) == 1 else PartKind.CLASSIFIER
