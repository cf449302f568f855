"""Looks at a package beside the last applied state, without changing either.

What comes out are the problems of the rules of scope `STORE`: what `pull` would stop for, and what
it would take over although it can hardly be meant.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Final

from cml_sync.checks.memory.index import Index, Target
from cml_sync.checks.memory.tables import IdTable, Sighting
from cml_sync.checks.registry import RULES
from cml_sync.checks.remembered import Compared, Late, NewCatalog, Outcome, SetView
from cml_sync.checks.rule import Rule, Scope
from cml_sync.checks.selection import Selection
from cml_sync.jobs.fullness import Fullness
from cml_sync.jobs.guards import is_before, zoned
from cml_sync.jobs.plan import (
    DOCUMENTS,
    Known,
    plan_record,
    section_scope,
    stored_id,
    stored_kind,
)
from cml_sync.model.classifier import Group
from cml_sync.model.kinds import Kind
from cml_sync.model.records import load
from cml_sync.packages.package import Part
from cml_sync.problems import Place, Problem
from cml_sync.store.records import Records
from cml_sync.store.rows import Key, StoredRecord
from cml_sync.store.store import Transaction
from cml_sync.xml.entries import Entry, RecordRead, SectionClosed, SectionOpened

_SETS: Final = (Kind.PRODUCT, Kind.OFFER)
_AT_ONCE: Final = 500
_KINDS: Final[Mapping[Target, Kind]] = {
    Target.PROPERTY: Kind.PROPERTY,
    Target.PRICE_TYPE: Kind.PRICE_TYPE,
    Target.WAREHOUSE: Kind.WAREHOUSE,
    Target.PRODUCT: Kind.PRODUCT,
}

_Set = tuple[Kind, str]


@dataclass(slots=True)
class _Met:
    """What was met of one kind and catalogue."""

    place: Place
    met: int = 0
    known: int = 0
    live: int = 0
    unpriced: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Moved:
    """What was met in a catalogue of the package, and how much of it is known from others."""

    place: Place
    met: int = 0
    known: Counter[str] = field(default_factory=Counter)


class Against:
    """One package beside the store; shown every entry after the checker.

    Args:
        transaction: reading; nothing is written.
        selection: which rules are applied.
        zone: of the moments in the parts, which seldom name one.
    """

    def __init__(self, transaction: Transaction, selection: Selection, zone: tzinfo):
        rules = [rule for rule in RULES if rule.scope is Scope.STORE and selection.takes(rule)]
        self._on_records = [rule for rule in rules if rule.on]
        self._on_package = [rule for rule in rules if not rule.on]
        self._transaction = transaction
        self._zone = zone
        self._before = transaction.records.live_counts()
        self._fullness = Fullness()
        self._seen = {kind: IdTable() for kind in _SETS}
        self._sets: dict[_Set, _Met] = {}
        self._moved: dict[str, _Moved] = {}
        self._late: dict[str, Late] = {}
        self._marks = transaction.marks.all()
        self._batch: list[RecordRead] = []
        self._part: Part | None = None
        self._scope = ""

    def begin(self, part: Part) -> None:
        """A part begins."""
        self._part = part
        self._scope = ""
        self._batch = []

    def look(self, entry: Entry) -> Iterator[Problem]:
        """The problems of the entries so far; those of records come a few hundred at a time."""
        if isinstance(entry, RecordRead):
            if stored_kind(entry.kind) not in DOCUMENTS:
                self._fullness.saw(entry.kind, self._scope, entry.record)
                self._batch.append(entry)
                if len(self._batch) >= _AT_ONCE:
                    yield from self._compare()
        elif isinstance(entry, SectionOpened):
            self._scope = section_scope(entry.header)
        else:
            yield from self._compare()
            self._close(entry)

    def end(self) -> Iterator[Problem]:
        """The part ends, or cannot be read on."""
        yield from self._compare()

    def finish(self, index: Index) -> Iterator[Problem]:
        """The package ends.

        Args:
            index: of the checker, which knows what the package defines and what it refers to.
        """
        outcome = Outcome(
            unresolved=dict(self._unresolved(index)),
            sets=tuple(self._set_views()),
            late=tuple(self._late.values()),
            new_catalogs=tuple(self._new_catalogs()),
        )
        for rule in self._on_package:
            for found in rule.check(outcome):
                yield rule.problem(found, Place())

    def _compare(self) -> Iterator[Problem]:
        batch, self._batch = self._batch, []
        keys = {id(entry): key for entry in batch if (key := _key(entry)) is not None}
        known = self._transaction.records.get_many(keys.values())
        for entry in batch:
            key = keys.get(id(entry))
            stored = known.get(key) if key is not None else None
            if key is not None and stored_kind(entry.kind) in _SETS:
                self._count(entry, key, stored)
            if stored is not None and stored.live:
                yield from self._compared(entry, stored)

    def _compared(self, entry: RecordRead, stored: StoredRecord) -> Iterator[Problem]:
        rules: list[Rule] = [rule for rule in self._on_records if entry.kind in rule.on]
        if not rules:
            return
        state = load(stored_kind(entry.kind), stored.body)
        view = Compared(entry.kind, entry.record, state, entry.place)
        for rule in rules:
            for found in rule.check(view):
                exact = entry.spot.place(found.at) if found.at else None
                yield rule.problem(found._replace(place=found.place or exact), entry.place)

    def _count(self, entry: RecordRead, key: Key, stored: StoredRecord | None) -> None:
        kind = stored_kind(entry.kind)
        scope = stored.scope if stored is not None else self._scope
        found = self._sets.setdefault((kind, scope), _Met(Place(entry.place.file)))
        if not self._seen[kind].mark(key.id):
            found.met += 1
            found.known += stored is not None
            found.live += stored is not None and stored.live
            moved = self._moved.setdefault(self._scope, _Moved(Place(entry.place.file)))
            moved.met += 1
            if stored is not None and stored.scope != self._scope:
                moved.known[stored.scope] += 1
        if stored is not None:
            old = Known(stored.body, stored.deleted, stored.withdrawn)
            planned = plan_record(entry.record, old)
            if planned.lost_price:
                found.unpriced.add(key.id)
            elif planned.gained_price:
                found.unpriced.discard(key.id)

    def _close(self, entry: SectionClosed) -> None:
        part = self._part
        if part is None:
            return
        self._scope = section_scope(entry.header) or self._scope
        self._fullness.closed(entry.section, entry.header, self._scope, part.name)
        for kind in _SETS:  # an empty full set has no record that would make one
            if (kind, self._scope) in self._fullness.sets()[0]:
                self._sets.setdefault((kind, self._scope), _Met(Place(part.name)))
        newest = self._marks.get((part.kind.value, self._scope))
        made = part.generated_at and zoned(part.generated_at, self._zone)
        if made is not None and newest is not None and is_before(made, newest):
            self._late[part.name] = Late(Place(part.name), made, newest.astimezone(made.tzinfo))

    def _set_views(self) -> Iterator[SetView]:
        whole = set(self._fullness.sets()[0])
        for (kind, scope), found in self._sets.items():
            before = self._before.get((kind.value, scope), 0)
            yield SetView(
                kind=kind,
                catalog_id=scope,
                place=found.place,
                met=found.met,
                known=found.known,
                before=before,
                absent=before - found.live if (kind, scope) in whole else None,
                unpriced=len(found.unpriced),
            )

    def _new_catalogs(self) -> Iterator[NewCatalog]:
        held = {scope for _, scope in self._before}
        for scope, moved in self._moved.items():
            if scope and scope not in held and moved.known:
                ((other, known),) = moved.known.most_common(1)
                yield NewCatalog(scope, moved.place, moved.met, known, other)

    def _unresolved(self, index: Index) -> Iterator[tuple[Target, list[tuple[str, Sighting]]]]:
        for target in (Target.GROUP, *_KINDS):
            references = index.references(target)
            missing = {key[0]: sighting for key, sighting in references.missing()}
            if missing and (not references or index.is_partial(target)):
                known = _defined(self._transaction.records, target, missing)
                left = [(one, met) for one, met in missing.items() if one not in known]
                if left:
                    yield target, left


def _defined(records: Records, target: Target, ids: Iterable[str]) -> set[str]:
    """Which of `ids` the store defines; deleted records count, they were there."""
    if target is Target.GROUP:
        return set(_group_ids(records))
    kind = _KINDS[target].value
    found = {key.id for key in records.get_many(Key(kind, "", one) for one in ids)}
    if target is Target.PROPERTY:  # those of a group stand inside it
        found |= {
            own.id for group in _groups(records) for own in group.properties if own.id is not None
        }
    return found


def _group_ids(records: Records) -> Iterator[str]:
    for group in _groups(records):
        if group.id:
            yield group.id


def _groups(records: Records) -> Iterator[Group]:
    """Every group, however deep; the store keeps those at the top with what they hold."""
    for stored in records.walk(Kind.GROUP.value):
        pending = [load(Kind.GROUP, stored.body)]
        while pending:
            group = pending.pop()
            if isinstance(group, Group):
                yield group
                pending.extend(group.children)


def _key(entry: RecordRead) -> Key | None:
    identifier = stored_id(entry.record)
    return Key(stored_kind(entry.kind).value, "", identifier) if identifier else None
