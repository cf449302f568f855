"""What the kinds of records are called, for people."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cml_sync.messages import Text, text

KINDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "group": text("groups"),
        "property": text("properties"),
        "category": text("categories"),
        "price_type": text("price types"),
        "unit": text("units"),
        "warehouse": text("warehouses"),
        "product": text("products"),
        "offer": text("offers"),
        "document": text("documents"),
        "container": text("containers"),
        "offer_change": text("changes of offers"),
        "counterparty": text("counterparties"),
        "reference_book": text("reference books"),
        "picture": text("pictures"),
    }
)
"""By the value of the kind; ``picture`` for pictures."""


def kind_name(kind: str) -> Text | str:
    """What a kind is called; the word itself where it has no name."""
    return KINDS.get(kind, kind)
