"""``cml-sync validate PATH…``: check files and say what is wrong, and where."""

import json
from pathlib import Path

import click

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.cli.commands import Command
from cml_sync.cli.options import Option
from cml_sync.cli.problems import problem_json, problem_lines
from cml_sync.cli.session import Session, current
from cml_sync.errors import ExitCode
from cml_sync.jobs.validate import ValidationReport, validate
from cml_sync.messages import text, text_n
from cml_sync.problems import Problem


@click.command(
    "validate",
    cls=Command,
    text_help=text(
        "Check CommerceML files, folders or zip archives. Everything named on one line is one "
        "package: references are followed across its files. Ends with 1 if there is an error."
    ),
    exit_codes=(ExitCode.FINDINGS,),
    example="cml-sync validate import.xml offers.xml\ncml-sync validate --select CML3 webdata/",
)
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--level",
    cls=Option,
    type=click.Choice([level.name.lower() for level in Level]),
    default=Level.BUSINESS.name.lower(),
    show_default=True,
    text_help=text("how deep to look; strict adds advice"),
)
@click.option(
    "--select",
    cls=Option,
    multiple=True,
    metavar="CODE",
    text_help=text("only rules whose code begins so (CML3, CML301); may be repeated"),
)
@click.option(
    "--ignore",
    cls=Option,
    multiple=True,
    metavar="CODE",
    text_help=text("leave out rules whose code begins so; may be repeated"),
)
@click.option(
    "--max-problems",
    cls=Option,
    type=click.IntRange(min=0),
    metavar="NUMBER",
    default=100,
    show_default=True,
    text_help=text("print so many problems and only count the rest; 0 for all"),
)
def command(
    paths: tuple[Path, ...],
    level: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    max_problems: int,
) -> int:
    """Check files."""
    session = current()
    selection = Selection(Level[level.upper()], select, ignore)
    printer = _JsonPrinter(session) if session.json else _Printer(session, max_problems)
    report = validate(paths, on_problem=printer.problem, selection=selection)
    printer.end(report)
    return report.exit_code


class _Printer:
    """Problems on stdout as they come, the summary on stderr."""

    def __init__(self, session: Session, most: int) -> None:
        self._session = session
        self._most = most
        self._shown = 0

    def problem(self, problem: Problem) -> None:
        if not self._most or self._shown < self._most:
            click.echo(problem_lines(self._session, problem), file=self._session.stdout)
            self._shown += 1

    def end(self, report: ValidationReport) -> None:
        session = self._session
        total = report.errors + report.warnings + report.advice
        if total > self._shown:
            session.tell(
                text("… and {count} more (--max-problems 0 for all)", count=total - self._shown)
            )
        if session.quiet:
            return
        for row in report.findings:
            session.tell_line(f"  {row.code}  {row.count:>7}  {session.say(row.title)}")
        session.tell(
            text(
                "{parts}, {records}: {errors}, {warnings}",
                parts=text_n("{count} part", "{count} parts", len(report.parts)),
                records=text_n("{count} record", "{count} records", sum(report.records.values())),
                errors=text_n("{count} error", "{count} errors", report.errors),
                warnings=text_n("{count} warning", "{count} warnings", report.warnings),
            )
        )


class _JsonPrinter:
    """One JSON document, written as the problems come: there may be a million."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # Nothing before the first problem: a package that cannot be opened leaves stdout empty.
        self._before = '{"problems": ['

    def problem(self, problem: Problem) -> None:
        row = json.dumps(problem_json(self._session, problem), ensure_ascii=False)
        click.echo(f"{self._before}\n{row}", file=self._session.stdout, nl=False)
        self._before = ","

    def end(self, report: ValidationReport) -> None:
        rest = report.model_dump_json(by_alias=True)
        opening = "" if self._before == "," else self._before
        click.echo(f"{opening}\n], {rest[1:]}", file=self._session.stdout)
