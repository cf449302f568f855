"""``cml-sync validate PATH…``: check files and say what is wrong, and where."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from cml_sync.checks.receivers.receiver import RECEIVERS
from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.cli.codes import beginnings, check_receivers
from cml_sync.cli.commands import Command
from cml_sync.cli.formats.base import FORMATS
from cml_sync.cli.options import ANY_PATH, PACKAGE, Likely, Option
from cml_sync.cli.session import Session, current
from cml_sync.cli.showing import Wanted, showing
from cml_sync.errors import ExitCode
from cml_sync.jobs.validate import Manner, Watcher, validate
from cml_sync.messages import text
from cml_sync.packages.package import Package

if TYPE_CHECKING:
    from cml_sync.cli.known_problems import KnownProblems

SCHEMA_CODE: Final = "CML792"
"""What `--xsd` finds: shown at every level, as it was asked for."""


class Options(NamedTuple):
    """What was asked for; one field an option, of the same name."""

    paths: tuple[Path, ...]
    level: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    for_: tuple[str, ...]
    xsd: Path | None
    format_: str | None
    output_file: Path | None
    html: Path | None
    max_problems: int | None
    show_data: bool
    jobs: int
    baseline: Path | None
    write_baseline: bool
    store: bool

    @property
    def selection(self) -> Selection:
        """Which rules are applied."""
        level = Level[self.level.upper()]
        asked = (SCHEMA_CODE,) if self.xsd is not None else ()
        return Selection(level, self.select, self.ignore, frozenset(self.for_), asked)

    def wanted(self, session: Session) -> Wanted:
        """How the problems are shown."""
        return Wanted(
            name=self.format_ or session.output,
            file=self.output_file,
            html=self.html,
            most=self.max_problems,
            show_data=self.show_data,
            inputs=self.paths,
        )


@click.command(
    "validate",
    cls=Command,
    text_help=text(
        "Check CommerceML files, folders or zip archives. Everything named on one line is one "
        "package: references are followed across its files. Ends with 1 if there is an error."
    ),
    configured=True,
    exit_codes=(ExitCode.FINDINGS, ExitCode.CONFIGURATION, ExitCode.STORE),
    example="cml-sync validate import.xml offers.xml\ncml-sync validate --select CML3 webdata/\n"
    "cml-sync validate --for bitrix --for ut11 webdata/",
)
@click.argument("paths", type=PACKAGE, nargs=-1, required=True)
@click.option(
    "--level",
    cls=Option,
    type=Likely([level.name.lower() for level in Level]),
    default=Level.BUSINESS.name.lower(),
    show_default=True,
    text_help=text("how deep to look; strict adds advice"),
)
@click.option(
    "--select",
    cls=Option,
    multiple=True,
    metavar="CODE",
    callback=beginnings,
    text_help=text("only rules whose code begins so (CML3, CML301); may be repeated"),
)
@click.option(
    "--ignore",
    cls=Option,
    multiple=True,
    metavar="CODE",
    callback=beginnings,
    text_help=text("leave out rules whose code begins so; may be repeated"),
)
@click.option(
    "--for",
    "for_",
    cls=Option,
    multiple=True,
    type=Likely(list(RECEIVERS), case_sensitive=False),
    metavar="RECEIVER",
    text_help=text(
        "also what RECEIVER does to these files: {names}; may be repeated",
        names=", ".join(RECEIVERS),
    ),
)
@click.option(
    "--xsd",
    cls=Option,
    type=ANY_PATH,
    metavar="FILE",
    text_help=text("also compare with this schema of the standard, whatever the namespace; advice"),
)
@click.option(
    "--format",
    "format_",
    cls=Option,
    type=Likely([name for name in FORMATS if name != "html"]),
    text_help=text("how problems are written; otherwise as --output says"),
)
@click.option(
    "--output-file",
    cls=Option,
    type=ANY_PATH,
    metavar="FILE",
    text_help=text("write the problems into this file, not to stdout"),
)
@click.option(
    "--html",
    cls=Option,
    type=ANY_PATH,
    metavar="FILE",
    text_help=text("write a page with the problems as well, to look at and to hand on"),
)
@click.option(
    "--max-problems",
    cls=Option,
    type=click.IntRange(min=0),
    metavar="NUMBER",
    text_help=text(
        "show so many problems and only count the rest, 0 for all; otherwise 100 as text, and all "
        "in formats for programs"
    ),
)
@click.option(
    "--show-data",
    cls=Option,
    is_flag=True,
    text_help=text("do not mask personal data in excerpts"),
)
@click.option(
    "--store",
    cls=Option,
    is_flag=True,
    text_help=text("compare with what was applied last, as `pull` would; needs the configuration"),
)
@click.option(
    "--baseline",
    cls=Option,
    type=ANY_PATH,
    metavar="FILE",
    text_help=text("leave out the problems that this file knows, and end by the new ones"),
)
@click.option(
    "--write-baseline",
    cls=Option,
    is_flag=True,
    text_help=text("take every problem of now into the --baseline file"),
)
@click.option(
    "--jobs",
    cls=Option,
    type=click.IntRange(min=1, max=64),
    metavar="NUMBER",
    default=1,
    show_default=True,
    text_help=text(
        "read one large file with so many processes; not in zip archives, not in UTF-16"
    ),
)
def command(**given: Any) -> int:
    """Check files."""
    session = current()
    options = Options(**given)
    if options.format_ == "json":
        session.output = "json"  # the same as --output json, its errors as well
    check_receivers(options.selection)
    known = _known(session, options)
    with (
        _watchers(session, options) as watchers,
        showing(session, options.wanted(session)) as shown,
    ):

        def opened(package: Package) -> None:
            if known is not None:
                known.opened(package)
            shown.opened(package)

        report = validate(
            options.paths,
            on_problem=shown.problem,
            selection=options.selection,
            manner=Manner(
                on_open=opened,
                known=known.filter if known else None,
                watchers=watchers,
                processes=options.jobs,
                places=shown.wants_places,
            ),
        )
        shown.end(report)
    if known is not None:
        known.end(report)
    return report.exit_code


def _known(session: Session, options: Options) -> "KnownProblems | None":
    if options.baseline is None and not options.write_baseline:
        return None
    from cml_sync.cli.known_problems import KnownProblems  # noqa: PLC0415 - seldom wanted

    return KnownProblems(session, options.baseline, write=options.write_baseline)


@contextmanager
def _watchers(session: Session, options: Options) -> Iterator[tuple[Watcher, ...]]:
    watchers: list[Watcher] = []
    if options.xsd is not None:
        from cml_sync.jobs.against_schema import AgainstSchema  # noqa: PLC0415 - seldom wanted

        watchers.append(AgainstSchema(options.xsd))
    if not options.store:
        yield tuple(watchers)
        return
    from cml_sync.cli.stored import against_store  # noqa: PLC0415 - loads the database

    with against_store(session, options.selection) as watcher:
        yield (*watchers, watcher)
