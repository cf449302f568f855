"""Cases of one cause in many records: told once, with their number."""

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

from cml_sync.checks.index import Index
from cml_sync.checks.registry import RULES
from cml_sync.messages import Text, packed, text_n, unpacked
from cml_sync.problems import Place, Problem
from cml_sync.xml.findings import FINDINGS

_BY_CODE: Final = MappingProxyType(
    {one.code: one for one in (*FINDINGS, *(rule.finding for rule in RULES))}
)


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
    hint = packed(problem.hint) if problem.hint is not None else ""
    key = (problem.code, problem.place.file or "", packed(problem.message), hint)
    place = problem.place if exact is None or index.alike.knows(key) else exact()
    return index.alike.add(key, place) is not None


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
