"""From a model to markup: the plan of a class is made once, then only followed.

Elements are laid out as 1C does: one to a line, tabs, empty ones as ``<Описание/>``. What differs
between two values of one class is which fields are set; for each such *shape* the steps are made
once and kept, so that writing a record walks only over the fields it has.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cml_sync.model.element import Element
from cml_sync.model.wire import TEXT, Wire
from cml_sync.model.wiring import Slot, slots_by_name
from cml_sync.xml.reading.plans import UNKNOWN, UNKNOWN_ATTRIBUTES
from cml_sync.xml.writing.steps import (
    Data,
    Out,
    Step,
    attribute_step,
    container_step,
    is_attribute,
    is_child,
    plain_step,
    tabs,
    text_step,
    write_unknown,
    write_unknown_attributes,
)

Says = Callable[[Wire], bool]
Spells = Callable[[Slot], Slot]

_MAX_SHAPES: Final = 4096
"""Shapes kept per class; far more than any sender makes."""

_OPAQUE: Final = "row_version"


@dataclass(frozen=True, slots=True)
class Shape:
    """The steps for the elements of one class that have the same fields set.

    Attributes:
        attributes: of the attributes.
        text: of the element's own text, or None.
        children: of the child elements, in the order of the standard.
        containers: the paths of the containers that the children write.
        left_out: the fields that are set and that the dialect has no words for.
        plain: there is nothing but child elements.
    """

    attributes: tuple[Step, ...]
    text: Step | None
    children: tuple[Step, ...]
    containers: frozenset[str]
    left_out: tuple[str, ...]
    plain: bool


class Layouts:
    """The layouts of all classes for one dialect.

    Attributes:
        says: whether the dialect has words for a field.
        spells: a field under the name that the version has for it.
        left_out: how often a field was set and left out, by class and field.
        trifles: the same of values that say nothing (`is_loss`).
    """

    def __init__(self, says: Says, spells: Spells | None = None) -> None:
        self.says = says
        self.spells = spells or _as_it_is
        self.left_out: dict[tuple[type[Element], str], int] = {}
        self.trifles: dict[tuple[type[Element], str], int] = {}
        self._layouts: dict[tuple[type[Element], str, int], Layout] = {}

    def layout(self, model: type[Element], tag: str, depth: int) -> "Layout":
        """How elements of `model` stand under the name `tag`, `depth` tabs from the left."""
        key = (model, tag, depth)
        layout = self._layouts.get(key)
        if layout is None:
            layout = self._layouts[key] = Layout(self, model, tag, depth)
        return layout

    def left(self, model: type[Element], names: Iterable[str], data: Data | None = None) -> None:
        """Counts fields that were left out.

        Args:
            model: the class.
            names: of the fields.
            data: their values; None if there is something in them for certain.
        """
        for name in names:
            lost = data is None or is_loss(name, data[name])
            counts = self.left_out if lost else self.trifles
            counts[model, name] = counts.get((model, name), 0) + 1


def _as_it_is(slot: Slot) -> Slot:
    return slot


def is_loss(name: str, value: object) -> bool:
    """Whether leaving a field out loses anything.

    A ``false``, an empty value and 3.1's opaque row version say nothing to a receiver that has no
    words for them.
    """
    return name != _OPAQUE and value is not None and value is not False and value not in ("", ())


class Layout:
    """How the elements of one class are written under one name at one depth.

    Attributes:
        model: the class.
        tag: the name.
        depth: tabs from the left.
    """

    def __init__(self, layouts: Layouts, model: type[Element], tag: str, depth: int) -> None:
        self._layouts = layouts
        self.model = model
        self.tag = tag
        self.depth = depth
        indent = tabs(depth)
        self._head = f"{indent}<{tag}"
        self._open = f"{indent}<{tag}>\n"
        self._close = f"{indent}</{tag}>\n"
        self._shapes: dict[frozenset[str], Shape] = {}

    def write(self, element: Element, out: Out) -> None:
        """Appends the markup of `element` to `out`.

        Raises:
            FragmentError: if an unknown part of it is not well-formed.
            NotFiniteError: if one of its numbers is not finite.
        """
        fields = frozenset(element.model_fields_set)
        shape = self._shapes.get(fields)
        if shape is None:
            shape = self._make_shape(fields)
        data = element.__dict__
        if shape.left_out:
            self._layouts.left(self.model, shape.left_out, data)
        if shape.plain and not data[UNKNOWN] and not data[UNKNOWN_ATTRIBUTES]:
            out.append(self._open)
            for step in shape.children:
                step(data, out)
            out.append(self._close)
        else:
            self._write_any(shape, data, out)

    def _write_any(self, shape: Shape, data: Data, out: Out) -> None:
        """Elements with attributes, text of their own, or unknown parts."""
        out.append(self._head)
        for step in shape.attributes:
            step(data, out)
        write_unknown_attributes(data, out)
        body: Out = []
        for step in shape.children:
            step(data, body)
        if data[UNKNOWN]:
            attributes = data[UNKNOWN_ATTRIBUTES]
            write_unknown(
                data[UNKNOWN], shape.containers, self.depth + 1, body, attributes=attributes
            )
        text: Out = []
        if shape.text is not None:
            shape.text(data, text)
        own = "".join(text)
        if body and own:
            out.extend((">", own, "".join(body).lstrip("\t"), self._close))
        elif body:
            out.append(">\n")
            out.extend(body)
            out.append(self._close)
        elif own:
            out.append(f">{own}</{self.tag}>\n")
        else:
            out.append("/>\n")

    def _make_shape(self, fields: frozenset[str]) -> Shape:
        if len(self._shapes) >= _MAX_SHAPES:
            self._shapes.clear()
        slots = [slot for name, slot in slots_by_name(self.model).items() if name in fields]
        left_out = tuple(slot.name for slot in slots if not self._layouts.says(slot.wire))
        said = [self._layouts.spells(slot) for slot in slots if slot.name not in left_out]
        plan = ChildPlan(self._layouts, [slot for slot in said if is_child(slot)], self.depth + 1)
        attributes = tuple(attribute_step(slot) for slot in said if is_attribute(slot))
        text = next((text_step(slot) for slot in said if slot.wire.path == TEXT), None)
        children = plan.steps()
        shape = self._shapes[fields] = Shape(
            attributes=attributes,
            text=text,
            children=children,
            containers=plan.containers,
            left_out=left_out,
            plain=bool(children) and not attributes and text is None,
        )
        return shape


class ChildPlan:
    """The steps of some child slots of one element, containers joined."""

    def __init__(self, layouts: Layouts, slots: Sequence[Slot], depth: int, base: str = "") -> None:
        self._layouts = layouts
        self._slots = slots
        self._depth = depth
        self._base = base
        self.containers: frozenset[str] = frozenset()

    def steps(self) -> tuple[Step, ...]:
        """One step per child or container, in the order of the standard."""
        grouped: dict[str, list[Slot]] = {}
        for slot in self._slots:
            grouped.setdefault(self._relative(slot).split("/", 1)[0], []).append(slot)
        return tuple(
            self._container(name, slots)
            if "/" in self._relative(slots[0])
            else self._child(slots[0])
            for name, slots in grouped.items()
        )

    def _relative(self, slot: Slot) -> str:
        return slot.wire.path.removeprefix(self._base)

    def _container(self, name: str, slots: list[Slot]) -> Step:
        path = f"{self._base}{name}"
        inner = ChildPlan(self._layouts, slots, self._depth + 1, f"{path}/")
        steps = inner.steps()
        self.containers |= {path} | inner.containers
        return container_step(path, steps, inner.containers, self._depth)

    def _child(self, slot: Slot) -> Step:
        if slot.element is None:
            return plain_step(slot, self._depth)
        return _element_step(slot, self._layouts.layout(slot.element, slot.tag, self._depth))


def _element_step(slot: Slot, layout: Layout) -> Step:
    """Writes a child element that is a model of its own, once or for each value."""
    name, write_element = slot.name, layout.write
    empty = f"{layout._head}/>\n"  # noqa: SLF001 - of the same module

    def write_one(data: Data, out: Out) -> None:
        element = data[name]
        if element is None:
            out.append(empty)
        else:
            write_element(element, out)

    def write_each(data: Data, out: Out) -> None:
        for element in data[name] or ():
            write_element(element, out)

    return write_each if slot.many else write_one
