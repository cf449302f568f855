"""Values that repeat from record to record, so that they are made once.

Whole numbers, flags, dates, units of measure: a file has few different ones. Nothing is guessed
here, either: a value that is not exactly as the schemas ask for raises `OddError`.
"""

import re
from decimal import Decimal
from functools import cache
from typing import Any, Final, cast

from pydantic import ValidationError

from cml_sync.model.element import Element
from cml_sync.xml.reading.extraction import Values, for_validation, trimmed
from cml_sync.xml.reading.lexical import SHAPES
from cml_sync.xml.reading.plans import Plan, Step

_MOST_KNOWN: Final = 64
_MOST_WORDS: Final = 1024
"""So many elements are remembered with one set of attributes; so many flags or dates are."""

_FLAGS: Final = {"true": True, "false": False, "1": True, "0": False}
_REFERENCE: Final = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class OddError(Exception):
    """Something is not as it usually is: look again, everywhere."""


class Known(dict[str, Element]):
    """Elements that differ in nothing but their text, by that text.

    Units of measure are few, and stand in each offer and in each line of an order. Models are
    frozen, so records can share them.
    """

    __slots__ = ("_attributes", "_plan")

    def __init__(self, plan: Plan, attributes: Values):
        super().__init__()
        self._plan = plan
        self._attributes = attributes

    def __missing__(self, text: str) -> Element:
        """The element with this text. Raises `OddError` if it is not right as it stands."""
        own = self._plan.text
        value = value_of(own, text) if own is not None else None
        if own is None or not (value or self._attributes):
            raise OddError  # such elements are counted
        values = {**self._attributes, own.name: value} if value else self._attributes
        try:
            element = cast("Element", self._plan.validate(values))
        except ValidationError:
            raise OddError from None
        if len(self) < _MOST_KNOWN:
            self[text] = element
        return element


class Words(dict[str, Any]):
    """The flags, or the dates, that were met before.

    Args:
        value_type: of all of them.
    """

    __slots__ = ("_shape",)

    def __init__(self, value_type: type | None):
        super().__init__({"": None, **(_FLAGS if value_type is bool else {})})
        self._shape = SHAPES[value_type]

    def __missing__(self, text: str) -> str:
        """`text` itself. Raises `OddError` if it has another shape."""
        if self._shape(text) is None:
            raise OddError
        if len(self) < _MOST_WORDS:
            self[text] = text
        return text


def attribute_value(step: Step, written: str) -> str | Decimal | None:
    """What the validator gets for an attribute as it is written. Raises `OddError` if it is odd."""
    if "\n" in written or "\t" in written:  # a parser makes spaces of them
        raise OddError
    if step.value_type is Decimal and written in small_numbers():
        return small_numbers()[written]
    return value_of(step, resolved(written))


@cache
def small_numbers() -> dict[str, Decimal]:
    """The whole numbers below a thousand, with and without kopecks: most quantities, many prices.

    They need not be made again for every record; all others are left to the validator.
    """
    texts = [f"{number}{kopecks}" for kopecks in ("", ".00") for number in range(1000)]
    return {text: Decimal(text) for text in texts}


def value_of(step: Step, text: str) -> str | None:
    """What the validator gets for a text that needs no trimming and has the shape of its field.

    Raises:
        OddError: it does, or has not.
    """
    if len(trimmed(step.op, text)) != len(text):
        raise OddError
    value = for_validation(step, text)
    if value is not text and value is not None:
        raise OddError
    return value


def resolved(text: str) -> str:
    """`text` with its references to characters and to the five entities that XML knows."""
    if text.count("&") == text.count("&amp;"):  # nearly always
        return text.replace("&amp;", "&")
    return _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    return chr(int(found[1], 16) if found[1] else int(found[2]))
