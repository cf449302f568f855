"""``cml-sync inspect PATH…``: what a package holds."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click
from rich.table import Table

from cml_sync.cli.commands import Command
from cml_sync.cli.session import Session, current
from cml_sync.cli.show import clean
from cml_sync.errors import ExitCode
from cml_sync.jobs.inspect import inspect
from cml_sync.jobs.inspect_report import InspectedPart, InspectReport, NamedRow
from cml_sync.jobs.kind_names import KINDS
from cml_sync.messages import Text, text, text_n
from cml_sync.model.kinds import Kind

_MOST: Final = 20


@click.command(
    "inspect",
    cls=Command,
    text_help=text(
        "Say what CommerceML files, folders or zip archives hold: parts, versions, encodings, "
        "counts, price types, warehouses, pictures, unknown elements."
    ),
    exit_codes=(ExitCode.FINDINGS,),
    example="cml-sync inspect webdata/",
)
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True)
def command(paths: tuple[Path, ...]) -> int:
    """Say what a package holds."""
    session = current()
    report = inspect(paths)
    if session.json:
        click.echo(report.model_dump_json(by_alias=True, indent=1), file=session.stdout)
    else:
        _show(session, report)
    return report.exit_code


def _show(session: Session, report: InspectReport) -> None:
    session.data.print(_parts(session, report.parts))
    for part in report.parts:
        if part.failure is not None:
            session.tell_line(f"{part.name}: {session.say(part.failure.message)}")
    _line(session, text("records"), _counts(session, report.records))
    _line(session, text("price types"), _named(report.price_types))
    _line(session, text("warehouses"), _named(report.warehouses))
    pictures = report.pictures
    if pictures.found or pictures.referenced:
        _line(
            session,
            text("pictures"),
            session.say(
                text(
                    "{found} found, {referenced} named, {missing} missing",
                    found=pictures.found,
                    referenced=pictures.referenced,
                    missing=pictures.missing,
                )
            ),
        )
    rows = report.unknown_elements
    if rows:
        named = ", ".join(f"{row.path} ×{row.count}" for row in rows[:_MOST])
        more = f", … +{len(rows) - _MOST}" if len(rows) > _MOST else ""
        _line(session, text("unknown elements"), named + more)
    if report.problems and not session.quiet:
        session.tell(
            text_n(
                "{count} thing was repaired while reading; `cml-sync validate` names it",
                "{count} things were repaired while reading; `cml-sync validate` names them",
                report.problems,
            )
        )


def _parts(session: Session, parts: Sequence[InspectedPart]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (text("part"), text("kind"), text("version"), text("encoding"), text("generated")):
        table.add_column(session.say(title), overflow="fold")
    table.add_column(session.say(text("records")), justify="right")
    table.add_column(session.say(text("bytes")), justify="right")
    for part in parts:
        encoding = (part.encoding or "?") + (" BOM" if part.bom else "")
        generated = part.generated_at.isoformat(" ") if part.generated_at else ""
        table.add_row(
            clean(part.name),
            part.kind.value,
            clean(part.schema_version or "?"),
            encoding,
            generated,
            str(sum(part.records.values())),
            str(part.size),
        )
    return table


def _counts(session: Session, records: Mapping[Kind, int]) -> str:
    def name(kind: Kind) -> str:
        title = KINDS.get(kind.value)
        return session.say(title) if title else kind.value

    return ", ".join(f"{name(kind)} {count}" for kind, count in records.items())


def _named(rows: Sequence[NamedRow]) -> str:
    shown = [
        f"{row.name or '?'} [{row.id}]" + (f" {row.currency}" if row.currency else "")
        for row in rows
    ]
    return ", ".join(shown[:_MOST]) + (f", … +{len(rows) - _MOST}" if len(rows) > _MOST else "")


def _line(session: Session, title: Text, value: str) -> None:
    if value:
        click.echo(clean(f"{session.say(title)}: {value}"), file=session.stdout)
