"""Looks at everything in records, however deep, and remembers only its shape.

A node is an element at a path; it counts how often it was met, and per field how often the field
was there and what its values looked like. A group in a group is the same node, however deep.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from cml_sync.model.element import Element, Unknown
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.survey.names import element_path, joined
from cml_sync.packages.survey.strangers import unknown_name
from cml_sync.packages.survey.value_kinds import EMPTY, kind_of_value

UNKNOWN_MARK: Final = "?"
"""Stands before the name of an element or attribute that no field names."""

_DIFFERENT: Final = 1000


class Field:
    """What was seen of one field.

    Attributes:
        present: how many elements had it.
        filled: how many had it and not empty.
        kinds: how many values were of which kind.
        node: of the elements it holds; None for plain values.
    """

    __slots__ = ("filled", "kinds", "node", "present")

    def __init__(self) -> None:
        self.present = 0
        self.filled = 0
        self.kinds: dict[str, int] = {}
        self.node: Node | None = None


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
        count: how often it was met.
    """

    __slots__ = ("_above", "_model", "count", "element", "fields", "path", "unknown")

    def __init__(
        self, model: type[Element], path: str, element: str, above: "Node | None" = None
    ) -> None:
        self._model = model
        self._above = above
        self.path = path
        self.element = element
        self.count = 0
        self.fields: dict[str, Field] = {}
        self.unknown: dict[str, Field] = {}

    def look(self, element: Element) -> None:
        """Sees one element and everything in it."""
        self.count += 1
        values = element.__dict__
        fields = self.fields
        for name in element.__pydantic_fields_set__:
            field = fields.get(name)
            if field is None:
                if name == "unknown":
                    self._look_unknown({_name(unknown) for unknown in element.unknown})
                    continue
                if name == "unknown_attributes":
                    self._look_unknown({f"@{one}" for one, _ in element.unknown_attributes})
                    continue
                field = self._new(name)
            field.present += 1
            value = values[name]
            if type(value) is tuple:
                if value:
                    self._look_many(field, value)
            elif field.node is not None:
                if value is not None:
                    field.filled += 1
                    field.node.look(value)
            else:
                kind = kind_of_value(value)
                kinds = field.kinds
                kinds[kind] = kinds.get(kind, 0) + 1
                if kind != EMPTY:
                    field.filled += 1

    def seen(self) -> Iterator[Seen]:
        """Every field, its own first, each followed by what is below it."""
        for name, field in self.fields.items():
            path = joined(self.path, name)
            element = joined(self.element, element_path(self._model, name))
            yield Seen(path, element, self.path, self.count, field, unknown=False)
            if field.node is not None and field.node.path == path:
                yield from field.node.seen()
        for name, field in self.unknown.items():
            path = joined(self.path, UNKNOWN_MARK + name)
            element = joined(self.element, name)
            yield Seen(path, element, self.path, self.count, field, unknown=True)

    def nodes(self) -> Iterator["Node"]:
        """Itself and every node below."""
        yield self
        for name, field in self.fields.items():
            if field.node is not None and field.node.path == joined(self.path, name):
                yield from field.node.nodes()

    def _look_many(self, field: Field, values: tuple[Any, ...]) -> None:
        node = field.node
        if node is not None:
            field.filled += 1
            look = node.look
            for value in values:
                look(value)
            return
        kinds = field.kinds
        filled = False
        for value in values:
            kind = kind_of_value(value)
            kinds[kind] = kinds.get(kind, 0) + 1
            filled = filled or kind != EMPTY
        field.filled += filled

    def _look_unknown(self, names: set[str]) -> None:
        for name in names:
            field = self.unknown.get(name)
            if field is None:
                if len(self.unknown) >= _DIFFERENT:
                    continue
                field = self.unknown[name] = Field()
            field.present += 1
            field.filled += 1

    def _new(self, name: str) -> Field:
        field = self.fields[name] = Field()
        model = slots_by_name(self._model)[name].element
        if model is not None:
            above: Node | None = self
            while above is not None and above._model is not model:  # noqa: SLF001 - its own class
                above = above._above  # noqa: SLF001
            path = joined(self.path, name)
            element = joined(self.element, element_path(self._model, name))
            field.node = above or Node(model, path, element, self)
        return field


def _name(unknown: Unknown) -> str:
    return joined(unknown.at, unknown_name(unknown))
