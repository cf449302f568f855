"""``cml-sync run JOB``: the steps of a configured job."""

import click

from cml_sync.cli.commands import Command
from cml_sync.cli.exchange import DRY_RUN, EXCHANGE_CODES, WAIT
from cml_sync.cli.house import opened, settings_of
from cml_sync.cli.session import current
from cml_sync.cli.tables import show_exchange
from cml_sync.config.errors import UnknownJobError
from cml_sync.errors import ExitCode
from cml_sync.jobs.run import run
from cml_sync.messages import text


@click.command(
    "run",
    cls=Command,
    configured=True,
    params=[DRY_RUN, WAIT],
    text_help=text(
        "Do the steps of a job of the configuration, one after another. A step that fails does not "
        "stop the next ones; the exit code is that of the step that most needs a person."
    ),
    exit_codes=(*EXCHANGE_CODES, ExitCode.FINDINGS, ExitCode.HELD),
    example="cml-sync run stock",
)
@click.argument("job")
def command(job: str, dry_run: bool, wait: float) -> int:
    """Do the steps of a job."""
    session = current()
    settings = settings_of(session)
    if job not in settings.jobs:
        raise UnknownJobError(job, tuple(settings.jobs))
    with opened(session, settings, f"run {job}", wait=wait) as context:
        report = run(context, settings.jobs[job], dry_run=dry_run)
    if session.json:
        click.echo(report.model_dump_json(by_alias=True, indent=1), file=session.stdout)
        return report.exit_code
    for step in report.steps:
        if not session.quiet:
            session.tell_line(f"— {step.step}")
        show_exchange(session, step.report)
    return report.exit_code
