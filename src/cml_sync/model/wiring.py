"""A model's plan for XML, made once per class from the `Wire` of its fields.

Reader and writer both follow this plan; neither knows a single name of the standard.
"""

import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from cml_sync.model.element import Element
from cml_sync.model.wire import TEXT, Wire


class Slot(NamedTuple):
    """One field: where it stands and what it holds.

    Attributes:
        name: of the field.
        wire: its place in XML.
        tag: the last name of the path, without ``@``.
        element: the model of the value, or None for a plain text value.
        value_type: the type of a plain value (``str``, ``Decimal``, ``bool``, …), or None.
        many: the field is a tuple.
    """

    name: str
    wire: Wire
    tag: str
    element: type[Element] | None
    value_type: type | None
    many: bool


@dataclass(slots=True)
class Nest:
    """A container without a meaning of its own (``Группы``): it leads to the slots inside."""

    tag: str
    path: str
    children: "dict[str, Slot | Nest]" = field(default_factory=dict)

    def slots(self) -> Iterator[Slot]:
        """Every slot below, in the order of the standard, spellings that are only read left out."""
        seen: set[str] = set()
        for child in self.children.values():
            for slot in child.slots() if isinstance(child, Nest) else (child,):
                if slot.name not in seen:
                    seen.add(slot.name)
                    yield slot


class Wiring(NamedTuple):
    """The plan of one model.

    Attributes:
        model: the class.
        attributes: slots by attribute name.
        text: the slot of the element's own text.
        children: slots and containers by child name (aliases too), in the order of the standard.
    """

    model: type[Element]
    attributes: dict[str, Slot]
    text: Slot | None
    children: dict[str, Slot | Nest]

    def slot(self, name: str) -> Slot:
        """The slot of the field `name`; KeyError if the field is not wired."""
        return slots_by_name(self.model)[name]

    def streamed(self) -> tuple[Slot, ...]:
        """The slots whose values are records, in the order of the standard."""
        return tuple(slot for slot in slots_by_name(self.model).values() if slot.wire.streamed)


@cache
def wiring(model: type[Element]) -> Wiring:
    """The plan of `model`. Raises TypeError for a field whose type no plan can hold."""
    attributes: dict[str, Slot] = {}
    own_text: Slot | None = None
    root = Nest("", "")
    for slot in slots_by_name(model).values():
        for path in (slot.wire.path, *slot.wire.aliases):
            if path == TEXT:
                own_text = slot
            elif path.startswith("@"):
                attributes[path[1:]] = slot
            else:
                _hang(root, path, slot)
    return Wiring(model, attributes, own_text, root.children)


@cache
def slots_by_name(model: type[Element]) -> dict[str, Slot]:
    """The slots of `model` by field name, in the order of the standard (that of definition)."""
    return {
        name: _slot(name, _narrowed(model, name, wire), annotation)
        for name, annotation, metadata in _annotations(model)
        for wire in metadata
        if isinstance(wire, Wire)
    }


def _narrowed(model: type[Element], name: str, wire: Wire) -> Wire:
    """The place of a field whose base class has it in more versions than `model`."""
    having = model.INHERITED.get(name)
    return wire if having is None else wire._replace(**having._asdict())


def respelt(slot: Slot) -> Slot:
    """The field under the name it had in versions up to `Wire.alias_until`."""
    path = slot.wire.aliases[0]
    return slot._replace(wire=slot.wire._replace(path=path), tag=_tag(path))


def _annotations(model: type[Element]) -> Iterator[tuple[str, Any, Sequence[Any]]]:
    """The fields: name, type, and what stands beside the type."""
    if model.__pydantic_fields_complete__:
        for name, info in model.model_fields.items():
            yield name, info.annotation, info.metadata
        return
    # A field names a class that was defined later. Pydantic finds it when it builds the validator
    # of the whole model, and a plan needs none: that of a part of a record is never used.
    for name, hint in get_type_hints(model, include_extras=True).items():
        if name in model.model_fields and get_origin(hint) is Annotated:
            annotation, *metadata = get_args(hint)
            yield name, annotation, metadata


def _hang(root: Nest, path: str, slot: Slot) -> None:
    *containers, tag = path.split("/")
    nest = root
    for name in containers:
        child = nest.children.setdefault(name, Nest(name, f"{nest.path}/{name}".lstrip("/")))
        if not isinstance(child, Nest):
            message = f"{slot.name}: {name} is a value already"
            raise TypeError(message)
        nest = child
    if tag in nest.children:
        message = f"{slot.name}: {path} is taken already"
        raise TypeError(message)
    nest.children[tag] = slot


def _slot(name: str, wire: Wire, annotation: Any) -> Slot:
    inner, many = _unwrap(annotation)
    tag = _tag(wire.path)
    if isinstance(inner, type) and issubclass(inner, Element):
        return Slot(name, wire, tag, inner, None, many)
    if isinstance(inner, type):
        return Slot(name, wire, tag, None, inner, many)
    message = f"{name}: no plan for {annotation!r}"
    raise TypeError(message)


def _tag(path: str) -> str:
    return path.rsplit("/", 1)[-1].lstrip("@")


def _unwrap(annotation: Any) -> tuple[Any, bool]:
    """The inner type, and whether it stands in a tuple: `tuple[X, ...] | None` gives (X, True)."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        if len(inner) == 1:
            return _unwrap(inner[0])
        return annotation, False
    if origin is tuple:
        return _unwrap(get_args(annotation)[0])[0], True
    if hasattr(annotation, "__metadata__"):
        return _unwrap(annotation.__origin__)
    return annotation, False
