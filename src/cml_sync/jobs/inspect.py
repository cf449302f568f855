"""Looks at a package and says what is in it, without judging: parts, records, what they name.

One walk sees everything but what needs to know the whole first: samples, and who refers to a
record. These take a second one.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cml_sync.errors import ExitCode
from cml_sync.jobs.doubled_row import doubled_rows
from cml_sync.jobs.inspect_report import InspectedPart, InspectReport, PicturesRow, UnknownRow
from cml_sync.jobs.inspect_walk import Asked, Seen, counted, inspect_part, walk_again
from cml_sync.packages.doubles.doubled import Doubles
from cml_sync.packages.doubles.watching import DoublesWatch
from cml_sync.packages.forms.form import Source
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.survey.drift import drift
from cml_sync.packages.survey.named_pictures import NamedPictures
from cml_sync.packages.survey.shape import Shape
from cml_sync.xml.limits import Limits


class Inspected(NamedTuple):
    """What came out.

    Attributes:
        report: for people and programs.
        shape: of the package, if it was asked for and every part could be read.
    """

    report: InspectReport
    shape: Shape | None


def inspect(paths: Sequence[Path], *, limits: Limits | None = None) -> InspectReport:
    """Reads the package that `paths` make to its end and says what is in it.

    Args:
        paths: files, folders or archives, in any form.
        limits: what a part may ask for.

    Raises:
        FindingsError: the paths make no package: nothing there, or nothing that can be opened.
    """
    return survey(paths, Asked(), limits=limits).report


def survey(paths: Sequence[Path], asked: Asked, *, limits: Limits | None = None) -> Inspected:
    """Like `inspect`, and whatever else was `asked` for."""
    with ExitStack() as stack:
        source = stack.enter_context(open_source(paths))
        names = (picture.relative for picture in source.pictures)
        pictures = stack.enter_context(NamedPictures(names))
        watch = stack.enter_context(DoublesWatch(source, limits=limits))
        seen = Seen(asked, pictures)
        parts = tuple(
            inspect_part(part, seen, limits, partial(watch.entries, number))
            for number, part in enumerate(source.parts)
        )
        if asked.find or asked.sample:
            walk_again(source, parts, seen, limits)
        return _inspected(paths, source, parts, seen, watch.found())


def _inspected(
    paths: Sequence[Path],
    source: Source,
    parts: tuple[InspectedPart, ...],
    seen: Seen,
    doubles: Doubles,
) -> Inspected:
    asked = seen.asked
    broken = any(part.failure is not None for part in parts)
    drifted = None
    if asked.against is not None and seen.shaping is not None:
        drifted = drift(asked.against, seen.shaping)
    named, missing = seen.pictures.counts()
    findings = broken or (drifted is not None and drifted.drifted)
    report = InspectReport(
        paths=tuple(paths),
        parts=parts,
        records=dict(counted(parts)),
        groups=sum(part.groups for part in parts),
        price_types=tuple(seen.price_types.values()),
        warehouses=tuple(seen.warehouses.values()),
        pictures=PicturesRow(
            found=len(source.pictures),
            bytes=sum(picture.size for picture in source.pictures),
            referenced=named,
            missing=missing,
            missing_examples=tuple(seen.pictures.examples),
        ),
        unknown_elements=tuple(
            UnknownRow(path=path, count=count) for path, count in seen.unknown.ranked()
        ),
        problems=sum(part.problems for part in parts),
        repaired=seen.repaired,
        doubled=doubled_rows(doubles, show_data=asked.show_data),
        doubles=doubles.total,
        fields=tuple(seen.filling.rows()),
        facts=seen.facts.row(),
        tree=None if seen.trees is None else seen.trees.row(),
        found=seen.finder.rows() if asked.find else None,
        samples=None if seen.sampler is None else seen.sampler.rows(),
        drift=drifted,
        exit_code=int(ExitCode.FINDINGS if findings else ExitCode.DONE),
    )
    shape = seen.shaping.shape() if seen.shaping is not None and asked.shape else None
    return Inspected(report, None if broken else shape)
