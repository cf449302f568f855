"""``--format github``: workflow commands that GitHub shows at the line they are about."""

from collections import Counter
from typing import Final

from cml_sync.cli.formats.base import Outlet, Shown
from cml_sync.cli.formats.closing import tell_end
from cml_sync.cli.formats.text import headline
from cml_sync.cli.show import clean, short
from cml_sync.jobs.validate import ValidationReport
from cml_sync.problems import Problem, Severity

SHOWN: Final = 10
"""GitHub shows ten errors, ten warnings and ten notices of a step, and drops the others."""

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "notice",
}


class GithubFormat:
    """Annotations first; what GitHub would drop follows as plain lines of the log."""

    most: int | None = 1_000

    def __init__(self, outlet: Outlet) -> None:
        self._session, self._out = outlet.session, outlet.out
        self._counts: Counter[Severity] = Counter()

    def problem(self, shown: Shown) -> None:
        """Write one problem."""
        problem = shown.problem
        self._counts[problem.severity] += 1
        if self._counts[problem.severity] > SHOWN:
            where, label, sentence = headline(self._session, problem)
            # A line that began with two colons would be a command.
            self._out.write(f"- {_no_command(f'{where}{label}: {sentence}')}\n")
        else:
            self._out.write(f"{self._command(problem)}\n")

    def end(self, report: ValidationReport, left_out: int) -> None:
        """Counts for every code, and the sum."""
        tell_end(self._session, report, left_out)

    def _command(self, problem: Problem) -> str:
        place, say = problem.place, self._session.say
        title = f"{problem.code} {say(problem.finding.title)}"
        keys = {"file": place.file, "line": place.line, "col": place.column, "title": title}
        properties = ",".join(
            f"{key}={_property(str(value))}" for key, value in keys.items() if value is not None
        )
        lines = [say(problem.message)]
        if place.record_id:
            lines.append(f"Ид {short(place.record_id)}")
        if problem.hint:
            lines.append(say(problem.hint))
        return f"::{_COMMANDS[problem.severity]} {properties}::{_message(chr(10).join(lines))}"


def _message(words: str) -> str:
    """As the runner unescapes it."""
    escaped = "%0A".join(clean(line).replace("%", "%25") for line in words.splitlines())
    return _no_command(escaped)


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")


def _no_command(words: str) -> str:
    """Without the older form of commands, which counts anywhere in a line."""
    return words.replace("##[", "# #[")
