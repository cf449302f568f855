"""What a format of `diff` is, what it is shown, and the table of formats."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Final, NamedTuple, TextIO, cast

from cml_sync.cli.session import Session
from cml_sync.cli.show import one_line
from cml_sync.jobs.diff import Difference
from cml_sync.jobs.diff_report import DiffedKind, DiffReport
from cml_sync.jobs.kind_names import KINDS
from cml_sync.messages import Text, shortened, text, text_n
from cml_sync.packages.diff.change import Absent, Change, What
from cml_sync.packages.diff.values import Value, shown

FORMATS: Final[Mapping[str, str]] = {
    "text": "cml_sync.cli.diff_formats.plain:write",
    "json": "cml_sync.cli.diff_formats.json_document:write",
    "jsonl": "cml_sync.cli.diff_formats.json_lines:write",
    "markdown": "cml_sync.cli.diff_formats.markdown:write",
    "html": "cml_sync.cli.diff_formats.page:write",
}
"""By name, where the function of each stands."""

SIGNS: Final[Mapping[What, str]] = {What.ADDED: "+", What.REMOVED: "-", What.CHANGED: "~"}

_SECTION_NAMES: Final[Mapping[str, Text]] = {
    "package": text("package"),
    "classifier": text("classifiers"),
    "catalog": text("catalogues"),
    "offers_package": text("packages of offers"),
    "offers_changes": text("packages of changes"),
    "counterparties": text("lists of counterparties"),
    "reference_books": text("sets of reference books"),
}
_LONGEST: Final = 300


class Sheet(NamedTuple):
    """Where a format writes, and how much.

    Attributes:
        session: the language.
        out: where the data goes: stdout or a file.
        colour: whether `out` is a terminal that shows colours.
        most: so many records are shown, 0 for none but the counts; None for what the format
            thinks right.
    """

    session: Session
    out: TextIO
    colour: bool = False
    most: int | None = None


Format = Callable[[Sheet, Difference], None]
"""Writes all of a difference."""


def make_format(name: str) -> Format:
    """The format of this name."""
    module, _, attribute = FORMATS[name].partition(":")
    return cast("Format", getattr(import_module(module), attribute))


def kind_name(session: Session, kind: str) -> str:
    """What a kind is called, in the plural."""
    named = _SECTION_NAMES.get(kind) or KINDS.get(kind)
    return session.say(named) if named else kind


def counted(session: Session, row: DiffedKind) -> str:
    """``products: +1 -0 ~2``."""
    name = kind_name(session, row.kind)
    return f"{name}: +{row.added} -{row.removed} ~{row.changed}"


def said(session: Session, value: Value | Absent) -> str:
    """A value in one line, for people."""
    if isinstance(value, Absent):
        return session.say(text("(none)"))
    if value is None or value == ():
        return session.say(text("(empty)"))
    return shortened(one_line(shown(value)), _LONGEST)


def summary(report: DiffReport) -> Text:
    """What differs, in one line."""
    if report.same_files:
        return text("no differences: the files are the same byte by byte")
    if not _differs(report):
        if report.old_repaired or report.new_repaired:
            return _but_repaired(report)
        return text_n(
            "no differences, {count} record compared",
            "no differences, {count} records compared",
            report.equal,
        )
    return text(
        "{added} added, {removed} removed, {changed} changed, {equal} equal",
        added=report.added,
        removed=report.removed,
        changed=report.changed,
        equal=report.equal,
    )


def _differs(report: DiffReport) -> bool:
    return bool(report.added or report.removed or report.changed)


def _but_repaired(report: DiffReport) -> Text:
    """What differed only in what had to be mended or dropped is not simply equal."""
    sides = {"OLD": report.old_repaired, "NEW": report.new_repaired}
    return text_n(
        "no differences; {count} thing was repaired in {packages} while reading: "
        "`cml-sync validate` names it",
        "no differences; {count} things were repaired in {packages} while reading: "
        "`cml-sync validate` names them",
        sum(sides.values()),
        packages=" + ".join(side for side, count in sides.items() if count),
    )


def notes(report: DiffReport) -> Iterator[Text]:
    """What whoever reads the result should know."""
    if report.new_changes_only and not report.apply_changes:
        yield text(
            "the new package holds changes only: what it does not name counts as removed, unless "
            "--apply-changes lays it over the old one"
        )
    if _differs(report):
        for side, count in (("OLD", report.old_repaired), ("NEW", report.new_repaired)):
            if count:
                yield text_n(
                    "{count} thing was repaired in {package} while reading; `cml-sync validate` "
                    "names it",
                    "{count} things were repaired in {package} while reading; `cml-sync validate` "
                    "names them",
                    count,
                    package=side,
                )
    if report.doubles:
        yield text_n(
            "{count} record stands twice in its package; each is compared with its like by turns",
            "{count} records stand twice in their package; each is compared with its like by turns",
            report.doubles,
        )
    for row in report.doubled[:_DOUBLED]:
        where = ":".join(str(part) for part in (row.file, row.line) if part is not None)
        yield text(
            "{where}: `{id}` stands here again ({kind})", where=where, id=row.id, kind=row.kind
        )


_DOUBLED: Final = 10


def left_out(report: DiffReport, shown_count: int) -> Text | None:
    """How many changed records are not shown; None if all are."""
    more = report.added + report.removed + report.changed - shown_count
    if more <= 0:
        return None
    return text_n(
        "… and {count} more record that differs", "… and {count} more records that differ", more
    )


def headline(change: Change) -> str:
    """What identifies a record, and its name."""
    key = shortened(one_line(change.key), _LONGEST)
    return f"{key} {shortened(one_line(change.title), _LONGEST)}" if change.title else key
