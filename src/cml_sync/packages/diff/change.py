"""What differs: one record of one package against the same record of another."""

import json
from enum import Enum, StrEnum
from typing import Final, NamedTuple

from cml_sync.packages.diff.values import Fields, Value, packed, unpacked


class What(StrEnum):
    """What became of a record from the old package to the new one."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Absent(Enum):
    """No value: the field is not there at all."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


IDENTITY: Final = "id"
"""The field that says which record it was: only of a section, which may have another id."""


class FieldChange(NamedTuple):
    """One field that differs.

    Attributes:
        field: its dotted path.
        old: what it was; `ABSENT` if it was not there, None if it was empty.
        new: what it is.
    """

    field: str
    old: Value | Absent
    new: Value | Absent


class Change(NamedTuple):
    """One record that differs.

    Attributes:
        kind: ``product``, ``offer`` …; the name of a section; ``picture``.
        key: what identifies it among its kind; begins with ``?`` where nothing in it does.
        what: became of it.
        title: its name, for people; None if it has none.
        fields: that differ; of an added or a removed record all of them.
    """

    kind: str
    key: str
    what: What
    title: str | None
    fields: tuple[FieldChange, ...]


def added(kind: str, key: str, fields: Fields) -> Change:
    """A record that only the new package has."""
    rows = tuple(FieldChange(name, ABSENT, value) for name, value in fields.items())
    return Change(kind, key, What.ADDED, title_of(fields), rows)


def removed(kind: str, key: str, fields: Fields) -> Change:
    """A record that only the old package has."""
    rows = tuple(FieldChange(name, value, ABSENT) for name, value in fields.items())
    return Change(kind, key, What.REMOVED, title_of(fields), rows)


def title_of(fields: Fields) -> str | None:
    """The name of a record, for people."""
    for name in ("name", "official_name", "number"):
        value = fields.get(name)
        if isinstance(value, str) and value:
            return value
    return None


def change_to_json(change: Change) -> bytes:
    """A change as it is kept in between; `change_of_json` makes it again."""
    rows = [[row.field, _packed(row.old), _packed(row.new)] for row in change.fields]
    data = [change.kind, change.key, change.what.value, change.title, rows]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def change_of_json(data: bytes) -> Change:
    """The change that `change_to_json` was given."""
    kind, key, what, title, rows = json.loads(data)
    fields = tuple(FieldChange(field, _unpacked(old), _unpacked(new)) for field, old, new in rows)
    return Change(kind, key, What(what), title, fields)


def _packed(value: Value | Absent) -> list[object]:
    return [] if isinstance(value, Absent) else [packed(value)]


def _unpacked(value: list[object]) -> Value | Absent:
    return unpacked(value[0]) if value else ABSENT
