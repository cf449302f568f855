"""What one run gathers while it works, and how its beginning and end are remembered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cml_sync.config.words import ExchangeKind
from cml_sync.errors import CmlSyncError, ExitCode, StoreError
from cml_sync.jobs.context import Context
from cml_sync.jobs.failure import Failure
from cml_sync.jobs.guards import Hold
from cml_sync.jobs.report import (
    MAX_PROBLEMS,
    EndpointRun,
    HoldRow,
    KindRow,
    ProblemRow,
    ReceiptRow,
    most_severe,
    total_rows,
)
from cml_sync.messages import packed, text
from cml_sync.problems import Problem
from cml_sync.store.rows import RunRow
from cml_sync.store.runs import as_finished
from cml_sync.transports.base import Receipt


@dataclass(slots=True)
class RunLog:
    """What one run gathers.

    Attributes:
        run: its id.
        codes: exit codes that it has earned so far.
    """

    run: str
    rows: list[KindRow] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    repeated: bool = False
    codes: list[ExitCode] = field(default_factory=list)
    failure: CmlSyncError | None = None

    def note(self, problems: Sequence[Problem], count: int | None = None) -> None:
        """Keep problems; `count` is how many there were, if that is more."""
        room = MAX_PROBLEMS - len(self.problems)
        self.problems.extend(problems[:room])
        self.problem_count += len(problems) if count is None else count

    @property
    def exit_code(self) -> int:
        """The most severe of its codes."""
        return most_severe(self.codes)


@dataclass(frozen=True, slots=True)
class Errand:
    """One command on one endpoint."""

    command: str
    endpoint: str
    kinds: tuple[ExchangeKind, ...]
    dry_run: bool = False


def recorded(context: Context, errand: Errand, work: Callable[[RunLog], None]) -> EndpointRun:
    """Do `work`; what stops it is remembered and does not stop the other endpoints.

    A dry run is not remembered in the store.

    Raises:
        StoreError: nothing can be remembered any more.
    """
    words = " ".join(kind.value for kind in errand.kinds)
    row = RunRow(context.new_id(), errand.command, errand.endpoint, words, context.clock())
    log = RunLog(row.id)
    if not errand.dry_run:
        with context.store.transaction() as transaction:
            transaction.runs.begin(row)
    try:
        work(log)
    except StoreError:
        raise
    except CmlSyncError as error:
        log.failure = error
        log.codes.append(error.exit_code)
    done = _as_report(row, errand, log, context)
    if not errand.dry_run:
        message = _why(log)
        counts = [kind.model_dump() for kind in done.rows]
        ended = as_finished(row, done.finished, done.exit_code, counts, message)
        with context.store.transaction() as transaction:
            transaction.runs.end(ended)
    return done


def _why(log: RunLog) -> str:
    """Why the run failed or was held, as a line that can be remembered; empty if it did neither."""
    if log.failure is not None:
        where, said = str(log.failure.place or ""), log.failure.message
        return packed(text("{place}: {message}", place=where, message=said) if where else said)
    return packed(log.holds[0].message) if log.holds else ""


def _as_report(row: RunRow, errand: Errand, log: RunLog, context: Context) -> EndpointRun:
    done = EndpointRun(
        run=row.id,
        command=errand.command,
        endpoint=errand.endpoint,
        kinds=tuple(kind.value for kind in errand.kinds),
        started=row.started,
        finished=context.clock(),
        exit_code=log.exit_code,
        rows=tuple(log.rows),
        files=tuple(log.files),
        receipts=tuple(ReceiptRow.of(receipt) for receipt in log.receipts),
        holds=tuple(HoldRow.of(hold) for hold in log.holds),
        problems=tuple(ProblemRow.of(problem) for problem in log.problems),
        problem_count=log.problem_count,
        repeated=log.repeated,
        failure=Failure.of(log.failure) if log.failure else None,
    )
    rows = total_rows([done])
    if errand.dry_run:
        rows = tuple(line.model_copy(update={"accepted": 0}) for line in rows)
    return done.model_copy(update={"rows": rows})
