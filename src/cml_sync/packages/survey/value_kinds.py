"""Kinds of values: what a value looks like, without saying what it is."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from cml_sync.patterns import pattern

EMPTY: Final = "empty"
FLAG: Final = "flag"
NUMBER: Final = "number"
DATE: Final = "date"
MOMENT: Final = "moment"
TIME: Final = "time"
GUID: Final = "guid"
GUIDS: Final = "guid#guid"
DIGITS: Final = "digits"
TEXT: Final = "text"

MOST_SCALE: Final = 9
"""Numbers with more digits behind the point are all of one kind."""

_KEPT: Final = 16_384
_LONGEST_KNOWN: Final = 80
_GUID: Final = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_SHAPES: Final = pattern(
    rf"(?P<guids>{_GUID}\#{_GUID})|(?P<guid>{_GUID})|(?P<digits>[0-9]+)"
    r"|-?[0-9]+[.,](?P<fraction>[0-9]+)|(?P<flag>true|false)"
    r"|(?P<moment>[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:.*)|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
)
_NAMES: Final = MappingProxyType(
    {
        "guids": GUIDS,
        "guid": GUID,
        "digits": DIGITS,
        "flag": FLAG,
        "moment": MOMENT,
        "date": DATE,
        "time": TIME,
    }
)


def kind_of_value(value: object) -> str:
    """The kind of a value.

    ``empty`` · ``flag`` · ``number`` a number without a fraction · ``number.2`` one with two digits
    behind the point, as money mostly is · ``date`` · ``moment`` a date and a time · ``time`` ·
    ``guid`` · ``guid#guid`` a product with its characteristic · ``digits`` text of digits only, as
    barcodes and codes of units are · ``text`` any other.
    """
    return _BY_TYPE.get(type(value), _other)(value)


def _number(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    return _SCALES[-exponent] if isinstance(exponent, int) and -MOST_SCALE < exponent < 0 else (
        NUMBER if not isinstance(exponent, int) or exponent >= 0 else _SCALES[MOST_SCALE]
    )  # fmt: skip


def _text(value: str) -> str:
    return _short_text(value) if len(value) <= _LONGEST_KNOWN else TEXT


@lru_cache(maxsize=_KEPT)
def _short_text(value: str) -> str:
    bare = value.strip()
    if not bare:
        return EMPTY
    found = _SHAPES.fullmatch(bare)
    if found is None:
        return TEXT
    if found["fraction"] is not None:
        return _SCALES[min(len(found["fraction"]), MOST_SCALE)]
    return _NAMES[found.lastgroup or ""]


def _other(value: object) -> str:
    return EMPTY if value is None or value == () else TEXT


_SCALES: Final = (NUMBER, *(f"{NUMBER}.{scale}" for scale in range(1, MOST_SCALE + 1)))
_BY_TYPE: Final[Mapping[type, Callable[[Any], str]]] = MappingProxyType(
    {
        str: _text,
        Decimal: _number,
        bool: lambda _: FLAG,
        date: lambda _: DATE,
        datetime: lambda _: MOMENT,
        time: lambda _: TIME,
    }
)
