"""Applies what differs: the records of the old package become those of the new one."""

from collections.abc import Iterable, Mapping

from cml_sync.packages.diff.change import IDENTITY, Absent, Change, FieldChange, What
from cml_sync.packages.diff.errors import PatchConflictError
from cml_sync.packages.diff.values import Fields, Value

Records = Mapping[tuple[str, str], Fields]
"""Records in normal form, by kind and key."""


def apply(old: Records, changes: Iterable[Change]) -> dict[tuple[str, str], Fields]:
    """The records of `old` with `changes` made.

    Args:
        old: of the package that the changes were found in as the old one.
        changes: all of its differences, none ignored. Sections that hold nothing count as none,
            and are not among them.

    Raises:
        PatchConflictError: a change does not fit what is there.
    """
    new = dict(old)
    for change in changes:
        ident = (change.kind, change.key)
        if change.what is What.REMOVED:
            _check_there(new, change)
            del new[ident]
        elif change.what is What.ADDED:
            if ident in new:
                raise PatchConflictError(change.kind, change.key, "")
            new[ident] = {row.field: _value(row) for row in change.fields}
        else:
            new[ident] = _changed(_taken(new, change), change)
    return new


def _taken(records: dict[tuple[str, str], Fields], change: Change) -> Fields:
    """The record that changes, which is under its old key if even that changes (of a section)."""
    keys = [row.old for row in change.fields if row.field == IDENTITY]
    key = keys[0] if keys and isinstance(keys[0], str) else change.key
    fields = records.pop((change.kind, key), None)
    if fields is None:
        raise PatchConflictError(change.kind, key, "")
    return fields


def _check_there(records: Records, change: Change) -> None:
    if (change.kind, change.key) not in records:
        raise PatchConflictError(change.kind, change.key, "")


def _changed(fields: Fields, change: Change) -> Fields:
    said = dict(fields)
    for row in change.fields:
        if row.field == IDENTITY:
            continue
        if isinstance(row.old, Absent):
            if row.field in said:
                raise PatchConflictError(change.kind, change.key, row.field)
        elif row.field not in said or said[row.field] != row.old:
            raise PatchConflictError(change.kind, change.key, row.field)
        if isinstance(row.new, Absent):
            said.pop(row.field, None)
        else:
            said[row.field] = row.new
    return said


def _value(row: FieldChange) -> Value:
    return None if isinstance(row.new, Absent) else row.new
