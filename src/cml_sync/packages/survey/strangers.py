"""Unknown elements in records, for forms whose reader does not count them."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from cml_sync.model.element import Element, Unknown
from cml_sync.model.wiring import Nest, wiring
from cml_sync.patterns import pattern

_NAME: Final = pattern(r"<([^\s<>/]+)")


def unknown_elements(element: Element, tag: str) -> Iterator[str]:
    """Parent and name of every element in `element` that no field names: ``Товар/Слаг``.

    A known element whose value could not be read is kept in the same place, and is none.
    """
    values = element.__dict__
    for name in element.__pydantic_fields_set__:
        value = values[name]
        if name == "unknown":
            yield from (path for kept in value if (path := _path(type(element), tag, kept)))
        elif isinstance(value, Element):
            yield from unknown_elements(value, _tag(type(element), name))
        elif type(value) is tuple and value and isinstance(value[0], Element):
            for one in value:
                yield from unknown_elements(one, _tag(type(element), name))


def unknown_name(kept: Unknown) -> str:
    """The name of an unknown element."""
    found = _NAME.match(kept.xml)
    return found[1] if found else ""


def _path(model: type[Element], tag: str, kept: Unknown) -> str | None:
    name = unknown_name(kept)
    if name in _known(model, kept.at):
        return None
    return f"{kept.at.rpartition('/')[2] or tag}/{name}"


@cache
def _tag(model: type[Element], field: str) -> str:
    return wiring(model).slot(field).tag


@cache
def _known(model: type[Element], at: str) -> frozenset[str]:
    """The names that have a field in the container `at` of a model."""
    children = wiring(model).children
    for step in at.split("/") if at else ():
        nest = children.get(step)
        children = nest.children if isinstance(nest, Nest) else {}
    return frozenset(children)
