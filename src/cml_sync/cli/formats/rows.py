"""A problem as data, the same in every format that is JSON."""

import json
from typing import Any

from cml_sync.cli.formats.base import Shown
from cml_sync.cli.session import Session


def problem_row(session: Session, shown: Shown) -> dict[str, Any]:
    """The keys and values of one problem; keys are only ever added."""
    problem, excerpt = shown.problem, shown.excerpt
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": session.say(problem.message),
        "hint": session.say(problem.hint) if problem.hint else None,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": place.path or None,
        "id": place.record_id,
        "fingerprint": shown.fingerprint,
        "excerpt": None
        if excerpt is None
        else {"text": excerpt.text, "offset": excerpt.offset, "length": excerpt.length},
    }


def as_line(row: dict[str, Any]) -> str:
    """One line of JSON, in letters and not in escapes."""
    return json.dumps(row, ensure_ascii=False)
