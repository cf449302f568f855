"""Copies of elements with other values."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from cml_sync.model.element import Element

E = TypeVar("E", bound=Element)


def changed(element: E, update: Mapping[str, Any], *, unset: Collection[str] = ()) -> E:
    """A copy of `element` with other values, and with the fields `unset` as if never set."""
    defaults = {name: type(element).model_fields[name].default for name in unset}
    copy = element.model_copy(update={**defaults, **update})
    copy.model_fields_set.difference_update(unset)
    return copy


def each(record: E, name: str, change: Callable[[Any], Any]) -> E:
    """`record` with `change` applied to every element of the field `name`."""
    before = getattr(record, name)
    if not before:
        return record
    after = tuple([change(element) for element in before])
    for new, old in zip(after, before, strict=True):
        if new is not old:
            return changed(record, {name: after})
    return record
