"""JSON as strictly as data deserves: every key once, numbers exact, faults with their places.

Numbers become Decimal or int, never float; NaN and Infinity are no JSON. A map of requisites
becomes the list that the models know.
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from cml_sync.messages import Text, shortened, text
from cml_sync.packages.forms.jsonl.requisite_maps import REQUISITES, as_list
from cml_sync.patterns import pattern

_LONGEST_KEY: Final = 60
_SURROGATE: Final = pattern(r"\\u[dD][89a-fA-F]")
_SPACE: Final = pattern(r"[ \t\n\r]*")


class JsonError(Exception):
    """A text that is not the JSON we take.

    Attributes:
        reason: what is wrong.
        column: where, counted from 1, in characters; None where it is not known.
    """

    def __init__(self, reason: Text, column: int | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.column = column


class _DoubledError(Exception):
    pass


class _NotFiniteError(Exception):
    pass


def parsed(line: bytes) -> dict[str, Any]:
    """The object that `line` holds.

    Raises:
        JsonError: it holds none, or one that is not taken.
    """
    try:
        content = line.decode("utf-8")
    except UnicodeDecodeError as error:
        before = line[: error.start].decode("utf-8")
        raise JsonError(text("it is not in UTF-8"), len(before) + 1) from None
    try:
        value = _DECODER.decode(content)
    except json.JSONDecodeError as error:
        raise JsonError(_reason(error, content), error.pos + 1) from None
    except _DoubledError as error:
        key = str(error)
        raise JsonError(
            text("the key `{key}` stands twice in one object", key=shown_key(key)),
            _second(content, key),
        ) from None
    except _NotFiniteError as error:
        word = str(error)
        raise JsonError(
            text("`{word}` is no number that JSON knows", word=word), content.find(word) + 1
        ) from None
    except RecursionError:
        raise JsonError(text("it is nested too deep")) from None
    except (ValueError, ArithmeticError):  # more digits than Python reads, an endless exponent
        raise JsonError(text("a number in it has too many digits")) from None
    if (half := _SURROGATE.search(content)) and _has_half(value):
        raise JsonError(text("a character in it is only half of one"), half.start() + 1)
    if not isinstance(value, dict):
        raise JsonError(text("it is no object in braces"), 1)
    return value


def column_of(line: bytes, path: Sequence[str | int]) -> int:
    """The column where the value at `path` begins, counted from 1.

    Where there is nothing so deep, that of the value around it.
    """
    content = line.decode("utf-8", "replace")
    at = _space(content, 0)
    for step in path:
        found = _inside(content, at, step)
        if found is None:
            break
        at = found
    return at + 1


def shown_key(key: str) -> str:
    """A key for people: not endless, and without characters that cannot be printed."""
    cut = shortened(key, _LONGEST_KEY)
    return cut if cut.isprintable() else ascii(cut)[1:-1]


def _has_half(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return True
    return False


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _DoubledError(key)
            seen.add(key)
    if isinstance(requisites := found.get(REQUISITES), dict):
        found[REQUISITES] = as_list(requisites)
    return found


def _constant(word: str) -> Any:
    raise _NotFiniteError(word)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=Decimal, parse_constant=_constant
)

_PLAIN: Final = json.JSONDecoder()


def _reason(error: json.JSONDecodeError, content: str) -> Text:
    if error.pos >= len(content.rstrip()):
        return text("it ends in the middle") if content.strip() else text("it is empty")
    if error.msg == "Extra data":
        return text("something stands behind the object")
    if error.msg.startswith(("Invalid control", "Invalid \\", "Unterminated")):
        return text("a string in it is broken")
    return text("`{character}` is not what JSON has here", character=shown_key(content[error.pos]))


def _second(content: str, key: str) -> int | None:
    """The column of a key that stands twice; None where it is not certain which one it is."""
    quoted = json.dumps(key, ensure_ascii=False)
    first = content.find(quoted)
    second = content.find(quoted, first + 1) if first >= 0 else -1
    return second + 1 if second >= 0 and content.find(quoted, second + 1) < 0 else None


def _space(content: str, at: int) -> int:
    found = _SPACE.match(content, at)
    return found.end() if found else at


def _inside(content: str, at: int, step: str | int) -> int | None:
    """Where the value of a key, or the element with a number, begins."""
    if at >= len(content) or content[at] not in "{[":
        return None
    mapping = content[at] == "{"
    number = 0
    at = _space(content, at + 1)
    while at < len(content) and content[at] not in "}]":
        key: str | int = number
        if mapping:
            key, at = _PLAIN.raw_decode(content, at)
            at = _space(content, _space(content, at) + 1)  # behind the colon
        if step in (key, number):
            return at
        _, at = _PLAIN.raw_decode(content, at)
        at = _space(content, at)
        if content[at : at + 1] == ",":
            at = _space(content, at + 1)
        number += 1
    return None
