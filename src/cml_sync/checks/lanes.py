"""Which rules are applied to a record: those of its kind that can find something in its fields."""

from collections.abc import Iterable
from typing import Final

from cml_sync.checks.rule import Check, Rule
from cml_sync.model.element import Element

_SHAPES: Final = 1024
"""So many sets of fields are remembered; a part has a handful of them."""


class Lane:
    """The rules about one kind of record."""

    __slots__ = ("_by_shape", "_rules")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._by_shape: dict[frozenset[str], tuple[tuple[Check, Rule], ...]] = {}

    def checks(self, record: Element) -> tuple[tuple[Check, Rule], ...]:
        """The functions to call with a view of `record`, each with its rule."""
        shape = frozenset(record.model_fields_set)
        found = self._by_shape.get(shape)
        return self._chosen(shape) if found is None else found

    def _chosen(self, shape: frozenset[str]) -> tuple[tuple[Check, Rule], ...]:
        chosen = tuple(
            (rule.check, rule)
            for rule in self._rules
            if not rule.needs or not rule.needs.isdisjoint(shape)
        )
        if len(self._by_shape) < _SHAPES:
            self._by_shape[shape] = chosen
        return chosen
