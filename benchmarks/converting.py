"""XML to JSON Lines, beside a bare lxml walk over the same file; and the memory it takes.

python -m benchmarks converting
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks import generate
from benchmarks.measure import Bound, Options, Suite, Way, measured, python, table
from benchmarks.reading import PARTS, Part

WITHIN: Final = 2.6
"""How many times the user CPU of the bare walk the way to JSON Lines may take."""
MEMORY: Final = 64.0
"""MiB it may take, however many records there are."""

_FEW: Final = 10  # records: what a process needs for them is its start-up
_MILLION: Final = 1_000_000


def write_lines(path: Path) -> int:
    """The form alone: a folder of JSON Lines of one part; says how many lines of records it has."""
    from cml_sync.packages.forms.jsonl.target import JsonLinesTarget  # noqa: PLC0415 - is measured
    from cml_sync.packages.forms.output import Output  # noqa: PLC0415
    from cml_sync.packages.package import open_package  # noqa: PLC0415

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        place = Path(folder) / "lines"
        with open_package([path]) as package, JsonLinesTarget(Output(place)) as target:
            for part in package.parts:
                with part.read() as reading, target.part(part.relative, reading.header) as lines:
                    for entry in reading:
                        lines.entry(entry)
                    lines.finish(reading.information)
        manifest = json.loads((place / "manifest.json").read_bytes())
        return max(int(file["count"]) for file in manifest["files"])


def _ways(part: Part, count: int, folder: Path) -> list[Way]:
    full = generate.file(folder, part.kind, count)
    few = generate.file(folder, part.kind, _FEW)
    place = folder / f"{part.kind}-lines"
    command = ("-m", "cml_sync", "-q", "convert", "--to", "jsonl", "--replace", "-o", place)
    return [
        Way(
            title=title,
            command=python(*words, full),
            start_up=python(*words, few),
            answer=str(count) if counted else None,
            records=count,
            size=full.stat().st_size,
        )
        for title, words, counted in (
            ("lxml iterparse + clear", ("-m", "benchmarks.reading", "bare", part.kind), True),
            ("the form alone", ("-m", "benchmarks.converting"), True),
            ("convert --to jsonl, proved", command, False),
        )
    ]


def run(options: Options) -> Iterator[Bound]:
    """Every kind of part; then the memory, of a million offers with ``BENCH_FULL=1``."""
    for part in PARTS.values():
        count = max(int(options.records * part.share), 1)
        bare, _, ours = used = measured(ways := _ways(part, count, options.folder), options.rounds)
        print(table(f"{part.kind}: {count} records", ways, used))
        yield Bound(f"{part.kind}: convert --to jsonl / bare walk", ours.user / bare.user, WITHIN)
    count = _MILLION if os.environ.get("BENCH_FULL") else options.records
    ways = _ways(PARTS["offers"], count, options.folder)[2:]
    used = measured(ways, 1)
    print(table(f"offers: memory of convert, {count} records", ways, used))
    yield Bound(f"offers: memory of convert, {count} records", used[0].peak, MEMORY, unit=" MiB")


SUITE: Final = Suite("converting", run)


def main(arguments: Sequence[str]) -> None:
    """The inside of one process."""
    (path,) = arguments
    print(write_lines(Path(path)))


if __name__ == "__main__":
    main(sys.argv[1:])
