"""Which files a package is divided into: those of 2.x, or the many of 3.1."""

from enum import Enum
from typing import Final

from cml_sync.packages.forms.form import Source
from cml_sync.packages.parts import PartKind
from cml_sync.xml.dialects import Dialect, version_number

CLASSIFIER_KINDS: Final = frozenset(
    {
        PartKind.CLASSIFIER,
        PartKind.GROUPS,
        PartKind.UNITS,
        PartKind.PRICE_TYPES,
        PartKind.WAREHOUSES,
        PartKind.PROPERTIES,
    }
)
"""Parts that hold a classifier and headers of other sections only."""

WITH_CLASSIFIER: Final = CLASSIFIER_KINDS | {PartKind.CATALOG, PartKind.MIXED}
"""Parts that hold a classifier, whatever else is in them."""

APART: Final = frozenset(
    {
        PartKind.DOCUMENTS,
        PartKind.COUNTERPARTIES,
        PartKind.REFERENCE_BOOKS,
        PartKind.CHANGES,
        PartKind.EMPTY,
        PartKind.UNREADABLE,
    }
)
"""Parts that are the same files in every layout."""

_SPLIT: Final = 3


class Layout(Enum):
    """How a package is divided."""

    CLASSIC = "classic"  # import0_1.xml, offers0_1.xml: CommerceML 2.x
    SPLIT = "split"  # groups/…, goods/…, offers/…, prices/…, rests/…: 3.1


def layout_of(source: Source) -> Layout:
    """The layout in which a package lies there, as the version of its goods says."""
    for part in source.parts:
        if part.kind in APART:
            continue
        with part.read() as reading:
            version = reading.header.information.schema_version
        if is_split(version):
            return Layout.SPLIT
    return Layout.CLASSIC


def layout_for(dialect: Dialect) -> Layout | None:
    """The layout that a receiver of `dialect` expects; None if it takes any."""
    if dialect.schema_version is None:
        return None
    return Layout.SPLIT if is_split(dialect.schema_version) else Layout.CLASSIC


def is_split(version: str | None) -> bool:
    """Whether a schema version is one of those that divide a package into many files."""
    number = version_number(version)
    return number is not None and number >= _SPLIT
