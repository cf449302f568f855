"""What stays the same about a problem from one export to the next, without saying whose it is.

Line and column move with every export; numbers of records and of files do, too. What is left: the
code, the part, the path without its numbers, the id of the record and the values in the message,
the last two only as a digest. How many there are moves as well, and with it which of them is the
first: neither counts.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from cml_sync.checks.alike import is_counted, without_number
from cml_sync.messages import Text
from cml_sync.patterns import pattern
from cml_sync.problems import Problem

_NUMBER: Final = pattern(r"\[\d+\]")
_CHANGING: Final = pattern(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{8,}", re.IGNORECASE)
_DIGEST: Final = 8


class PartNames:
    """The names of parts inside their package, by the names the user knows."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names: Mapping[str, str] = dict(names)

    def steady(self, file: str | None) -> str:
        """The name without what changes with every export: GUIDs and moments; empty for None."""
        return _CHANGING.sub("*", self._names.get(file, file)) if file else ""


def steady_path(path: str) -> str:
    """An element path without the numbers of records."""
    return _NUMBER.sub("", path)


def fingerprint(problem: Problem, names: PartNames) -> str:
    """Sixteen hexadecimal digits."""
    from hashlib import blake2b  # noqa: PLC0415 - OpenSSL, which a good file does not need

    place, message = problem.place, problem.message
    counted = is_counted(problem.code)
    told = (
        problem.code,
        names.steady(place.file),
        steady_path(place.path),
        "" if counted else place.record_id or "",
        *_values(without_number(message) if counted else message),
    )
    return blake2b("\0".join(told).encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()


def _values(message: Text) -> Iterable[str]:
    for name, value in sorted(message.values.items()):
        if isinstance(value, Text):
            yield from _values(value)
        elif name != "count":
            yield f"{name}={value}"
