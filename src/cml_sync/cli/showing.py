"""What stands between `validate` and the formats: excerpts, fingerprints, masks, and how many."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cml_sync.cli.files import replacing
from cml_sync.cli.formats.base import Format, Outlet, Shown, make_format
from cml_sync.cli.session import Session
from cml_sync.jobs.fingerprint import PartNames, fingerprint
from cml_sync.jobs.validate import ValidationReport
from cml_sync.packages.package import Package
from cml_sync.problems import Problem
from cml_sync.xml.places.masking import record_id_shown

if TYPE_CHECKING:
    from cml_sync.xml.places.excerpts import Excerpts, Opener


class Wanted(NamedTuple):
    """How the problems are to be shown.

    Attributes:
        name: of the format on stdout, or in `file`.
        file: to write to; None for stdout.
        html: a page to write as well.
        most: so many problems are shown, 0 for all; None for what the format thinks right.
        show_data: personal data is not masked.
        inputs: what is checked, no part of which is written over.
    """

    name: str = "text"
    file: Path | None = None
    html: Path | None = None
    most: int | None = None
    show_data: bool = False
    inputs: tuple[Path, ...] = ()


class Showing:
    """Hands every problem to the formats, as often as they want."""

    def __init__(self, formats: Sequence[Format], wanted: Wanted) -> None:
        self._formats = [(made, _most(made, wanted.most)) for made in formats]
        self._show_data = wanted.show_data
        self._excerpts: Excerpts | None = None
        self._opener: Opener | None = None
        self._names = PartNames(())
        self._home = ""
        self._count = 0

    def opened(self, package: Package) -> None:
        """The package that the problems are about; it stays open while they come."""
        openers = {part.name: part.open for part in package.parts}

        def open_part(name: str) -> BinaryIO | None:
            opener = openers.get(name)
            return opener() if opener else None

        self._home = package.parts[0].name
        self._names = PartNames((part.name, part.relative) for part in package.parts)
        self._opener = open_part

    def problem(self, problem: Problem) -> None:
        """Show one problem."""
        # Why a part cannot be read is never left out, nor does it take another's place.
        always = problem.code.startswith("E")
        self._count += not always
        showing = [
            made for made, most in self._formats if always or not most or self._count <= most
        ]
        if showing:
            excerpts = self._second_look()
            place = excerpts.exact(problem.place) if excerpts else problem.place
            shown = Shown(
                self._masked(replace(problem, place=place)),
                partial(excerpts.of, place) if excerpts else lambda: None,
                partial(fingerprint, problem, self._names),
                self._home,
            )
            for made in showing:
                made.problem(shown)

    def wants_places(self) -> bool:
        """Whether one more problem would be shown."""
        return any(not most or self._count < most for _, most in self._formats)

    def end(self, report: ValidationReport) -> None:
        """Show what they add up to."""
        for made, most in self._formats:
            made.end(report, max(0, self._count - most) if most else 0)

    def close(self) -> None:
        """Let go of the file that excerpts are from."""
        if self._excerpts is not None:
            self._excerpts.close()

    def _second_look(self) -> "Excerpts | None":
        if self._excerpts is None and self._opener is not None:
            from cml_sync.xml.places.excerpts import Excerpts  # noqa: PLC0415 - clean packages need none

            self._excerpts = Excerpts(self._opener, show_data=self._show_data)
        return self._excerpts

    def _masked(self, problem: Problem) -> Problem:
        place = problem.place
        if self._show_data or not place.record_id:
            return problem
        shown = record_id_shown(place.record_id, place.path)
        if shown == place.record_id:
            return problem
        return replace(problem, place=replace(place, record_id=shown))


@contextmanager
def showing(session: Session, wanted: Wanted) -> Iterator[Showing]:
    """The formats that are wanted; files are there, whole, when the block is left without error."""
    with _target(session, wanted.file, wanted.inputs) as outlet:
        formats = [make_format(wanted.name, outlet)]
        if wanted.html is None:
            made = Showing(formats, wanted)
            yield from _closing(made)
        else:
            with _target(session, wanted.html, wanted.inputs) as page:
                made = Showing([*formats, make_format("html", page)], wanted)
                yield from _closing(made)


def _closing(made: Showing) -> Iterator[Showing]:
    try:
        yield made
    finally:
        made.close()


@contextmanager
def _target(session: Session, file: Path | None, inputs: tuple[Path, ...]) -> Iterator[Outlet]:
    if file is None:
        terminal = session.stdout.isatty()
        plain = session.environ.get("NO_COLOR") or session.environ.get("TERM") == "dumb"
        yield Outlet(session, session.stdout, colour=terminal and not plain)
        session.stdout.flush()
    else:
        with replacing(file, inputs) as out:
            yield Outlet(session, out)


def _most(made: Format, asked: int | None) -> int:
    return (made.most or 0) if asked is None else asked
