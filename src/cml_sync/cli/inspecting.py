"""What `inspect` shows to people: the summary, fill rates, drift."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click
from rich.table import Table

from cml_sync.cli.kind_words import counted, kind_words
from cml_sync.cli.session import Session
from cml_sync.cli.show import clean
from cml_sync.jobs.inspect_report import InspectedPart, InspectReport, NamedRow
from cml_sync.jobs.kind_names import kind_name
from cml_sync.messages import Text, text, text_n
from cml_sync.packages.survey.drift import Change, DriftReport, DriftRow
from cml_sync.packages.survey.rows import FactsRow, FieldRow
from cml_sync.packages.survey.shares import Share

MOST: Final = 20
"""So many things of one list are shown."""

_SHARES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        Share.NEVER.value: text("never"),
        Share.RARELY.value: text("rarely"),
        Share.SELDOM.value: text("seldom"),
        Share.SOMETIMES.value: text("sometimes"),
        Share.OFTEN.value: text("often"),
        Share.MOSTLY.value: text("mostly"),
        Share.ALWAYS.value: text("always"),
    }
)
_ENCODINGS: Final = MappingProxyType({"cp1251": "windows-1251"})
"""What people call the one encoding that Python calls otherwise."""

_CHANGES: Final[Mapping[Change, Text]] = MappingProxyType(
    {
        Change.VERSION: text("another version"),
        Change.NAMESPACE: text("another namespace"),
        Change.ENCODING: text("another encoding"),
        Change.NEW_PATH: text("new"),
        Change.NEW_UNKNOWN: text("new, unknown"),
        Change.PATH_GONE: text("gone"),
        Change.VALUES: text("other values"),
        Change.UNREADABLE: text("values can no longer be read"),
        Change.PRESENT: text("written"),
        Change.FILLED: text("filled"),
    }
)


def show_summary(session: Session, report: InspectReport) -> None:
    """What the package holds."""
    session.data.print(_parts(session, report.parts))
    readable = (part.namespace for part in report.parts if part.failure is None)
    namespaces = dict.fromkeys(name for name in readable if name is not None)
    none = session.say(text("none"))
    line(session, text("namespaces"), ", ".join(name or none for name in namespaces))
    line(session, text("records"), counted(session, report.records, report.groups))
    line(session, text("price types"), _named(report.price_types))
    line(session, text("warehouses"), _named(report.warehouses))
    _facts(session, report.facts)
    pictures = report.pictures
    if pictures.found or pictures.referenced:
        said = text(
            "{found} found, {referenced} named, {missing} missing",
            found=pictures.found,
            referenced=pictures.referenced,
            missing=pictures.missing,
        )
        line(session, text("pictures"), session.say(said))
    rows = report.unknown_elements
    line(session, text("unknown elements"), listed((row.path, row.count) for row in rows))
    if report.repaired and not session.quiet:
        session.tell(
            text_n(
                "{count} thing was repaired while reading; `cml-sync validate` names it",
                "{count} things were repaired while reading; `cml-sync validate` names them",
                report.repaired,
            )
        )


def show_failures(session: Session, report: InspectReport) -> None:
    """The parts that could not be read to their end."""
    for part in report.parts:
        if part.failure is not None:
            file = part.failure.file or part.name  # a part of JSON Lines lies in several
            where = "".join(f":{at}" for at in (part.failure.line, part.failure.column) if at)
            session.tell_line(f"{file}{where}: {session.say(part.failure.message)}")


def show_fields(session: Session, rows: Sequence[FieldRow]) -> None:
    """How many records of each kind have which field, and not empty."""
    for kind in dict.fromkeys(row.kind for row in rows):
        own = [row for row in rows if row.kind is kind]
        click.echo(f"{kind_words(session, kind)}: {own[0].records}", file=session.stdout)
        width = max(len(row.element or ".") for row in own)
        digits = len(str(own[0].records))
        for row in own:
            empty = row.present - row.filled
            note = "  " + session.say(text("empty {count}", count=empty)) if empty else ""
            share = percent(row.filled, row.records)
            name = row.element or "."
            click.echo(
                clean(f"  {name:{width}}  {row.filled:{digits}}  {share:>6}{note}"),
                file=session.stdout,
            )


def show_drift(session: Session, drift: DriftReport, against: Path) -> None:
    """What is different from the shape of an earlier package."""
    if drift.changes:
        said = text_n(
            "the export has changed since {file}: {count} difference",
            "the export has changed since {file}: {count} differences",
            len(drift.changes),
            file=against,
        )
    else:
        said = text("the export has the shape of {file}", file=against)
    click.echo(clean(session.say(said)), file=session.stdout)
    _drift_rows(session, drift.changes)
    if drift.possible:
        said = text("new, but in too few places to be sure that it was not there before:")
        click.echo(session.say(said), file=session.stdout)
        _drift_rows(session, drift.possible[:MOST])
        if len(drift.possible) > MOST:
            click.echo(f"  … +{len(drift.possible) - MOST}", file=session.stdout)
    missing = ", ".join(kind_words(session, name) for name in drift.not_compared)
    line(session, text("not compared, since this package has none"), missing)


def line(session: Session, title: Text, value: str) -> None:
    """A title and a value, if there is one."""
    if value:
        click.echo(clean(f"{session.say(title)}: {value}"), file=session.stdout)


def listed(rows: Iterable[tuple[str, int]]) -> str:
    """Things with how often they are there, the first of them."""
    shown = [f"{name} ×{count}" for name, count in rows]
    return cut(shown)


def cut(shown: Sequence[str]) -> str:
    """The first of a list in one line, and how many more there are."""
    more = f", … +{len(shown) - MOST}" if len(shown) > MOST else ""
    return ", ".join(shown[:MOST]) + more


def percent(part: int, whole: int) -> str:
    """A share with as many digits as tell it from none and from all."""
    if part in {0, whole} or not whole:
        return f"{100 if part else 0} %"
    share = 100 * part / whole
    return f"{min(max(share, 0.1), 99.9):.1f} %"


def _facts(session: Session, facts: FactsRow) -> None:
    units = (
        (
            f"{row.name} [{row.code}]" if row.name and row.code else row.name or row.code or "?",
            row.count,
        )
        for row in facts.units
    )
    line(session, text("units"), listed(units))
    for title, rows in (
        (text("tax rates"), facts.vat_rates),
        (text("currencies"), facts.currencies),
        (text("kinds of documents"), facts.operations),
        (text("statuses of documents"), facts.statuses),
    ):
        line(session, title, listed((row.value, row.count) for row in rows))
    for kind in dict.fromkeys(row.kind for row in facts.requisites):
        own = ((row.name or "?", row.count) for row in facts.requisites if row.kind is kind)
        title = text("requisites of {kind}", kind=kind_name(kind))
        line(session, title, listed(own))


def _drift_rows(session: Session, rows: Sequence[DriftRow]) -> None:
    if not rows:
        return
    labels = [session.say(_CHANGES[row.change]) for row in rows]
    width = max(map(len, labels))
    names = max(len(row.element) for row in rows)
    for label, row in zip(labels, rows, strict=True):
        change = " → ".join(_said(session, word) for word in (row.before, row.now) if word)
        padded = f"{row.element:{names}}  " if row.element else ""
        click.echo(clean(f"  {label:{width}}  {padded}{change}"), file=session.stdout)


def _said(session: Session, word: str) -> str:
    share = _SHARES.get(word)
    return session.say(share) if share else word


def _parts(session: Session, parts: Sequence[InspectedPart]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (text("part"), text("kind"), text("version"), text("encoding"), text("generated")):
        table.add_column(session.say(title), overflow="fold")
    table.add_column(session.say(text("records")), justify="right")
    table.add_column(session.say(text("bytes")), justify="right")
    for part in parts:
        encoding = _ENCODINGS.get(part.encoding or "?", part.encoding or "?")
        encoding += " BOM" if part.bom else ""
        generated = part.generated_at.isoformat(" ") if part.generated_at else ""
        table.add_row(
            clean(part.name),
            part.kind.value,
            clean(part.schema_version or ("-" if part.namespace is None else "?")),
            encoding,
            generated,
            str(sum(part.records.values())),
            str(part.size),
        )
    return table


def _named(rows: Sequence[NamedRow]) -> str:
    return cut(
        [
            f"{row.name or '?'} [{row.id}]" + (f" {row.currency}" if row.currency else "")
            for row in rows
        ]
    )
