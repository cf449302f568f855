"""Strict XML text: how values are spelt, escaped and tagged.

The rules are those that the strictest and the sloppiest receivers share: entities other than the
four named ones, CDATA and numeric references are not understood by every shop (1C-Bitrix keeps
them as they stand or drops them), so none of them is ever written.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final

Spell = Callable[[Any], str]

_PLACES: Final = 100
_NAME: Final = re.compile(r"[^\W\d][\w.\-·]*", re.UNICODE)


class NotFiniteError(ValueError):
    """A number is an infinity or a NaN, which no element of the standard can hold."""


def escape(value: str) -> str:
    """`value` as the text of an element: ``&``, ``<`` and ``>`` as entities."""
    if "&" in value or "<" in value or ">" in value:
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value


def escape_attribute(value: str) -> str:
    """`value` as an attribute in double quotes.

    Line ends and tabs become spaces, as every reader makes them: they could only be kept as
    numeric references, which are not written.
    """
    escaped = escape(value).replace('"', "&quot;")
    if "\n" in escaped or "\t" in escaped or "\r" in escaped:
        return re.sub(r"\r\n|[\r\n\t]", " ", escaped)
    return escaped


def is_name(name: str) -> bool:
    """Whether `name` may stand as a tag or an attribute: an XML name without a prefix."""
    return _NAME.fullmatch(name) is not None and not name.lower().startswith("xml")


def spell_decimal(value: Decimal) -> str:
    """`value` in plain notation: a dot, no exponent, the scale kept.

    ``1E-999999999`` and its like would be a gigabyte of zeros: a number that begins more than a
    hundred places behind the dot is 0, one of more than a hundred digits, which no model holds,
    keeps its exponent.

    Raises:
        NotFiniteError: for an infinity or a NaN.
    """
    spelt = str(value)
    if not value.is_finite():
        raise NotFiniteError(spelt)
    if "E" not in spelt:
        return spelt
    places = value.adjusted()
    if abs(places) > _PLACES:
        return "0" if places < 0 else spelt
    return format(value, "f")


def spell_bool(value: object) -> str:
    """``true`` or ``false``, the spelling everybody reads."""
    return "true" if value else "false"


def spell_enum(value: Enum) -> str:
    """The text of a member of a closed list."""
    return str(value.value)


def _spell_moment(value: date | time) -> str:
    return value.isoformat()


_SPELLINGS: Final[Mapping[type, Spell]] = {
    str: str,
    Decimal: spell_decimal,
    bool: spell_bool,
    int: str,
    date: _spell_moment,
    datetime: _spell_moment,
    time: _spell_moment,
}


def spelling(value_type: type | None) -> Spell:
    """How values of `value_type` are spelt. Raises TypeError for a type without a spelling."""
    if value_type is not None:
        if (spell := _SPELLINGS.get(value_type)) is not None:
            return spell
        if issubclass(value_type, Enum):
            return spell_enum
        if issubclass(value_type, str):
            return str
    message = f"no spelling for {value_type!r}"
    raise TypeError(message)
