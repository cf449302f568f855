"""Values of another shape than the schema's: what real senders write, and what it means."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, NamedTuple

from cml_sync.patterns import pattern
from cml_sync.problems import Finding
from cml_sync.xml.findings import EMPTY_DATE, ODD_DATE, ODD_FLAG, ODD_NUMBER

_SPACES: Final = pattern(r"[\s'_\u00a0\u202f\u2009’]")
_CURRENCY: Final = pattern(
    r"(?:р(?:уб(?:\.|лей|ля|ль)?|\.)?|₽|rub|rur|usd|\$|eur|€|грн\.?|uah|₴|kzt|тг\.?|₸|byn|byr|kgs|uzs)"
    r"\Z",
    re.IGNORECASE,
)
_NUMBER: Final = pattern(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_SCIENTIFIC: Final = pattern(_NUMBER.pattern + r"[eE][+-]?0*[0-9]{1,2}")
_GROUPED: Final = pattern(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_YES: Final = frozenset({"да", "истина", "так", "yes", "y", "true", "t", "on", "1", "+"})
_NO: Final = frozenset({"нет", "ложь", "ні", "no", "n", "false", "f", "off", "0", "-"})
_CLOCK: Final = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
_OFFSET: Final = "[Zz]|[+\\-\u2212][0-9]{2}:?[0-9]{2}"
_ISO: Final = pattern(
    r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})"
    r"(?:(?:[Tt_]|\s+|[A-Z]{2,5}|[+-][0-9]{2})?(?P<time>" + _CLOCK + r")"
    r"\s*(?P<zone>[A-Z]{3}|" + _OFFSET + r")?|" + _OFFSET + r")?"
)
_DOTTED: Final = pattern(
    r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})"
    r"(?:[T,\s]+(?P<time>" + _CLOCK + r")(?P<zone>(?!))?)?"
)
_DENSE: Final = pattern(
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"
    r"(?:T(?P<time>" + _CLOCK + r")|T?(?P<clock>[0-9]{6}))(?P<zone>" + _OFFSET + r")?"
)
_TIME: Final = pattern(r"(?P<clock>" + _CLOCK + r")(?P<zone>" + _OFFSET + r")?")
_ZONES: Final = {"UTC": "Z", "GMT": "Z", "MSK": "+03:00"}
_EMPTY: Final = frozenset({"0001-01-01", "0000-00-00"})  # of 1C, of MySQL
_DAY: Final = 10


_DAY_SHAPE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME_SHAPE: Final = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
SHAPES: Final[dict[type | None, Callable[[str], re.Match[str] | None]]] = {
    Decimal: _NUMBER.fullmatch,
    bool: re.compile("true|false|1|0").fullmatch,
    date: re.compile(_DAY_SHAPE).fullmatch,
    datetime: re.compile(f"{_DAY_SHAPE}(?:T{_TIME_SHAPE})?").fullmatch,
    time: re.compile(_TIME_SHAPE).fullmatch,
}
"""The shapes of ``xs:decimal``, ``xs:boolean``, ``xs:date``, ``xs:dateTime`` and ``xs:time``; a day
without an offset, which no sender of CommerceML gives it, and a moment also as its day alone: one
in ten `ДатаФормирования` is."""


class Mended(NamedTuple):
    """A value in the shape of the schema.

    Attributes:
        value: for the validator; None for an empty date.
        finding: what was odd.
    """

    value: str | None
    finding: Finding


def has_shape(value: str, value_type: type | None) -> bool:
    """Whether `value` is written as the schemas ask for; all values of other types are."""
    shape = SHAPES.get(value_type)
    return shape is None or shape(value) is not None


def mend(value: str, value_type: type | None) -> Mended | None:
    """`value` in a shape that `value_type` takes, or None if nobody can tell what it means."""
    rule = _RULES.get(value_type)
    return None if rule is None else rule(value.strip())


def _number(value: str) -> Mended | None:
    dense = _SPACES.sub("", value)
    if not dense.isascii():
        dense = "".join(str(unicodedata.decimal(sign, sign)) for sign in dense)
    dense = _CURRENCY.sub("", dense)
    if _GROUPED.fullmatch(dense):
        dense = dense.replace(",", "")
    elif dense.count(",") == 1 and "." not in dense:
        dense = dense.replace(",", ".")
    is_number = _NUMBER.fullmatch(dense) or _SCIENTIFIC.fullmatch(dense)
    return Mended(dense, ODD_NUMBER) if is_number else None


def _flag(value: str) -> Mended | None:
    word = value.casefold()
    if word in _YES:
        return Mended("true", ODD_FLAG)
    return Mended("false", ODD_FLAG) if word in _NO else None


def _moment(value: str) -> Mended | None:
    found = _ISO.fullmatch(value) or _DOTTED.fullmatch(value) or _DENSE.fullmatch(value)
    if found is None:
        return None
    day = f"{found['y']}-{found['m']:0>2}-{found['d']:0>2}"
    if day in _EMPTY:
        return Mended(None, EMPTY_DATE)
    clock = found["time"] or _with_colons(found.groupdict().get("clock"))
    if not clock:
        return Mended(day, ODD_DATE)
    zone = found["zone"] or ""
    return Mended(f"{day}T{_padded(clock)}{_ZONES.get(zone, zone)}", ODD_DATE)


def _day(value: str) -> Mended | None:
    moment = _moment(value)
    if moment is None or moment.value is None:
        return moment
    return Mended(moment.value[:_DAY], moment.finding)


def _time(value: str) -> Mended | None:
    if (found := _TIME.fullmatch(value)) is not None:
        return Mended(_padded(found["clock"]) + (found["zone"] or ""), ODD_DATE)
    moment = _moment(value)
    if moment is None or moment.value is None:
        return moment
    return Mended(moment.value[11:19], ODD_DATE) if len(moment.value) > _DAY else None


def _with_colons(clock: str | None) -> str:
    return f"{clock[:2]}:{clock[2:4]}:{clock[4:]}" if clock else ""


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
