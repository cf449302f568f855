"""``cml-sync generate -o OUT``: an invented package, with chosen defects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from cml_sync.cli.chance import seeded
from cml_sync.cli.commands import Command
from cml_sync.cli.options import ANY_PATH, DialectName, Likely, Option, say
from cml_sync.cli.session import Session, current
from cml_sync.cli.written import on_cleared, show_written
from cml_sync.errors import ExitCode
from cml_sync.jobs.generate import FORMS, XML, Wanted, generate, known_defects, title_of
from cml_sync.jobs.generate_report import DefectList, DefectRow, GenerateReport
from cml_sync.messages import text, text_n
from cml_sync.packages.forms.output import STDOUT
from cml_sync.packages.generate.planning import REASONS
from cml_sync.packages.generate.shape import DEFAULT_MOMENT, Shape, Sizes
from cml_sync.patterns import pattern
from cml_sync.xml.dialects import DIALECTS, FAITHFUL

_DEFECT: Final = pattern(r"^\s*([^:\s]+)\s*(?::\s*([1-9][0-9]{0,8}))?\s*$")
_NAMES: Final = tuple(name for name in DIALECTS if name != FAITHFUL.name)
_PRODUCTS: Final = 100
"""So many products, if nobody says what is wanted."""

_MOST: Final = 100_000_000
_MOST_LISTED: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The command line, read; one field an option, of the same name."""

    out: Path
    products: int | None
    variants: int
    groups: int
    price_types: int
    warehouses: int
    orders: int
    pictures: bool
    dialect: str
    form: str
    changes_only: bool
    seed: int
    defect: tuple[tuple[str, int], ...]
    date: datetime
    replace: bool

    @property
    def wanted(self) -> Wanted:
        """What is asked for; goods, unless only orders are named."""
        products = self.products
        if products is None:
            products = 0 if self.orders else _PRODUCTS
        sizes = Sizes(
            products=products,
            variants=self.variants,
            groups=self.groups,
            price_types=self.price_types,
            warehouses=self.warehouses,
            orders=self.orders,
            pictures=self.pictures,
        )
        return Wanted(
            output=self.out,
            sizes=sizes,
            shape=Shape(DIALECTS[self.dialect], self.date, self.changes_only),
            seed=self.seed,
            form=self.form,
            defects=self.defect,
            replace=self.replace,
        )


def _defects(
    ctx: click.Context, _: click.Parameter, words: tuple[str, ...]
) -> tuple[tuple[str, int], ...]:
    found = []
    for word in ",".join(words).split(",") if words else ():
        read = _DEFECT.match(word)
        if read is None:
            raise click.BadParameter(
                say(ctx, text("{word} is none: write CML301, or CML301:5 for five", word=word))
            )
        found.append((read[1], int(read[2]) if read[2] else 1))
    return tuple(found)


def _moment(ctx: click.Context, _: click.Parameter, value: str | None) -> datetime:
    if value is None:
        return DEFAULT_MOMENT
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None or not 1990 < moment.year < 2100:  # noqa: PLR2004 - what checks take for a date
        raise click.BadParameter(
            say(ctx, text("{value} is no date as 2026-03-02 or 2026-03-02T03:00:00", value=value))
        )
    return moment.replace(microsecond=0)


