"""Values of another shape than the schema's: what real senders write, and what it means."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, NamedTuple

from cml_sync.problems import Finding
from cml_sync.xml.findings import EMPTY_DATE, ODD_DATE, ODD_FLAG, ODD_NUMBER

_SPACES: Final = re.compile(r"[\s'\u00a0\u202f\u2009’]")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_YES: Final = frozenset({"да", "истина", "yes", "y", "true", "1", "+"})
_NO: Final = frozenset({"нет", "ложь", "no", "n", "false", "0", "-"})
_ISO: Final = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:(?:T|\s+|[A-Z]{2,5}|[+-][0-9]{2})?(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DOTTED: Final = re.compile(
    r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})"
    r"(?:[T\s]+(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?))?"
)
_TIME: Final = re.compile(r"(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2}))?")
_EMPTY: Final = "0001-01-01"


class Mended(NamedTuple):
    """A value in the shape of the schema.

    Attributes:
        value: for the validator; None for an empty date.
        finding: what was odd.
    """

    value: str | None
    finding: Finding


def mend(value: str, value_type: type | None) -> Mended | None:
    """`value` in a shape that `value_type` takes, or None if nobody can tell what it means."""
    rule = _RULES.get(value_type)
    return None if rule is None else rule(value.strip())


def _number(value: str) -> Mended | None:
    dense = _SPACES.sub("", value)
    if _GROUPED.fullmatch(dense):
        dense = dense.replace(",", "")
    elif dense.count(",") == 1 and "." not in dense:
        dense = dense.replace(",", ".")
    return Mended(dense, ODD_NUMBER) if _NUMBER.fullmatch(dense) else None


def _flag(value: str) -> Mended | None:
    word = value.casefold()
    if word in _YES:
        return Mended("true", ODD_FLAG)
    return Mended("false", ODD_FLAG) if word in _NO else None


def _moment(value: str) -> Mended | None:
    if (found := _ISO.fullmatch(value)) is not None:
        day, clock, zone = found["day"], found["time"], found["zone"] or ""
    elif (found := _DOTTED.fullmatch(value)) is not None:
        day, clock, zone = f"{found['y']}-{found['m']:0>2}-{found['d']:0>2}", found["time"], ""
    else:
        return None
    if day == _EMPTY:
        return Mended(None, EMPTY_DATE)
    return Mended(f"{day}T{_padded(clock)}{zone}" if clock else day, ODD_DATE)


def _day(value: str) -> Mended | None:
    moment = _moment(value)
    if moment is None or moment.value is None:
        return moment
    return Mended(moment.value[:10], moment.finding)


def _time(value: str) -> Mended | None:
    if _TIME.fullmatch(value) is not None:
        return Mended(_padded(value), ODD_DATE)
    moment = _moment(value)
    if moment is None or moment.value is None:
        return moment
    return Mended(moment.value[11:19], ODD_DATE) if len(moment.value) > len(_EMPTY) else None


def _padded(clock: str) -> str:
    hours, _, rest = clock.partition(":")
    return f"{hours:0>2}:{rest}" if rest.count(":") else f"{hours:0>2}:{rest}:00"


_RULES: Final[dict[type | None, Callable[[str], Mended | None]]] = {
    Decimal: _number,
    bool: _flag,
    datetime: _moment,
    date: _day,
    time: _time,
}
