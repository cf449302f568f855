"""Which packages can be compared at all: those that hold something of the same sort."""

from cml_sync.packages.diff.errors import OtherKindError
from cml_sync.packages.forms.form import Source
from cml_sync.packages.parts import PartKind

_CATALOG = frozenset({"catalog"})
_OFFERS = frozenset({"offers"})
_EITHER = _CATALOG | _OFFERS
_ORDERS = frozenset({"orders"})
_FAMILIES: dict[PartKind, frozenset[str]] = {
    PartKind.REFERENCE_BOOKS: frozenset({"reference_books"}),
    PartKind.CLASSIFIER: _EITHER,
    PartKind.GROUPS: _CATALOG,
    PartKind.UNITS: _EITHER,
    PartKind.PRICE_TYPES: _EITHER,
    PartKind.WAREHOUSES: _EITHER,
    PartKind.PROPERTIES: _EITHER,
    PartKind.CATALOG: _CATALOG,
    PartKind.MIXED: _EITHER | _ORDERS,
    PartKind.GOODS: _CATALOG,
    PartKind.OFFERS: _OFFERS,
    PartKind.PRICES: _OFFERS,
    PartKind.RESTS: _OFFERS,
    PartKind.CHANGES: _OFFERS,
    PartKind.COUNTERPARTIES: _ORDERS,
    PartKind.DOCUMENTS: _ORDERS,
}


def families_of(source: Source) -> frozenset[str]:
    """What a package holds: ``catalog``, ``offers``, ``orders``, ``reference_books``, nothing."""
    held = (_FAMILIES.get(part.kind, frozenset()) for part in source.parts)
    return frozenset().union(*held)


def check_families(old: Source, new: Source) -> None:
    """That both hold something of the same sort; an empty package can be compared with any.

    Raises:
        OtherKindError: they do not.
    """
    before, after = families_of(old), families_of(new)
    if before and after and before.isdisjoint(after):
        raise OtherKindError(old.parts[0].name, _said(before), new.parts[0].name, _said(after))


def _said(families: frozenset[str]) -> str:
    return ", ".join(sorted(families))
