"""The names that we give to parts, so that every known receiver takes them for what they are.

Receivers dispatch on words in names (CS-Cart on ``import`` and ``offers``, OpenCart on prefixes),
so the words are those of 1C's own modules.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cml_sync.packages.parts import PartKind


class NameStyle(StrEnum):
    """Whose names they are."""

    PORTIONS = "portions"  # УТ 11: import0_1.xml, offers0_1.xml, orders-<token>_1.xml
    SINGLE = "single"  # import.xml, offers.xml, orders.xml; only for sets of one portion
    SPLIT = "split"  # 1C-Bitrix 3.1: goods_1_1_<token>.xml, prices_1_1_<token>.xml


_SPLIT: Final = MappingProxyType(
    {
        PartKind.REFERENCE_BOOKS: "references",
        PartKind.CLASSIFIER: "classifier",
        PartKind.GROUPS: "groups",
        PartKind.UNITS: "units",
        PartKind.PRICE_TYPES: "priceLists",
        PartKind.WAREHOUSES: "storages",
        PartKind.PROPERTIES: "propertiesGoods",
        PartKind.CATALOG: "import",
        PartKind.MIXED: "import",
        PartKind.GOODS: "goods",
        PartKind.OFFERS: "offers",
        PartKind.PRICES: "prices",
        PartKind.RESTS: "rests",
        PartKind.CHANGES: "offers",
        PartKind.COUNTERPARTIES: "contragents",
        PartKind.DOCUMENTS: "documents",
    }
)
_OFFERS: Final = frozenset({PartKind.OFFERS, PartKind.PRICES, PartKind.RESTS, PartKind.CHANGES})
_OTHERS: Final = frozenset({PartKind.COUNTERPARTIES, PartKind.REFERENCE_BOOKS})


def part_name(kind: PartKind, portion: int, style: NameStyle, token: str) -> str:
    """The name of a part.

    Args:
        kind: what it holds.
        portion: from 1; counted over all parts whose names begin alike (prices and rests are
            ``offers`` in the styles that do not split).
        style: whose names.
        token: makes the name of this session's parts its own (a UUID).

    Raises:
        ValueError: a kind that is never written, or a second portion in a style of single files.
    """
    if kind not in _SPLIT:
        message = f"no part of kind {kind} is ever written"
        raise ValueError(message)
    if style is NameStyle.SPLIT:
        return f"{_SPLIT[kind]}_1_{portion}_{token}.xml"
    word = _word(kind)
    if style is NameStyle.PORTIONS:
        return f"{word}-{token}_{portion}.xml" if word == "orders" else f"{word}0_{portion}.xml"
    if portion != 1:
        message = f"{word}.xml has no portion {portion}"
        raise ValueError(message)
    return f"{word}.xml"


def _word(kind: PartKind) -> str:
    if kind is PartKind.DOCUMENTS:
        return "orders"
    if kind in _OFFERS:
        return "offers"
    return _SPLIT[kind] if kind in _OTHERS else "import"
