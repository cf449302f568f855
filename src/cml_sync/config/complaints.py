"""pydantic's complaints about a configuration, in our words and with the line they belong to."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from cml_sync.config.lines import Key, line_of
from cml_sync.messages import Text, text
from cml_sync.problems import Place
from cml_sync.transports.errors import OptionError

Complaint = tuple[Place, Text, Text | None]

_UNION_TAGS: Final = frozenset({"env", "file", "command", "credential"})


def complaints(
    error: ValidationError,
    prefix: Key,
    known: Iterable[str],
    lines: Mapping[Key, int],
    path: str,
) -> list[Complaint]:
    """Every complaint of one validated table.

    Args:
        error: what pydantic found.
        prefix: the table (``("endpoint", "shop")``).
        known: the keys this table may have, for "did you mean".
        lines: where keys stand.
        path: the file.
    """
    names = tuple(known)
    return [
        _complaint(detail, prefix, names, lines, path)
        for detail in error.errors(include_url=False, include_input=False, include_context=True)
    ]


def field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys a table of this model may have."""
    return tuple(model.model_fields)


def unknown_key(key: str, where: Key, known: Sequence[str], place: Place) -> Complaint:
    """The complaint about a key that means nothing."""
    near = difflib.get_close_matches(key, known, n=1)
    hint = (
        text("did you mean `{near}`?", near=near[0])
        if near
        else text("known keys: {known}", known=", ".join(sorted(known)))
    )
    name = ".".join((*where, key))
    return place, text("`{name}` is not a known key", name=name), hint


def _complaint(
    detail: Any, prefix: Key, known: Sequence[str], lines: Mapping[Key, int], path: str
) -> Complaint:
    inner = tuple(str(part) for part in detail["loc"] if part not in _UNION_TAGS)
    key = (*prefix, *inner)
    place = Place(file=path, line=line_of(lines, key))
    name = ".".join(key)
    kind = detail["type"]
    if kind == "extra_forbidden":
        return unknown_key(inner[-1], key[:-1], known, place)
    if kind == "missing":
        return place, text("`{name}` is missing", name=name), None
    return place, text("`{name}`: {reason}", name=name, reason=_reason(kind, detail)), None


def _reason(kind: str, detail: Any) -> Text | str:
    context = detail.get("ctx", {})
    if kind in {"enum", "literal_error"}:
        return text("must be one of {expected}", expected=context.get("expected", ""))
    if kind == "value_error":
        error = context.get("error")
        return error.text if isinstance(error, OptionError) else str(error)
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return simple
    return str(detail["msg"])


_SIMPLE: Final[Mapping[str, Text]] = {
    "string_type": text("must be a text in quotes"),
    "int_type": text("must be a whole number"),
    "int_parsing": text("must be a whole number"),
    "int_from_float": text("must be a whole number"),
    "float_type": text("must be a number"),
    "float_parsing": text("must be a number"),
    "bool_type": text("must be true or false"),
    "bool_parsing": text("must be true or false"),
    "list_type": text("must be a list in [brackets]"),
    "tuple_type": text("must be a list in [brackets]"),
    "dict_type": text("must be a table"),
    "model_type": text("must be a table"),
    "too_short": text("must not be empty"),
    "string_too_short": text("must not be empty"),
    "secret_source": text(
        'a secret is not written into the file: use { env = "NAME" }, { file = "PATH" }, '
        '{ command = ["PROGRAM"] } or { credential = "NAME" }'
    ),
}
