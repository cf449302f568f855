"""What is to be spoilt, and where: the defects of one package, each at its place."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.xml.entries import PartHeader


class Spot(StrEnum):
    """What a defect is planted into."""

    PRODUCT = "product"
    OFFER = "offer"  # what an offer says of itself
    PRICED = "priced"  # its prices: the same record in 2.x, one of its own in 3.1
    STOCKED = "stocked"  # its stock, likewise
    ORDER = "order"
    DEAL = "deal"  # an order with its payments, shipments and returns
    NEW = "new"  # a record that is added to its list
    SECTION = "section"
    HEADER = "header"  # the root of a part
    PARTS = "parts"  # which parts there are
    HEAD = "head"  # the first bytes of a part
    TAIL = "tail"  # the last bytes of a part


Change = Callable[[Any], Any]
Bytes = Callable[[bytes], bytes]


class Planted(NamedTuple):
    """The places of all defects of a package.

    Attributes:
        changes: by spot and by the number of the record.
        added: records that stand behind the others of their kind.
        sections: what is done to the header of a section.
        headers: what is done to the header of the first part.
        parts: what is done to the list of parts.
        heads, tails: what is done to the first and the last bytes of the first part.
        raw: texts hold marks that stand for bytes (`raw.raw`).
    """

    changes: Mapping[Spot, Mapping[int, Change]] = MappingProxyType({})
    added: Mapping[Kind, Sequence[Element]] = MappingProxyType({})
    sections: Mapping[Section, Sequence[Change]] = MappingProxyType({})
    headers: Sequence[Callable[[PartHeader], PartHeader]] = ()
    parts: Sequence[Change] = ()
    heads: Sequence[Bytes] = ()
    tails: Sequence[Bytes] = ()
    raw: bool = False

    def spoilt(self, spot: Spot) -> Mapping[int, Change]:
        """What is done to which records."""
        return self.changes.get(spot, _NOTHING)

    @property
    def in_bytes(self) -> bool:
        """Whether it can be said in XML only."""
        return bool(self.heads or self.tails or self.raw)


_NOTHING: Final[Mapping[int, Change]] = MappingProxyType({})
NOTHING: Final = Planted()
"""A package without defects."""
