"""Makes a package of another form, dialect or division out of packages: convert."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, Literal

from cml_sync.errors import ExitCode
from cml_sync.jobs.convert_doubles import by_both_lines, check_changes, doubles_beside, refusal
from cml_sync.jobs.convert_report import ConvertReport, LossRow, WrittenPart
from cml_sync.jobs.doubled_row import doubled_problems, doubled_rows
from cml_sync.messages import text
from cml_sync.model.kinds import Kind
from cml_sync.packages.convert.applying import Applied
from cml_sync.packages.convert.counting import CountingTarget, Counts, counted
from cml_sync.packages.convert.errors import LossError, OptionsDisagreeError, ResultDiffersError
from cml_sync.packages.convert.joining import join
from cml_sync.packages.convert.laying_out import Plan, copy_pictures, lay_out
from cml_sync.packages.convert.laying_over import Deleted
from cml_sync.packages.convert.layouts import Layout, layout_for, layout_of
from cml_sync.packages.convert.portions import PortionsTarget, Size
from cml_sync.packages.convert.targets import (
    LINES,
    TABLES,
    dialect_named,
    lines_target,
    tables_target,
    xml_target,
)
from cml_sync.packages.doubles.doubled import Doubles
from cml_sync.packages.doubles.watching import DoublesWatch
from cml_sync.packages.forms.form import Source, Target
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.forms.output import STDOUT, Output, is_single
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Problem, Severity

_OF_TABLES: Final = ("utf-8", "cp1251")
_PIECES: Final = frozenset({PartKind.PRICES, PartKind.RESTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of a conversion.

    Attributes:
        to: a dialect of XML, ``jsonl`` or ``csv``.
        output: where the result goes: a folder, or a file if its name ends so; ``-`` for stdout.
        replace: what stands there may go.
        encoding: of XML, other than the dialect says.
        bom: of XML, other than the dialect says.
        pictures: are copied.
        merge: parts of one kind become one.
        size: of portions; None cuts nothing.
        changes: packages of changes that are applied first, one after the other.
        deleted: what becomes of records that the changes call deleted.
        strict: what cannot be said, and what stands twice, stops the conversion.
        delimiter: between the cells of CSV.
        decimal_comma: numbers of CSV have a comma.
        tables: that CSV is to hold; empty for all.
    """

    to: str
    output: Path
    replace: bool = False
    encoding: str | None = None
    bom: bool | None = None
    pictures: bool = True
    merge: bool = False
    size: Size | None = None
    changes: tuple[Path, ...] = ()
    deleted: Deleted = Deleted.REMOVE
    strict: bool = False
    delimiter: Literal[";", ",", "\t"] = ";"
    decimal_comma: bool = False
    tables: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        """The result is one file."""
        return is_single(self.output, ".csv")


def convert(
    paths: Sequence[Path],
    wish: Wish,
    *,
    on_problem: Callable[[Problem], None],
    stdout: BinaryIO | None = None,
    on_cleared: Callable[[int], None] = lambda _: None,
) -> ConvertReport:
    """Make the package that `paths` are into another one.

    The result is read back and counted before it appears.

    Args:
        paths: files, folders or archives: one package, in any form.
        wish: what it is to become.
        on_problem: is told what could not be said.
        stdout: for ``-``.
        on_cleared: as of `output.Output`.

    Raises:
        FindingsError: something cannot be read, joined or written; nothing appears.
        UsageError: options that exclude each other, or an output that cannot be there.
        OutputWriteError: the disk does not take it.
        LossError: something cannot be said, and `wish` is strict.
        DoubledIdError: something stands twice that is joined or changed, or `wish` is strict.
        ResultDiffersError: the result does not hold what was written.
    """
    _check(wish)
    output = Output(  # what can be refused is, before anything is read
        wish.output,
        single=wish.single,
        replace=wish.replace,
        inputs=(*paths, *wish.changes),
        stdout=stdout,
        on_cleared=on_cleared,
    )
    return _convert(paths, wish, output, on_problem)


def _convert(
    paths: Sequence[Path], wish: Wish, output: Output, on_problem: Callable[[Problem], None]
) -> ConvertReport:
    with ExitStack() as stack:
        opened = stack.enter_context(open_source(paths))
        watched = stack.enter_context(DoublesWatch(opened))
        stack.enter_context(by_both_lines(watched))
        source, before, applied = _with_changes(watched, wish, stack)
        plan = _plan(wish, before, layout_of(opened) if wish.changes else before)
        stack.enter_context(output)
        target, left_out = _write(source, output, wish, plan)
        found = doubles_beside(watched, applied)
        twice = doubled_rows(found)
        problems = (*(p for one in applied for p in one.problems), *target.problems)
        problems = (*doubled_problems(twice, found.total), *problems)
        _tell(problems, found, wish, on_problem)
        expected = None if wish.to == TABLES else target.records - left_out
        parts, records = _read_back(output, expected)
        return ConvertReport(
            paths=tuple(paths),
            changes=wish.changes,
            to=wish.to,
            output=wish.output,
            parts=parts,
            records=dict(records),
            left_out=dict(left_out),
            pictures=target.pictures,
            pictures_left=len(source.pictures) if wish.pictures and not target.pictures else 0,
            problems=tuple(_row(problem) for problem in problems),
            repaired=watched.repaired,
            doubled=twice,
            doubles=found.total,
            exit_code=int(ExitCode.DONE),
        )


def _write(source: Source, output: Output, wish: Wish, plan: Plan) -> tuple[CountingTarget, Counts]:
    """Write everything; what was counted, and what the form has no words for."""
    inner = _target(wish, output)
    with CountingTarget(_cut(inner, wish)) as target:
        lay_out(source, target, plan)
        if wish.pictures and _takes_pictures(wish):
            copy_pictures(source, target, plan)
    left_out = inner.left_out if isinstance(inner, XmlTarget) else Counter[Kind]()
    return target, left_out


