"""How values stand in the text of a line where nothing in them needs an escape."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NamedTuple

Change = Callable[[Any], Any]
"""Makes of a value what `str` spells as JSON wants it."""

TEXT: Final = '"%s"'
"""The place of a value in quotes; None shows in it as ``"None"`` (`swift`)."""


class OddError(Exception):
    """Not for the good path."""


class Spelling(NamedTuple):
    """How the values of one type stand in a line.

    Attributes:
        place: their place in the text.
        change: what is done to them before, if anything.
    """

    place: str
    change: Change | None = None


def _moment(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is not None:
        raise OddError
    return value.isoformat()


def _time(value: time | None) -> time | None:
    if value is not None and value.tzinfo is not None:
        raise OddError
    return value


_FLAGS: Final[Mapping[bool | None, str]] = MappingProxyType(
    {True: "true", False: "false", None: "null"}
)

SPELLINGS: Final[Mapping[type, Spelling]] = MappingProxyType(
    {
        str: Spelling(TEXT),
        Decimal: Spelling(TEXT),
        date: Spelling(TEXT),
        time: Spelling(TEXT, _time),
        datetime: Spelling(TEXT, _moment),
        bool: Spelling("%s", _FLAGS.__getitem__),
    }
)
"""Every type of value that fields have; of another one nothing is known here."""
