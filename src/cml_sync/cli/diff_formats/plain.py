"""``--format text``: for people: records by kind, each field as old → new."""

from typing import Final

import click

from cml_sync.cli.diff_formats.base import (
    SIGNS,
    Sheet,
    counted,
    headline,
    left_out,
)
from cml_sync.cli.diff_formats.contrast import contrasted
from cml_sync.jobs.diff import Difference
from cml_sync.packages.diff.change import Absent, Change, What

_COLOURS: Final = {What.ADDED: "green", What.REMOVED: "red", What.CHANGED: "yellow"}


def write(sheet: Sheet, difference: Difference) -> None:
    """The changes by kind; of an added or removed record only that it is so."""
    rows = {row.kind: row for row in difference.report.kinds}
    if sheet.most == 0:
        for row in rows.values():
            sheet.out.write(f"{counted(sheet.session, row)}\n")
        return
    kind, count = "", 0
    for change in difference.changes():
        if sheet.most is not None and count >= sheet.most:
            break
        if change.kind != kind:
            kind = change.kind
            title = counted(sheet.session, rows[kind])
            sheet.out.write(f"{_styled(sheet, title, bold=True)}\n")
        _record(sheet, change)
        count += 1
    if note := left_out(difference.report, count):
        sheet.out.write(f"{sheet.session.say(note)}\n")


def _record(sheet: Sheet, change: Change) -> None:
    line = f"{SIGNS[change.what]} {headline(change)}"
    sheet.out.write(f"{_styled(sheet, line, fg=_COLOURS[change.what])}\n")
    if change.what is not What.CHANGED:
        return
    for row in change.fields:
        if isinstance(row.old, Absent) and isinstance(row.new, Absent):
            sheet.out.write(f"    {row.field}\n")
            continue
        before, after = contrasted(sheet.session, row)
        old, new = _styled(sheet, before, fg="red"), _styled(sheet, after, fg="green")
        sheet.out.write(f"    {row.field}: {old} → {new}\n")


def _styled(sheet: Sheet, words: str, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(words, fg=fg, bold=bold) if sheet.colour else words
