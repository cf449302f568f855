"""The good path of `extraction`: the same values, where nothing at all is odd.

It reads no tree: it leaps from text to text (`leaps`) through markup that a parser has found to be
well-formed. A record in which anything is odd is left to `extraction`, which looks everywhere.
`tests/property` holds both to the same values.
"""

from decimal import Decimal
from typing import Final

from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.extraction import Values
from cml_sync.xml.reading.leaps import (
    ADD,
    APPEND,
    BEGIN,
    BLANK,
    CLOSE,
    DEFAULT,
    KEPT,
    KNOWN,
    NEXT,
    NUMBER,
    OPEN,
    PLAIN,
    SET,
    SEVERAL,
    STAY,
    Atlas,
    Move,
)
from cml_sync.xml.reading.lexical import has_shape
from cml_sync.xml.reading.plans import Plan
from cml_sync.xml.reading.repeats import OddError, resolved, small_numbers

_DIGITS: Final = "0123456789"
_POINT: Final = frozenset({"", "."})
"""What a number without a sign is but for its digits at both ends: nearly every number."""


class Harvest:
    """Reads the records of one container.

    Args:
        tag: of the records.
        plan: of their model.
        limits: of one element.
        depth: how many elements stand above a record.
    """

    def __init__(self, tag: str, plan: Plan, limits: Limits, depth: int):
        atlas = Atlas(tag, plan, limits, depth)
        self._start = atlas.start
        self._end = atlas.record
        self._numbers = small_numbers()
        self._elements = 0

    def take_elements(self) -> int:
        """How many elements were read since this was asked last, or a few more."""
        read, self._elements = self._elements, 0
        return read

    def record(self, data: bytes) -> Values | None:
        """The values of a record, which are not to be changed; None if anything about it is odd.

        Args:
            data: all of it but its end tag, perhaps behind blanks; it is well-formed, and has no
                comments, processing instructions and CDATA.
        """
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
            if b"\r" in data:
                return None
        try:
            return self._record(data.decode())
        except OddError:
            return None

    def _record(self, record: str) -> Values:  # noqa: C901, PLR0912, PLR0915 - for speed
        """One loop that calls next to nothing: a call for each element costs a fifth more."""
        values: Values = {}
        around: list[Values] = []
        refers = "&" in record
        numbers = self._numbers
        stand = self._start
        pieces = record.split("</")
        self._elements += len(pieces)
        for piece in pieces:
            letters, _, text = piece.rpartition(">")
            move, goal, op, field, stand, empty = stand[letters]
            if move == STAY:
                pass
            elif move == CLOSE:
                values = around.pop()
            elif move == NEXT:
                values = {}
                around[-1][goal].append(values)
            elif move == ADD:
                around.append(values)
                several = values.setdefault(goal, [])
                values = {}
                several.append(values)
            else:
                self._elements += len(goal)
                values = _moved(goal, values, around)
            if refers and "&" in text:
                text = resolved(text)
            if op == PLAIN:
                if field in values or text.strip() is not text:
                    raise OddError
                values[field] = text or empty
            elif op == BLANK:
                if text and not text.isspace():
                    raise OddError
            elif op == SEVERAL:
                if text.strip() is not text:
                    raise OddError
                values.setdefault(field, []).append(text or empty)
            elif op == NUMBER:
                if field in values:
                    raise OddError
                if text in numbers:
                    values[field] = numbers[text]
                elif text.strip(_DIGITS) in _POINT or has_shape(text, Decimal):
                    values[field] = text or empty
                else:
                    raise OddError
            elif field in values or (op == KEPT and text.isspace()):
                raise OddError
            else:
                values[field] = empty[text] if op == KNOWN else text
        if stand is not self._end:
            raise OddError
        return values


def _moved(moves: tuple[Move, ...], values: Values, around: list[Values]) -> Values:
    """The values to go on with."""
    for move, field, value in moves:
        if move in {SET, OPEN} and field in values:
            raise OddError
        if move == BEGIN:
            values.update(value)
        elif move == SET:
            values[field] = value
        elif move == APPEND:
            values.setdefault(field, []).append(value)
        elif move == DEFAULT:
            values.setdefault(field, [] if value == () else value)  # more of it may follow
        elif move == CLOSE:
            values = around.pop()
        else:
            values = _opened(move, field, value, values, around)
    return values


def _opened(
    move: int, field: str, attributes: Values, values: Values, around: list[Values]
) -> Values:
    inner = attributes.copy()
    if move == NEXT:
        around[-1][field].append(inner)
        return inner
    around.append(values)
    if move == OPEN:
        values[field] = inner
    else:
        values.setdefault(field, []).append(inner)
    return inner
