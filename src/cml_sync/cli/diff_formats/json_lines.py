"""``--format jsonl``: one changed record a line, and the counts in the last one."""

from itertools import islice
from typing import Final

from cml_sync.cli.diff_formats.base import Sheet
from cml_sync.cli.diff_formats.rows import as_line, change_row
from cml_sync.jobs.diff import Difference

SCHEMA: Final = "cml-sync.diff-line/1"


def write(sheet: Sheet, difference: Difference) -> None:
    """A reader that does not find the line of type ``summary`` knows that the end is missing."""
    for change in islice(difference.changes(), sheet.most):
        row = {"schema": SCHEMA, "type": "change", **change_row(change)}
        sheet.out.write(f"{as_line(row)}\n")
    report = difference.report.model_dump(mode="json", by_alias=True)
    sheet.out.write(f"{as_line({**report, 'schema': SCHEMA, 'type': 'summary'})}\n")
