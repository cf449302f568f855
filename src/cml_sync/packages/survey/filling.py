"""Fill rates: how many records of each kind have which field, and not empty.

Records of one export have few combinations of fields. So whole combinations are counted, and what
that says of each field is worked out at the end.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.records import MODELS
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.survey.names import KIND_ORDER, element_path
from cml_sync.packages.survey.rows import FieldRow

_NONE: Final[frozenset[str]] = frozenset()
_COMBINATIONS: Final = 2_000
_TEXTS: Final = frozenset({"group_ids", "images", "option_texts", "phones", "property_ids"})
"""The fields of records that hold texts one by one: an empty element is a text in them."""

_Shape = tuple[frozenset[str], frozenset[str]]
"""The fields that are set, and those of them that are empty."""


def is_empty(value: object) -> bool:
    """Whether a field that is set holds nothing: not even one text that is not empty.

    Zero and False are something.
    """
    return value is None or value == "" or (type(value) is tuple and not any(value))


class Filling:
    """Counts which fields records have."""

    __slots__ = ("_fields", "_records", "_shapes")

    def __init__(self) -> None:
        self._shapes: defaultdict[Kind, dict[_Shape, int]] = defaultdict(dict)
        self._records: Counter[Kind] = Counter()
        self._fields: defaultdict[Kind, Counter[tuple[str, bool]]] = defaultdict(Counter)

    def look(self, kind: Kind, record: Element) -> None:
        """Counts one record."""
        present = record.__pydantic_fields_set__
        values = record.__dict__
        empty = _NONE
        if not all(map(values.__getitem__, present)) or any(
            not values[name][0] for name in _TEXTS & present if values[name]
        ):
            empty = frozenset(name for name in present if is_empty(values[name]))
        shape = frozenset(present), empty
        shapes = self._shapes[kind]
        count = shapes.get(shape)
        if count is None and len(shapes) >= _COMBINATIONS:
            self._expand(kind)
        shapes[shape] = (count or 0) + 1

    def rows(self) -> Iterator[FieldRow]:
        """What was seen, in the order of the standard."""
        for kind in sorted(self._shapes, key=KIND_ORDER.__getitem__):
            self._expand(kind)
            model, counts = MODELS[kind], self._fields[kind]
            for name in slots_by_name(model):
                present, empty = counts[name, False], counts[name, True]
                if present:
                    yield FieldRow(
                        kind=kind,
                        field=name,
                        element=element_path(model, name),
                        records=self._records[kind],
                        present=present,
                        filled=present - empty,
                    )

    def _expand(self, kind: Kind) -> None:
        shapes, counts = self._shapes[kind], self._fields[kind]
        for (present, empty), count in shapes.items():
            self._records[kind] += count
            for name in present:
                counts[name, False] += count
            for name in empty:
                counts[name, True] += count
        shapes.clear()
