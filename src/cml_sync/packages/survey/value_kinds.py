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
SHORT: Final = 80
"""Texts of more signs are of the kind `TEXT`, whatever stands in them."""
BEHIND: Final = "g"
"""Texts behind it in order begin with no digit and with no hexadecimal letter."""
TRUE: Final = "true"
"""The one of them that is no `TEXT`."""
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
    return PLAIN.get(type(value), _other)(value)


def _number(value: Decimal) -> str:
    written = str(value)  # several times as quick as its tuple
    scale = len(written) - 1 - written.find(".") if "." in written else 0
    if "E" in written:
        exponent = value.as_tuple().exponent
        scale = max(-exponent, 0) if isinstance(exponent, int) else 0
    return _SCALES[min(MOST_SCALE, scale)]


def kind_of_text(value: str) -> str:
    """The kind of a text."""
    if (value > BEHIND and value != TRUE) or len(value) > SHORT:
        return TEXT
    return kind_of_short(value)


@lru_cache(maxsize=_KEPT)
def kind_of_short(value: str) -> str:
    """The kind of a text of at most `SHORT` signs; it is kept for the next time."""
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
PLAIN: Final[Mapping[type, Callable[[Any], str]]] = {
    str: kind_of_text,
    Decimal: _number,
    bool: lambda _: FLAG,
    date: lambda _: DATE,
    datetime: lambda _: MOMENT,
    time: lambda _: TIME,
    type(None): lambda _: EMPTY,
}
"""What says the kind of a value, by its type; models and tuples are not among them."""
