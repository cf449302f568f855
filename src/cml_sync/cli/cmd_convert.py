"""``cml-sync convert PATH… --to FORM -o OUT``: a package in another form."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import click

from cml_sync.cli.commands import Command
from cml_sync.cli.formats.text import told
from cml_sync.cli.options import ANY_PATH, PACKAGE, DialectName, Likely, Option, say
from cml_sync.cli.session import Session, current
from cml_sync.cli.written import on_cleared, show_written
from cml_sync.errors import ExitCode
from cml_sync.jobs.convert import Wish, convert
from cml_sync.jobs.convert_report import ConvertReport
from cml_sync.messages import Text, text, text_n
from cml_sync.packages.convert.laying_over import Deleted
from cml_sync.packages.convert.portions import Size
from cml_sync.packages.convert.targets import FORMS, TABLE_NAMES
from cml_sync.packages.forms.output import STDOUT
from cml_sync.patterns import pattern
from cml_sync.problems import Problem
from cml_sync.xml.dialects import FAITHFUL

_SIZE: Final = pattern(r"^(\d+)\s*([kmg]?)b?$")
_UNITS: Final = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
_DELIMITERS: Final[Mapping[str, Literal[";", ",", "\t"]]] = {
    "semicolon": ";",
    "comma": ",",
    "tab": "\t",
}
_LEAST: Final = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The command line, read."""

    paths: tuple[Path, ...]
    to: str
    out: Path
    replace: bool
    encoding: str | None
    bom: bool | None
    pictures: bool
    merge: bool
    split_records: int | None
    split_bytes: int | None
    apply: tuple[Path, ...]
    deleted: str
    strict: bool
    delimiter: str
    decimal_comma: bool
    kind: tuple[str, ...]

    @property
    def wish(self) -> Wish:
        """What is wanted."""
        cut = self.split_records is not None or self.split_bytes is not None
        return Wish(
            to=self.to,
            output=self.out,
            replace=self.replace,
            encoding=self.encoding,
            bom=self.bom,
            pictures=self.pictures,
            merge=self.merge,
            size=Size(self.split_records, self.split_bytes) if cut else None,
            changes=self.apply,
            deleted=Deleted(self.deleted),
            strict=self.strict,
            delimiter=_DELIMITERS[self.delimiter],
            decimal_comma=self.decimal_comma,
            tables=self.kind,
        )


