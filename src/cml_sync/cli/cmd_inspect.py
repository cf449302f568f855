"""``cml-sync inspect PATH…``: what a package holds."""

from pathlib import Path
from typing import Any, NamedTuple

import click

from cml_sync.cli.commands import Command
from cml_sync.cli.files import replacing
from cml_sync.cli.options import ANY_PATH, PACKAGE, Likely, Option
from cml_sync.cli.session import Session, current
from cml_sync.errors import ExitCode
from cml_sync.jobs.inspect import survey
from cml_sync.jobs.inspect_report import InspectReport
from cml_sync.jobs.inspect_walk import Asked
from cml_sync.messages import text
from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.sampling import MOST
from cml_sync.packages.survey.shape import Shape, read_shape, write_shape


class Options(NamedTuple):
    """What was asked for; one field an option, of the same name."""

    paths: tuple[Path, ...]
    fields: bool
    tree: bool
    find: tuple[str, ...]
    sample: int
    kind: tuple[str, ...]
    show_data: bool
    shape: Path | None
    against: Path | None

    @property
    def only(self) -> bool:
        """Something was asked for, and nothing else is shown to people."""
        return bool(self.fields or self.tree or self.find or self.sample or self.against)


@click.command(
    "inspect",
    cls=Command,
    text_help=text(
        "Say what CommerceML files, folders, zip archives or JSON Lines hold: parts, versions, "
        "encodings, counts, price types, warehouses, units, pictures, unknown elements. With "
        "--against: whether the export of 1C has changed since its shape was written."
    ),
    exit_codes=(ExitCode.FINDINGS,),
    example="cml-sync inspect webdata/\n"
    "cml-sync inspect webdata/ --find 4600000000017\n"
    "cml-sync inspect webdata/ --shape shape.json\n"
    "cml-sync inspect webdata/ --against shape.json",
    params=[
        click.Argument(["paths"], type=PACKAGE, nargs=-1, required=True),
        Option(
            ["--fields"],
            is_flag=True,
            text_help=text("how many records of each kind have which field, and not empty"),
        ),
        Option(
            ["--tree"],
            is_flag=True,
            text_help=text("groups with the number of their products, properties with options"),
        ),
        Option(
            ["--find"],
            multiple=True,
            metavar="ID",
            text_help=text(
                "records with this id, number, article or barcode, and who refers to them; "
                "repeatable"
            ),
        ),
        Option(
            ["--sample"],
            type=click.IntRange(0, MOST),
            default=0,
            metavar="N",
            text_help=text("N records of each kind, spread evenly over the package"),
        ),
        Option(
            ["--kind"],
            multiple=True,
            type=Likely([kind.value for kind in Kind], case_sensitive=False),
            metavar="KIND",
            text_help=text(
                "fields, found records, samples and shape only of this kind; repeatable"
            ),
        ),
        Option(
            ["--show-data"],
            is_flag=True,
            text_help=text("do not mask personal data in found records and samples"),
        ),
        Option(
            ["--shape"],
            type=ANY_PATH,
            metavar="FILE",
            text_help=text("write the shape of the export to FILE; it holds no data"),
        ),
        Option(
            ["--against"],
            type=ANY_PATH,
            metavar="FILE",
            text_help=text("compare with the shape in FILE; exit code 1 if the export has changed"),
        ),
    ],
)
def command(**given: Any) -> int:
    """Say what a package holds."""
    session = current()
    options = Options(**given)
    against = read_shape(options.against) if options.against is not None else None
    inspected = survey(options.paths, _asked(options, against))
    report = inspected.report
    if session.json:
        click.echo(report.model_dump_json(by_alias=True, indent=1), file=session.stdout)
    else:
        _show(session, options, report)
    if options.shape is not None:
        _write(session, options.shape, inspected.shape, options.paths)
    return report.exit_code


def _asked(options: Options, against: Shape | None) -> Asked:
    return Asked(
        tree=options.tree,
        find=options.find,
        sample=options.sample,
        kinds=tuple(map(Kind, options.kind)),
        show_data=options.show_data,
        shape=options.shape is not None,
        against=against,
    )


def _show(session: Session, options: Options, report: InspectReport) -> None:
    from cml_sync.cli import inspecting, inspecting_records  # noqa: PLC0415 - not for JSON
    from cml_sync.cli.doubled import tell_doubled  # noqa: PLC0415

    if not options.only:
        inspecting.show_summary(session, report)
    inspecting.show_failures(session, report)
    tell_doubled(session, report.doubled, report.doubles)
    if options.fields:
        inspecting.show_fields(session, report.fields)
    if report.tree is not None:
        inspecting_records.show_tree(session, report.tree)
    for found in report.found or ():
        inspecting_records.show_found(session, found)
    if report.samples is not None:
        inspecting_records.show_samples(session, report.samples)
    if report.drift is not None and options.against is not None:
        inspecting.show_drift(session, report.drift, options.against)


def _write(session: Session, file: Path, shape: Shape | None, inputs: tuple[Path, ...]) -> None:
    if shape is None:
        if not session.json:  # the report names the part
            session.tell(text("{file} is not written: a part cannot be read", file=file))
        return
    with replacing(file, inputs) as out:
        out.write(write_shape(shape))
    if not session.quiet and not session.json:
        session.tell(text("{file} is written: the shape of this export", file=file))
