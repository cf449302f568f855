"""`cml-sync validate`: with every rule, in two processes, its memory, and what it needs to start.

python -m benchmarks validating jobs memory starting
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import generate
from benchmarks.measure import Bound, Options, Suite, Way, measured, python, table
from benchmarks.reading import PARTS, Part

WITHIN: Final = 3.2
"""How many times the user CPU of the bare walk `validate --level business` may take."""
TOGETHER: Final = 1.15
"""How many times the wall time of the bare walk parse and validation may take in two processes."""
FLAT: Final = 1.1
"""How much more memory ten times the records may take, where nothing refers to anything."""
MEMORY: Final = {"structure": 64.0, "business": 160.0}
"""MiB that a million offers may take, by level."""
VERSION: Final = 5.0
"""How many times the wall time of `python -c pass` the version may take."""
SMALL: Final = 20.0
"""How many times the wall time of `python -c pass` it may take to validate a small file."""

_FEW: Final = 10  # records: what a process needs for them is its start-up
_MILLION: Final = 1_000_000


def _bare(part: Part, count: int, folder: Path) -> Way:
    full = generate.file(folder, part.kind, count)
    few = generate.file(folder, part.kind, _FEW)
    return Way(
        title="lxml iterparse + clear",
        command=python("-m", "benchmarks.reading", "bare", part.kind, full),
        start_up=python("-m", "benchmarks.reading", "bare", part.kind, few),
        answer=str(count),
        records=count,
        size=full.stat().st_size,
    )


def _validate(part: Part, count: int, folder: Path, level: str, jobs: int = 1) -> Way:
    full = generate.file(folder, part.kind, count)
    few = generate.file(folder, part.kind, _FEW)
    command = ("-m", "cml_sync", "-q", "validate", "--level", level, "--jobs", str(jobs))
    return Way(
        title=f"validate --level {level} --jobs {jobs}",
        command=python(*command, full),
        start_up=python(*command, few),
        records=count,
        size=full.stat().st_size,
    )


def run_levels(options: Options) -> Iterator[Bound]:
    """Every kind of part, with every rule of the usual level."""
    for part in PARTS.values():
        count = max(int(options.records * part.share), 1)
        ways = [
            _bare(part, count, options.folder),
            _validate(part, count, options.folder, "business"),
        ]
        bare, ours = used = measured(ways, options.rounds)
        print(table(f"{part.kind}: {count} records", ways, used))
        yield Bound(f"{part.kind}: validate / bare walk", ours.user / bare.user, WITHIN)


def run_jobs(options: Options) -> Iterator[Bound]:
    """Offers, in one process and in two."""
    part = PARTS["offers"]
    count = options.records
    ways = [
        _bare(part, count, options.folder),
        *(
            _validate(part, count, options.folder, level, jobs)
            for level in ("structure", "business")
            for jobs in (1, 2)
        ),
    ]
    used = measured(ways, options.rounds)
    print(table(f"{part.kind}: {count} records", ways, used))
    wall = used[2].wall / used[0].wall
    yield Bound("offers: wall time of two processes / bare walk", wall, TOGETHER)


def run_memory(options: Options) -> Iterator[Bound]:
    """Offers: ten times the records in as much memory; a million of them with ``BENCH_FULL=1``."""
    part = PARTS["offers"]
    for level, most in MEMORY.items():
        counts = [max(options.records // 10, 1), options.records]
        if os.environ.get("BENCH_FULL"):
            counts.append(_MILLION)
        ways = [_validate(part, count, options.folder, level) for count in counts]
        used = measured(ways, 1)
        print(table(f"{part.kind}: memory at --level {level}", ways, used))
        if level == "structure":
            title = f"offers: memory of {counts[1]} / of {counts[0]} records"
            yield Bound(title, used[1].peak / used[0].peak, FLAT)
        title = f"offers: memory of {counts[-1]} records, --level {level}"
        yield Bound(title, used[-1].peak, most, unit=" MiB")


def run_starting(options: Options) -> Iterator[Bound]:
    """What somebody waits for who only asks for the version, or has a small file."""
    small = generate.file(options.folder, "offers", 1)
    script = str(Path(sys.executable).with_name("cml-sync"))  # as installed, and as people call it
    ways = [
        Way(title="python -c pass", command=python("-c", "pass")),
        Way(title="cml-sync --version", command=(script, "--version")),
        Way(title="cml-sync validate", command=(script, "-q", "validate", str(small))),
    ]
    used = measured(ways, 4 * options.rounds + 1)
    print(table("start-up", ways, used))
    nothing, version, validate = (one.wall for one in used)
    yield Bound("wall time of --version / python -c pass", version / nothing, VERSION)
    yield Bound("wall time of a small file / python -c pass", validate / nothing, SMALL)


SUITES: Final = (
    Suite("validating", run_levels),
    Suite("jobs", run_jobs),
    Suite("memory", run_memory),
    Suite("starting", run_starting),
)
