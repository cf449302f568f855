"""Which fields `diff` can show, so that a pattern which means none of them is not taken for one.

The names are those of the models; what the normal form names otherwise stands here once more, and
the real files prove that nothing is missing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from cml_sync.model.classifier import Group, Property, PropertyVariant
from cml_sync.model.documents import Container, Document, LineUnit
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.parties import Counterparty, PersonDetails
from cml_sync.model.records import MODELS, SECTIONS
from cml_sync.model.wiring import Slot, slots_by_name
from cml_sync.packages.diff.terms import ALIASES, PACKAGE, PICTURE, expression, without_keys


class Node(NamedTuple):
    """What may stand below a field.

    Attributes:
        models: whose fields.
        names: more of them, which no model has.
    """

    models: tuple[type[Element], ...] = ()
    names: tuple[str, ...] = ()


class Spelling(NamedTuple):
    """A field by its dotted names, without keys, and where its element stands in a file."""

    path: str
    wire: str


_LEAF: Final = Node()
_DELETED: Final = frozenset({"status", "status_element", "deletion_mark", "requisites"})
_MADE: Final[Mapping[type[Element], Mapping[str, Node]]] = MappingProxyType(
    {
        Offer: {"stock": Node((), ("total",))},
        OfferChange: {"stock": Node((), ("total",)), "base_unit": _LEAF},
        Group: {"parent": _LEAF},
        Property: {"options": Node((PropertyVariant,))},
        Counterparty: {"representatives": Node((Counterparty,))},
    }
)
"""What the normal form puts beside the fields of a model, or below one of them."""

_INSTEAD: Final[Mapping[type[Element], Mapping[str, str]]] = MappingProxyType(
    {
        Element: {"deletion_mark": "deleted"},
        Offer: {"quantity": "stock.total"},
        OfferChange: {"quantity": "stock.total", "unit_code": "base_unit"},
        Price: {"qty_from": "prices"},
        BaseUnit: {"code": "base_unit"},
        LineUnit: {"code": "unit"},
        Group: {"children": "group"},
        Container: {"documents": "document"},
        Document: {"subordinates": "document"},
    }
)
"""Fields of a model that are never shown, and what is shown instead."""

_OF_ROOT: Final = frozenset({"sync_products"})
_FIRST: Final = ("offer", "product", "document")
"""Kinds whose fields are guessed before those of the others."""

_SHALLOW: Final = 3
"""So many names long is the longest field that is guessed."""

_NEAREST: Final = 3
_LIKE: Final = 0.7
"""How like two words are, from 0 to 1, of which the one may be meant by the other."""


def is_field(wanted: str) -> bool:
    """Whether a pattern, as `terms.fits` takes it, means a field that can be shown."""
    bare = without_keys(wanted)
    if "*" in bare or "?" in bare:
        matches = expression(bare).match
        return any(
            matches(one.path) or matches(f"{kind}.{one.path}")
            for kind, node in _roots().items()
            for one in _walk(node, "", ())
        )
    first, *rest = steps = bare.split(".")
    roots = _roots()
    return any(_leads(node, steps) for node in roots.values()) or (
        first in roots and _leads(roots[first], rest)
    )


def nearest_fields(wanted: str) -> tuple[str, ...]:
    """At most three fields that may be meant by a pattern which means none.

    Found are what is shown instead of a field of a model, fields further below, fields by the
    Russian name of their element, and those that are spelt alike.
    """
    roots = _roots()
    bare = without_keys(wanted).lower()
    first, dot, rest = bare.partition(".")
    if first in ALIASES:
        found = tuple(f"{kind}{dot}{rest}" for kind in ALIASES[first])
        return tuple(filter(is_field, found))
    if first in roots:
        spellings = _spellings(roots[first])
        return tuple(f"{first}.{path}" for path in _alike(rest, spellings, ()))
    spellings = _spellings(*(roots[kind] for kind in dict.fromkeys((*_FIRST, *roots))))
    return _alike(bare, spellings, (said[bare] for said in _INSTEAD.values() if bare in said))


def _alike(bare: str, spellings: Sequence[Spelling], instead: Iterable[str]) -> tuple[str, ...]:
    """Fields that a word means or is like, by all their names or by the last of them."""
    if not bare:
        return ()
    named = (one.path for one in spellings if bare in {one.path, *one.wire.lower().split("/")})
    inner = (one.path for one in spellings if one.path.endswith(f".{bare}"))
    found = tuple(dict.fromkeys((*instead, *named, *inner)))
    paths = list(dict.fromkeys(one.path for one in spellings))
    if not found:
        found = tuple(get_close_matches(bare, paths, n=_NEAREST, cutoff=_LIKE))
    if not found:
        last = bare.rpartition(".")[2]
        names = dict.fromkeys(path.rpartition(".")[2] for path in paths)
        near = get_close_matches(last, names, n=1, cutoff=_LIKE)
        found = tuple(path for path in paths if path.rpartition(".")[2] in near)
    return found[:_NEAREST]


def _spellings(*nodes: Node) -> list[Spelling]:
    """The fields that are guessed, the shortest first."""
    found = dict.fromkeys(one for node in nodes for one in _walk(node, "", (), _SHALLOW))
    return sorted(found, key=lambda one: one.path.count("."))


@cache
def _roots() -> Mapping[str, Node]:
    """What stands in a record, by its kind."""
    return {
        PACKAGE: Node((CommercialInformation,)),
        PICTURE: Node((), ("bytes", "content")),
        **{section.value: Node((SECTIONS[section],), ("changes_only",)) for section in Section},
        **{kind.value: Node((MODELS[kind],)) for kind in Kind if kind is not Kind.OFFER_CHANGE},
        Kind.OFFER.value: Node((Offer, OfferChange)),
    }


@cache
def _below(node: Node) -> Mapping[str, tuple[Node, str]]:
    """The names that may follow; what may stand below each, and where its element stands."""
    found: dict[str, tuple[Node, str]] = dict.fromkeys(node.names, (_LEAF, ""))
    for model in node.models:
        for name, inner, wire in _fields(model):
            held, known = found.get(name, (_LEAF, ""))
            models = dict.fromkeys((*held.models, *inner.models))
            names = dict.fromkeys((*held.names, *inner.names))
            found[name] = Node(tuple(models), tuple(names)), known or wire
    return found


def _fields(model: type[Element]) -> Iterator[tuple[str, Node, str]]:
    slots = slots_by_name(model)
    hidden = {name for base in model.__mro__ for name in _INSTEAD.get(base, ())}
    if model is CommercialInformation:
        hidden |= slots.keys() - _OF_ROOT
    for name, slot in slots.items():
        if name not in hidden and not slot.wire.streamed:
            yield name, _inside(slot), slot.wire.path
    yield "unknown", _LEAF, ""
    if not _DELETED.isdisjoint(slots):
        yield "deleted", _LEAF, ""
    for base in model.__mro__:
        yield from ((name, node, "") for name, node in _MADE.get(base, {}).items())
    if issubclass(model, Counterparty):
        yield from _fields(PersonDetails)  # of one who stands in a wrapper


def _inside(slot: Slot) -> Node:
    return _LEAF if slot.element is None else Node((slot.element,))


def _leads(node: Node, steps: Sequence[str]) -> bool:
    """Whether there is a way along these names."""
    for step in steps:
        if step not in (names := _below(node)):
            return False
        node, _ = names[step]
    return True


def _walk(
    node: Node, at: str, way: tuple[Node, ...], most: int | None = None
) -> Iterator[Spelling]:
    """Every field below, but for those below a model that stands around itself already."""
    if node in way or len(way) == most:
        return
    for name, (inner, wire) in _below(node).items():
        yield Spelling(f"{at}{name}", wire)
        if inner != _LEAF:
            yield from _walk(inner, f"{at}{name}.", (*way, node), most)
