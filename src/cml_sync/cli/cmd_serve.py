"""``cml-sync serve``: play the shop's side, so that a real 1C can connect."""

import click

from cml_sync.cli.commands import Command
from cml_sync.cli.errors import NoServeTableError
from cml_sync.cli.extras import need_serve
from cml_sync.cli.house import settings_of
from cml_sync.cli.session import current
from cml_sync.errors import ExitCode
from cml_sync.messages import text


@click.command(
    "serve",
    cls=Command,
    configured=True,
    text_help=text(
        "Play the shop's side of the exchange dialogue, as the table [serve] says. What 1C sends "
        "goes into the store; the orders of the shops wait there for 1C. Runs until SIGINT "
        "(Ctrl+C) or SIGTERM stops it, and ends with 0 then."
    ),
    exit_codes=(ExitCode.CONFIGURATION, ExitCode.STORE),
    example="cml-sync serve --config cml-sync.toml",
)
def command() -> int:
    """Serve until stopped."""
    session = current()
    settings = settings_of(session)
    if settings.serve is None:
        raise NoServeTableError
    need_serve()
    from cml_sync.cli.serving import serving  # noqa: PLC0415 - needs the extra `serve`

    with serving(session, settings, settings.serve) as server:
        server.run()
    return ExitCode.DONE
