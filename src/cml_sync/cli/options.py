"""The options that every command has."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cml_sync.cli.commands import Option
from cml_sync.cli.session import Session
from cml_sync.messages import LANGUAGES, text


def _into_session(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        session = ctx.find_root().obj
        if value is not None and value is not False and isinstance(session, Session):
            setattr(session, name, value)

    return keep


def common(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--output``, ``--quiet``, ``--lang``: on every command."""
    for option in (
        click.option(
            "--lang",
            cls=Option,
            type=click.Choice(LANGUAGES),
            expose_value=False,
            callback=_into_session("language"),
            text_help=text("language of messages; otherwise that of the locale"),
        ),
        click.option(
            "-q",
            "--quiet",
            cls=Option,
            is_flag=True,
            expose_value=False,
            callback=_into_session("quiet"),
            text_help=text("print only errors and the result"),
        ),
        click.option(
            "--output",
            cls=Option,
            type=click.Choice(["text", "json"]),
            expose_value=False,
            callback=_into_session("output"),
            text_help=text("form of the result on stdout; messages go to stderr"),
        ),
    ):
        function = option(function)
    return function


def configured(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--config``: on every command that works with endpoints."""
    return click.option(
        "-c",
        "--config",
        cls=Option,
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_into_session("config"),
        text_help=text("configuration file; otherwise ./cml-sync.toml, the user's, /etc/cml-sync"),
    )(function)
