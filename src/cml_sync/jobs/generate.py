"""Invents a package of any size, dialect and kind, with chosen defects: generate."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from cml_sync.checks.registry import BY_CODE
from cml_sync.errors import ExitCode
from cml_sync.jobs.codes import nearest, normal_code
from cml_sync.jobs.generate_report import GeneratedPart, GenerateReport, PlantedRow
from cml_sync.messages import Text, text
from cml_sync.model.documents import Container
from cml_sync.model.kinds import Kind
from cml_sync.packages.forms.form import Target
from cml_sync.packages.forms.output import Output, is_single
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.generate.defects.defect import Defect
from cml_sync.packages.generate.defects.registry import DEFECTS
from cml_sync.packages.generate.defects.unplantable import UNPLANTABLE
from cml_sync.packages.generate.draws import Chance
from cml_sync.packages.generate.errors import (
    ImpossibleError,
    UnknownDefectError,
)
from cml_sync.packages.generate.layout import invented
from cml_sync.packages.generate.planning import Asked, planted
from cml_sync.packages.generate.raw import SpoiltOutput
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.packages.generate.source import Invented, InventedPart
from cml_sync.packages.generate.world import World
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.findings import FINDINGS

XML: Final = "xml"
LINES: Final = "jsonl"
FORMS: Final = (XML, LINES)
"""How a package can be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for.

    Attributes:
        output: where the package goes: a folder, or a file if its name ends so.
        sizes: how much of everything.
        shape: in which form it is said.
        seed: decides about everything.
        form: one of `FORMS`.
        defects: codes with their numbers; one code may be named again.
        replace: what stands there may go.
    """

    output: Path
    sizes: Sizes
    shape: Shape
    seed: int = 0
    form: str = XML
    defects: tuple[tuple[str, int], ...] = ()
    replace: bool = False


def generate(
    wanted: Wanted,
    chance: Chance,
    *,
    stdout: BinaryIO | None = None,
    on_cleared: Callable[[int], None] = lambda _: None,
) -> GenerateReport:
    """Write an invented package; the same wishes give the same bytes on every machine.

    Args:
        wanted: what is asked for.
        chance: seeded with `wanted.seed`.
        stdout: for the output ``-``.
        on_cleared: as of `output.Output`.

    Raises:
        UnknownDefectError: a defect that there is not.
        ImpossibleError: one that this package has no place for.
        OutputExistsError: something stands there.
        OutputWriteError: the disk does not take it.
    """
    asked = asked_for(wanted.defects)
    world = World(wanted.sizes, wanted.shape, chance)
    source = invented(world, planted(asked, world, chance))
    if wanted.form != XML:
        for one in asked:
            if one.defect.in_bytes:
                reason = text("it can be written in XML only (`--form xml`)")
                raise ImpossibleError.of_defect(one.defect.code, reason)
    with _target(wanted, source, stdout, on_cleared) as target:
        parts = tuple(_write(part, target) for part in source.parts)
        for picture in source.pictures:
            target.picture(picture)
    records: Counter[Kind] = Counter()
    for part in parts:
        records.update(part.records)
    return GenerateReport(
        path=wanted.output,
        form=wanted.form,
        dialect=wanted.shape.dialect.name,
        seed=wanted.seed,
        generated_at=wanted.shape.moment,
        changes_only=wanted.shape.changes_only,
        parts=parts,
        records=dict(records),
        pictures=len(source.pictures),
        defects=tuple(_planted(one) for one in asked),
        exit_code=int(ExitCode.DONE),
    )


def asked_for(defects: Sequence[tuple[str, int]]) -> list[Asked]:
    """The defects by their codes; what is named again is added.

    Raises:
        UnknownDefectError: there is no such defect.
    """
    counts: Counter[str] = Counter()
    for word, count in defects:
        code = normal_code(word, (*DEFECTS, *UNPLANTABLE))
        if code in UNPLANTABLE:
            raise UnknownDefectError.of_code(code, UNPLANTABLE[code])
        if code not in DEFECTS:
            raise UnknownDefectError(word, nearest(code, tuple(DEFECTS)))
        counts[code] += count
    return [Asked(DEFECTS[code], count) for code, count in counts.items() if count]


def title_of(code: str) -> Text:
    """What a defect is, in a few words."""
    rule = BY_CODE.get(code)
    if rule is not None:
        return rule.finding.title
    return next(finding.title for finding in FINDINGS if finding.code == code)


def _target(
    wanted: Wanted,
    source: Invented,
    stdout: BinaryIO | None,
    on_cleared: Callable[[int], None],
) -> Target:
    single = is_single(wanted.output)
    several = len(source.parts) > 1 or bool(source.pictures)
    if wanted.form == XML and single and several:
        raise ImpossibleError.of_parts(str(wanted.output))
    options: dict[str, Any] = {
        "single": single,
        "replace": wanted.replace,
        "stdout": stdout,
        "on_cleared": on_cleared,
    }
    if wanted.form == LINES:
        from cml_sync.packages.forms.jsonl.target import (  # noqa: PLC0415 - if wanted
            JsonLinesTarget,
        )

        return JsonLinesTarget(Output(wanted.output, **options))
    if not source.planted.in_bytes:
        return XmlTarget(Output(wanted.output, **options))
    first = next(part.relative for part in source.parts if part.spoilt_bytes)
    return XmlTarget(SpoiltOutput(wanted.output, source.planted, first, **options))


def _write(part: InventedPart, target: Target) -> GeneratedPart:
    records: Counter[Kind] = Counter()
    with part.read() as reading, target.part(part.relative, reading.header) as written:
        take = written.entry
        for entry in reading:
            take(entry)
            if isinstance(entry, RecordRead):
                records[entry.kind] += 1
                if isinstance(entry.record, Container):
                    records[Kind.DOCUMENT] += len(entry.record.documents)
        written.finish(reading.information)
    return GeneratedPart(name=part.relative, kind=part.kind, records=dict(records))


def _planted(asked: Asked) -> PlantedRow:
    defect = asked.defect
    return PlantedRow(
        code=defect.code,
        count=asked.cases,
        also=defect.also,
        receiver=defect.receiver or None,
    )


def known_defects() -> tuple[Defect, ...]:
    """Every defect, in the order of the codes."""
    return tuple(DEFECTS.values())
