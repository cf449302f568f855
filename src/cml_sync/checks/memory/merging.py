"""What one process has met of a part is taken over by another, as if one had met it all.

The index of a package is made of tables. A second process that reads a later range of a part begins
with a copy of them and tells what it has added. Whoever has read what stands between takes that
over, unless it could have changed what the rules saw: an id that both have met, a fact that both
know differently. Then the range must be read again.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from cml_sync.checks.memory.index import Index, Pending
from cml_sync.checks.memory.tables import IdTable, Marks, Sightings
from cml_sync.problems import Place

_CACHES: Final = frozenset({"settled", "met_prices", "_limit"})
"""Attributes that only make something faster, or never change."""

_BIT_SETS: Final = frozenset({"offers_say"})
"""Numbers that are sets of bits."""

_OURS: Final = "cml_sync.checks."

Path = tuple[Any, ...]


class Added(NamedTuple):
    """What was added to one table since the copy was made; its form depends on the table.

    Attributes:
        path: of the table in the index: attributes, and the key of a mapping.
        what: the addition.
    """

    path: Path
    what: Any


class _Way(NamedTuple):
    """How additions to one kind of table are told and taken over.

    Attributes:
        copy: of the table at the start, whatever `added` needs.
        added: what was added since; false if nothing was.
        fits: whether an addition can be taken over.
        take: takes it over; gives the new value of what cannot be changed in place.
    """

    copy: Callable[[Any], Any]
    added: Callable[[Any, Any], Any]
    fits: Callable[[Any, Any], bool]
    take: Callable[[Any, Any], Any]


class Copy:
    """The state of an index at the moment when another process begins to add to its copy of it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._begun = {path: _way(path, table).copy(table) for path, table in _tables(index)}

    def added(self) -> list[Added]:
        """What was added to the index since."""
        found: list[Added] = []
        for path, table in _tables(self._index):
            what = _way(path, table).added(table, self._begun[path])
            if what:
                found.append(Added(path, what))
        return found


def take_over(index: Index, additions: list[Added]) -> bool:
    """Adds to `index` what another process has met behind all that it knows.

    Returns:
        False, with nothing changed, if that process might have judged otherwise, had it known what
        `index` knows.
    """
    tables = dict(_tables(index))
    ways = [(one, tables[one.path], _way(one.path, tables[one.path])) for one in additions]
    if not all(way.fits(table, one.what) for one, table, way in ways):
        return False
    for one, table, way in ways:
        changed = way.take(table, one.what)
        if changed is not None:
            owner: Any = index
            for name in one.path[:-1]:
                owner = getattr(owner, name)
            setattr(owner, one.path[-1], changed)
    return True


def _tables(owner: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every table of the index by its path, those inside others as well."""
    for name, value in _attributes(owner):
        if name in _CACHES:
            continue
        at = (*path, name)
        if isinstance(value, dict) and any(isinstance(one, IdTable) for one in value.values()):
            yield from (((*at, key), one) for key, one in value.items())
        elif type(value).__module__.startswith(_OURS) and type(value) not in _WAYS:
            yield from _tables(value, at)
        else:
            yield at, value


def _attributes(owner: Any) -> list[tuple[str, Any]]:
    slots = [name for kind in type(owner).__mro__ for name in getattr(kind, "__slots__", ())]
    named = [(name, getattr(owner, name)) for name in slots if hasattr(owner, name)]
    return [*named, *getattr(owner, "__dict__", {}).items()]


def _way(path: Path, table: Any) -> _Way:
    return _BITS if path[-1] in _BIT_SETS else _WAYS.get(type(table), _UNCHANGED)


def _new_items(table: dict[Any, Any], begun: dict[Any, Any]) -> dict[Any, Any]:
    return {k: v for k, v in table.items() if k not in begun or begun[k] != v}


def _agrees(table: dict[Any, Any], added: dict[Any, Any]) -> bool:
    return all(table.get(key, value) == value for key, value in added.items())


_BITS: Final = _Way(
    copy=lambda bits: bits,
    added=lambda bits, begun: bits & ~begun,
    fits=lambda _, __: True,
    take=lambda bits, added: bits | added,
)

_SIGHTINGS: Final = _Way(
    copy=lambda table: table.counts(),
    added=lambda table, begun: table.since(begun),
    fits=lambda table, added: table.fits(added),
    take=lambda table, added: table.take_over(added),
)

_UNCHANGED: Final = _Way(
    copy=deepcopy,
    added=lambda value, begun: (value,) if value != begun else None,
    fits=lambda value, added: (value,) == added,
    take=lambda _, __: None,
)

_TABLE: Final = _Way(
    copy=lambda table: table.begin_log(),
    added=lambda table, _: table.log,
    fits=lambda table, added: table.fits(added),
    take=lambda table, added: table.take_over(added),
)

_WAYS: Final[Mapping[type, _Way]] = MappingProxyType(
    {
        IdTable: _TABLE,
        Marks: _TABLE,
        Sightings: _SIGHTINGS,
        Pending: _SIGHTINGS,
        Counter: _Way(
            copy=lambda table: table.copy(),
            added=lambda table, begun: table - begun,
            fits=lambda _, __: True,
            take=lambda table, added: table.update(added),
        ),
        dict: _Way(copy=dict, added=_new_items, fits=_agrees, take=dict.update),
        set: _Way(
            copy=set,
            added=lambda table, begun: table - begun,
            fits=lambda _, __: True,
            take=lambda table, added: table.update(added),
        ),
        int: _Way(
            copy=lambda number: number,
            added=lambda number, begun: number - begun,
            fits=lambda _, __: True,
            take=lambda number, added: number + added,
        ),
        bool: _Way(
            copy=lambda flag: flag,
            added=lambda flag, begun: flag and not begun,
            fits=lambda _, __: True,
            take=lambda flag, added: flag or added,
        ),
        Place: _Way(
            copy=lambda place: place,
            added=lambda place, begun: place if begun is None else None,  # the first one counts
            fits=lambda _, __: True,
            take=lambda _, __: None,
        ),
        type(None): _Way(
            copy=lambda _: None,
            added=lambda _, __: None,
            fits=lambda _, __: True,
            take=lambda _, added: added,
        ),
    }
)
