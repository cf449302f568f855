"""``--format json``: one document, written as the problems come."""

from cml_sync.cli.formats.base import Outlet, Shown
from cml_sync.cli.formats.rows import as_line, problem_row
from cml_sync.jobs.validate import ValidationReport


class JsonFormat:
    """The problems first, then what they add up to. Cut off in the middle it is no JSON."""

    most: int | None = None

    def __init__(self, outlet: Outlet) -> None:
        self._session, self._out = outlet.session, outlet.out
        # Nothing before the first problem: a package that cannot be opened leaves stdout empty.
        self._before = '{"problems": ['

    def problem(self, shown: Shown) -> None:
        """Write one problem."""
        self._out.write(f"{self._before}\n{as_line(problem_row(self._session, shown))}")
        self._before = ","

    def end(self, report: ValidationReport, left_out: int) -> None:  # noqa: ARG002 - of all formats
        """Close the list, and write the report behind it."""
        rest = report.model_dump_json(by_alias=True)
        opening = "" if self._before == "," else self._before
        self._out.write(f"{opening}\n], {rest[1:]}\n")