def _takes_pictures(wish: Wish) -> bool:
    return wish.to != TABLES and not wish.single


def _tell(
    problems: Sequence[Problem],
    found: Doubles,
    wish: Wish,
    on_problem: Callable[[Problem], None],
) -> None:
    for problem in problems:
        on_problem(problem)
    if wish.strict and found.named:
        raise refusal(found.named[0])
    lost = sum(problem.severity is not Severity.ADVICE for problem in problems)
    if wish.strict and lost:
        raise LossError(lost, wish.to)


def _check(wish: Wish) -> None:
    """Options that say nothing together."""
    form, output = f"`--to {wish.to}`", f"`-o {wish.output}`"
    xml, tables = dialect_named(wish.to) is not None, wish.to == TABLES
    wrong = {
        "`--encoding`": wish.encoding is not None and not xml and not tables,
        f"`--encoding {wish.encoding}`": tables and wish.encoding not in {None, *_OF_TABLES},
        "`--bom`": wish.bom is not None and not xml and not tables,
        **dict.fromkeys(_split(wish.size), not xml),
        "`--delimiter`": wish.delimiter != ";" and not tables,
        "`--decimal-comma`": wish.decimal_comma and not tables,
        "`--kind`": bool(wish.tables) and not tables,
    }
    for option, said in wrong.items():
        if said:
            raise OptionsDisagreeError(option, form)
    for option in _split(wish.size) if wish.single else ():
        raise OptionsDisagreeError(option, output)
    says = wish.output.suffix.lower().removeprefix(".") if wish.single else ""
    if says and says != (wish.to if wish.to in (LINES, TABLES) else "xml"):
        meant = says if says in (LINES, TABLES) else "2.07"
        hint = text("Say `--to {form}`, or name a file that ends otherwise", form=meant)
        raise OptionsDisagreeError(form, output, hint)


def _split(size: Size | None) -> tuple[str, ...]:
    """The options that ask for portions, as they are typed."""
    said = {"`--split-records`": size and size.records, "`--split-bytes`": size and size.bytes}
    return tuple(option for option, value in said.items() if value is not None)


def _with_changes(
    source: Source, wish: Wish, stack: ExitStack
) -> tuple[Source, Layout, list[Applied]]:
    """The source with every package of changes laid over it, and its layout."""
    before = layout_of(source)
    applied: list[Applied] = []
    for path in wish.changes:
        if before is Layout.SPLIT or any(part.kind in _PIECES for part in source.parts):
            source = stack.enter_context(_whole(source))
            before = Layout.CLASSIC
        changes = stack.enter_context(DoublesWatch(stack.enter_context(open_source([path]))))
        source = stack.enter_context(Applied(source, changes, deleted=wish.deleted))
        check_changes(changes)
        applied.append(source)
    return source, before, applied


@contextmanager
def _whole(source: Source) -> Iterator[Source]:
    """`source` with every record in one piece, on the disk for as long as it is read."""
    with TemporaryDirectory(prefix="cml-sync-") as folder:
        place = Path(folder) / "whole"
        with XmlTarget(Output(place)) as target:
            join(source, target)
            copy_pictures(source, target, Plan(Layout.SPLIT, Layout.CLASSIC))
        with open_source([place]) as whole:
            yield whole


def _plan(wish: Wish, before: Layout, asked: Layout) -> Plan:
    """How the result is divided: as its dialect wants it, otherwise as the package was."""
    dialect = dialect_named(wish.to)
    after = None if dialect is None else layout_for(dialect)
    version = None if dialect is None else dialect.schema_version
    return Plan(before, after or asked, version, merge=wish.merge)


def _target(wish: Wish, output: Output) -> Target:
    dialect = dialect_named(wish.to)
    if dialect is not None:
        return xml_target(output, dialect, encoding=wish.encoding, bom=wish.bom)
    if wish.to == LINES:
        return lines_target(output)
    from cml_sync.packages.forms.csv.style import CsvStyle  # noqa: PLC0415 - seldom wanted

    encoding: Literal["utf-8", "cp1251"] = "cp1251" if wish.encoding == "cp1251" else "utf-8"
    style = CsvStyle(wish.delimiter, wish.decimal_comma, encoding, bool(wish.bom))
    return tables_target(output, style, wish.tables)


def _cut(target: Target, wish: Wish) -> Target:
    if wish.size is not None and isinstance(target, XmlTarget):
        return PortionsTarget(target, wish.size)
    return target


def _read_back(output: Output, expected: Counts | None) -> tuple[tuple[WrittenPart, ...], Counts]:
    """The parts of what was written, and the records in all of them.

    Args:
        output: still open.
        expected: the records that must be there; None where a table has rows of its own.

    Raises:
        ResultDiffersError: they do not hold what was to be written.
        FindingsError: they cannot be read.
    """
    found: Counts = Counter()
    parts = []
    with open_source([output.staged]) as result:
        for part in result.parts:
            records = counted(part)
            found += records
            alone = output.single and output.path != STDOUT
            there = part.relative if expected is not None else Path(part.name).name  # goods.csv
            name = output.path.name if alone else there
            parts.append(
                WrittenPart(name=name, kind=part.kind, size=part.size, records=dict(records))
            )
    for kind in expected | found if expected is not None else ():
        if expected is not None and expected[kind] != found[kind]:
            raise ResultDiffersError(kind.value, expected[kind], found[kind])
    return tuple(parts), found


def _row(problem: Problem) -> LossRow:
    return LossRow(
        code=problem.code,
        path=problem.place.path,
        count=problem.message.count or 1,
        message=problem.message,
    )
