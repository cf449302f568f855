"""The kinds of lines: what they are called, which file holds them, which records they are.

The only place where these names are decided. A shop looks for prices and stock apart from the
cards of its goods, and for payments apart from orders; so records of one kind of ours may be lines
of several kinds.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer
from cml_sync.model.records import kind_of
from cml_sync.model.words import PAYMENT_OPERATIONS, Operation


class LineKind(NamedTuple):
    """One kind of lines.

    Attributes:
        word: the value of the key `kind`.
        file: of a folder, which holds them.
        record: the kind of their records.
    """

    word: str
    file: str
    record: Kind


LINE_KINDS: Final[Mapping[str, LineKind]] = MappingProxyType(
    {
        kind.word: kind
        for kind in (
            LineKind("group", "groups.jsonl", Kind.GROUP),
            LineKind("property", "properties.jsonl", Kind.PROPERTY),
            LineKind("category", "categories.jsonl", Kind.CATEGORY),
            LineKind("price_type", "price_types.jsonl", Kind.PRICE_TYPE),
            LineKind("unit", "units.jsonl", Kind.UNIT),
            LineKind("warehouse", "warehouses.jsonl", Kind.WAREHOUSE),
            LineKind("product", "products.jsonl", Kind.PRODUCT),
            LineKind("offer", "offers.jsonl", Kind.OFFER),
            LineKind("prices", "prices.jsonl", Kind.OFFER),
            LineKind("rests", "rests.jsonl", Kind.OFFER),
            LineKind("offer_change", "offer_changes.jsonl", Kind.OFFER_CHANGE),
            LineKind("order", "orders.jsonl", Kind.DOCUMENT),
            LineKind("payment", "payments.jsonl", Kind.DOCUMENT),
            LineKind("shipment", "shipments.jsonl", Kind.DOCUMENT),
            LineKind("return", "returns.jsonl", Kind.DOCUMENT),
            LineKind("document", "documents.jsonl", Kind.DOCUMENT),
            LineKind("container", "containers.jsonl", Kind.CONTAINER),
            LineKind("counterparty", "counterparties.jsonl", Kind.COUNTERPARTY),
            LineKind("reference_book", "reference_books.jsonl", Kind.REFERENCE_BOOK),
        )
    }
)
"""Every kind of lines that hold records, in the order in which files are named."""

LAYOUT: Final = "layout"
"""What a manifest calls the file of parts and sections."""

LAYOUT_FILE: Final = "layout.jsonl"
STREAM: Final = "stream"
"""What a manifest calls the one file of a stream: everything before its own line."""

MANIFEST_FILE: Final = "manifest.json"
STREAM_FILE: Final = "package.jsonl"
"""The name of the one file of a stream, where nobody gave it another."""

STOCK: Final = frozenset({"quantity", "stocks", "rests", "warehouse_quantities"})
"""The fields of an offer in which stock stands."""

_PRICES: Final = frozenset({"id", "prices"})
_RESTS: Final = STOCK | {"id"}
_DOCUMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Operation.ORDER.value: "order",
        Operation.SHIPMENT.value: "shipment",
        Operation.RETURN.value: "return",
        Operation.CASH_REFUND.value: "payment",
        Operation.BANK_REFUND.value: "payment",
        **dict.fromkeys(PAYMENT_OPERATIONS, "payment"),
    }
)


def word_of(record: Element) -> str:
    """What the line of `record` is called.

    An offer of ``Ид`` and prices alone is called `prices`, one of ``Ид`` and stock alone `rests`; a
    document is called by its ``ХозОперация``: refunds are payments, what has no name is `document`.

    Raises:
        KeyError: it is no record.
    """
    model = type(record)  # pydantic makes `isinstance` slow
    if model is Offer:
        fields = record.model_fields_set
        if "name" in fields or "id" not in fields or len(fields) == 1:
            return "offer"
        return "prices" if fields == _PRICES else "rests" if fields <= _RESTS else "offer"
    if model is Document:
        return _DOCUMENTS.get(record.__dict__["operation"] or "", "document")
    return kind_of(record).value


def file_of(word: str) -> str:
    """The file of the lines that are called `word`."""
    if word == STREAM:
        return STREAM_FILE
    return LAYOUT_FILE if word == LAYOUT else LINE_KINDS[word].file
