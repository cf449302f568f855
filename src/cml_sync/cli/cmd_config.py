"""``cml-sync config check|show``: is the configuration right, and what holds."""

import json
from typing import Final

import click

from cml_sync.cli.commands import Command, Lazy, LazyGroup
from cml_sync.cli.house import settings_of
from cml_sync.cli.options import COMMON, CONFIG
from cml_sync.cli.session import Session, current
from cml_sync.config.secrets import fetch_secret
from cml_sync.config.settings import Settings
from cml_sync.config.shown import shown
from cml_sync.errors import ExitCode
from cml_sync.messages import text, text_n

_PARTS: Final = {
    "check": Lazy("cml_sync.cli.cmd_config:check", text("say what is wrong, with the line")),
    "show": Lazy("cml_sync.cli.cmd_config:show", text("print what holds, secrets left out")),
}


@click.command(
    "check",
    cls=Command,
    text_help=text(
        "Read the configuration and say everything that is wrong with it. "
        "Secrets are looked for, never shown; no partner is contacted."
    ),
    exit_codes=(ExitCode.CONFIGURATION,),
    configured=True,
    example="cml-sync config check --config cml-sync.toml",
)
def check() -> ExitCode:
    """Check the configuration."""
    session = current()
    settings = settings_of(session)
    for endpoint in settings.endpoints.values():
        for name in ("password", "passphrase"):
            source = getattr(endpoint, name)
            if source is not None:
                fetch_secret(source, f"endpoint.{endpoint.name}.{name}", session.environ)
    if settings.serve is not None:
        fetch_secret(settings.serve.password, "serve.password", session.environ)
    _print_checked(session, settings)
    return ExitCode.DONE


def _print_checked(session: Session, settings: Settings) -> None:
    if session.json:
        found = {
            "schema": "cml-sync.config-check/1",
            "file": str(settings.path),
            "endpoints": sorted(settings.endpoints),
            "jobs": sorted(settings.jobs),
        }
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    count = len(settings.endpoints)
    click.echo(
        session.say(
            text(
                "{path}: right; {endpoints}, {jobs}",
                path=settings.path,
                endpoints=text_n("{count} endpoint", "{count} endpoints", count),
                jobs=text_n("{count} job", "{count} jobs", len(settings.jobs)),
            )
        )
    )


@click.command(
    "show",
    cls=Command,
    text_help=text(
        "Print the configuration that holds: the file, the environment and the presets put "
        "together. Of a secret only its source is shown."
    ),
    exit_codes=(ExitCode.CONFIGURATION,),
    configured=True,
    example="cml-sync config show --output json",
)
def show() -> ExitCode:
    """Show the configuration."""
    session = current()
    rows = shown(settings_of(session))
    if session.json:
        click.echo(
            json.dumps({"schema": "cml-sync.config/1", **rows}, ensure_ascii=False, indent=2)
        )
        return ExitCode.DONE
    for key, value in _flat("", rows):
        click.echo(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return ExitCode.DONE


def _flat(prefix: str, value: object) -> list[tuple[str, object]]:
    if isinstance(value, dict) and value:
        return [
            pair
            for key, inner in value.items()
            for pair in _flat(f"{prefix}.{key}" if prefix else str(key), inner)
        ]
    return [(prefix, value)]


command = LazyGroup(
    name="config",
    lazy=_PARTS,
    text_help=text("Check or show the configuration."),
    params=[CONFIG, *COMMON],
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)
