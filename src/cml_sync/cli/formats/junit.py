"""``--format junit``: a suite for every part, a case for every code found in it.

Totals stand in front of what they add up to, so nothing is written before the end; of each code in
each part a few problems are kept and the others are counted.
"""

from dataclasses import dataclass, field
from typing import Final

from cml_sync.cli.formats.base import Outlet, Shown
from cml_sync.cli.formats.closing import tell_end
from cml_sync.cli.show import clean, one_line, short
from cml_sync.jobs.validate import ValidationReport
from cml_sync.messages import Text, text, text_n
from cml_sync.problems import Problem, Severity
from cml_sync.xml.tags import DECLARATION, content, end_tag, start_tag

KEPT: Final = 20
KEPT_IN_ALL: Final = 10_000


@dataclass(slots=True)
class _Case:
    """What one code found in one part."""

    severity: Severity
    title: Text
    count: int = 0
    lines: list[str] = field(default_factory=list)


class JunitFormat:
    """Errors are failures, a part that cannot be read is an error; other problems pass."""

    most: int | None = None

    def __init__(self, outlet: Outlet) -> None:
        self._session, self._out = outlet.session, outlet.out
        self._suites: dict[str, dict[str, _Case]] = {}
        self._kept = 0

    def problem(self, shown: Shown) -> None:
        """Keep what the report will say of one problem."""
        problem = shown.problem
        suite = self._suites.setdefault(clean(problem.place.file or ""), {})
        case = suite.setdefault(problem.code, _Case(problem.severity, problem.finding.title))
        case.count += 1
        if len(case.lines) < KEPT and self._kept < KEPT_IN_ALL:
            self._kept += 1
            case.lines += self._lines(shown, problem)

    def end(self, report: ValidationReport, left_out: int) -> None:
        """Write everything."""
        for part in report.parts:
            self._suites.setdefault(clean(part.name), {})
        suites = self._suites.items()
        totals = _totals([case for _, cases in suites for case in _numbered(cases)])
        empty = sum(not cases for _, cases in suites)
        totals["tests"] += empty
        self._out.write(f"{DECLARATION}\n")
        self._out.write(start_tag("testsuites", {"name": "cml-sync validate", **totals}) + "\n")
        for name, cases in suites:
            self._suite(name or self._session.say(text("the whole package")), cases)
        self._out.write(end_tag("testsuites") + "\n")
        tell_end(self._session, report, left_out)

    def _suite(self, name: str, cases: dict[str, _Case]) -> None:
        totals = _totals(list(_numbered(cases)))
        totals["tests"] = max(1, totals["tests"])
        self._out.write(start_tag("testsuite", {"name": name, **totals}) + "\n")
        for code, case in cases.items():
            title = f"{code} {self._session.say(case.title)}"
            self._out.write(start_tag("testcase", {"classname": name, "name": title}))
            self._body(code, case)
            self._out.write(end_tag("testcase") + "\n")
        if not cases:
            found = self._session.say(text("nothing found"))
            attributes = {"classname": name, "name": found}
            self._out.write(start_tag("testcase", attributes, empty=True) + "\n")
        self._out.write(end_tag("testsuite") + "\n")

    def _body(self, code: str, case: _Case) -> None:
        words = content("\n".join(case.lines))
        if _outcome(code, case) == "passed":
            self._out.write(start_tag("system-out", {}) + words + end_tag("system-out"))
            return
        tag = _outcome(code, case)
        number = text_n("{count} problem", "{count} problems", case.count)
        attributes = {"message": self._session.say(number), "type": case.severity.value}
        self._out.write(start_tag(tag, attributes) + words + end_tag(tag))

    def _lines(self, shown: Shown, problem: Problem) -> list[str]:
        place, say = problem.place, self._session.say
        at = f" (Ид {short(place.record_id)})" if place.record_id else ""
        where = f"{place}: " if str(place) else ""
        lines = [one_line(f"{where}{say(problem.message)}{at}")]
        if shown.excerpt is not None:
            lines.append(f"    {shown.excerpt.text}")
        return lines


def _numbered(cases: dict[str, _Case]) -> list[str]:
    return [_outcome(code, case) for code, case in cases.items()]


def _outcome(code: str, case: _Case) -> str:
    if case.severity is not Severity.ERROR:
        return "passed"
    return "failure" if code.startswith("CML") else "error"


def _totals(outcomes: list[str]) -> dict[str, int]:
    return {
        "tests": len(outcomes),
        "failures": outcomes.count("failure"),
        "errors": outcomes.count("error"),
    }
