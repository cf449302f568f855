"""Problems on their way to whoever shows them: chosen, counted, and never kept."""

from collections import Counter
from collections.abc import Callable, Iterable

from cml_sync.checks.selection import Selection
from cml_sync.errors import ExitCode, FindingsError
from cml_sync.jobs.failure import Row, Sentence
from cml_sync.messages import text
from cml_sync.problems import Finding, Place, Problem, Severity


class FindingRow(Row):
    """How often one kind of problem was found.

    Attributes:
        code: ``CML…`` of a finding, ``E…`` of an error that made a part unreadable.
        severity: ``error``, ``warning`` or ``advice``.
        title: the kind in a few words.
        count: how often.
    """

    code: str
    severity: Severity
    title: Sentence
    count: int


class Tally:
    """Passes problems on and counts them.

    Attributes:
        known: how many were known already; they are neither passed on nor counted otherwise.
    """

    def __init__(
        self,
        on_problem: Callable[[Problem], None],
        selection: Selection,
        is_known: Callable[[Problem], bool] | None = None,
    ) -> None:
        self.known = 0
        self._diverted: Callable[[Problem], None] | None = None
        self._on_problem = on_problem
        self._selection = selection
        self._is_known = is_known
        self._counts: Counter[str] = Counter()
        self._findings: dict[str, Finding] = {}

    def add(self, problems: Iterable[Problem]) -> None:
        """Counts and passes on the problems that the selection shows."""
        for problem in problems:
            if not self._selection.shows(problem):
                continue
            if self._diverted is not None:
                self._diverted(problem)
            elif self._is_known is not None and self._is_known(problem):
                self.known += 1
            else:
                self._counts[problem.code] += 1
                self._findings.setdefault(problem.code, problem.finding)
                self._on_problem(problem)

    def divert(self, way: Callable[[Problem], None]) -> None:
        """From now on problems go another way, and are counted where they arrive."""
        self._diverted = way

    def unreadable(self, error: FindingsError, file: str) -> None:
        """Counts and passes on what made a part unreadable; it can never be left out."""
        finding = Finding(error.code, Severity.ERROR, text("A part that cannot be read"))
        problem = Problem(finding, error.message, error.place or Place(file), error.hint)
        self._counts[problem.code] += 1
        self._findings.setdefault(problem.code, finding)
        self._on_problem(problem)

    @property
    def total(self) -> int:
        """How many problems there were."""
        return self._counts.total()

    def count(self, severity: Severity) -> int:
        """How many problems of a severity there were."""
        return sum(
            count
            for code, count in self._counts.items()
            if self._findings[code].severity is severity
        )

    def rows(self) -> tuple[FindingRow, ...]:
        """The counts: errors first, then by code."""
        order = list(Severity)
        findings = sorted(
            self._findings.values(),
            key=lambda finding: (order.index(finding.severity), finding.code),
        )
        return tuple(
            FindingRow.model_construct(
                code=finding.code,
                severity=finding.severity,
                title=finding.title,
                count=self._counts[finding.code],
            )
            for finding in findings
        )

    @property
    def exit_code(self) -> ExitCode:
        """`ExitCode.FINDINGS` if there was an error, `ExitCode.DONE` otherwise."""
        return ExitCode.FINDINGS if self.count(Severity.ERROR) else ExitCode.DONE
