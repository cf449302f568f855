"""Problems on the screen and as JSON."""

from typing import Any, Final

from cml_sync.cli.session import Session
from cml_sync.cli.show import clean
from cml_sync.messages import Text, text
from cml_sync.problems import Problem, Severity

SEVERITIES: Final[dict[str, Text]] = {
    Severity.ERROR: text("error"),
    Severity.WARNING: text("warning"),
    Severity.ADVICE: text("advice"),
}


def problem_lines(session: Session, problem: Problem) -> str:
    """``file:line:column: severity[code]: sentence``, the path and `Ид`, and the next step."""
    place = problem.place
    label = session.say(SEVERITIES[problem.severity])
    where = f"{place}: " if str(place) else ""
    lines = [f"{where}{label}[{problem.code}]: {session.say(problem.message)}"]
    if place.path or place.record_id:
        at = f"Ид {place.record_id}" if place.record_id else ""
        lines.append("  " + " · ".join(part for part in (place.path, at) if part))
    if problem.hint is not None:
        lines.append(f"  {session.say(text('hint'))}: {session.say(problem.hint)}")
    return "\n".join(clean(line) for line in lines)


def problem_json(session: Session, problem: Problem) -> dict[str, Any]:
    """The same as data; fields are only ever added."""
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
    }
