"""What one invocation of the command line knows: language, output form, environment, clock."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from cml_sync.cli.show import clean
from cml_sync.messages import Text, Translations, load_translations

if TYPE_CHECKING:
    from rich.console import Console


@dataclass
class Session:
    """One invocation. Options fill it in while the command line is read; commands only read it.

    Attributes:
        environ: the environment variables.
        folder: the working folder.
        clock: the moment now, with its zone.
        sleep: waits for so many seconds.
        language: ``en`` or ``ru``.
        output: ``text`` or ``json``.
        quiet: only errors and the result.
        config: the file named by ``--config``.
    """

    environ: Mapping[str, str]
    folder: Path
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    language: str = "en"
    output: str = "text"
    quiet: bool = False
    config: Path | None = None
    stdin: TextIO | None = field(default_factory=lambda: sys.stdin)
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)

    @property
    def translations(self) -> Translations:
        """The catalogue of the chosen language."""
        return load_translations(self.language)

    def say(self, message: Text) -> str:
        """A text in the chosen language."""
        return message.translated(self.translations)

    def tell(self, message: Text) -> None:
        """Say something to people, on stderr."""
        self.tell_line(self.say(message))

    def tell_line(self, line: str) -> None:
        """Say a finished line to people, on stderr."""
        click.echo(clean(line), file=self.stderr)

    @property
    def json(self) -> bool:
        """Data goes to stdout as JSON."""
        return self.output == "json"

    @cached_property
    def people(self) -> "Console":
        """Where everything for people goes: stderr."""
        return _console(self.stderr, self.environ)

    @cached_property
    def data(self) -> "Console":
        """Where data goes: stdout."""
        return _console(self.stdout, self.environ)


def _console(file: TextIO, environ: Mapping[str, str]) -> "Console":
    from rich.console import Console  # noqa: PLC0415 - costs 40 ms, and --version does not need it

    class Piped(Console):
        """Leaves a pipe that nobody reads to the boundary; rich itself would end with 1."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    terminal = file.isatty()
    return Piped(
        file=file,
        _environ=environ,
        highlight=False,
        markup=False,
        emoji=False,
        width=None if terminal else 200,
        soft_wrap=not terminal,
    )


def current() -> Session:
    """The session of the running command."""
    session = click.get_current_context().find_root().obj
    if not isinstance(session, Session):
        message = "the command runs outside a session"
        raise TypeError(message)
    return session
