"""What a job hands back: frozen values with a schema name, to be shown or written as JSON.

Fields are only ever added.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from cml_sync.errors import ExitCode
from cml_sync.jobs.failure import Failure, Row, Sentence
from cml_sync.jobs.guards import Hold
from cml_sync.problems import Problem
from cml_sync.transports.base import Receipt

MAX_PROBLEMS: Final = 100
"""So many problems stand in a report; how many there were is counted apart."""

_SEVERITY: Final = (
    ExitCode.BUG,
    ExitCode.STORE,
    ExitCode.CONFIGURATION,
    ExitCode.HELD,
    ExitCode.OTHER_SIDE,
    ExitCode.REFUSED,
    ExitCode.TEMPORARY,
    ExitCode.LOCKED,
    ExitCode.PARTLY,
    ExitCode.FINDINGS,
    ExitCode.NOTHING,
    ExitCode.DONE,
)


def most_severe(codes: Iterable[int]) -> int:
    """The exit code that stands for several: what most needs a person comes first.

    70, 12, 11, 7, 6, 4, 5, 10, 3, 1, 9, 0; a code that is not in this list beats all of them.
    """
    return min(codes, key=_rank, default=int(ExitCode.DONE))


def _rank(code: int) -> int:
    return _SEVERITY.index(ExitCode(code)) if code in _SEVERITY else -1


class KindRow(Row):
    """One line of the table: the records of one kind.

    Attributes:
        kind: of the records; ``picture`` for pictures.
        in_source: pull: records in what came; push: live records in the store.
        added, changed, deleted, withdrawn: what was done, or would be.
        sent: put on the way to the endpoint.
        accepted: pull: taken into the store; push: confirmed by the endpoint.
        held: stopped by a guard, or by an answer that fits two shops.
        unchanged: already so.
        quarantined: kept aside because they cannot be used.
    """

    kind: str
    in_source: int = 0
    added: int = 0
    changed: int = 0
    deleted: int = 0
    withdrawn: int = 0
    sent: int = 0
    accepted: int = 0
    held: int = 0
    unchanged: int = 0
    quarantined: int = 0


class ProblemRow(Row):
    """One finding."""

    code: str
    severity: str
    message: Sentence
    hint: Sentence | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str = ""
    record_id: str | None = None

    @classmethod
    def of(cls, problem: Problem) -> "ProblemRow":
        """The row of a problem."""
        place = problem.place
        return cls(
            code=problem.code,
            severity=problem.severity.value,
            message=problem.message,
            hint=problem.hint,
            file=place.file,
            line=place.line,
            column=place.column,
            path=place.path,
            record_id=place.record_id,
        )


class HoldRow(Row):
    """One reason why a guard stopped the run."""

    guard: str
    kind: str
    gone: int
    before: int
    examples: tuple[str, ...]
    message: Sentence
    hint: Sentence

    @classmethod
    def of(cls, hold: Hold) -> "HoldRow":
        """The row of a hold."""
        return cls(
            guard=hold.guard.value,
            kind=hold.kind,
            gone=hold.gone,
            before=hold.before,
            examples=hold.examples,
            message=hold.message,
            hint=hold.hint,
        )


class ReceiptRow(Row):
    """What the other side answered about one file."""

    name: str
    outcome: str
    evidence: str

    @classmethod
    def of(cls, receipt: Receipt) -> "ReceiptRow":
        """The row of a receipt."""
        return cls(name=receipt.name, outcome=receipt.outcome.value, evidence=receipt.evidence)


class EndpointRun(Row):
    """One run: one command on one endpoint.

    Attributes:
        run: its id.
        files: names that were fetched and taken, or sent.
        problem_count: how many there were; `problems` holds the first of them.
        repeated: the package came byte for byte as the last one, and was not read again.
    """

    run: str
    command: str
    endpoint: str
    kinds: tuple[str, ...]
    started: datetime
    finished: datetime
    exit_code: int
    rows: tuple[KindRow, ...] = ()
    files: tuple[str, ...] = ()
    receipts: tuple[ReceiptRow, ...] = ()
    holds: tuple[HoldRow, ...] = ()
    problems: tuple[ProblemRow, ...] = ()
    problem_count: int = 0
    repeated: bool = False
    failure: Failure | None = None


class _Report(Row):
    id: str
    started: datetime
    finished: datetime
    exit_code: int
    dry_run: bool = False
    runs: tuple[EndpointRun, ...] = ()
    path: Path | None = Field(default=None, description="where this report lies")


class PullReport(_Report):
    """What a pull did."""

    schema_name: Literal["cml-sync.pull/1"] = Field(
        default="cml-sync.pull/1", alias="schema", frozen=True
    )


class PushReport(_Report):
    """What a push did."""

    schema_name: Literal["cml-sync.push/1"] = Field(
        default="cml-sync.push/1", alias="schema", frozen=True
    )


class StepReport(Row):
    """One step of a job: the step as written, and its report."""

    step: str
    report: PullReport | PushReport


class RunReport(Row):
    """What a configured job did, step by step."""

    schema_name: Literal["cml-sync.run/1"] = Field(
        default="cml-sync.run/1", alias="schema", frozen=True
    )
    id: str
    job: str
    started: datetime
    finished: datetime
    exit_code: int
    dry_run: bool = False
    steps: tuple[StepReport, ...] = ()
    path: Path | None = None


def total_rows(runs: Iterable[EndpointRun]) -> tuple[KindRow, ...]:
    """The rows of several runs added up, by kind, in the order they came."""
    totals: dict[str, dict[str, int]] = {}
    for run in runs:
        for row in run.rows:
            numbers = row.model_dump(exclude={"kind"})
            total = totals.setdefault(row.kind, dict.fromkeys(numbers, 0))
            for name, number in numbers.items():
                total[name] += number
    return tuple(KindRow(kind=kind, **numbers) for kind, numbers in totals.items())


def write_report(report: PullReport | PushReport | RunReport, folder: Path) -> Path:
    """Write ``<id>.json`` into `folder`, whole or not at all; readable by its owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{report.id}.json"
    partial = folder / f".{report.id}.part"
    content = report.model_dump_json(by_alias=True, indent=1).encode() + b"\n"
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    return path
