"""Models as plain mappings and as JSON: the fields that are set, by their English names.

Where only the set fields are wanted, pydantic copies all values of a model and takes out one by one
what is not set: of the fifty fields of a line of an order that is nearly all. A file has few
different sets of fields, so for each a function is made, once, that picks just these, as
`dataclasses` makes ``__init__``; what it picks goes to pydantic as it is. That takes two thirds of
the time, and gives the same bytes (`tests/property`).
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from pydantic_core import to_json

from cml_sync.model.element import Element, Unknown
from cml_sync.model.wiring import Slot, slots_by_name, wiring
from cml_sync.packages.forms.jsonl.requisite_maps import REQUISITES, as_map

Values = dict[str, Any]
Plain = Callable[[Any], Values]

_MAX_SHAPES: Final = 1024
"""So many sets of fields of one model are remembered."""
_MAX_SHARED: Final = 256
_UNKNOWN: Final = "unknown"


def as_json(element: Element) -> bytes:
    """`element` as one JSON object: its set fields only; numbers as text, requisites as a map."""
    return to_json(plain(type(element))(element))


@cache
def plain(model: type[Element]) -> Plain:
    """What makes mappings of elements of `model`: their set fields, in the order of the model.

    Elements inside become mappings as well, requisites a map where nothing is lost by it; other
    values stay as they are. The mappings are not to be changed: equal ones may be shared.
    """
    made = _by_shapes(model)
    return made if wiring(model).text is None else _shared(made)


def _by_shapes(model: type[Element]) -> Plain:
    known: dict[frozenset[str], Plain] = {}
    last: set[str] = set()
    pick: Plain = _nothing

    def made(element: Element) -> Values:
        nonlocal last, pick
        fields = element.__pydantic_fields_set__  # as `model_fields_set`, without a call
        if fields != last:
            shape = frozenset(fields)
            if shape not in known:
                if len(known) >= _MAX_SHAPES:
                    known.clear()
                known[shape] = _picking(model, shape)
            last = set(fields)
            pick = known[shape]
        return pick(element.__dict__)

    return made


def _shared(made: Plain) -> Plain:
    """`made` for elements that a reader shares between records: units of measure."""
    known: dict[int, tuple[Element, Values]] = {}

    def shared(element: Element) -> Values:
        found = known.get(id(element))
        if found is not None and found[0] is element:
            return found[1]
        values = made(element)
        if len(known) >= _MAX_SHARED:
            known.clear()
        known[id(element)] = element, values
        return values

    return shared


def _nothing(_: Values) -> Values:
    return {}


def _picking(model: type[Element], shape: frozenset[str]) -> Plain:
    """What picks the fields of `shape`: one expression, made of the names of fields alone."""
    slots = slots_by_name(model)
    inner: Values = {}
    items = []
    for name in model.model_fields:
        if name in shape:
            value = f"values[{name!r}]"
            made = _inner(name, slots.get(name))
            if made is not None:
                inner[f"plain_{name}"] = made
                value = f"plain_{name}({value})"
            items.append(f"{name!r}: {value}")
    picking: Plain = eval(f"lambda values: {{{', '.join(items)}}}", inner)  # noqa: S307 - names
    return picking


def _inner(name: str, slot: Slot | None) -> Callable[[Any], Any] | None:
    """What makes the value of a field plain; None if it is."""
    if name == REQUISITES:
        return as_map
    if name == _UNKNOWN:
        return _kept
    if slot is None or slot.element is None:
        return None
    made = plain(slot.element)
    if slot.many:
        return lambda several: list(map(made, several))
    return lambda one: None if one is None else made(one)


def _kept(unknown: Sequence[Unknown]) -> list[Values]:
    return [one.model_dump(exclude_unset=True) for one in unknown]
