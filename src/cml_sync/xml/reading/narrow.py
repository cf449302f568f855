"""Makes the root and the sections of a part of the few values that they have.

The validator of a whole model takes in all its records, that of the root every model there is, and
to build one takes longer than to read a small file. So a narrow model is made of those fields alone
that are there, all the way down; what it has validated goes into the model itself.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast, get_type_hints

from pydantic import create_model

from cml_sync.model.element import Element
from cml_sync.model.wiring import Slot, slots_by_name

Shape = frozenset[tuple[str, "Shape | None"]]
"""The fields that are there, with the shape of each that is an element."""


def validated_narrowly(model: type[Element], values: Mapping[str, Any]) -> Element:
    """The `model` that `values` make.

    Raises:
        pydantic.ValidationError: as the validator of the whole model does.
    """
    shape = _shape(model, [values])
    return _widened(model, _narrow(model, shape).model_validate(values, extra="ignore"), shape)


def _shape(model: type[Element], rows: Sequence[Mapping[str, Any]]) -> Shape:
    """What is there in any of `rows`."""
    slots = slots_by_name(model)
    names = model.model_fields.keys() & {name for row in rows for name in row}
    return frozenset(
        (name, _shape_inside(slots.get(name), [row[name] for row in rows if name in row]))
        for name in names
    )


def _shape_inside(slot: Slot | None, values: Sequence[Any]) -> Shape | None:
    if slot is None or slot.element is None:
        return None
    rows = [row for value in values for row in (value if slot.many else (value,))]
    return _shape(slot.element, [row for row in rows if isinstance(row, Mapping)])


@lru_cache(maxsize=256)
def _narrow(model: type[Element], shape: Shape) -> type[Element]:
    """`model` with no other fields than those of `shape`."""
    hints = get_type_hints(model, include_extras=True)
    fields: dict[str, Any] = {}
    insides = dict(shape)
    for name, info in model.model_fields.items():  # in their order: so faults come in it, too
        if name not in insides:
            continue
        hint, inside = hints[name], insides[name]
        if inside is not None:
            slot = slots_by_name(model)[name]
            narrow = _narrow(cast("type[Element]", slot.element), inside)
            hint = tuple[narrow, ...] if slot.many else narrow | None  # type: ignore[valid-type]
        fields[name] = (hint, info.default)
    return create_model(model.__name__, __base__=Element, **fields)


def _widened(model: type[Element], narrow: Element, shape: Shape) -> Element:
    """The `model` of what a narrow one has validated."""
    values = {name: getattr(narrow, name) for name, _ in shape}
    for name, inside in shape:
        if inside is None or values[name] is None:
            continue
        slot = slots_by_name(model)[name]
        element = cast("type[Element]", slot.element)
        if slot.many:
            values[name] = tuple(_widened(element, one, inside) for one in values[name])
        else:
            values[name] = _widened(element, values[name], inside)
    return model.model_construct(_fields_set=set(narrow.model_fields_set), **values)
