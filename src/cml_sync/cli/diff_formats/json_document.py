"""``--format json``: one document, written as the changes come."""

from itertools import islice

from cml_sync.cli.diff_formats.base import Sheet
from cml_sync.cli.diff_formats.rows import as_line, change_row
from cml_sync.jobs.diff import Difference


def write(sheet: Sheet, difference: Difference) -> None:
    """The changes first, then what they add up to. Cut off in the middle it is no JSON."""
    sheet.out.write('{"changes": [')
    before = ""
    for change in islice(difference.changes(), sheet.most):
        sheet.out.write(f"{before}\n{as_line(change_row(change))}")
        before = ","
    rest = difference.report.model_dump_json(by_alias=True)
    sheet.out.write(f"\n], {rest[1:]}\n")
