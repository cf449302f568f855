"""Which rules are applied to a record: those of its kind that can find something in its fields."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

from cml_sync.checks.rule import Check, Found, Rule
from cml_sync.checks.view import RecordView
from cml_sync.model.element import Element

_SHAPES: Final = 1024
"""So many sets of fields are remembered; a part has a handful of them."""
_QUIET: Final = 4096
"""So many values of one field are remembered; there are a handful of units."""

Find = tuple[str, Rule, Found]
Finds = list[Find]


@dataclass(frozen=True, slots=True)
class _Group:
    """Rules that one field decides alone.

    Attributes:
        name: of the field.
        rules: with their functions.
        quiet: values of the field in which these rules have found nothing.
    """

    name: str
    rules: tuple[tuple[Check, Rule], ...]
    quiet: set[Hashable] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The rules for one set of fields."""

    rules: tuple[tuple[Check, Rule], ...]
    groups: tuple[_Group, ...]


class Lane:
    """The rules about one kind of record."""

    __slots__ = ("_by_shape", "_rules")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._by_shape: dict[frozenset[str], _Chosen] = {}

    def finds(self, view: RecordView[Any]) -> Sequence[Find]:
        """What the rules find in a record: the code, the rule, the case; by code."""
        record = view.record
        shape = frozenset(record.model_fields_set)
        chosen = self._by_shape.get(shape) or self._chosen(shape)
        finds: Finds = []
        for check, rule in chosen.rules:
            if found := check(view):
                for one in found:
                    finds.append((rule.code, rule, one))
        for group in chosen.groups:
            value = _value(getattr(record, group.name))
            if value not in group.quiet:
                _look(view, group, value, finds)
        if len(finds) > 1:
            finds.sort(key=itemgetter(0))
        return finds

    def _chosen(self, shape: frozenset[str]) -> _Chosen:
        fit = [rule for rule in self._rules if not rule.needs or not rule.needs.isdisjoint(shape)]
        groups: dict[str, list[tuple[Check, Rule]]] = {}
        for rule in fit:
            groups.setdefault(rule.decided_by, []).append((rule.check, rule))
        chosen = _Chosen(
            tuple(groups.pop("", ())),
            tuple(_Group(name, tuple(rules)) for name, rules in groups.items()),
        )
        if len(self._by_shape) < _SHAPES:
            self._by_shape[shape] = chosen
        return chosen


def _look(view: RecordView[Any], group: _Group, value: Hashable, finds: Finds) -> None:
    before = len(finds)
    for check, rule in group.rules:
        finds.extend((rule.code, rule, one) for one in check(view))
    if len(finds) == before and len(group.quiet) < _QUIET:
        group.quiet.add(value)


def _value(value: Element | None) -> Hashable:
    """What tells this element from others, without the cost of comparing models."""
    if value is None:
        return None
    return (frozenset(value.model_fields_set), *value.__dict__.values())
