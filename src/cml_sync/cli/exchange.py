"""What `pull`, `push` and `run` share: options, exit codes, how a report is shown."""

from typing import Final

import click

from cml_sync.cli.options import Option
from cml_sync.cli.session import Session
from cml_sync.cli.tables import show_exchange
from cml_sync.errors import ExitCode
from cml_sync.jobs.report import PullReport, PushReport
from cml_sync.messages import text

EXCHANGE_CODES: Final = (
    ExitCode.PARTLY,
    ExitCode.REFUSED,
    ExitCode.TEMPORARY,
    ExitCode.OTHER_SIDE,
    ExitCode.LOCKED,
    ExitCode.CONFIGURATION,
    ExitCode.STORE,
    ExitCode.INTERRUPTED,
    ExitCode.TERMINATED,
)
"""Every command that talks to endpoints can end with these."""

DRY_RUN: Final = Option(
    ["-n", "--dry-run"],
    is_flag=True,
    text_help=text("show what would happen; send, keep and confirm nothing"),
)
WAIT: Final = Option(
    ["--wait"],
    type=click.FloatRange(min=0),
    default=0.0,
    metavar="SECONDS",
    text_help=text("wait so long for another run to end"),
)
ALLOW_DELETIONS: Final = Option(
    ["--allow-deletions"],
    type=click.IntRange(min=0),
    metavar="NUMBER",
    text_help=text("let exactly so many records go, where a guard holds the run"),
)
ALLOW_OLDER: Final = Option(
    ["--allow-older"],
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S"]),
    metavar="MOMENT",
    text_help=text("let a package in that was made at this moment, though a newer one was applied"),
)


def report_exchange(session: Session, report: PullReport | PushReport) -> int:
    """Show a report in the form that was asked for; its exit code."""
    if session.json:
        click.echo(report.model_dump_json(by_alias=True, indent=1), file=session.stdout)
    else:
        show_exchange(session, report)
    return report.exit_code
