"""The templates of elements: for each set of fields the markup is encoded once.

A template belongs to a class, a name and a depth. Where a set of fields is not for the good path
(unknown parts, text beside children) it says so, and `layout` writes the record.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from cml_sync.model.element import Element
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import Slot, slots_by_name
from cml_sync.xml.reading.plans import UNKNOWN, UNKNOWN_ATTRIBUTES
from cml_sync.xml.writing.shapes import (
    AS_THEY_ARE,
    Child,
    Get,
    OddError,
    Run,
    Shape,
    contained,
    each_of,
    getter,
    one_of,
    perhaps,
    texts_of,
)
from cml_sync.xml.writing.steps import Data, is_attribute, is_child, tabs

_MAX_SHAPES: Final = 4096


class Press(Protocol):
    """What templates need to know of the part they are for (`swift.Swift`)."""

    def template(self, model: type[Element], tag: str, depth: int) -> "Template":
        """That of the elements of `model` under the name `tag`."""
        ...

    def says(self, slot: Slot) -> bool:
        """Whether the dialect has words for a field."""
        ...

    def spells(self, slot: Slot) -> Slot:
        """A field under the name that the version has for it."""
        ...

    def bytes_of(self, markup: str) -> bytes:
        """Markup in bytes."""
        ...

    def rendered(self, shape: Shape, values: Sequence[Any]) -> bytes:
        """An element without children as markup without values."""
        ...

    def leave_out(self, model: type[Element], names: tuple[str, ...], data: Data) -> None:
        """Remember what of an element is left out."""


_Leaf = tuple[set[str] | None, bytes, Get, str]
_NO_LEAF: Final[_Leaf] = (None, b"", tuple, "")
"""Of elements with nothing but values: the fields, the markup, the values, and the field whose one
text comes last. A plain tuple, because it is unpacked for each list of elements."""


def _leaf(fields: set[str], shape: Shape | None) -> _Leaf:
    if shape is None or shape.left_out:
        return _NO_LEAF
    if not shape.rest and shape.get is not None:
        return fields, shape.markup, shape.get, ""
    if shape.flat is not None and shape.tail:
        return fields, shape.flat.markup, shape.get or (lambda _: ()), shape.tail
    return _NO_LEAF


class Template:
    """The elements of one class under one name at one depth."""

    __slots__ = (
        "_before",
        "_depth",
        "_fields",
        "_last",
        "_leaf",
        "_model",
        "_press",
        "_shapes",
        "_shared",
        "_shared_markup",
        "_tag",
    )

    def __init__(self, press: Press, model: type[Element], tag: str, depth: int) -> None:
        self._press = press
        self._model = model
        self._tag = tag
        self._depth = depth
        self._shapes: dict[frozenset[str], Shape | None] = {}
        self._fields: set[str] | None = None
        self._last: Shape | None = None
        self._leaf: _Leaf = _NO_LEAF
        self._before: Element | None = None
        self._shared: Element | None = None
        self._shared_markup = b""

    def fill(self, element: Element, markup: list[bytes], values: list[Any]) -> None:
        """Add an element.

        Raises:
            OddError: it is not for the good path.
        """
        fields = element.__pydantic_fields_set__  # as `model_fields_set`, without a call
        shape = self._last if fields == self._fields else self._shape(fields)
        if shape is None:
            raise OddError
        data = element.__dict__
        if shape.flat is not None:
            for name in shape.single:
                if len(data[name]) != 1:
                    break
            else:
                shape = shape.flat
        markup.append(shape.markup)
        if shape.get is not None:
            values += shape.get(data)
        for child, behind, get in shape.rest:
            if child is not None:
                child(data, markup, values)
            markup.append(behind)
            if get is not None:
                values += get(data)
        if shape.left_out:
            self._press.leave_out(self._model, shape.left_out, data)

    def fill_each(
        self, elements: Iterable[Element], markup: list[bytes], values: list[Any]
    ) -> None:
        """Add elements: those with nothing but values, which are most of them, without a call."""
        fields, text, get, tail = self._leaf
        for element in elements:
            if element.__pydantic_fields_set__ == fields:
                data = element.__dict__
                if not tail:
                    markup.append(text)
                    values += get(data)
                    continue
                if len(data[tail]) == 1:
                    markup.append(text)
                    values += get(data)
                    values += data[tail]
                    continue
            self.fill(element, markup, values)
            fields, text, get, tail = self._leaf

    def fill_shared(self, element: Element, markup: list[bytes], values: list[Any]) -> None:
        """Add an element that is often the same object in many records: a unit of measure."""
        if element is self._shared:
            markup.append(self._shared_markup)
            return
        self.fill(element, markup, values)
        if element is not self._before:
            self._before = element
            return
        fields, _, get, tail = self._leaf
        if element.__pydantic_fields_set__ == fields and self._last is not None and not tail:
            self._shared_markup = self._press.rendered(self._last, get(element.__dict__))
            self._shared = element

    def _shape(self, fields: set[str]) -> Shape | None:
        """The shape of elements with these fields; None if they are not for the good path."""
        key = frozenset(fields)
        if key not in self._shapes:
            if len(self._shapes) >= _MAX_SHAPES:
                self._shapes.clear()
            self._shapes[key] = self._made(key)
        self._fields, self._last = set(fields), self._shapes[key]
        self._leaf = _leaf(self._fields, self._last)
        return self._last

    def _made(self, fields: frozenset[str]) -> Shape | None:
        if UNKNOWN in fields or UNKNOWN_ATTRIBUTES in fields:
            return None
        slots = [slot for name, slot in slots_by_name(self._model).items() if name in fields]
        left_out = tuple(slot.name for slot in slots if not self._press.says(slot))
        said = [self._press.spells(slot) for slot in slots if slot.name not in left_out]
        attributes = [slot for slot in said if is_attribute(slot)]
        text = [slot for slot in said if slot.wire.path == TEXT]
        children = [slot for slot in said if is_child(slot)]
        plan = _Plan(self._press)
        indent = tabs(self._depth)
        plan.literal(f"{indent}<{self._tag}")
        for slot in attributes:
            plan.value(f' {slot.tag}="', slot, '"')
        if children:
            if text or (attributes and not any(map(_always_there, children))):
                return None
            plan.literal(">\n")
            plan.children(children, self._depth + 1)
            plan.literal(f"{indent}</{self._tag}>\n")
        elif text:
            plan.value(">", text[0], f"</{self._tag}>\n")
        else:
            plan.literal("/>\n")
        return plan.shape(left_out)


def _always_there(slot: Slot) -> bool:
    """Whether a field that is set leaves something in the markup, whatever its value."""
    return not slot.many or "/" in slot.wire.path


class _Plan:
    """A shape while it is made: markup, values and children in their order."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._runs: list[tuple[Child | None, list[str], list[Slot]]] = [(None, [], [])]
        self._flat: tuple[list[str], list[Slot]] | None = ([], [])

    def literal(self, markup: str) -> None:
        """Markup without values."""
        self._add(markup.replace("%", "%%"))

    def value(self, before: str, slot: Slot, behind: str) -> None:
        """The value of a field, and the markup around it."""
        self.literal(before)
        self._add("%s", slot)
        self.literal(behind)

    def child(self, child: Child) -> None:
        """What is found out for each element."""
        self._runs.append((child, [], []))
        self._flat = None

    def texts(self, head: str, slot: Slot, end: str) -> None:
        """The texts of a field; nearly always there is one."""
        markup = f"{head}%s{end}"
        flat = self._flat
        self.child(texts_of(slot, self._press.bytes_of(markup)))
        if flat is not None:
            flat[0].append(markup)
            flat[1].append(slot)
            self._flat = flat

    def _add(self, markup: str, slot: Slot | None = None) -> None:
        for into in (self._runs[-1][1:], self._flat):
            if into is not None:
                into[0].append(markup)
                if slot is not None:
                    into[1].append(slot)

    def children(self, slots: Iterable[Slot], depth: int, base: str = "") -> None:
        """Child elements in the order of the standard, containers joined."""
        for name, group in _grouped(slots, base).items():
            if "/" in group[0].wire.path.removeprefix(base):
                self._container(name, group, depth, f"{base}{name}/")
            else:
                self._child(group[0], depth)

    def shape(self, left_out: tuple[str, ...] = ()) -> Shape:
        """What was planned."""
        runs = [
            Run(child, self._press.bytes_of("".join(markup)), getter(slots))
            for child, markup, slots in self._runs
        ]
        flat = None
        single: tuple[str, ...] = ()
        tail = ""
        if self._flat is not None and len(runs) > 1:
            markup, slots = self._flat
            single = tuple(slot.name for slot in slots if slot.many)
            one = self._press.bytes_of("".join(markup))
            flat = Shape(one, getter(slots), (), left_out)
            last = slots[-1]
            if len(single) == 1 and last.many and last.value_type in AS_THEY_ARE:
                tail = last.name
        return Shape(runs[0].markup, runs[0].get, tuple(runs[1:]), left_out, single, flat, tail)

    def _container(self, name: str, slots: list[Slot], depth: int, base: str) -> None:
        head, end = f"{tabs(depth)}<{name}", f"{tabs(depth)}</{name}>\n"
        certain = any(not slot.many or "/" in slot.wire.path.removeprefix(base) for slot in slots)
        if certain:
            self.literal(f"{head}>\n")
            self.children(slots, depth + 1, base)
            self.literal(end)
        else:
            inner = _Plan(self._press)
            inner.literal(f"{head}>\n")
            inner.children(slots, depth + 1, base)
            inner.literal(end)
            names = tuple(slot.name for slot in slots)
            if len(slots) == 1 and slots[0].element is not None:
                kind = self._press.template(slots[0].element, slots[0].tag, depth + 1)
                start, stop, empty = map(self._press.bytes_of, (f"{head}>\n", end, f"{head}/>\n"))
                self.child(contained(names[0], kind, (start, stop, empty)))
                return
            flat = self._flat if len(slots) == 1 and slots[0].element is None else None
            self.child(perhaps(names, inner.shape(), self._press.bytes_of(f"{head}/>\n")))
            if flat is not None and inner._flat is not None:
                flat[0].extend(inner._flat[0])
                flat[1].extend(inner._flat[1])
                self._flat = flat

    def _child(self, slot: Slot, depth: int) -> None:
        head = f"{tabs(depth)}<{slot.tag}"
        if slot.element is not None:
            kind = self._press.template(slot.element, slot.tag, depth)
            empty = self._press.bytes_of(f"{head}/>\n")
            self.child(each_of(slot.name, kind) if slot.many else one_of(slot.name, kind, empty))
        elif slot.many:
            self.texts(f"{head}>", slot, f"</{slot.tag}>\n")
        else:
            self.value(f"{head}>", slot, f"</{slot.tag}>\n")


def _grouped(slots: Iterable[Slot], base: str) -> dict[str, list[Slot]]:
    grouped: dict[str, list[Slot]] = {}
    for slot in slots:
        grouped.setdefault(slot.wire.path.removeprefix(base).split("/", 1)[0], []).append(slot)
    return grouped