def _size(ctx: click.Context, _: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    found = _SIZE.match(value.strip().lower())
    size = int(found[1]) * _UNITS[found[2]] if found else 0
    if size < _LEAST:
        raise click.BadParameter(
            say(ctx, text("{value} is no size of 64k or more, as 900k or 2M", value=value))
        )
    return size


def _encoding(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        name = codecs.lookup(value).name
    except (LookupError, ValueError):
        name = ""
    if name not in {"utf-8", "cp1251", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "cp866"}:
        raise click.BadParameter(
            say(
                ctx,
                text("{value} is none of utf-8, windows-1251, utf-16, koi8-r, cp866", value=value),
            )
        )
    return name


@click.command(
    "convert",
    cls=Command,
    text_help=text(
        "Write a package in another form: another dialect of CommerceML, JSON Lines or CSV; in "
        "portions, joined, or with changes applied. What the input is, it says by itself. The "
        "result appears whole or not at all."
    ),
    exit_codes=(ExitCode.FINDINGS, ExitCode.STORE),
    example="cml-sync convert webdata/ --to 3.1 -o webdata-3.1/",
)
@click.argument("paths", type=PACKAGE, nargs=-1, required=True)
@click.option(
    "--to",
    cls=Option,
    type=DialectName(FORMS, case_sensitive=False),
    metavar="FORM",
    default=FAITHFUL.name,
    show_default=True,
    text_help=text(
        "{forms}; `faithful` keeps dialect and parts as they are", forms=", ".join(FORMS)
    ),
)
@click.option(
    "-o",
    "out",
    cls=Option,
    type=ANY_PATH,
    metavar="OUT",
    required=True,
    text_help=text(
        "folder of the result; a file if it ends with .xml, .jsonl or .csv; `-` for stdout"
    ),
)
@click.option(
    "--replace",
    cls=Option,
    is_flag=True,
    text_help=text("what stands there may go, once the result is whole"),
)
@click.option(
    "--encoding",
    cls=Option,
    metavar="NAME",
    callback=_encoding,
    text_help=text("encoding of the files; otherwise as the form has it"),
)
@click.option(
    "--bom/--no-bom",
    cls=Option,
    default=None,
    text_help=text("whether XML begins with a byte order mark; otherwise as the dialect has it"),
)
@click.option(
    "--pictures/--no-pictures",
    cls=Option,
    default=True,
    text_help=text("copy pictures and other attachments as well; the default"),
)
@click.option(
    "--merge",
    cls=Option,
    is_flag=True,
    text_help=text("join the parts of a kind into one"),
)
@click.option(
    "--split-records",
    cls=Option,
    type=click.IntRange(min=1),
    metavar="NUMBER",
    text_help=text("portions of at most so many records"),
)
@click.option(
    "--split-bytes",
    cls=Option,
    metavar="SIZE",
    callback=_size,
    text_help=text("portions of about so many bytes at most, as 900k or 2M; 64k or more"),
)
@click.option(
    "--apply",
    cls=Option,
    type=PACKAGE,
    metavar="CHANGES",
    multiple=True,
    text_help=text("lay this package of changes over the full one first; may be repeated"),
)
@click.option(
    "--deleted",
    cls=Option,
    type=Likely([one.value for one in Deleted]),
    default=Deleted.REMOVE.value,
    show_default=True,
    text_help=text("what --apply does with records that the changes call deleted"),
)
@click.option(
    "--strict",
    cls=Option,
    is_flag=True,
    text_help=text(
        "write nothing, and end with 1, if something cannot be said in FORM, or stands twice"
    ),
)
@click.option(
    "--kind",
    cls=Option,
    type=Likely(TABLE_NAMES, case_sensitive=False),
    multiple=True,
    text_help=text("of CSV: only this table; may be repeated"),
)
@click.option(
    "--delimiter",
    cls=Option,
    type=Likely(list(_DELIMITERS)),
    default="semicolon",
    show_default=True,
    text_help=text("of CSV: what stands between the cells"),
)
@click.option(
    "--decimal-comma",
    cls=Option,
    is_flag=True,
    text_help=text("of CSV: numbers with a comma, as Russian spreadsheets want them"),
)
def command(**given: Any) -> int:
    """Write a package in another form."""
    session = current()
    options = Options(**given)

    def tell(problem: Problem) -> None:
        if not session.quiet and not session.json:
            session.tell_line(told(session, problem))

    piped = options.out == STDOUT
    report = convert(
        options.paths,
        options.wish,
        on_problem=tell,
        stdout=session.stdout.buffer if piped else None,
        on_cleared=on_cleared(session, options.out),
    )
    _show(session, report, piped=piped)
    return report.exit_code


def _show(session: Session, report: ConvertReport, *, piped: bool) -> None:
    """The report to stdout; to stderr, where the result itself went to stdout."""
    out = session.stderr if piped else session.stdout
    if session.json:
        click.echo(report.model_dump_json(by_alias=True, indent=1), file=out)
        return
    if session.quiet and piped:
        return
    show_written(session, report, report.output, out)
    if report.pictures_left and not session.quiet:
        session.tell(
            text_n(
                "{count} picture is left behind: a folder of XML or JSON Lines would take it along",
                "{count} pictures are left behind: a folder of XML or JSON Lines would take them "
                "along",
                report.pictures_left,
            )
        )
    if report.repaired and not session.quiet:
        session.tell(_repaired(report))


def _repaired(report: ConvertReport) -> Text:
    """How much was; of a table it can be one thing only, and `validate` reads no tables."""
    from cml_sync.packages.forms.csv.source import looks_like_csv  # noqa: PLC0415 - seldom wanted

    if all(map(looks_like_csv, report.paths)):
        return text_n(
            "{count} number had blanks between its thousands, as Excel writes them",
            "{count} numbers had blanks between their thousands, as Excel writes them",
            report.repaired,
        )
    return text_n(
        "{count} thing was repaired while reading; `cml-sync validate` names it",
        "{count} things were repaired while reading; `cml-sync validate` names them",
        report.repaired,
    )