@click.command(
    "generate",
    cls=Command,
    text_help=text(
        "Invent a package: goods with prices, stock and pictures, or orders with payments, "
        "shipments and returns. The same options give the same bytes. Nothing in it is real: "
        "for tests, for trying a shop under load, to show a problem without showing data."
    ),
    exit_codes=(ExitCode.STORE,),
    example="cml-sync generate -o webdata/ --products 1000 --variants 3 --pictures\n"
    "cml-sync generate -o orders.xml --orders 50 --dialect ut11\n"
    "cml-sync generate -o broken/ --defect CML305 --defect CML301:5",
)
@click.option(
    "-o",
    "--out",
    cls=Option,
    type=ANY_PATH,
    metavar="PATH",
    text_help=text(
        "where the result goes: a folder, or one file if the name ends so; - for stdout"
    ),
)
@click.option(
    "--products",
    cls=Option,
    type=click.IntRange(min=1, max=_MOST),
    metavar="NUMBER",
    text_help=text("how many products; 100, or none where orders are asked for"),
)
@click.option(
    "--variants",
    cls=Option,
    type=click.IntRange(min=0, max=10_000),
    metavar="NUMBER",
    default=0,
    show_default=True,
    text_help=text("how many variants each product has, told by characteristics"),
)
@click.option(
    "--groups",
    cls=Option,
    type=click.IntRange(min=0, max=_MOST_LISTED),
    metavar="NUMBER",
    default=8,
    show_default=True,
    text_help=text("how many groups, in a tree"),
)
@click.option(
    "--price-types",
    cls=Option,
    type=click.IntRange(min=1, max=1000),
    metavar="NUMBER",
    default=2,
    show_default=True,
    text_help=text("how many price types; every offer has a price of each"),
)
@click.option(
    "--warehouses",
    cls=Option,
    type=click.IntRange(min=0, max=1000),
    metavar="NUMBER",
    default=2,
    show_default=True,
    text_help=text("how many warehouses; every offer has stock in each"),
)
@click.option(
    "--orders",
    cls=Option,
    type=click.IntRange(min=0, max=_MOST),
    metavar="NUMBER",
    default=0,
    show_default=True,
    text_help=text("how many orders; they come without goods, unless --products is said, too"),
)
@click.option(
    "--pictures",
    cls=Option,
    is_flag=True,
    text_help=text("a small picture for every product"),
)
@click.option(
    "--dialect",
    cls=Option,
    type=DialectName(_NAMES, case_sensitive=False),
    metavar="DIALECT",
    default="2.07",
    show_default=True,
    text_help=text("in whose words: {names}", names=", ".join(_NAMES)),
)
@click.option(
    "--form",
    cls=Option,
    type=Likely(FORMS),
    default=XML,
    show_default=True,
    text_help=text("as XML or as JSON Lines"),
)
@click.option(
    "--changes-only",
    cls=Option,
    is_flag=True,
    text_help=text("the package says that it holds changes only"),
)
@click.option(
    "--seed",
    cls=Option,
    type=click.IntRange(min=0),
    metavar="NUMBER",
    default=0,
    show_default=True,
    text_help=text("another number gives another package of the same kind"),
)
@click.option(
    "--defect",
    cls=Option,
    multiple=True,
    metavar="CODE[:NUMBER]",
    callback=_defects,
    text_help=text("what `validate` is to find, and how often; may be repeated"),
)
@click.option(
    "--defects",
    cls=Option,
    is_flag=True,
    text_help=text("list the defects that can be planted, and invent nothing"),
)
@click.option(
    "--date",
    cls=Option,
    metavar="MOMENT",
    callback=_moment,
    text_help=text("when the package says that it was made; otherwise 2026-03-02T03:00:00"),
)
@click.option(
    "--replace",
    cls=Option,
    is_flag=True,
    text_help=text("what stands there may go, once the new one is whole"),
)
def command(*, defects: bool, out: Path | None, **given: Any) -> int:
    """Invent a package."""
    session = current()
    if defects:
        _show_defects(session, known_rows(session))
        return int(ExitCode.DONE)
    if out is None:
        raise click.MissingParameter(param_hint="'-o' / '--out'", param_type="option")
    options = Options(out=out, **given)
    _check(session, options)
    report = generate(
        options.wanted,
        seeded(options.seed),
        stdout=_stdout(session),
        on_cleared=on_cleared(session, out),
    )
    _show(session, report)
    return report.exit_code


def _check(session: Session, options: Options) -> None:
    """A name that says one form and an option that says the other."""
    says = options.out.suffix.lower().removeprefix(".")
    if says in FORMS and says != options.form:
        form, out = f"`--form {options.form}`", f"`-o {options.out}`"
        raise click.UsageError(
            session.say(text("{one} and {other} do not go together", one=form, other=out)),
            click.get_current_context(),
        )


def known_rows(session: Session) -> tuple[DefectRow, ...]:
    """What can be planted, in the language of the session."""
    return tuple(
        DefectRow(
            code=one.code,
            title=session.say(title_of(one.code)).removesuffix("."),
            also=one.also,
            most=one.most,
            needs=tuple(session.say(REASONS[need]) for need in one.needs),
            receiver=one.receiver or None,
        )
        for one in known_defects()
    )


def _stdout(session: Session) -> Any:
    return getattr(session.stdout, "buffer", None)


def _show_defects(session: Session, rows: Sequence[DefectRow]) -> None:
    if session.json:
        document = DefectList(defects=tuple(rows))
        click.echo(document.model_dump_json(by_alias=True, indent=1), file=session.stdout)
        return
    for row in rows:
        notes = list(row.needs)
        if row.receiver:
            notes.append(f"--for {row.receiver}")
        if row.also:
            notes.append(session.say(text("also {codes}", codes=", ".join(row.also))))
        behind = f" ({'; '.join(notes)})" if notes else ""
        click.echo(f"{row.code}  {row.title}{behind}", file=session.stdout)
    if not session.quiet:
        session.tell(
            text_n("{count} defect can be planted", "{count} defects can be planted", len(rows))
        )


def _show(session: Session, report: GenerateReport) -> None:
    out = session.stderr if report.path == STDOUT else session.stdout
    if session.json:
        click.echo(report.model_dump_json(by_alias=True, indent=1), file=out)
        return
    show_written(session, report, report.path, out)
    if report.defects:
        rows = ", ".join(f"{row.code} ×{row.count}" for row in report.defects)
        click.echo(session.say(text("defects: {defects}", defects=rows)), file=out)
