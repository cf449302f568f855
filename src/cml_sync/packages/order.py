"""The order in which the parts of a package are taken; 1C promises none on the wire.

Classifier (groups, units, price types, warehouses, properties), goods, offers, prices, rests,
changes, counterparties, documents; within a stage catalogue by catalogue, portion by portion.
"""

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType
from typing import Final, Protocol, TypeVar

from cml_sync.packages.naming import natural_key, read_hint
from cml_sync.packages.parts import PartKind


class Placed(Protocol):
    """What the order of a part depends on."""

    @property
    def kind(self) -> PartKind:
        """What it is."""
        ...

    @property
    def relative(self) -> str:
        """Its name inside the package."""
        ...

    @property
    def generated_at(self) -> datetime | None:
        """When it was made, as its root says."""
        ...


P = TypeVar("P", bound=Placed)

_ORDER: Final = (
    (PartKind.REFERENCE_BOOKS,),
    (PartKind.CLASSIFIER,),
    (PartKind.GROUPS,),
    (PartKind.UNITS,),
    (PartKind.PRICE_TYPES,),
    (PartKind.WAREHOUSES,),
    (PartKind.PROPERTIES,),
    (PartKind.CATALOG, PartKind.MIXED, PartKind.GOODS),
    (PartKind.OFFERS,),
    (PartKind.PRICES,),
    (PartKind.RESTS,),
    (PartKind.CHANGES,),
    (PartKind.COUNTERPARTIES,),
    (PartKind.DOCUMENTS,),
    (PartKind.EMPTY,),
    (PartKind.UNREADABLE,),
)
_STAGES: Final = MappingProxyType(
    {kind: stage for stage, kinds in enumerate(_ORDER) for kind in kinds}
)
_BY_MOMENT: Final = frozenset({PartKind.DOCUMENTS, PartKind.CHANGES, PartKind.COUNTERPARTIES})
"""Parts that may speak twice about one thing: the later one has the last word."""


def processing_order(parts: Iterable[P]) -> tuple[P, ...]:
    """The parts in the order in which they are taken, whatever order they come in.

    What may speak twice about one thing is taken in the order in which it was made; everything else
    by the numbers in the names, then by that moment.
    """
    return tuple(sorted(parts, key=_key))


def _key(part: Placed) -> tuple[object, ...]:
    hint = read_hint(part.relative)
    made = part.generated_at
    moment = made.replace(tzinfo=None).isoformat() if made else ""
    return (
        _STAGES[part.kind],
        moment if part.kind in _BY_MOMENT else "",
        hint.catalog or 0,
        part.kind is PartKind.GOODS,
        hint.portion or 0,
        moment,
        natural_key(part.relative),
        part.relative,
    )
