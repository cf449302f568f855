"""Cases of one cause in many records: told once, with their number."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from cml_sync.checks.memory.index import Index
from cml_sync.checks.registry import RULES
from cml_sync.messages import Text, packed, text_n, unpacked
from cml_sync.problems import Place, Problem, Severity
from cml_sync.xml.findings import FINDINGS

_BY_CODE: Final = MappingProxyType(
    {one.code: one for one in (*FINDINGS, *(rule.finding for rule in RULES))}
)
_COUNTED: Final = frozenset(
    (
        *(one.code for one in FINDINGS if one.severity is Severity.ADVICE),
        *(rule.code for rule in RULES if rule.counted),
    )
)


def is_counted(code: str) -> bool:
    """Whether the cases of this kind of problem are told once, at the first record that has it."""
    return code in _COUNTED


def without_number(message: Text) -> Text:
    """What is said of one case, where `message` says how many there are."""
    inside = message.values.get("message")
    return inside if isinstance(inside, Text) else message


def remember_alike(
    index: Index, problem: Problem, exact: Callable[[], Place] | None = None
) -> bool:
    """Counts a problem among those of its file that say the same.

    Args:
        index: of the package.
        problem: one of a rule that counts its cases, or advice of the reader.
        exact: gives a better place than that of the problem; asked for the first case only.

    Returns:
        False if there are too many different ones: then it is to be told by itself.
    """
    hint = _line(problem.hint) if problem.hint is not None else ""
    key = (problem.code, problem.place.file or "", _line(problem.message), hint)
    if exact is not None and not index.alike.knows(key):
        problem = replace(problem, place=exact())
    return index.alike.add(key, problem) is not None


def _line(message: Text) -> str:
    values = message.values
    if message.count is None and all(type(value) is str for value in values.values()):
        return _known_line(message.template, tuple(values.items()))
    return packed(message)


@lru_cache(maxsize=1024)  # the same few, a million times
def _known_line(template: str, values: tuple[tuple[str, object], ...]) -> str:
    return packed(Text(template, MappingProxyType(dict(values))))


def told_alike(index: Index) -> Iterator[Problem]:
    """The problems that were counted, each at its first case."""
    for (code, _, message, hint), sighting in index.alike.items():
        yield Problem(
            _BY_CODE[code],
            _counted(unpacked(message), sighting.count),
            sighting.place,
            unpacked(hint) if hint else None,
        )


def _counted(message: Text, count: int) -> Text:
    if count == 1:
        return message
    return text_n("{message}, {count} time", "{message}, {count} times", count, message=message)
