"""``--format html``: one page that needs nothing else, without scripts, to be looked at or sent."""

from itertools import islice
from typing import Final

from cml_sync.cli.diff_formats.base import (
    SIGNS,
    Sheet,
    counted,
    kind_name,
    left_out,
    notes,
    summary,
)
from cml_sync.cli.diff_formats.contrast import contrasted
from cml_sync.cli.formats.page import escape
from cml_sync.jobs.diff import Difference
from cml_sync.messages import text
from cml_sync.packages.diff.change import Change, FieldChange, What

_MOST: Final = 10_000
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = """
:root{color-scheme:light dark;--added:#1a7f37;--removed:#c62828;--changed:#9a6700;--line:#8885}
body{max-width:75rem;margin:1rem auto;padding:0 1rem;font:15px/1.45 system-ui,sans-serif}
h1{font-size:1.3rem}h2{font-size:1.1rem;border-bottom:1px solid var(--line)}
table{border-collapse:collapse}td,th{padding:.1rem .8rem .1rem 0;text-align:left;
vertical-align:top;overflow-wrap:anywhere}td.n{text-align:right}
code{font:13px ui-monospace,monospace}summary{cursor:pointer}details{margin:.2rem 0}
.added>summary{color:var(--added)}.removed>summary{color:var(--removed)}
.changed>summary{color:var(--changed)}del{color:var(--removed);text-decoration:none}
ins{color:var(--added);text-decoration:none}
"""


def write(sheet: Sheet, difference: Difference) -> None:
    """The counts on top, then every record, its fields folded away."""
    session, report = sheet.session, difference.report
    out = sheet.out
    title = session.say(text("What differs"))
    paths = " → ".join(", ".join(map(str, paths)) for paths in (report.old, report.new))
    out.write(
        f'<!DOCTYPE html>\n<html lang="{session.language}">\n<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>cml-sync diff</title><style>{_STYLE}</style></head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n<p><code>{escape(paths)}</code></p>\n"
        f"<p><b>{escape(session.say(summary(report)))}</b></p>\n"
    )
    for note in notes(report):
        out.write(f"<p>{escape(session.say(note))}</p>\n")
    if report.kinds:
        _counts(sheet, difference)
    rows = {row.kind: row for row in report.kinds}
    most = _MOST if sheet.most is None else sheet.most
    kind, count = "", 0
    for change in islice(difference.changes(), most):
        if change.kind != kind:
            kind = change.kind
            out.write(f"<h2>{escape(counted(session, rows[kind]))}</h2>\n")
        _record(sheet, change)
        count += 1
    if more := left_out(report, count):
        out.write(f"<p>{escape(session.say(more))}</p>\n")
    out.write("</body></html>\n")


def _counts(sheet: Sheet, difference: Difference) -> None:
    session = sheet.session
    words = (text("kind"), text("added"), text("removed"), text("changed"))
    heads = "".join(f"<th>{escape(session.say(word))}</th>" for word in words)
    sheet.out.write(f"<table>\n<tr>{heads}</tr>\n")
    for row in difference.report.kinds:
        numbers = (row.added, row.removed, row.changed)
        cells = "".join(f'<td class="n">{number}</td>' for number in numbers)
        sheet.out.write(f"<tr><td>{escape(kind_name(session, row.kind))}</td>{cells}</tr>\n")
    sheet.out.write("</table>\n")


def _record(sheet: Sheet, change: Change) -> None:
    opened = " open" if change.what is What.CHANGED else ""
    title = f" {escape(change.title)}" if change.title else ""
    sheet.out.write(
        f'<details class="{change.what.value}"{opened}><summary>{SIGNS[change.what]} '
        f"<code>{escape(change.key)}</code>{title}</summary>\n<table>\n"
    )
    for row in change.fields:
        sheet.out.write(f"{_field(sheet, change, row)}\n")
    sheet.out.write("</table>\n</details>\n")


def _field(sheet: Sheet, change: Change, row: FieldChange) -> str:
    name = f"<td><code>{escape(row.field)}</code></td>"
    before, after = contrasted(sheet.session, row)
    old = f"<td><del>{escape(before)}</del></td>"
    new = f"<td><ins>{escape(after)}</ins></td>"
    if change.what is What.ADDED:
        return f"<tr>{name}{new}</tr>"
    if change.what is What.REMOVED:
        return f"<tr>{name}{old}</tr>"
    return f"<tr>{name}{old}{new}</tr>"
