"""Keys that the contract does not know, kept as elements that the standard does not know."""

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import Any, Final, NamedTuple

from cml_sync.model.element import Unknown
from cml_sync.patterns import pattern

_NAME: Final = pattern(r"[^\W\d][\w.\-]*")
_ODD: Final = pattern(r"[^\w.\-]")
_FORBIDDEN: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST: Final = 200


class Kept(NamedTuple):
    """What became of a key.

    Attributes:
        name: of its elements: the key, or what XML allows of it.
        elements: one; of a list, one for each of its values.
    """

    name: str
    elements: tuple[Unknown, ...]


def as_unknown(key: str, value: object) -> Kept:
    """`key` and its value as elements.

    An object becomes an element with one inside for each key; null becomes an empty one; a
    character that XML cannot hold becomes ``\ufffd``.
    """
    name = element_name(key)
    values = value if isinstance(value, list) else [value]
    return Kept(name, tuple(Unknown(xml=_element(name, one)) for one in values))


def element_name(key: str) -> str:
    """`key` as the name of an element: what XML does not allow becomes ``_``."""
    cut = key[:_LONGEST]
    if _NAME.fullmatch(cut):
        return cut
    name = _ODD.sub("_", cut)
    return name if _NAME.fullmatch(name) else f"_{name}"


def _element(name: str, value: object) -> str:
    inside = "".join(_inside(value))
    return f"<{name}>{inside}</{name}>" if inside else f"<{name}/>"


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            for one in as_unknown(str(key), inner).elements:
                yield one.xml
    elif isinstance(value, list):
        for inner in value:
            yield _element("_", inner)
    elif value is not None:
        yield escape(_FORBIDDEN.sub("\ufffd", _text(value)), quote=False)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal) and abs(value.adjusted()) < _LONGEST:
        return f"{value:f}"
    return str(value)
