"""What `validate` finds in every real file: by the hash of the file, so that no file need be kept.

`findings.json` was read through file by file; a change of it is looked at in the same way. It is
written anew by ``python -m tests.corpus.findings``.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cml_sync.checks.selection import Selection
from cml_sync.errors import FindingsError
from cml_sync.jobs.validate import validate
from cml_sync.problems import Problem

CORPUS: Final = Path(__file__).parents[3] / "shared" / "corpus" / "files"
SNAPSHOT: Final = Path(__file__).with_name("findings.json")

Found = dict[str, list[str | int]]
"""By code: how many, and ``line:column`` of the first."""


def files() -> list[Path]:
    """Every real file; none where they are not beside the repository."""
    return sorted(path for path in CORPUS.rglob("*") if path.is_file())


def digest(path: Path) -> str:
    """The name of a file in the snapshot."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def findings(path: Path) -> Found:
    """What is found in a file that is checked alone, advice included."""
    found: Found = {}

    def note(problem: Problem) -> None:
        count, first = found.get(problem.code, [0, _spot(str(problem.place))])
        found[problem.code] = [int(count) + 1, first]

    try:
        validate([path], on_problem=note, selection=Selection())
    except FindingsError as error:
        return {error.code: [1, _spot(str(error.place or ""))]}
    return dict(sorted(found.items()))


def _spot(place: str) -> str:
    """``line:column`` of ``file:line:column``, as far as known."""
    return ":".join(part for part in place.split(":")[1:] if part.isdecimal())


def expected() -> dict[str, Found]:
    """The snapshot."""
    read: dict[str, Found] = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    return read


def _lines(found: dict[str, Found]) -> Iterator[str]:
    """One file a line: a change shows as what it is."""
    last = len(found) - 1
    for number, (name, codes) in enumerate(sorted(found.items())):
        yield f"{json.dumps(name)}: {json.dumps(codes)}" + ("," if number < last else "")


def main() -> None:
    """Write the snapshot."""
    found = {digest(path): findings(path) for path in files()}
    SNAPSHOT.write_text("\n".join(("{", *_lines(found), "}")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
