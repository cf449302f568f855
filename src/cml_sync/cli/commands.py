"""click's command and group, speaking the session's language and naming exit codes.

Commands are imported when they are run: `--version` and `--help` load nothing else.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final, NamedTuple

import click

from cml_sync.cli.options import COMMON, CONFIG, PACKAGE, STDIN, say
from cml_sync.cli.streams import UnreadError
from cml_sync.errors import ExitCode
from cml_sync.messages import Text, text

EXIT_MEANINGS: Final[Mapping[ExitCode, Text]] = {
    ExitCode.DONE: text("done, or nothing to do"),
    ExitCode.FINDINGS: text("findings: validation errors, differences, an unreadable package"),
    ExitCode.USAGE: text("the command line cannot be understood"),
    ExitCode.PARTLY: text("partly done: some records or endpoints failed"),
    ExitCode.REFUSED: text("refused: login, rights, certificate or host key"),
    ExitCode.TEMPORARY: text("temporary trouble, retries used up; run again later"),
    ExitCode.OTHER_SIDE: text("the other side said failure, or nothing that reads as success"),
    ExitCode.HELD: text("held by a guard; a person must look"),
    ExitCode.NOTHING: text("nothing transferred (only with --error-on-empty)"),
    ExitCode.LOCKED: text("another run holds the lock"),
    ExitCode.CONFIGURATION: text("the configuration or a secret is wrong or missing"),
    ExitCode.STORE: text(
        "this machine: a full disk, missing rights, a store that is damaged or newer"
    ),
    ExitCode.BUG: text("a mistake of cml-sync itself"),
    ExitCode.INTERRUPTED: text("interrupted; safe to run again"),
    ExitCode.TERMINATED: text("terminated; safe to run again"),
}


class _Speaking(click.Command):
    """What click builds by itself into every help, in the session's language."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``; click would word it once for all."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say(ctx, text("show this message and exit"))
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the name in the first line."""
        self.options_metavar = say(ctx, text("[OPTIONS]"))
        return super().collect_usage_pieces(ctx)


class Command(_Speaking):
    """A command whose help is a `Text` and names the exit codes it can end with.

    Codes that mean something of their own in a command come with their meaning.
    """

    def __init__(
        self,
        name: str | None,
        *,
        text_help: Text,
        exit_codes: Sequence[ExitCode] | Mapping[ExitCode, Text] = (),
        example: str = "",
        configured: bool = False,
        **kwargs: Any,
    ):
        self.text_help = text_help
        own = exit_codes if isinstance(exit_codes, Mapping) else {}
        self.exit_codes = (ExitCode.DONE, *exit_codes, ExitCode.USAGE, ExitCode.BUG)
        self.exit_meanings: Mapping[ExitCode, Text] = {**EXIT_MEANINGS, **own}
        self.example = example
        kwargs["help"] = str(text_help)
        kwargs["params"] = [
            *(kwargs.get("params") or ()),
            *((CONFIG,) if configured else ()),
            *COMMON,
        ]
        super().__init__(name, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run it. What has been loaded up to here stays: no look for garbage need go through it."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        packages = {
            param.name: ctx.params[param.name]
            for param in self.params
            if param.type is PACKAGE and param.name in ctx.params
        }
        if not any(STDIN in several(value) for value in packages.values()):
            return super().invoke(ctx)
        from cml_sync.cli.stdin import taken  # noqa: PLC0415 - seldom wanted

        with taken(ctx.find_root().obj, packages) as paths:
            ctx.params.update(paths)
            return super().invoke(ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description, in the session's language."""
        self.help = say(ctx, self.text_help)
        super().format_help_text(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """An example, and the exit codes."""
        if self.example:
            with formatter.section(say(ctx, text("Example"))):
                for line in self.example.splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
        rows = [
            (str(code.value), say(ctx, self.exit_meanings[code]))
            for code in sorted(set(self.exit_codes))
        ]
        with formatter.section(say(ctx, text("Exit codes"))):
            formatter.write_dl(rows)


def several(value: Any) -> tuple[Any, ...]:
    """What an argument or an option was given, one or many, as many."""
    return value if isinstance(value, tuple) else (value,)


@contextmanager
def _unread() -> Iterator[None]:
    """Tell the boundary that nobody reads stdout any more; click itself would end with 1."""
    try:
        yield
    except BrokenPipeError as error:
        raise UnreadError from error


class Lazy(NamedTuple):
    """A command that is imported when it is run.

    Attributes:
        target: ``module:attribute``.
        summary: one line for the list of commands.
    """

    target: str
    summary: Text

    def load(self) -> click.Command:
        """Import it."""
        module, attribute = self.target.split(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            message = f"{self.target} is no command"
            raise TypeError(message)
        return command


class LazyGroup(_Speaking, click.Group):
    """A group that knows its commands by name and imports one when it is run."""

    def __init__(self, *args: Any, lazy: Mapping[str, Lazy], text_help: Text, **kwargs: Any):
        self.lazy = lazy
        self.text_help = text_help
        super().__init__(*args, help=str(text_help), **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line; an option may print something."""
        with _unread():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _unread():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the table."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now; None if there is none of this name."""
        found = self.lazy.get(cmd_name)
        return found.load() if found else None

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description, in the session's language."""
        self.help = say(ctx, self.text_help)
        super().format_help_text(ctx, formatter)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the name in the first line."""
        self.subcommand_metavar = say(ctx, text("COMMAND [ARGS]..."))
        return super().collect_usage_pieces(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        rows = [(name, say(ctx, lazy.summary)) for name, lazy in self.lazy.items()]
        with formatter.section(say(ctx, text("Commands"))):
            formatter.write_dl(rows)
