"""``--format jsonl``: one problem a line, and the summary in the last one."""

from cml_sync.cli.formats.base import Outlet, Shown
from cml_sync.cli.formats.rows import as_line, problem_row
from cml_sync.jobs.validate import ValidationReport

SCHEMA = "cml-sync.validate-line/1"


class JsonLinesFormat:
    """A reader that does not find the line of type ``summary`` knows that the end is missing."""

    most: int | None = None

    def __init__(self, outlet: Outlet) -> None:
        self._session, self._out = outlet.session, outlet.out

    def problem(self, shown: Shown) -> None:
        """Write one problem."""
        row = {"schema": SCHEMA, "type": "problem", **problem_row(self._session, shown)}
        self._out.write(f"{as_line(row)}\n")

    def end(self, report: ValidationReport, left_out: int) -> None:
        """Write the last line."""
        summary = report.model_dump(mode="json", by_alias=True)
        row = {**summary, "schema": SCHEMA, "type": "summary", "left_out": left_out}
        self._out.write(f"{as_line(row)}\n")
