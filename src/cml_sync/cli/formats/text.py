"""``--format text``: for people, in the form that editors and CI understand as well."""

from typing import TYPE_CHECKING, Final

import click

from cml_sync.cli.formats.base import Outlet, Shown
from cml_sync.cli.formats.closing import tell_end
from cml_sync.cli.problems import SEVERITIES
from cml_sync.cli.session import Session
from cml_sync.cli.show import one_line, short
from cml_sync.jobs.validate import ValidationReport
from cml_sync.messages import text
from cml_sync.problems import Problem, Severity

if TYPE_CHECKING:
    from cml_sync.xml.places.framing import Excerpt

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


class TextFormat:
    """Problems to `out` as they come, what they add up to to stderr."""

    most: int | None = 100

    def __init__(self, outlet: Outlet) -> None:
        self._session, self._out, self._colour = outlet.session, outlet.out, outlet.colour

    def problem(self, shown: Shown) -> None:
        """``file:line:column: severity[code]: sentence``, where it stands, and the next step."""
        problem = shown.problem
        self._out.write(f"{self._headline(problem)}\n")
        for line in _details(problem):
            self._out.write(f"  {one_line(line)}\n")
        if shown.excerpt is not None:
            self._excerpt(shown.excerpt, problem)
        if problem.hint is not None:
            label = self._styled(self._session.say(text("hint")), bold=True)
            self._out.write(f"  {label}: {one_line(self._session.say(problem.hint))}\n")

    def end(self, report: ValidationReport, left_out: int) -> None:
        """Counts for every code, and the sum."""
        tell_end(self._session, report, left_out)

    def _headline(self, problem: Problem) -> str:
        where, label, sentence = headline(self._session, problem)
        styled = self._styled(label, fg=_COLOURS[problem.severity], bold=True)
        return f"{where}{styled}: {sentence}"

    def _excerpt(self, excerpt: "Excerpt", problem: Problem) -> None:
        gutter = str(problem.place.line or "")
        blank = " " * len(gutter)
        caret = self._styled("^" * excerpt.marks, fg=_COLOURS[problem.severity], bold=True)
        bar = self._styled("|", fg="blue")
        self._out.write(f"  {self._styled(gutter, fg='blue')} {bar} {excerpt.text}\n")
        self._out.write(f"  {blank} {bar} {' ' * excerpt.cells}{caret}\n")

    def _styled(self, words: str, *, fg: str | None = None, bold: bool = False) -> str:
        return click.style(words, fg=fg, bold=bold) if self._colour else words


def headline(session: Session, problem: Problem) -> tuple[str, str, str]:
    """Where, ``severity[code]`` and the sentence, fit for a terminal."""
    where = f"{problem.place}:" if str(problem.place) else ""
    label = f"{session.say(SEVERITIES[problem.severity])}[{problem.code}]"
    return f"{one_line(where)} " if where else "", label, one_line(session.say(problem.message))


def told(session: Session, problem: Problem) -> str:
    """A problem in one line of stderr."""
    where, label, sentence = headline(session, problem)
    return f"{where}{label}: {sentence}"


def _details(problem: Problem) -> list[str]:
    place = problem.place
    at = f"Ид {short(place.record_id)}" if place.record_id else ""
    line = " · ".join(part for part in (short(place.path), at) if part)
    return [line] if line else []
