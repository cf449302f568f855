"""What a template is made of: markup with places for values, and where the values come from.

Each function here makes a closure for a field, or for a container, that adds to the markup and to
the values of the record that is being written.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from operator import itemgetter
from typing import Any, Final, NamedTuple, Protocol

from cml_sync.model.element import Element
from cml_sync.model.wiring import Slot
from cml_sync.xml.writing.markup import spelling
from cml_sync.xml.writing.steps import Data

AS_THEY_ARE: Final = (str, Decimal, int, date, time)
"""The types that `str` spells as XML wants it; an exponent and what is no number are looked for."""

Get = Callable[[Data], Sequence[Any]]
Child = Callable[[Data, list[bytes], list[Any]], None]
"""Adds what is found in the values of an element to markup and values."""


class OddError(Exception):
    """Not for the good path."""


class Run(NamedTuple):
    """What comes behind a child: markup, and the values in it, if there are any."""

    child: Child | None
    markup: bytes
    get: Get | None


class Shape(NamedTuple):
    """The markup of the elements of one class that have the same fields set.

    Attributes:
        markup: up to the first child, or all of it.
        get: the values in it.
        rest: children, and what stands behind each.
        left_out: the fields that are set and that the dialect has no words for.
        single: fields of several texts; where each has one, `flat` is all of it.
        flat: a shape without children.
        tail: the only one of these fields, if its texts are the last values and need no spelling.
    """

    markup: bytes
    get: Get | None
    rest: tuple[Run, ...]
    left_out: tuple[str, ...]
    single: tuple[str, ...] = ()
    flat: "Shape | None" = None
    tail: str = ""


class Filler(Protocol):
    """Adds elements of one kind to the record that is being written (`templates.Template`)."""

    def fill(self, element: Element, markup: list[bytes], values: list[Any]) -> None:
        """Add one."""

    def fill_each(
        self, elements: Iterable[Element], markup: list[bytes], values: list[Any]
    ) -> None:
        """Add several."""

    def fill_shared(self, element: Element, markup: list[bytes], values: list[Any]) -> None:
        """Add one that may be the same object in many records."""


def getter(slots: Sequence[Slot]) -> Get | None:
    """The values of fields, in order, of several the first; spelt where `str` would not do."""
    if not slots:
        return None
    names = [slot.name for slot in slots]
    changes = [
        (number, _change(slot))
        for number, slot in enumerate(slots)
        if slot.many or slot.value_type not in AS_THEY_ARE
    ]
    if len(names) == 1:
        name = names[0]
        get: Get = lambda data: [data[name]]  # noqa: E731 - `itemgetter` gives no list of one
    else:
        get = itemgetter(*names)
    if not changes:
        return get

    def get_changed(data: Data) -> Sequence[Any]:
        values = list(get(data))
        for number, change in changes:
            values[number] = change(values[number])
        return values

    return get_changed


def _change(slot: Slot) -> Callable[[Any], Any]:
    as_it_is = slot.value_type in AS_THEY_ARE
    if slot.many and as_it_is:
        return itemgetter(0)
    spell = spelling(slot.value_type)
    if slot.many:
        return lambda found: None if found[0] is None else spell(found[0])
    return lambda value: None if value is None else spell(value)


def one_of(name: str, kind: Filler, empty: bytes) -> Child:
    """An element; `empty` where there is none though the field is set."""

    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        element = data[name]
        if element is None:
            markup.append(empty)
        else:
            kind.fill_shared(element, markup, values)

    return fill


def each_of(name: str, kind: Filler) -> Child:
    """Elements without a container."""

    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        if found := data[name]:
            kind.fill_each(found, markup, values)

    return fill


def contained(name: str, kind: Filler, around: tuple[bytes, bytes, bytes]) -> Child:
    """A container of one kind of elements: its tags, or what it is if it is empty."""
    start, stop, empty = around

    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        if found := data[name]:
            markup.append(start)
            kind.fill_each(found, markup, values)
            markup.append(stop)
        else:
            markup.append(empty)

    return fill


def texts_of(slot: Slot, each: bytes) -> Child:
    """Texts, each with the markup `each` around it."""
    name, spell = slot.name, spelling(slot.value_type)
    as_they_are = slot.value_type in AS_THEY_ARE

    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        found = data[name] or ()
        markup += [each] * len(found)
        values += found if as_they_are else [None if v is None else spell(v) for v in found]

    return fill


def perhaps(names: tuple[str, ...], shape: Shape, empty: bytes) -> Child:
    """A container that stands empty if there is nothing in it."""

    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        for name in names:
            if data[name]:
                break
        else:
            markup.append(empty)
            return
        markup.append(shape.markup)
        for child, behind, get in shape.rest:
            if child is not None:
                child(data, markup, values)
            markup.append(behind)
            if get is not None:
                values += get(data)

    return fill
