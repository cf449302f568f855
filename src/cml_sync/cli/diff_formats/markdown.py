"""``--format markdown``: for a pull request or the summary of a job.

What comes from the files stands in code spans: nothing of it is markup, a link or a mention. A
comment may hold 65,536 characters, so the table of counts comes first, and what does not fit is
counted.
"""

import re
from typing import Final

from cml_sync.cli.diff_formats.base import SIGNS, Sheet, kind_name, left_out, notes, summary
from cml_sync.cli.diff_formats.contrast import contrasted
from cml_sync.cli.show import one_line
from cml_sync.jobs.diff import Difference
from cml_sync.messages import shortened, text, text_n
from cml_sync.packages.diff.change import Change, What

MOST_CHARACTERS: Final = 65_000
_RESERVE: Final = 400
"""For the end of the details and the line that counts what is left out."""
_LONGEST: Final = 120
_FIELDS: Final = 40
_TICKS: Final = re.compile(r"`+")


def write(sheet: Sheet, difference: Difference) -> None:
    """The counts as a table, the changes by kind to be opened."""
    session = sheet.session
    head = _head(sheet, difference)
    sheet.out.write(head)
    room = MOST_CHARACTERS - _RESERVE - len(head)
    kind, count = "", 0
    most = sheet.most
    for change in difference.changes():
        block = _record(sheet, change)
        if change.kind != kind:
            name = kind_name(session, change.kind)
            opening = f"\n<details><summary>{name}</summary>\n\n"
            block = ("\n</details>\n" if kind else "") + opening + block
        if len(block) > room or (most is not None and count >= most):
            break
        kind = change.kind
        room -= len(block)
        count += 1
        sheet.out.write(block)
    if kind:
        sheet.out.write("\n</details>\n")
    if note := left_out(difference.report, count):
        sheet.out.write(f"\n{session.say(note)}\n")


def _head(sheet: Sheet, difference: Difference) -> str:
    session, report = sheet.session, difference.report
    old, new = (", ".join(map(str, paths)) for paths in (report.old, report.new))
    lines = [
        f"### cml-sync diff {code(old)} → {code(new)}",
        "",
        f"**{session.say(summary(report))}**",
    ]
    lines += [f"\n> {one_line(_unmarked(session.say(note)))}" for note in notes(report)]
    if report.kinds:
        words = (text("kind"), text("added"), text("removed"), text("changed"))
        lines += ["", f"| {' | '.join(map(session.say, words))} |", "|---|---:|---:|---:|"]
        lines += [
            f"| {kind_name(session, row.kind)} | {row.added} | {row.removed} | {row.changed} |"
            for row in report.kinds
        ]
    return "\n".join(lines) + "\n"


def _record(sheet: Sheet, change: Change) -> str:
    title = f" {code(change.title)}" if change.title else ""
    lines = [f"- **{SIGNS[change.what]}** {code(change.key)}{title}"]
    if change.what is What.CHANGED:
        for row in change.fields[:_FIELDS]:
            old, new = contrasted(sheet.session, row, _LONGEST)
            lines.append(f"  - {code(row.field)}: {code(old)} → {code(new)}")
        if len(change.fields) > _FIELDS:
            rest = len(change.fields) - _FIELDS
            more = text_n("… and {count} more field", "… and {count} more fields", rest)
            lines.append(f"  - {sheet.session.say(more)}")
    return "\n".join(lines) + "\n"


def code(words: str) -> str:
    """Words as a code span, whatever stands in them."""
    line = shortened(" ".join(one_line(words).split()), _LONGEST) or " "
    longest = max((len(found) for found in _TICKS.findall(line)), default=0)
    fence = "`" * (longest + 1)
    inner = f" {line} " if line.startswith("`") or line.endswith("`") else line
    return f"{fence}{inner}{fence}"


def _unmarked(words: str) -> str:
    """A sentence of ours that holds a name from a file: its code spans stay, nothing else acts."""
    return re.sub(r"[<>|@#\[\]]", lambda found: f"&#{ord(found[0])};", words)
