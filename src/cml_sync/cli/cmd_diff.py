"""``cml-sync diff OLD NEW``: what differs between two packages by meaning."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from cml_sync.cli.commands import Command
from cml_sync.cli.diff_errors import TroubleError, WrongPathsError
from cml_sync.cli.diff_formats.base import FORMATS, Sheet, make_format, notes, summary
from cml_sync.cli.diff_words import fields, tolerances
from cml_sync.cli.files import replacing
from cml_sync.cli.options import ANY_PATH, PACKAGE, Likely, Option
from cml_sync.cli.session import Session, current
from cml_sync.errors import ExitCode, FindingsError, StoreError
from cml_sync.jobs.diff import canonical, diff
from cml_sync.jobs.diff_report import DiffReport
from cml_sync.messages import text
from cml_sync.packages.diff.terms import ALIASES, KINDS, WORDS, Terms, Tolerance

_WORDS: Final = (*KINDS, *WORDS)


class Options(NamedTuple):
    """What was asked for; one field an option, of the same name."""

    old: Path
    new: Path | None
    apply_changes: bool
    only: tuple[str, ...]
    ignore_field: tuple[str, ...]
    tolerance: tuple[Tolerance, ...]
    format_: str | None
    output_file: Path | None
    summary: bool
    max_: int | None
    show_data: bool
    textconv: bool

    @property
    def terms(self) -> Terms:
        """What counts as a difference."""
        return Terms(
            only=frozenset(kind for word in self.only for kind in ALIASES.get(word, (word,))),
            ignored=self.ignore_field,
            tolerances=self.tolerance,
            apply_changes=self.apply_changes,
        )

    @property
    def most(self) -> int | None:
        """How many records are shown."""
        return 0 if self.summary else self.max_


class _Comparing(Command):
    """Whatever stands in its way, a package from standard input as well, is trouble."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except (FindingsError, StoreError, OSError) as error:
            raise TroubleError(error) from error


@click.command(
    "diff",
    cls=_Comparing,
    text_help=text(
        "Compare two packages by meaning: records by kind and Ид, field by field, whatever their "
        "order and dialect. Each is a file, a folder or a zip archive."
    ),
    exit_codes={
        ExitCode.DONE: text("nothing differs"),
        ExitCode.FINDINGS: text("something differs"),
        ExitCode.USAGE: text("trouble: nothing was compared, as with diff(1)"),
    },
    example="cml-sync diff yesterday/ today/\n"
    "cml-sync diff --format markdown --output-file diff.md old.xml new.xml\n"
    "cml-sync diff --apply-changes full/ changes.xml",
)
@click.argument("old", type=PACKAGE)
@click.argument("new", type=PACKAGE, required=False)
@click.option(
    "--apply-changes",
    cls=Option,
    is_flag=True,
    text_help=text("lay NEW, which holds changes only, over OLD first: what it leaves out stays"),
)
@click.option(
    "--only",
    cls=Option,
    multiple=True,
    type=Likely((*_WORDS, *ALIASES), case_sensitive=False),
    metavar="KIND",
    text_help=text("compare only this kind: {kinds}; may be repeated", kinds=", ".join(_WORDS)),
)
@click.option(
    "--ignore-field",
    cls=Option,
    multiple=True,
    metavar="FIELD",
    callback=fields,
    text_help=text(
        "leave out a field and what is below it (row_version, prices.presentation, "
        "document.requisites, *.name); may be repeated"
    ),
)
@click.option(
    "--tolerance",
    cls=Option,
    multiple=True,
    metavar="[FIELD=]NUMBER",
    callback=tolerances,
    text_help=text("numbers that differ by no more count as equal (0.01, prices.value=0.01)"),
)
@click.option(
    "--format",
    "format_",
    cls=Option,
    type=Likely(list(FORMATS)),
    text_help=text("how differences are written; otherwise as --output says"),
)
@click.option(
    "--output-file",
    cls=Option,
    type=ANY_PATH,
    metavar="FILE",
    text_help=text("write the differences into this file, not to stdout"),
)
@click.option(
    "--summary",
    cls=Option,
    is_flag=True,
    text_help=text("only how many records of each kind differ"),
)
@click.option(
    "--max",
    "max_",
    cls=Option,
    type=click.IntRange(min=0),
    metavar="NUMBER",
    text_help=text("show so many records and only count the rest"),
)
@click.option(
    "--show-data",
    cls=Option,
    is_flag=True,
    text_help=text("do not mask personal data"),
)
@click.option(
    "--textconv",
    cls=Option,
    is_flag=True,
    text_help=text(
        "compare nothing: write OLD as stable text, one field a line, for git's textconv; "
        "personal data is not masked"
    ),
)
def command(**given: Any) -> int:
    """Compare two packages."""
    session = current()
    options = Options(**given)
    if options.format_ == "json":
        session.output = "json"  # the same as --output json, its errors as well
    if (options.new is not None) == options.textconv:
        raise WrongPathsError(textconv=options.textconv)
    return _textconv(session, options) if options.new is None else _diff(session, options)


def _textconv(session: Session, options: Options) -> int:
    with _target(session, options) as sheet:
        for line in canonical([options.old], options.terms):
            sheet.out.write(f"{line}\n")
    return ExitCode.DONE


def _diff(session: Session, options: Options) -> int:
    new = [options.new] if options.new is not None else []
    with diff([options.old], new, options.terms, show_data=options.show_data) as found:
        with _target(session, options) as sheet:
            make_format(options.format_ or session.output)(sheet._replace(most=options.most), found)
        _tell(session, found.report)
    return found.report.exit_code


def _tell(session: Session, report: DiffReport) -> None:
    """What is said to people when everything is written, on stderr."""
    if session.quiet or session.json:
        return
    session.stdout.flush()
    for note in notes(report):
        session.tell(note)
    session.tell(summary(report))


@contextmanager
def _target(session: Session, options: Options) -> Iterator[Sheet]:
    file = options.output_file
    if file is None:
        terminal = session.stdout.isatty()
        plain = session.environ.get("NO_COLOR") or session.environ.get("TERM") == "dumb"
        yield Sheet(session, session.stdout, colour=terminal and not plain)
        session.stdout.flush()
    else:
        inputs = [path for path in (options.old, options.new) if path is not None]
        with replacing(file, inputs) as out:
            yield Sheet(session, out)
