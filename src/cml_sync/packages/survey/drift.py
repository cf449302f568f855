"""Compares a package with the shape of an earlier one: has the export changed, or only the data?"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from cml_sync.packages.survey.outline import Seen
from cml_sync.packages.survey.rows import SurveyRow
from cml_sync.packages.survey.shape import Shape, ShapePath
from cml_sync.packages.survey.shaping import INFORMATION, Shaping, values_of
from cml_sync.packages.survey.shares import (
    FEWEST,
    FEWEST_OF_ALL,
    RANGES,
    Share,
    is_missed,
    is_new,
    leaves,
    share_of,
)

MOST: Final = 0.9
"""A kind of so many values is that of the field."""
HALF: Final = 0.5

_SHARES: Final = tuple(share.value for share in Share)
_TOLD: Final = frozenset({f"{INFORMATION}/schema_version"})
"""What is compared in another way."""


class Change(StrEnum):
    """What is different."""

    VERSION = "version"
    NAMESPACE = "namespace"
    ENCODING = "encoding"
    NEW_PATH = "new_path"
    NEW_UNKNOWN = "new_unknown"  # a new path that no field of the models names
    PATH_GONE = "path_gone"
    VALUES = "values"  # of another kind
    UNREADABLE = "unreadable"  # values that are kept as unknown elements: text instead of a number
    PRESENT = "present"  # written more often, or less
    FILLED = "filled"  # filled more often, or less


class DriftRow(SurveyRow):
    """One thing that is different.

    Attributes:
        change: what.
        path: English names; empty for version, namespace and encoding.
        element: the names of the standard.
        before: as it was: a share, kinds of values, versions …
        now: as it is.
    """

    change: Change
    path: str = ""
    element: str = ""
    before: str = ""
    now: str = ""


class DriftReport(SurveyRow):
    """What is different from an earlier package.

    Attributes:
        drifted: something is, and not by chance.
        changes: what is; version, namespace and encoding first, then by path.
        possible: new paths that are too rare to say that they could not have been there before.
        not_compared: kinds of records and sections that the earlier package had and this one has
            not.
    """

    drifted: bool
    changes: tuple[DriftRow, ...]
    possible: tuple[DriftRow, ...]
    not_compared: tuple[str, ...]


def drift(before: Shape, now: Shaping) -> DriftReport:
    """How `now` differs from the shape of an earlier package."""
    here = now.shape()
    known = {holder.path: holder.at_least for holder in before.holders}
    old = {path.path: path for path in before.paths}
    seen = {one.path: one for one in now.seen}
    counts = {node.path: node.count for node in now.nodes}
    changes = [*_formats(before, here), *_new_roots(known, now)]
    possible: list[DriftRow] = []
    for path in sorted((old.keys() | seen.keys()) - _TOLD):
        if path not in seen:
            changes += _gone(old[path], known, counts)
        elif path not in old:
            if seen[path].holder in known:  # else the element that holds it is new, and said to be
                certain = _is_certain(seen[path], known)
                (changes if certain else possible).append(_new(seen[path]))
        else:
            changes += _differences(old[path], known.get(old[path].holder, 0), seen[path])
    changes = list(_with_unreadable(changes))
    missing = {path for path in known if "/" not in path} - counts.keys()
    return DriftReport(
        drifted=bool(changes),
        changes=tuple(changes),
        possible=tuple(possible),
        not_compared=tuple(sorted(missing)),
    )


def _with_unreadable(changes: Sequence[DriftRow]) -> Iterator[DriftRow]:
    """A field that is read less often, and as often stands there as unknown, told once."""
    less = {row.element for row in changes if _is_less(row)}
    lost = {row.element for row in changes if row.change is Change.NEW_UNKNOWN} & less
    for row in changes:
        if row.element not in lost:
            yield row
        elif _is_less(row):
            yield row.model_copy(update={"change": Change.UNREADABLE})
        elif row.change is not Change.NEW_UNKNOWN:
            yield row


def _is_less(row: DriftRow) -> bool:
    """Whether a field that was read more often is read less often, or not at all."""
    told = row.change in {Change.PRESENT, Change.FILLED, Change.PATH_GONE}
    return told and _SHARES.index(row.now) < _SHARES.index(row.before)


def _formats(before: Shape, now: Shape) -> Iterator[DriftRow]:
    for change, was, are in (
        (Change.VERSION, before.versions, now.versions),
        (Change.NAMESPACE, before.namespaces, now.namespaces),
        (Change.ENCODING, before.encodings, now.encodings),
    ):
        if was and not set(are) <= set(was):
            yield DriftRow(change=change, before=_listed(was), now=_listed(are))


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(word or "-" for word in words)


def _gone(
    path: ShapePath, known: Mapping[str, int], counts: Mapping[str, int]
) -> Iterator[DriftRow]:
    """Nothing is said of what stood in an element that is gone itself."""
    among = counts.get(path.holder, 0)
    if among and is_missed(path.present, known.get(path.holder, 0), among):
        yield DriftRow(
            change=Change.PATH_GONE,
            path=path.path,
            element=path.element,
            before=path.present.value,
            now=Share.NEVER.value,
        )


def _new_roots(known: Mapping[str, int], now: Shaping) -> Iterator[DriftRow]:
    """Kinds of records and sections that were not there before."""
    for node in now.nodes:
        if "/" not in node.path and node.path not in known:
            yield DriftRow(change=Change.NEW_PATH, path=node.path, element=node.element)


def _is_certain(seen: Seen, known: Mapping[str, int]) -> bool:
    return is_new(seen.field.present / seen.among, seen.among, known[seen.holder])


def _new(seen: Seen) -> DriftRow:
    return DriftRow(
        change=Change.NEW_UNKNOWN if seen.unknown else Change.NEW_PATH,
        path=seen.path,
        element=seen.element,
        before=Share.NEVER.value,
        now=share_of(seen.field.present, seen.among).value,
    )


def _differences(before: ShapePath, known: int, now: Seen) -> Iterator[DriftRow]:
    def row(change: Change, was: str, is_: str) -> DriftRow:
        return DriftRow(
            change=change, path=before.path, element=before.element, before=was, now=is_
        )

    among, field = now.among, now.field
    if leaves(before.present, known, field.present / among, among):
        share = share_of(field.present, among)
        yield row(Change.PRESENT, before.present.value, share.value)
    elif leaves(before.filled, known, field.filled / among, among):
        share = share_of(field.filled, among)
        yield row(Change.FILLED, before.filled.value, share.value)
    values = values_of(now)
    if _other_values(before, known, values, field.filled):
        was = ", ".join(sorted(before.values))
        told = RANGES[Share.SOMETIMES].low
        is_ = ", ".join(sorted(kind for kind, share in values.items() if share >= told))
        yield row(Change.VALUES, was, is_)


def _other_values(before: ShapePath, known: int, now: Mapping[str, float], among: int) -> bool:
    """Whether the kind that most values were of is that of few now, or most are of a new one."""
    if not before.values or not now:
        return False
    seen = min(known * RANGES[before.filled].low, among)
    if seen < FEWEST_OF_ALL:
        return False
    flipped = all(now.get(kind, 0) == 0 for kind in before.values)
    if seen < FEWEST:
        return flipped and Share.ALWAYS in before.values.values() and max(now.values()) == 1
    ruling = {kind for kind, share in before.values.items() if RANGES[share].low >= MOST}
    if any(now.get(kind, 0) < HALF for kind in ruling):
        return True
    return any(share >= MOST and kind not in before.values for kind, share in now.items())
