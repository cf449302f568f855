"""The plain values of a normal form: how they are made, compared, kept and shown."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Final, TypeAlias

from cml_sync.model.wire import Space

Value: TypeAlias = str | Decimal | bool | tuple[str, ...] | None
"""A text (dates and times in the form of ISO 8601), a number, a flag, several texts, or empty."""

Fields: TypeAlias = Mapping[str, Value]
"""The fields of a record by their dotted path; a field that is absent is not there."""

_WRITTEN_OUT: Final = 40
_NUMBER: Final = "number"


def plain(value: object, space: Space = Space.TRIM) -> Value:
    """The value of a field in normal form; an empty text is an empty field.

    Raises:
        TypeError: no field holds such a thing.
    """
    if value is None:
        return None
    if isinstance(value, str):
        if space is Space.KEEP:
            return value or None
        return (value.strip() if space is Space.TRIM else value.rstrip()) or None
    if isinstance(value, bool | Decimal):
        return value
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    message = f"{type(value).__name__} is no value of a field"
    raise TypeError(message)


def bag(values: Iterable[object], space: Space = Space.TRIM) -> tuple[str, ...]:
    """Texts whose order does not matter."""
    return tuple(sorted(row(values, space)))


def row(values: Iterable[object], space: Space = Space.TRIM) -> tuple[str, ...]:
    """Texts whose order matters."""
    return tuple(shown(plain(value, space)) for value in values)


def number(value: Decimal) -> str:
    """A number by its value: ``350`` and ``350.00`` give the same."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return str(value)
    bare = "".join(map(str, digits)).lstrip("0")
    stripped = bare.rstrip("0")
    exponent += len(bare) - len(stripped)
    if not stripped:
        return "0"
    minus = "-" if sign else ""
    if abs(exponent) > _WRITTEN_OUT:
        return f"{minus}{stripped}E{exponent:+d}"
    if exponent >= 0:
        return minus + stripped + "0" * exponent
    whole, part = stripped[:exponent], stripped[exponent:].rjust(-exponent, "0")
    return f"{minus}{whole or '0'}.{part}"


def shown(value: Value) -> str:
    """A value as people and programs read it; several texts are joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number(value)
    return value if isinstance(value, str) else ", ".join(value)


def packed(value: Value) -> object:
    """A value as JSON can hold it and `unpacked` knows it again."""
    if isinstance(value, Decimal):
        return {_NUMBER: str(value)}
    return list(value) if isinstance(value, tuple) else value


def unpacked(value: object) -> Value:
    """The value that `packed` was given.

    Raises:
        TypeError: it made nothing of that kind.
    """
    if isinstance(value, dict):
        return Decimal(value[_NUMBER])
    if isinstance(value, list):
        return tuple(value)
    if value is None or isinstance(value, str | bool):
        return value
    message = f"{type(value).__name__} was not packed"
    raise TypeError(message)
