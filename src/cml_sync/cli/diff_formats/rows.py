"""One change as JSON."""

import json
from typing import Any

from cml_sync.packages.diff.change import Absent, Change
from cml_sync.packages.diff.values import Value, number


def change_row(change: Change) -> dict[str, Any]:
    """A change as data; fields are only ever added."""
    return {
        "kind": change.kind,
        "id": change.key,
        "what": change.what.value,
        "name": change.title,
        "fields": [
            {"field": row.field, "old": _value(row.old), "new": _value(row.new)}
            for row in change.fields
        ],
    }


def as_line(row: object) -> str:
    """A row in one line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _value(value: Value | Absent) -> str | bool | list[str] | None:
    """Absent is null, empty an empty text; a number is a text, so that nothing of it is lost."""
    if isinstance(value, Absent):
        return None
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return value
    return list(value) if isinstance(value, tuple) else number(value)
