"""Lays one package over the store, inside the caller's transaction; memory stays flat.

Absentees of a full set are withdrawn once, at the end, over the union of all portions: УТ 11 marks
every portion after the first as a delta, even in a full export, so only the first one is believed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from cml_sync.jobs.context import Context, Progress
from cml_sync.jobs.findings import no_identity
from cml_sync.jobs.fullness import Fullness
from cml_sync.jobs.guards import Loss, zoned
from cml_sync.jobs.plan import (
    DOCUMENTS,
    Action,
    Known,
    Planned,
    document_number,
    plan_record,
    section_scope,
    stored_id,
    stored_kind,
)
from cml_sync.jobs.report import MAX_PROBLEMS
from cml_sync.model.documents import Container
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.merging import merged
from cml_sync.model.records import SECTIONS, dump
from cml_sync.packages.package import Part
from cml_sync.problems import Problem, Severity
from cml_sync.store.rows import Digests, Key, PartPlace, StoredRecord, Tally
from cml_sync.store.sql import BATCH
from cml_sync.store.store import Transaction
from cml_sync.transports.base import Topic
from cml_sync.xml.entries import RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.reader import open_part

_NOT_GUARDED: Final = frozenset(kind.value for kind in DOCUMENTS)
_MOST_UNPRICED: Final = 100_000
"""So many ids of offers without a price are remembered; the guard has fired long before."""


@dataclass(slots=True)
class Applied:
    """What a package did.

    Attributes:
        tallies: per kind and catalogue.
        losses: for the guards; documents come and go one by one, and are not among them.
        made: when the newest part of each kind and catalogue was made; for the guards, too.
        problems: the first of them.
        problem_count: how many there were.
    """

    tallies: Sequence[Tally] = ()
    losses: Sequence[Loss] = ()
    made: dict[PartPlace, datetime] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0

    def note(self, found: Iterable[Problem]) -> bool:
        """Keep problems for the report; whether an error is among them."""
        error = False
        for problem in found:
            self.problem_count += 1
            if len(self.problems) < MAX_PROBLEMS:
                self.problems.append(problem)
            error = error or problem.severity is Severity.ERROR
        return error

    @property
    def quarantined(self) -> int:
        """How many records were kept aside."""
        return sum(tally.quarantined for tally in self.tallies)


@dataclass(frozen=True, slots=True)
class _Item:
    key: Key
    scope: str
    record: Element | None
    """None if it is quarantined."""


class Applying:
    """One package on its way into the store.

    Args:
        context: of the job.
        transaction: everything happens in it.
        endpoint: who wrote the package.
        run: the id of the run.
        topic: from an exchange about orders, nothing but documents is taken.
    """

    def __init__(
        self, context: Context, transaction: Transaction, endpoint: str, run: str, topic: Topic
    ):
        self._context = context
        self._transaction = transaction
        self._endpoint = endpoint
        self._run = run
        self._only_documents = topic is Topic.SALE
        self._at = context.clock()
        self._zone = _zone_of(context, endpoint)
        self._touched = transaction.touch()
        self._before = transaction.records.live_counts()
        self._fullness = Fullness()
        self._unpriced: dict[str, set[str]] = {}
        self._scope = ""
        self._batch: list[_Item] = []
        self._nameless = 0
        self._gaps: set[tuple[Kind, str]] = set()
        self.applied = Applied()

    def part(self, part: Part) -> None:
        """Lay one part over the store. Raises FindingsError if it cannot be read to its end."""
        done = 0
        self._scope = ""
        with part.open() as file:
            reader = open_part(file, part.name)
            for entry in reader:
                if isinstance(entry, RecordRead):
                    self._take(entry)
                    done += 1
                    if done % BATCH == 0:
                        self._flush()
                        self._tell(part.name, done)
                elif isinstance(entry, SectionOpened):
                    self._scope = section_scope(entry.header)
                else:
                    self._end_section(entry, part)
            self.applied.note(reader.problems)
        self._flush()
        self._tell(part.name, done)

    def finish(self, *, portion: bool = False) -> Applied:
        """Count; before that withdraw what full sets did not hold (a `portion` of one: nothing)."""
        if not portion:
            self._withdraw_absent()
        tallies = self._touched.tallies()
        after = self._transaction.records.live_counts()
        self._touched.finish()
        self.applied.tallies = _with_nameless(tallies, self._nameless)
        self.applied.losses = [
            Loss(
                kind=tally.kind,
                before=self._before.get((tally.kind, tally.scope), 0),
                after=after.get((tally.kind, tally.scope), 0),
                gone=tally.gone,
                unpriced=len(self._unpriced.get(tally.scope, ()))
                if tally.kind == Kind.OFFER.value
                else 0,
                examples=tally.examples,
            )
            for tally in tallies
            if tally.kind not in _NOT_GUARDED
        ]
        return self.applied

    def _withdraw_absent(self) -> None:
        sets, problems = self._fullness.sets()
        self.applied.note(problems)
        # A record without an id may be any of those that seem to be absent.
        for kind, scope in (place for place in sets if place not in self._gaps):
            self._touched.withdraw_absent(kind.value, scope, self._run, self._at)

    def _take(self, entry: RecordRead) -> None:
        record, kind = entry.record, stored_kind(entry.kind)
        if self._only_documents and kind not in DOCUMENTS:
            return
        bad = self.applied.note((*entry.problems, *self._context.check(entry)))
        id_ = stored_id(record)
        self._fullness.saw(entry.kind, self._scope, record)
        if id_ is None:
            if isinstance(record, Container) and not record.documents:
                return  # 3.1 writes containers that hold nothing: nothing is lost
            self._nameless += 1
            self._gaps.add((kind, self._scope))
            if not bad:
                self.applied.note([no_identity(entry.place, kind.value)])
            return
        origin = self._endpoint if kind in DOCUMENTS else ""
        scope = "" if entry.section is None else self._scope
        self._batch.append(_Item(Key(kind.value, origin, id_), scope, None if bad else record))

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        records = self._transaction.records
        known = records.get_many({item.key for item in batch})
        scopes = {
            item.key: known[item.key].scope if item.key in known else item.scope for item in batch
        }
        bad = {item.key for item in batch if item.record is None}
        self._touched.add({key: scope for key, scope in scopes.items() if key not in bad}, known)
        self._touched.quarantine({key: scopes[key] for key in bad}, known)
        current, changed = dict(known), dict[Key, StoredRecord]()
        for item in batch:
            if item.record is None:
                continue
            state = self._state(item, item.record, current.get(item.key))
            if state is not None:
                current[item.key] = changed[item.key] = state
        records.put(tuple(changed.values()), self._run, self._at)

    def _state(
        self, item: _Item, record: Element, known: StoredRecord | None
    ) -> StoredRecord | None:
        """The new state; None if it is the old one."""
        old = Known(known.body, known.deleted, known.withdrawn) if known else None
        planned = plan_record(record, old)
        self._count_prices(item, planned)
        prints = planned.prints
        if planned.action is Action.KEEP or prints is None:
            return None
        return StoredRecord(
            key=item.key,
            scope=item.scope,
            number=document_number(record),
            digests=Digests(prints.base, prints.prices, prints.rests),
            body=planned.body,
            deleted=planned.deleted,
        )

    def _count_prices(self, item: _Item, planned: Planned) -> None:
        ids = self._unpriced.setdefault(item.scope, set())
        if planned.lost_price and len(ids) < _MOST_UNPRICED:
            ids.add(item.key.id)
        elif planned.gained_price:
            ids.discard(item.key.id)

    def _end_section(self, entry: SectionClosed, part: Part) -> None:
        self.applied.note(entry.problems)
        self._flush()
        if self._only_documents:
            return
        self._scope = section_scope(entry.header) or self._scope
        self._fullness.closed(entry.section, entry.header, self._scope, part.name)
        self._note_moment(part)
        self._keep_header(entry)

    def _note_moment(self, part: Part) -> None:
        if part.generated_at is not None:
            place = (part.kind.value, self._scope)
            moment = zoned(part.generated_at, self._zone)
            self.applied.made[place] = max(moment, self.applied.made.get(place, moment))

    def _keep_header(self, entry: SectionClosed) -> None:
        """Later portions say less of their section than the first: what they leave out stays."""
        headers, section = self._transaction.headers, entry.section
        body = headers.get(section.value, self._scope)
        header = entry.header
        if body is not None:
            header = merged(SECTIONS[section].model_validate_json(body), header)
        new = dump(header)
        if new != body:
            headers.put(section.value, self._scope, new, self._run)

    def _tell(self, name: str, done: int) -> None:
        self._context.progress(Progress(self._endpoint, "apply", name, done))


def _zone_of(context: Context, endpoint: str) -> tzinfo:
    known = context.endpoints.get(endpoint)
    return ZoneInfo(known.timezone) if known else UTC


def _with_nameless(tallies: Sequence[Tally], nameless: int) -> Sequence[Tally]:
    return (*tallies, Tally(kind="", quarantined=nameless)) if nameless else tallies
