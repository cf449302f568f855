"""Checks a package: reads every part to its end and applies the rules."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from pydantic import ConfigDict, Field

from cml_sync.checks.checker import Checker
from cml_sync.checks.memory.index import Index
from cml_sync.checks.memory.pictures import PictureNames
from cml_sync.checks.selection import Selection
from cml_sync.errors import FindingsError
from cml_sync.jobs.failure import Failure, Row
from cml_sync.jobs.shown_path import ShownPath
from cml_sync.jobs.tally import FindingRow, Tally
from cml_sync.model.kinds import Kind
from cml_sync.packages.package import Package, Part, open_package
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Problem, Severity
from cml_sync.xml.entries import Entry, RecordRead
from cml_sync.xml.limits import Limits
from cml_sync.xml.reader import open_part
from cml_sync.xml.source.features import Features
from cml_sync.xml.source.ranges import BIG, Ranges

if TYPE_CHECKING:
    from cml_sync.jobs.crew import PartCrew


class PartRow(Row):
    """What was seen of one part.

    Attributes:
        name: as the user knows it.
        kind: what it is, by its content.
        schema_version: as its root says, None where it says nothing or cannot be read.
        records: how many of each kind were read.
        problems: how many were found in it; those found across parts are counted in the report.
        failure: why it could not be read to its end, None if it could.
    """

    name: str
    kind: PartKind
    schema_version: str | None = None
    records: dict[Kind, int] = Field(default_factory=dict)
    problems: int = 0
    failure: Failure | None = None


class ValidationReport(Row):
    """What `validate` found; the problems themselves were passed on one by one.

    Attributes:
        paths: that were checked.
        parts: in the order in which they were read.
        records: how many of each kind were read.
        findings: how often each kind of problem was found, errors first.
        errors, warnings, advice: how many problems there were.
        known: how many problems were known already and are not counted otherwise.
        unreadable: how many parts could not be read to their end.
        exit_code: 1 if there was an error or an unreadable part, 0 otherwise.
    """

    model_config = ConfigDict(validate_by_name=True)

    schema_name: Literal["cml-sync.validate/1"] = Field(
        default="cml-sync.validate/1", alias="schema", frozen=True
    )
    paths: tuple[ShownPath, ...]
    parts: tuple[PartRow, ...]
    records: dict[Kind, int]
    findings: tuple[FindingRow, ...]
    errors: int
    warnings: int
    advice: int
    known: int = 0
    unreadable: int
    exit_code: int


class Watcher(Protocol):
    """Looks at a package beside the checker, entry by entry."""

    def begin(self, part: Part) -> None:
        """A part begins."""

    def look(self, entry: Entry) -> Iterable[Problem]:
        """The problems of the entries so far."""
        ...

    def end(self) -> Iterable[Problem]:
        """The part ends, or cannot be read on."""
        ...

    def finish(self, index: Index) -> Iterable[Problem]:
        """The package ends; `index` is what the checker remembers of it."""
        ...


class Manner(NamedTuple):
    """How a package is checked.

    Attributes:
        limits: what a part may ask for.
        on_open: is called with the package before it is read; it stays open until the end.
        known: whether a problem is known already: it is counted apart and not passed on.
        watchers: look as well; their problems are chosen and counted like all others.
        processes: how many read one large part together; not where somebody must see all of it:
            with watchers, and for receivers.
        least: bytes; a part of fewer for each process is read by one.
        places: whether somebody still looks at the line of a problem in a record.
    """

    limits: Limits | None = None
    on_open: Callable[[Package], object] | None = None
    known: Callable[[Problem], bool] | None = None
    watchers: Sequence[Watcher] = ()
    processes: int = 1
    least: int = BIG
    places: Callable[[], bool] = lambda: True


@dataclass(slots=True)
class _Seen:
    """What was seen of a part, also of one that cannot be read to its end."""

    version: str | None = None
    records: Counter[Kind] = field(default_factory=Counter)


def validate(
    paths: Sequence[Path],
    *,
    on_problem: Callable[[Problem], None],
    selection: Selection | None = None,
    manner: Manner | None = None,
) -> ValidationReport:
    """Checks the package that `paths` make.

    A part that cannot be read does not stop the others; its error is passed on as a problem.

    Args:
        paths: files, folders or archives.
        on_problem: is called with every problem, as soon as it is found.
        selection: which rules are applied; all of them by default.
        manner: how; as usual by default.

    Raises:
        FindingsError: the paths make no package: nothing there, or nothing that can be opened.
    """
    chosen = selection or Selection()
    how = manner or Manner()
    tally = Tally(on_problem, chosen, how.known)
    checker = Checker(chosen, how.places)
    with open_package(paths) as package:
        checker.index.pictures = PictureNames(picture.relative for picture in package.pictures)
        if how.on_open is not None:
            how.on_open(package)
        parts = tuple(_check_part(part, checker, tally, how) for part in package.parts)
        tally.add(checker.finish())
        for watcher in how.watchers:
            tally.add(watcher.finish(checker.index))
    records: Counter[Kind] = Counter()
    for part in parts:
        records.update(part.records)
    return ValidationReport.model_construct(
        paths=tuple(paths),
        parts=parts,
        records=dict(records),
        findings=tally.rows(),
        errors=tally.count(Severity.ERROR),
        warnings=tally.count(Severity.WARNING),
        advice=tally.count(Severity.ADVICE),
        known=tally.known,
        unreadable=sum(part.failure is not None for part in parts),
        exit_code=int(tally.exit_code),
    )


def _check_part(part: Part, checker: Checker, tally: Tally, how: Manner) -> PartRow:
    before = tally.total
    seen = _Seen()
    failure: Failure | None = None
    features = Features() if checker.wants_features else None
    alone = how.processes == 1 or features is not None or bool(how.watchers)
    crew = None if alone else _crew(checker, tally, seen.records)
    try:
        with part.open() as file:
            ranges = Ranges(file, crew, how.processes, least=how.least) if crew else None
            reader = open_part(file, part.name, limits=how.limits, features=features, ranges=ranges)
            seen.version = reader.header.information.schema_version
            told = len(reader.problems)
            tally.add(reader.problems)
            checker.begin(reader.header, features)
            for watcher in how.watchers:
                watcher.begin(part)
            for entry in reader:
                if isinstance(entry, RecordRead):
                    seen.records[entry.kind] += 1
                if found := checker.look(entry):
                    tally.add(found)
                for watcher in how.watchers:
                    tally.add(watcher.look(entry))
            tally.add(reader.problems[told:])
            tally.add(checker.end())
    except FindingsError as error:
        if crew:
            crew.dismiss()
        checker.give_up()
        tally.unreadable(error, part.name)
        failure = Failure.of(error)
    finally:
        if crew:
            crew.dismiss()  # and a member that comes here ends
    for watcher in how.watchers:
        tally.add(watcher.end())
    return PartRow.model_construct(
        name=part.name,
        kind=part.kind,
        schema_version=seen.version,
        records=dict(seen.records),
        problems=tally.total - before,
        failure=failure,
    )


def _crew(checker: Checker, tally: Tally, records: Counter[Kind]) -> "PartCrew":
    from cml_sync.jobs.crew import PartCrew  # noqa: PLC0415 - one process needs none

    return PartCrew(checker, tally, records)
