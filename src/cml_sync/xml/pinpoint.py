"""Where exactly an element stands, found by its path from the start of its record.

Rules know records as models: the line of the record and the path below it. A second look at the
file finds line and column of the element itself.
"""

import re
from dataclasses import replace
from typing import Final

from cml_sync.problems import Place

REACH: Final = 64 * 1024
"""So many characters behind the start of a record are looked through."""

_STEP: Final = re.compile(r"(?P<name>@?[^\[\]@]+)(?:\[(?P<number>\d+)\])?")
_TAG: Final = re.compile(
    r"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)
    |<(?P<closing>/?)(?P<tag>[^\s<>/="'!?]+)(?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""",
    re.DOTALL | re.VERBOSE,
)

Step = tuple[str, int]


def steps_below(path: str, words: str, at: int | None = None) -> tuple[int, list[Step]] | None:
    """Where the record begins in the first line of `words`, and the steps from it to the element.

    None where none of the path begins in the line, or more than one thing that it may mean; `at`
    says which one, where it is known.
    """
    line = words.split("\n", 1)[0]
    steps = [_step(part) for part in path.split("/")]
    for number, (name, _) in enumerate(steps):
        found = [one.start() for one in re.finditer(rf"<{re.escape(name)}(?=[\s/>])", line)]
        if at is not None:
            found = [start for start in found if start == at]
        if found:
            return (found[0], steps[number + 1 :]) if len(found) == 1 else None
    return None


def found_below(words: str, start: int, steps: list[Step]) -> int | None:
    """Where the element is to which `steps` lead from the tag at `start`; None if it is not there.

    Of an attribute, where its name begins.
    """
    if not steps:
        return start
    depth = 0  # of what is open below the record
    reached = 0  # so many steps are done
    count = 0
    for tag in _TAG.finditer(words, start):
        if tag["tag"] is None:
            continue
        if tag["closing"]:
            depth -= 1
            if depth <= reached:  # what was reached ends: what was looked for is not in it
                return None
            continue
        is_step = tag.start() == start
        if not is_step and depth == reached + 1 and tag["tag"] == steps[reached][0]:
            count += 1
            is_step = count == steps[reached][1]
            if is_step:
                reached, count = reached + 1, 0
        if reached == len(steps):
            return tag.start()
        is_empty = tag["rest"].endswith("/")
        if is_step and (is_empty or steps[reached][0].startswith("@")):
            return _attribute(tag, steps[reached][0])
        depth += not is_empty
    return None


def moved(place: Place, words: str, at: int) -> Place:
    """The place `at` characters behind the start of the line of `place`."""
    before = words[:at]
    lines = before.count("\n")
    column = at - before.rfind("\n")
    return replace(place, line=(place.line or 1) + lines, column=column)


def _attribute(tag: re.Match[str], step: str) -> int | None:
    if not step.startswith("@"):
        return None
    found = re.compile(rf"(?<=\s){re.escape(step[1:])}(?=\s*=)").search(
        tag.string, tag.start("rest"), tag.end("rest")
    )
    return found.start() if found else None


def _step(part: str) -> Step:
    found = _STEP.fullmatch(part)
    return (found["name"], int(found["number"] or 1)) if found else (part, 1)
