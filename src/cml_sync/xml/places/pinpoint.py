"""Where the way to an element enters a line that was looked up again.

Rules may know of a record or of a section only its line, and the path of what is in it. From the
tag that is found here on, `spots` follows the path through the bytes.
"""

import re
from typing import Final

REACH: Final = 64 * 1024
"""So many bytes behind the start of a line are looked through."""


def entrance(path: str, line: str, at: int | None = None) -> tuple[int, str] | None:
    """Where the first element of `path` that begins in `line` does, and the path from there on.

    None where none begins in it, or more than one thing that it may mean; `at` says which one,
    where it is known.
    """
    steps = path.split("/")
    for number, step in enumerate(steps):
        name = re.escape(step.partition("[")[0])
        found = [one.start() for one in re.finditer(rf"<{name}(?=[\s/>])", line)]
        if at is not None:
            found = [start for start in found if start == at]
        if found:
            return (found[0], "/".join(steps[number + 1 :])) if len(found) == 1 else None
    return None
