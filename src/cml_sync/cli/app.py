"""The table of commands. A new command is a module ``cmd_<name>.py`` and a line here."""

from typing import Final

import click

from cml_sync import __version__
from cml_sync.cli.commands import Lazy, LazyGroup
from cml_sync.cli.options import COMMON, CONFIG, Option
from cml_sync.messages import text

COMMANDS: Final = {
    "validate": Lazy(
        "cml_sync.cli.cmd_validate:command", text("check files and say what is wrong, and where")
    ),
    "inspect": Lazy("cml_sync.cli.cmd_inspect:command", text("say what a package holds")),
    "anonymize": Lazy(
        "cml_sync.cli.cmd_anonymize:command", text("write a package anew without its people")
    ),
    "diff": Lazy(
        "cml_sync.cli.cmd_diff:command", text("say what differs between two packages by meaning")
    ),
    "convert": Lazy(
        "cml_sync.cli.cmd_convert:command",
        text("write a package in another form, dialect or division"),
    ),
    "generate": Lazy(
        "cml_sync.cli.cmd_generate:command",
        text("invent a package, with the defects that are asked for"),
    ),
    "explain": Lazy("cml_sync.cli.cmd_explain:command", text("say what a code means")),
    "pull": Lazy("cml_sync.cli.cmd_pull:command", text("fetch from 1C or a shop into the store")),
    "push": Lazy(
        "cml_sync.cli.cmd_push:command",
        text("send what an endpoint does not have yet, or files as they are"),
    ),
    "run": Lazy("cml_sync.cli.cmd_run:command", text("run the steps of a configured job")),
    "status": Lazy(
        "cml_sync.cli.cmd_status:command", text("show what was exchanged with whom, and when")
    ),
    "serve": Lazy(
        "cml_sync.cli.cmd_serve:command",
        text("play the shop's side, so that a real 1C can connect"),
    ),
    "config": Lazy("cml_sync.cli.cmd_config:command", text("check or show the configuration")),
    "demo": Lazy(
        "cml_sync.cli.cmd_demo:command", text("run the whole exchange on this machine, for a look")
    ),
}


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"cml-sync {__version__}")
        ctx.exit()


app = LazyGroup(
    name="cml-sync",
    lazy=COMMANDS,
    text_help=text(
        "Keeps web shops and 1C in step through CommerceML packages: "
        "checks them, pulls and pushes them over HTTP, SFTP or a folder."
    ),
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            text_help=text("show the version and exit"),
        ),
        CONFIG,
        *COMMON,
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
