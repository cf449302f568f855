"""Options that speak the session's language, and those that every command has."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click

from cml_sync.cli.session import Session
from cml_sync.messages import LANGUAGES, Text, text


def say(ctx: click.Context, message: Text) -> str:
    """A text in the language of the session; in English where there is none."""
    session = ctx.find_root().obj
    return session.say(message) if isinstance(session, Session) else str(message)


class Option(click.Option):
    """An option whose help is a `Text`."""

    def __init__(
        self, declarations: Sequence[str], *, text_help: Text | None = None, **kwargs: Any
    ):
        self.text_help = text_help
        kwargs["help"] = str(text_help) if text_help else None
        super().__init__(declarations, **kwargs)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help in the session's language."""
        if self.text_help is not None:
            self.help = say(ctx, self.text_help)
        return super().get_help_record(ctx)


ANY_PATH: Final = click.Path(path_type=Path, readable=False)
"""A path that the floors below open: they say better than click why it cannot be read."""


STDIN: Final = Path("/dev/stdin")
"""Standard input as a path of a package."""


class _Package(click.Path):
    """A path of a package; ``-`` is standard input, which `Command` puts into a file."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; `STDIN` for a dash: ``./-`` would be the same `Path` as ``-``."""
        return STDIN if value == "-" else super().convert(value, param, ctx)


PACKAGE: Final = _Package(path_type=Path, readable=False)
"""A path of a package, or standard input."""


class Likely(click.Choice[str]):
    """A choice of so many that a mistyped one gets a suggestion, not the list."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What is said of a word that is none of them."""
        from difflib import get_close_matches  # noqa: PLC0415 - only for who mistypes

        near = get_close_matches(str(value).lower(), self.choices, n=1)
        if not near or ctx is None:
            return super().get_invalid_choice_message(value, ctx)
        return say(
            ctx, text("there is no `{word}`; did you mean `{near}`?", word=value, near=near[0])
        )


class DialectName(Likely):
    """A dialect (or another form) by its name; a version of the schema in any spelling.

    ``210`` and ``2.1`` are 2.10.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name."""
        from cml_sync.xml.dialects import version_number  # noqa: PLC0415 - most name none

        number = version_number(str(value))
        if number is not None:
            value = next((name for name in self.choices if version_number(name) == number), value)
        return super().convert(value, param, ctx)


def _into_session(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        session = ctx.find_root().obj
        if value is not None and value is not False and isinstance(session, Session):
            setattr(session, name, value)

    return keep


COMMON: Final = (
    Option(
        ["--output"],
        type=click.Choice(["text", "json"]),
        expose_value=False,
        callback=_into_session("output"),
        text_help=text("form of the result on stdout; messages go to stderr"),
    ),
    Option(
        ["-q", "--quiet"],
        is_flag=True,
        expose_value=False,
        callback=_into_session("quiet"),
        text_help=text("print only errors and the result"),
    ),
    Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        callback=_into_session("language"),
        text_help=text("language of messages; otherwise that of the locale"),
    ),
)
"""On every command, and before it."""

CONFIG: Final = Option(
    ["-c", "--config"],
    type=click.Path(path_type=Path),
    expose_value=False,
    callback=_into_session("config"),
    text_help=text("configuration file; otherwise ./cml-sync.toml, the user's, /etc/cml-sync"),
)
"""On every command that works with endpoints, and before it."""
