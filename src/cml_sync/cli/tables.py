"""Reports of pull, push and run, for people."""

from collections.abc import Sequence
from typing import Final

import click
from rich.table import Table

from cml_sync.cli.kind_words import kind_words
from cml_sync.cli.problems import SEVERITIES
from cml_sync.cli.session import Session
from cml_sync.cli.show import clean
from cml_sync.errors import ExitCode
from cml_sync.jobs.failure import Failure
from cml_sync.jobs.report import (
    MAX_PROBLEMS,
    EndpointRun,
    HoldRow,
    KindRow,
    ProblemRow,
    PullReport,
    PushReport,
    total_rows,
)
from cml_sync.messages import Text, text

COLUMNS: Final = (
    ("in_source", text("in source")),
    ("sent", text("sent")),
    ("accepted", text("accepted")),
    ("held", text("held")),
    ("unchanged", text("unchanged")),
    ("added", text("added")),
    ("changed", text("changed")),
    ("deleted", text("deleted")),
    ("withdrawn", text("withdrawn")),
    ("quarantined", text("quarantined")),
)
FIRST: Final = COLUMNS[:5]
"""Shown in every table."""

_NO_CHANGE: Final = dict.fromkeys(("added", "changed", "deleted", "withdrawn"), 0)
_SHOWN_PROBLEMS: Final = 10


def show_exchange(session: Session, report: PullReport | PushReport) -> None:
    """A pull or push: problems and failures to people; a table on a terminal, else one line."""
    for run in report.runs:
        _show_run(session, run)
    rows = total_rows(what_happened(run) for run in report.runs)
    if not session.stdout.isatty():
        click.echo(clean(summary_line(session, report)), file=session.stdout)
    elif rows:
        session.data.print(kind_table(session, rows))
    elif not session.quiet:
        session.tell(text("nothing to do"))
    if report.dry_run:
        session.tell(text("a dry run: nothing was sent, kept or confirmed"))
    if report.path is not None and not session.quiet:
        session.tell(text("report: {path}", path=report.path))


def summary_line(session: Session, report: PullReport | PushReport) -> str:
    """One line for cron: what was done with whom, and how it ended."""
    runs, ended = report.runs, report.exit_code
    words = [f"{run.command} {run.endpoint}" for run in runs]
    kinds = " ".join(dict.fromkeys(kind for run in runs for kind in run.kinds))
    rows = total_rows(what_happened(run) for run in runs)
    totals = [(title, sum(getattr(row, name) for row in rows)) for name, title in COLUMNS]
    if not any(number for _, number in totals):  # files from disk are sent without a look inside
        totals = [(text("files"), sum(len(run.files) for run in runs))]
    numbers = ", ".join(f"{session.say(title)} {number}" for title, number in totals if number)
    if numbers and any(run.failure for run in runs):
        numbers += f", {session.say(text('stopped'))}"
    seconds = sum((run.finished - run.started).total_seconds() for run in runs)
    fine = ended in {ExitCode.DONE, ExitCode.NOTHING}
    nothing = text("nothing to do") if fine else text("stopped")
    return session.say(
        text(
            "{what} ({kinds}): {numbers}; {seconds} s, exit code {code}",
            what=", ".join(words),
            kinds=kinds,
            numbers=numbers or nothing,
            seconds=f"{seconds:.1f}",
            code=ended,
        )
    )


def what_happened(run: EndpointRun) -> EndpointRun:
    """The run without changes that were only meant: in one that failed, what nobody accepted."""
    if run.failure is None:
        return run
    rows = (row if row.accepted else row.model_copy(update=_NO_CHANGE) for row in run.rows)
    return run.model_copy(update={"rows": tuple(rows)})


def kind_table(session: Session, rows: Sequence[KindRow]) -> Table:
    """One line a kind; columns in which all are zero are left out, but for the first five."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(session.say(text("kind")))
    columns = [
        (name, title)
        for position, (name, title) in enumerate(COLUMNS)
        if position < len(FIRST) or any(getattr(row, name) for row in rows)
    ]
    for _, title in columns:
        table.add_column(session.say(title), justify="right")
    for row in rows:
        numbers = [str(getattr(row, name)) for name, _ in columns]
        table.add_row(kind_words(session, row.kind), *numbers)
    return table


def _show_run(session: Session, run: EndpointRun) -> None:
    for problem in run.problems[:_SHOWN_PROBLEMS]:
        show_problem(session, problem)
    more = run.problem_count - min(len(run.problems), _SHOWN_PROBLEMS)
    if more > 0:
        session.tell(
            text(
                "… and {count} more; the report holds the first {most}",
                count=more,
                most=MAX_PROBLEMS,
            )
        )
    for hold in run.holds:
        _show_hold(session, run, hold)
    if run.repeated and not session.quiet:
        session.tell(text("{endpoint}: the same package as last time", endpoint=run.endpoint))
    if run.failure is not None:
        show_failure(session, run.endpoint, run.failure)


def show_problem(session: Session, problem: ProblemRow) -> None:
    """One finding in the form editors and CI understand: ``file:line:column: severity[code]``."""
    where = _where(problem.file, problem.line, problem.column)
    label = session.say(SEVERITIES[problem.severity])
    record = f" (Ид {problem.record_id})" if problem.record_id else ""
    session.tell_line(f"{where}{label}[{problem.code}]: {session.say(problem.message)}{record}")
    _hint(session, problem.hint)


def show_failure(session: Session, endpoint: str, failure: Failure) -> None:
    """What stopped the run of one endpoint."""
    where = _where(failure.file, failure.line, failure.column)
    label = session.say(text("error"))
    session.tell_line(f"{label}[{failure.code}]: {endpoint}: {where}{session.say(failure.message)}")
    _hint(session, failure.hint)


def _where(*parts: str | int | None) -> str:
    known = [str(part) for part in parts if part is not None]
    return f"{':'.join(known)}: " if known else ""


def _show_hold(session: Session, run: EndpointRun, hold: HoldRow) -> None:
    label = session.say(text("held"))
    session.tell_line(f"{label}[{hold.guard}]: {run.endpoint}: {session.say(hold.message)}")
    if hold.examples:
        title = session.say(text("for example"))
        session.tell_line(f"  {title}: {', '.join(hold.examples)}")
    _hint(session, hold.hint)


def _hint(session: Session, hint: Text | None) -> None:
    if hint is not None:
        session.tell_line(f"  {session.say(text('hint'))}: {session.say(hint)}")
