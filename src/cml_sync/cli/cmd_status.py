"""``cml-sync status``: what was exchanged with whom, and when."""

from datetime import datetime

import click
from rich.table import Table

from cml_sync.cli.commands import Command
from cml_sync.cli.house import settings_of
from cml_sync.cli.kind_words import counted
from cml_sync.cli.session import Session, current
from cml_sync.cli.show import clean
from cml_sync.errors import ExitCode
from cml_sync.jobs.status import ErrandStatus, StatusReport, status
from cml_sync.messages import Text, text
from cml_sync.store.store import FILE_NAME, open_store


@click.command(
    "status",
    cls=Command,
    configured=True,
    text_help=text(
        "Show what was exchanged with whom and when it last succeeded, what waits for a person, "
        "and what the store holds. Ends with 7 while a guard holds something."
    ),
    exit_codes=(ExitCode.HELD, ExitCode.CONFIGURATION, ExitCode.STORE),
    example="cml-sync status --output json",
)
def command() -> int:
    """Show how things stand."""
    session = current()
    path = settings_of(session).state / FILE_NAME
    if path.exists():
        with open_store(path) as store:
            report = status(store, session.clock)
    else:
        report = StatusReport(at=session.clock())
    if session.json:
        click.echo(report.model_dump_json(by_alias=True, indent=1), file=session.stdout)
    else:
        _show(session, report)
    return report.exit_code


def _show(session: Session, report: StatusReport) -> None:
    if report.errands:
        session.data.print(_errands(session, report))
    else:
        click.echo(session.say(text("nothing was exchanged yet")), file=session.stdout)
    for held in report.held:
        label = session.say(text("held"))
        why = session.say(held.message) if held.message else ""
        session.tell_line(f"{label}: {held.endpoint} ({_moment(held.since)}): {why}")
    if report.records:
        title = session.say(text("in the store"))
        click.echo(f"{title}: {counted(session, report.records)}", file=session.stdout)


def _errands(session: Session, report: StatusReport) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    titles = (text("what"), text("with"), text("last success"), text("age"), text("last run"))
    for title in (*titles, text("exit code"), text("message")):
        table.add_column(session.say(title))
    for errand in report.errands:
        table.add_row(
            f"{errand.command} {' '.join(errand.kinds)}",
            errand.endpoint,
            _moment(errand.last_success) if errand.last_success else session.say(text("never")),
            session.say(_age(errand)),
            _moment(errand.last_run),
            str(errand.exit_code),
            clean(session.say(errand.message)) if errand.message else "",
        )
    return table


def _age(errand: ErrandStatus) -> Text:
    if errand.age is None:
        return text("-")
    minutes = int(errand.age // 60)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return text("{minutes} min", minutes=minutes)
    hours = minutes // 60
    if hours < 48:  # noqa: PLR2004 - two days read better in hours
        return text("{hours} h", hours=hours)
    return text("{days} d", days=hours // 24)


def _moment(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")
