"""What the commands that write a package say of it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol, TextIO

import click

from cml_sync.cli.kind_words import counted
from cml_sync.cli.session import Session
from cml_sync.cli.show import clean
from cml_sync.messages import text, text_n
from cml_sync.model.kinds import Kind

_SHOWN: Final = 20


class WrittenPart(Protocol):
    """One part of it."""

    @property
    def name(self) -> str:
        """Inside the package."""

    @property
    def records(self) -> Mapping[Kind, int]:
        """How many of each kind."""


class Written(Protocol):
    """The report of such a command."""

    @property
    def parts(self) -> Sequence[WrittenPart]:
        """In their order."""

    @property
    def records(self) -> Mapping[Kind, int]:
        """How many of each kind."""

    @property
    def pictures(self) -> int:
        """How many."""


def show_written(session: Session, report: Written, output: Path, file: TextIO) -> None:
    """The parts, the first of them, and a line that sums up."""
    for part in report.parts[:_SHOWN]:
        click.echo(clean(f"{part.name}: {counted(session, part.records) or 0}"), file=file)
    if len(report.parts) > _SHOWN:
        click.echo(f"… +{len(report.parts) - _SHOWN}", file=file)
    message = text(
        "{output}: {parts}, {records}, {pictures}",
        output=str(output),
        parts=text_n("{count} part", "{count} parts", len(report.parts)),
        records=text_n("{count} record", "{count} records", sum(report.records.values())),
        pictures=text_n("{count} picture", "{count} pictures", report.pictures),
    )
    click.echo(clean(session.say(message)), file=file)


def on_cleared(session: Session, output: Path) -> Callable[[int], None]:
    """Tells what dead runs had left beside `output`, and that it is gone."""

    def tell(count: int) -> None:
        if not session.quiet:
            session.tell(
                text_n(
                    "{output}: what {count} run that was killed had left beside it was removed",
                    "{output}: what {count} runs that were killed had left beside it was removed",
                    count,
                    output=str(output),
                )
            )

    return tell
