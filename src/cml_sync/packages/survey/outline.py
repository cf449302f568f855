"""Looks at everything in records, however deep, and remembers only its shape.

A node is an element at a path; it counts how often it was met, and per field how often the field
was there and what its values looked like. A group in a group is the same node, however deep.
Elements of one export have few combinations of fields and kinds of values, so whole combinations
are counted.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from cml_sync.model.element import Element, Unknown
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.survey.names import element_path, joined
from cml_sync.packages.survey.strangers import unknown_name
from cml_sync.packages.survey.value_kinds import (
    BEHIND,
    EMPTY,
    PLAIN,
    SHORT,
    TEXT,
    TRUE,
    kind_of_short,
    kind_of_value,
)

UNKNOWN_MARK: Final = "?"
"""Stands before the name of an element or attribute that no field names."""

_DIFFERENT: Final = 1000
_COMBINATIONS: Final = 500
_ELEMENT: Final = "element"
_KEEPS_UNKNOWN: Final = frozenset({"unknown", "unknown_attributes"})


class Field:
    """What was seen of one field.

    Attributes:
        present: how many elements had it.
        filled: how many had it and not empty.
        kinds: how many values were of which kind.
        node: of the elements it holds; None for plain values.
    """

    __slots__ = ("filled", "kinds", "node", "present")

    def __init__(self, node: "Node | None" = None) -> None:
        self.present = 0
        self.filled = 0
        self.kinds: dict[str, int] = {}
        self.node = node


class Seen(NamedTuple):
    """One field of one element, flat.

    Attributes:
        path: English names from the kind down, joined by ``/``.
        element: the names of the standard.
        holder: the path of the element that has the field.
        among: how many such elements there were.
        field: what was seen.
        unknown: no field of a model names it.
    """

    path: str
    element: str
    holder: str
    among: int
    field: Field
    unknown: bool


class Node:
    """An element at a path.

    Attributes:
        path: English names from the kind down.
        element: the names of the standard.
    """

    __slots__ = (
        "_above",
        "_below",
        "_count",
        "_fields",
        "_model",
        "_shapes",
        "_unknown",
        "element",
        "path",
    )

    def __init__(
        self, model: type[Element], path: str, element: str, above: "Node | None" = None
    ) -> None:
        self._model = model
        self._above = above
        self.path = path
        self.element = element
        self._count = 0
        self._shapes: dict[tuple[str | tuple[str, ...], ...], int] = {}
        self._below: dict[str, Node] = {}
        self._fields: dict[str, Field] = {}
        self._unknown: dict[str, Field] = {}

    @property
    def count(self) -> int:
        """How often it was met."""
        return self._count + sum(self._shapes.values())

    def look(self, element: Element) -> None:
        """Sees one element and everything in it."""
        values, below = element.__dict__, self._below
        shape: list[str | tuple[str, ...]] = []
        add = shape.append
        for name in element.__pydantic_fields_set__:
            value = values[name]
            add(name)
            if type(value) is str:  # as `kind_of_text`, a call sooner
                behind = value > BEHIND and value != TRUE
                add(TEXT if behind or len(value) > SHORT else kind_of_short(value))
            elif (plain := PLAIN.get(type(value))) is not None:
                add(plain(value))
            elif type(value) is tuple:
                add(self._look_many(name, value) if value else EMPTY)
            else:
                (below.get(name) or self._node(name)).look(value)
                add(_ELEMENT)
        shapes = self._shapes
        key = tuple(shape)
        if key in shapes:
            shapes[key] += 1
            return
        if len(shapes) >= _COMBINATIONS:
            self._expand()
        shapes[key] = 1

    def seen(self) -> Iterator[Seen]:
        """Every field, its own first, each followed by what is below it."""
        self._expand()
        for name, field in self._fields.items():
            path = joined(self.path, name)
            element = joined(self.element, element_path(self._model, name))
            yield Seen(path, element, self.path, self.count, field, unknown=False)
            if field.node is not None and field.node.path == path:
                yield from field.node.seen()
        for name, field in self._unknown.items():
            path = joined(self.path, UNKNOWN_MARK + name)
            element = joined(self.element, name)
            yield Seen(path, element, self.path, self.count, field, unknown=True)

    def nodes(self) -> Iterator["Node"]:
        """Itself and every node below."""
        yield self
        for name, node in self._below.items():
            if node.path == joined(self.path, name):
                yield from node.nodes()

    def _look_many(self, name: str, values: tuple[Any, ...]) -> str | tuple[str, ...]:
        if type(values[0]) not in PLAIN and name not in _KEEPS_UNKNOWN:
            look = self._node(name).look
            for value in values:
                look(value)
            return _ELEMENT
        if name == "unknown":
            return tuple(sorted({_name(unknown) for unknown in values}))
        if name == "unknown_attributes":
            return tuple(sorted({f"@{one}" for one, _ in values}))
        return tuple(map(kind_of_value, values))

    def _node(self, name: str) -> "Node":
        node = self._below.get(name)
        if node is None:
            node = self._below[name] = self._new(name)
        return node

    def _expand(self) -> None:
        """Adds what whole combinations say to what is known of each field."""
        for shape, count in self._shapes.items():
            self._count += count
            for name, kinds in zip(shape[::2], shape[1::2], strict=True):
                if name in _KEEPS_UNKNOWN:
                    for one in kinds if isinstance(kinds, tuple) else ():
                        self._add(self._unknown, one, (_ELEMENT,), count)
                else:
                    told = kinds if isinstance(kinds, tuple) else (kinds,)
                    self._add(self._fields, str(name), told, count)
        self._shapes.clear()

    def _add(self, fields: dict[str, Field], name: str, kinds: tuple[str, ...], count: int) -> None:
        field = fields.get(name)
        if field is None:
            if len(fields) >= _DIFFERENT:
                return
            field = fields[name] = Field(self._below.get(name))
        field.present += count
        if any(kind != EMPTY for kind in kinds):
            field.filled += count
        for kind in kinds:
            if kind != _ELEMENT:
                field.kinds[kind] = field.kinds.get(kind, 0) + count

    def _new(self, name: str) -> "Node":
        model = slots_by_name(self._model)[name].element
        above: Node | None = self
        while above is not None and above._model is not model:  # noqa: SLF001 - its own class
            above = above._above  # noqa: SLF001
        if above is not None or model is None:
            return above or self
        path = joined(self.path, name)
        element = joined(self.element, element_path(self._model, name))
        return Node(model, path, element, self)


def _name(unknown: Unknown) -> str:
    return joined(unknown.at, unknown_name(unknown))
