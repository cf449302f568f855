"""Which rules are applied to a record: those of its kind that can find something in its fields."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final, NamedTuple

from cml_sync.checks.looks import Look
from cml_sync.checks.rule import Check, Found, Rule
from cml_sync.checks.view import RecordView
from cml_sync.model.element import Element

_SHAPES: Final = 1024
"""So many sets of fields are remembered; a part has a handful of them."""
_QUIET: Final = 4096
"""So many values of one field are remembered; there are a handful of units."""

Find = tuple[str, Rule, Found]
Finds = list[Find]


@dataclass(slots=True)  # not frozen: it remembers
class _Group:
    """Rules that one field decides alone.

    Attributes:
        name: of the field.
        rules: with their functions.
        quiet: values of the field in which these rules have found nothing.
        last: the value that was quiet last; readers make the same unit of the same bytes.
    """

    name: str
    rules: tuple[tuple[Check, Rule], ...]
    quiet: set[Hashable] = field(default_factory=set)
    last: Element | None = None


class _Chosen(NamedTuple):
    """The rules for one set of fields: those that are always called, and the others."""

    rules: tuple[tuple[Check, Rule], ...]
    shared: tuple[tuple[Look, tuple[tuple[Check, Rule], ...]], ...]
    groups: tuple[_Group, ...]


class Lane:
    """The rules about one kind of record.

    Args:
        rules: that look at it.
        looks: that some of them share, by code (`looks.LOOKS`).
    """

    __slots__ = ("_by_shape", "_looks", "_rules")

    def __init__(self, rules: Iterable[Rule], looks: Mapping[str, Look] | None = None) -> None:
        self._rules = tuple(rules)
        self._looks = looks or {}
        self._by_shape: dict[frozenset[str], _Chosen] = {}

    def finds(self, view: RecordView[Any]) -> Sequence[Find]:
        """What the rules find in a record: the code, the rule, the case; by code."""
        record = view.record
        shape = view.shape
        chosen = self._by_shape.get(shape) or self._chosen(shape)
        finds: Finds = []
        for check, rule in chosen.rules:
            if found := check(view):
                for one in found:
                    finds.append((rule.code, rule, one))
        for is_usual, rules in chosen.shared:
            if not is_usual(record):
                for check, rule in rules:
                    finds.extend((rule.code, rule, one) for one in check(view))
        for group in chosen.groups:
            element = getattr(record, group.name)
            if element is None or element is not group.last:
                _look(view, group, element, finds)
        if len(finds) > 1:
            finds.sort(key=itemgetter(0))
        return finds

    def _chosen(self, shape: frozenset[str]) -> _Chosen:
        fit = [rule for rule in self._rules if not rule.needs or not rule.needs.isdisjoint(shape)]
        groups: dict[str, list[tuple[Check, Rule]]] = {}
        shared: dict[Look, list[tuple[Check, Rule]]] = {}
        for rule in fit:
            look = self._looks.get(rule.code)
            if look is not None:
                shared.setdefault(look, []).append((rule.check, rule))
            else:
                groups.setdefault(rule.decided_by, []).append((rule.check, rule))
        chosen = _Chosen(
            tuple(groups.pop("", ())),
            tuple((look, tuple(rules)) for look, rules in shared.items()),
            tuple(_Group(name, tuple(rules)) for name, rules in groups.items()),
        )
        if len(self._by_shape) < _SHAPES:
            self._by_shape[shape] = chosen
        return chosen


def _look(view: RecordView[Any], group: _Group, element: Element | None, finds: Finds) -> None:
    value = _value(element)
    if value not in group.quiet:
        before = len(finds)
        for check, rule in group.rules:
            finds.extend((rule.code, rule, one) for one in check(view))
        if len(finds) > before:
            return
        if len(group.quiet) < _QUIET:
            group.quiet.add(value)
    group.last = element


def _value(value: Element | None) -> Hashable:
    """What tells this element from others, without the cost of comparing models."""
    if value is None:
        return None
    return (frozenset(value.model_fields_set), *value.__dict__.values())
