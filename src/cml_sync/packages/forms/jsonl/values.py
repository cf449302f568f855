"""Values of lines as models; what a line may not say is named with its key and its column."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cml_sync.messages import Text, text
from cml_sync.model.element import Element
from cml_sync.packages.forms.jsonl.errors import WrongLineError
from cml_sync.packages.forms.jsonl.files import Line
from cml_sync.packages.forms.jsonl.json_text import column_of, shown_key
from cml_sync.packages.forms.jsonl.strangers import as_unknown
from cml_sync.problems import Place

M = TypeVar("M", bound=BaseModel)
E = TypeVar("E", bound=Element)

_EXTRA: Final = "extra_forbidden"
_MOST: Final = 10_000
_EXPECTED: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "string": text("a text in quotes"),
        "decimal": text("a number, best as a text with a dot: `12.50`"),
        "int": text("a whole number"),
        "bool": text("`true` or `false`"),
        "datetime": text("a moment like `2026-03-01T12:40:00`"),
        "date": text("a day like `2026-03-01`"),
        "time": text("a time of day like `12:40:00`"),
        "tuple": text("a list in square brackets"),
        "list": text("a list in square brackets"),
        "dict": text("an object in braces"),
        "model": text("an object in braces"),
    }
)
"""What a value should be, by the first word of what pydantic calls its fault."""


class Stranger(NamedTuple):
    """A key that the contract does not know.

    Attributes:
        path: keys and numbers that lead to it.
        name: of the element in which its value is kept.
    """

    path: tuple[str | int, ...]
    name: str


def validated(model: type[M], data: Any, line: Line, file: str) -> M:
    """`data` of `line` as a `model` with no keys but its own.

    Raises:
        WrongLineError: it is none.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _wrong(error.errors(include_url=False)[0], line, file) from None


def element(
    model: type[E], data: dict[str, Any], line: Line, file: str
) -> tuple[E, tuple[Stranger, ...]]:
    """`data` of `line` as an element; what the contract does not know is kept in its `unknown`.

    Raises:
        WrongLineError: a value cannot be read.
    """
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        faults = error.errors(include_url=False)
    strangers: list[Stranger] = []
    for fault in faults[:_MOST]:
        if fault["type"] != _EXTRA:
            raise _wrong(fault, line, file)
        strangers.append(_kept(data, fault["loc"]))
    return validated(model, data, line, file), tuple(strangers)


def place_of(line: Line, file: str, path: Sequence[str | int], record_id: str | None) -> Place:
    """Where the value at `path` stands in `line`."""
    keys = "/".join(shown_key(str(step)) for step in path)
    return Place(file, line.number, column_of(line.content, path), keys, record_id)


def _kept(data: dict[str, Any], path: tuple[str | int, ...]) -> Stranger:
    around: Any = data
    for step in path[:-1]:
        around = around[step]
    key = str(path[-1])
    found = as_unknown(key, around.pop(key))
    unknown = around.setdefault("unknown", [])
    if isinstance(unknown, list):  # otherwise it is at fault itself
        unknown.extend({"xml": one.xml} for one in found.elements)
    return Stranger(path, found.name)


def _wrong(fault: ErrorDetails, line: Line, file: str) -> WrongLineError:
    path = fault["loc"]
    place = place_of(line, file, path, None)
    key = place.path
    kind = fault["type"]
    if kind == "missing":
        return WrongLineError(place, text("the key `{key}` is missing", key=key))
    if kind == _EXTRA:
        return WrongLineError(place, text("the key `{key}` is not known here", key=key))
    expected = _EXPECTED.get(kind.partition("_")[0])
    if expected is None:
        return WrongLineError(place, text("`{key}` has a value that cannot be there", key=key))
    return WrongLineError(place, text("`{key}` should be {expected}", key=key, expected=expected))
