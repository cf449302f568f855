"""Applies the rules to the entries of the parts of one package, as they stream by."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from cml_sync.checks.alike import remember_alike, told_alike
from cml_sync.checks.lanes import Find, Lane
from cml_sync.checks.looks import LOOKS
from cml_sync.checks.memory.gather import gather, recognise
from cml_sync.checks.memory.index import Edition, Index
from cml_sync.checks.memory.merging import Added, Copy, take_over
from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Level, Scope
from cml_sync.checks.selection import Selection
from cml_sync.checks.view import PackageView, Part, PartView, RecordView, SectionView
from cml_sync.model.documents import Container
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import record_id
from cml_sync.model.views import catalog_key, version_number
from cml_sync.problems import Place, Problem, Severity
from cml_sync.xml.entries import (
    Entry,
    PartHeader,
    RecordRead,
    SectionClosed,
    SectionOpened,
)
from cml_sync.xml.source.features import Features

_CATALOGUED: Final = (Section.CATALOG, Section.OFFERS_PACKAGE, Section.OFFERS_CHANGES)
_PUT_OFF: Final = Place()


@dataclass(slots=True)
class _Open:
    """The section that is open: where it began, whose goods it holds, how many records so far."""

    section: Section
    place: Place
    scope: str
    records: int = 0


@dataclass(frozen=True, slots=True)
class CheckerCopy:
    """The state of a checker at some moment.

    Attributes:
        records: how many it had seen of the part.
        index: its state.
    """

    records: int
    index: Copy


@dataclass(frozen=True, slots=True)
class Checked:
    """What a checker has added to its state.

    Attributes:
        records: how many it has seen, all in the section that was open.
        index: what it remembers of them.
    """

    records: int
    index: list[Added]


class Checker:
    """The rules of one selection, and the index of one package.

    Use: for every part `begin`, then `look` at each entry, then `end` (or `give_up`); after the
    last one `finish`. All of them give the problems found.

    Attributes:
        index: what is remembered of the package.
        wants_features: how the parts are written must be told to `begin`.
    """

    def __init__(
        self, selection: Selection | None = None, places: Callable[[], bool] = lambda: True
    ) -> None:
        """Begin a package.

        Args:
            selection: which rules; all of them by default.
            places: whether somebody still looks at the line of a problem: finding it costs more
                than the rule. Otherwise problems have that of their record.
        """
        chosen = selection or Selection()
        rules = [rule for rule in RULES if chosen.takes(rule)]
        self.index = Index()
        self.wants_features = bool(chosen.receivers)
        self._receivers = chosen.receivers
        self._lanes = {
            kind: Lane(
                (rule for rule in rules if rule.scope is Scope.RECORD and kind in rule.on),
                LOOKS.get(kind),
            )
            for kind in Kind
        }
        self._on_sections = {
            section: tuple(
                rule for rule in rules if rule.scope is Scope.SECTION and section in rule.on
            )
            for section in Section
        }
        self._on_parts = tuple(rule for rule in rules if rule.scope is Scope.PART)
        self._on_package = tuple(rule for rule in rules if rule.scope is Scope.PACKAGE)
        self._remembers = any(rule.level >= Level.REFERENCES for rule in rules)
        self._shows = chosen.shows
        self._places = places
        self._parts: list[Part] = []
        self._open: _Open | None = None
        self._records = 0
        self._sections = 0

    def begin(self, header: PartHeader, features: Features | None = None) -> None:
        """A part begins; `features` say how it is written, once it has been read."""
        version = version_number(header.information.schema_version or "")
        self._parts.append(Part(header, version, features, self._receivers))
        self._open = None
        self._records = self._sections = 0

    def look(self, entry: Entry) -> Sequence[Problem]:
        """The problems of one entry, those that the reader has found first."""
        if isinstance(entry, RecordRead):
            found = self._checked(entry.kind, entry.record, None, entry)
            self._records += 1
            if self._open is not None:
                self._open.records += 1
            if entry.kind is Kind.CONTAINER:
                found += self._contained(entry)
            return (*self._read(entry.problems), *found) if entry.problems else found
        if isinstance(entry, SectionOpened):
            self._sections += 1
            self._open = _Open(entry.section, entry.place, _scope(entry.section, entry.header))
            return ()
        return (*entry.problems, *self._section(entry))

    def end(self) -> Iterator[Problem]:
        """The part ends."""
        part = self._parts[-1]
        if self._sections:
            made = part.header.information.generated_at
            self.index.editions[part.header.file] = Edition(part.version, made)
        place = part.header.root
        view = PartView(part, place, self._records, self._sections, self.index)
        for rule in self._on_parts:
            for found in rule.check(view):
                yield rule.problem(found, place)

    def give_up(self) -> None:
        """The part cannot be read to its end: what it would have defined is not missing."""
        self.index.incomplete = True

    def finish(self) -> Iterator[Problem]:
        """The package ends."""
        yield from told_alike(self.index)
        view = PackageView(tuple(self._parts), self.index)
        for rule in self._on_package:
            for found in rule.check(view):
                yield rule.problem(found, Place())

    def copied(self) -> "CheckerCopy":
        """The state now, in a process that was begun to check what comes later in the part."""
        return CheckerCopy(self._records, Copy(self.index))

    def added(self, since: "CheckerCopy") -> "Checked":
        """What was checked since then."""
        return Checked(self._records - since.records, since.index.added())

    def take_over(self, checked: "Checked") -> bool:
        """Adds what another process has checked behind all that was checked here.

        Returns:
            False, with nothing changed, if it might have found other problems, had it known what is
            known here.
        """
        if checked.index and not take_over(self.index, checked.index):
            return False
        self._records += checked.records
        if self._open is not None:
            self._open.records += checked.records
        return True

    def _contained(self, entry: RecordRead) -> list[Problem]:
        found: list[Problem] = []
        if isinstance(entry.record, Container):
            for number, document in enumerate(entry.record.documents, start=1):
                place = _inside(entry.place, number, record_id(document))
                found += self._checked(Kind.DOCUMENT, document, place, entry)
        return found

    def _checked(
        self, kind: Kind, record: Element, place: Place | None, entry: RecordRead
    ) -> list[Problem]:
        """What is told of a record, which stands at `place`; None: where the entry does."""
        opened = self._open
        view = RecordView(
            kind,
            record,
            place or _PUT_OFF,
            self._parts[-1],
            opened.section if opened else None,
            opened.scope if opened else "",
            self.index,
        )
        if place is None:
            view.put_off(entry)
        if self._remembers:
            recognise(view)
        finds = self._lanes[kind].finds(view)
        problems = self._told(finds, view.place, entry) if finds else []
        if self._remembers:
            gather(view)
        return problems

    def _read(self, problems: Sequence[Problem]) -> list[Problem]:
        """What is told at once of what the reader has found: its advice is counted."""
        return [
            problem
            for problem in sorted(problems, key=_line_and_column)
            if problem.severity is not Severity.ADVICE
            or not self._shows(problem)
            or not remember_alike(self.index, problem)
        ]

    def _told(self, finds: Sequence[Find], place: Place, entry: RecordRead) -> list[Problem]:
        """What is told of a record at once: all but what is counted."""
        problems: list[Problem] = []
        for _, rule, one in finds:
            problem = rule.problem(one, place)
            exact = partial(_exact, problem.place, entry)
            if not rule.counted or not remember_alike(self.index, problem, exact):
                problems.append(problem)
        if not self._places():
            return problems
        placed = [replace(problem, place=_exact(problem.place, entry)) for problem in problems]
        placed.sort(key=_line_and_column)
        return placed

    def _section(self, entry: SectionClosed) -> Iterator[Problem]:
        opened = self._open
        self._open = None
        place = opened.place if opened else Place(self._parts[-1].header.file)
        header: Any = entry.header
        self.index.section(
            entry.section,
            place,
            changes_only=getattr(header, "changes_only", None),
            catalog=(opened.scope if opened else "") or getattr(header, "id", None) or "",
        )
        view = SectionView(
            entry.section,
            header,
            place,
            self._parts[-1],
            opened.records if opened else 0,
            self.index,
        )
        for rule in self._on_sections[entry.section]:
            for found in rule.check(view):
                yield rule.problem(found, place)


def _scope(section: Section, header: Any) -> str:
    if section not in _CATALOGUED:
        return ""
    named = getattr(header, "catalog_id", None) or header.id or ""
    return catalog_key(named)


def _line_and_column(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0


def _inside(place: Place, number: int, identifier: str | None) -> Place:
    path = f"{place.path}/Документ[{number}]"
    return Place(place.file, place.line, place.column, path, identifier)


def _exact(place: Place, entry: RecordRead) -> Place:
    """With the line and column of what the path names, if it is in this record."""
    above = f"{entry.place.path}/"
    if place.line != entry.place.line or not f"{place.path}/".startswith(above):
        return place
    exact = entry.spot.place(place.path[len(above) :])
    if exact is None:
        return place
    return replace(place, line=exact.line, column=exact.column)
