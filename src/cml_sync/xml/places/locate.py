"""Finds the field that a value stands in, once writing it has failed."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from cml_sync.model.element import Element
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import slots_by_name


def path_of(element: Element, matches: Callable[[object], bool]) -> str:
    """The path, in element names, of the first plain value that `matches`; empty if none does."""
    return next((path for path, value in _values(element, "") if matches(value)), "")


def holds(character: str) -> Callable[[object], bool]:
    """Whether a value is a text with `character` in it."""
    return lambda value: isinstance(value, str) and character in value


def is_no_number(value: object) -> bool:
    """Whether a value is an infinity or a NaN."""
    return isinstance(value, Decimal) and not value.is_finite()


def _values(element: Element, base: str) -> Iterator[tuple[str, object]]:
    data = element.__dict__
    for name, slot in slots_by_name(type(element)).items():
        path = base if slot.wire.path == TEXT else f"{base}/{slot.wire.path}".lstrip("/")
        value = data[name]
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Element):
                yield from _values(one, path)
            else:
                yield path, one
    for unknown in element.unknown:
        yield f"{base}/{unknown.at}".strip("/"), unknown.xml
    for name, text in element.unknown_attributes:
        yield f"{base}/@{name}".lstrip("/"), text
