"""Writes a package anew with people and companies who do not exist."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cml_sync.errors import ExitCode
from cml_sync.jobs.anonymize_report import AnonymizedPart, AnonymizeReport, LossRow
from cml_sync.jobs.doubled_row import doubled_rows
from cml_sync.model.views import fold
from cml_sync.packages.anonymize.anonymizing import PartDone, anonymized
from cml_sync.packages.anonymize.errors import OneFileError
from cml_sync.packages.anonymize.keyed import Keyed
from cml_sync.packages.anonymize.masker import Masker, Wanted
from cml_sync.packages.doubles.watching import DoublesWatch
from cml_sync.packages.forms.form import Source, Target
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.forms.output import Output, is_single
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.package import Package
from cml_sync.xml.limits import Limits

_XML, _LINES = ".xml", ".jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where the new package goes.

    Attributes:
        path: a folder; a file where its name ends with ``.xml`` or ``.jsonl``; ``-`` for stdout.
        replace: what stands there may go.
        stdout: for ``-``.
        on_cleared: as of `output.Output`.
    """

    path: Path
    replace: bool = False
    stdout: BinaryIO | None = None
    on_cleared: Callable[[int], None] = lambda _: None

    @property
    def single(self) -> bool:
        """It is one file."""
        return is_single(self.path)


def anonymize(
    paths: Sequence[Path],
    destination: Destination,
    key: bytes,
    *,
    goods: bool = False,
    keep: Sequence[str] = (),
    limits: Limits | None = None,
) -> AnonymizeReport:
    """Writes the package that `paths` make to `destination`, its persons and companies replaced.

    Args:
        paths: files, folders or archives.
        destination: where it is written; whole or not at all.
        key: by which values are replaced: the same key gives the same values.
        goods: replace names, descriptions, codes and properties of goods as well.
        keep: elements, attributes and requisites whose values stay.
        limits: what a part may ask for.

    Raises:
        FindingsError: the package cannot be read to its end; nothing is written.
        UsageError: nothing may be written to `destination`.
        StoreError: the disk does not take it.
    """
    wanted = Wanted(goods=goods, keep=frozenset(map(fold, keep)))
    masker = Masker(Keyed(key), wanted)
    parts: list[AnonymizedPart] = []
    with open_source(paths) as source:
        with (
            _target(source, destination, paths) as target,
            DoublesWatch(source, limits=limits) as watched,
        ):
            tally = anonymized(
                watched,
                target,
                masker,
                limits=limits,
                pictures=not destination.single,
                on_part=lambda part: parts.append(_row(part)),
            )
            doubles = watched.found()
        problems = target.problems
    return AnonymizeReport(
        paths=tuple(paths),
        output=destination.path,
        parts=tuple(parts),
        records=dict(tally.records),
        changed=dict(+tally.changed),
        replaced=masker.replaced,
        pictures=tally.pictures,
        left_out=tally.left_out,
        not_met=tuple(name for name in keep if fold(name) not in masker.kept),
        losses=tuple(LossRow.of(problem) for problem in problems),
        doubled=doubled_rows(doubles),
        doubles=doubles.total,
        exit_code=int(ExitCode.DONE),
    )


def _row(part: PartDone) -> AnonymizedPart:
    return AnonymizedPart(
        name=part.name,
        relative=part.relative,
        kind=part.kind,
        records=dict(part.records),
        changed=dict(+part.changed),
    )


def _target(source: Source, destination: Destination, paths: Sequence[Path]) -> Target:
    """The form that the name of the output says; otherwise that of what is read."""
    lines = destination.path.suffix.lower() == _LINES or _is_lines(source, destination)
    if destination.single and not lines and len(source.parts) > 1:
        raise OneFileError(str(destination.path), len(source.parts))
    output = Output(
        destination.path,
        single=destination.single,
        replace=destination.replace,
        inputs=paths,
        stdout=destination.stdout,
        on_cleared=destination.on_cleared,
    )
    if not lines:
        return XmlTarget(output)
    from cml_sync.packages.forms.jsonl.target import JsonLinesTarget  # noqa: PLC0415 - if wanted

    return JsonLinesTarget(output)


def _is_lines(source: Source, destination: Destination) -> bool:
    if isinstance(source, Package) or destination.path.suffix.lower() == _XML:
        return False
    from cml_sync.packages.forms.jsonl.source import JsonLinesSource  # noqa: PLC0415 - if wanted

    return isinstance(source, JsonLinesSource)
