"""Problems of many parts as one list: what is said in each of a hundred portions is said once."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from cml_sync.problems import Problem

_COUNT = "count"


def added_up(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, those that say the same with another count joined into one, in order."""
    found: dict[object, Problem] = {}
    for problem in problems:
        message = problem.message
        others = tuple(
            (name, str(value)) for name, value in message.values.items() if name != _COUNT
        )
        key = (problem.code, problem.severity, problem.place, message.template, others)
        known = found.get(key)
        found[key] = problem if known is None else _joined(known, problem)
    return tuple(found.values())


def _joined(one: Problem, other: Problem) -> Problem:
    """`one` with the count of both; itself where nothing is counted."""
    if one.message.count is None:
        return one
    count = one.message.count + (other.message.count or 0)
    values = MappingProxyType({**one.message.values, _COUNT: count})
    return replace(one, message=replace(one.message, values=values, count=count))
