"""`cml-sync inspect`: beside the bare walk, with the shape, and its memory.

python -m benchmarks inspecting
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks import generate
from benchmarks.measure import Bound, Options, Suite, Way, measured, python, table
from benchmarks.reading import PARTS, READERS, TITLES, Part

WITHIN: Final = 3.0
"""How many times the user CPU of the bare walk `inspect` may take."""
SHAPED: Final = 4.5
"""How many times with ``--shape``, which looks at every value."""
MEMORY: Final = 64.0
"""MiB that a million products or offers may take."""

_FEW: Final = 10  # records: what a process needs for them is its start-up
_MILLION: Final = 1_000_000


def _read(part: Part, reader: str, count: int, folder: Path) -> Way:
    full = generate.file(folder, part.kind, count)
    few = generate.file(folder, part.kind, _FEW)
    return Way(
        title=TITLES[reader],
        command=python("-m", "benchmarks.reading", reader, part.kind, full),
        start_up=python("-m", "benchmarks.reading", reader, part.kind, few),
        answer=str(count),
        records=count,
        size=full.stat().st_size,
    )


def _inspect(part: Part, count: int, folder: Path, more: Sequence[str] = ()) -> Way:
    full = generate.file(folder, part.kind, count)
    few = generate.file(folder, part.kind, _FEW)
    command = ("-m", "cml_sync", "-q", "--output", "json", "inspect", *more)
    return Way(
        title=" ".join(("inspect", *more[:1])),
        command=python(*command, full),
        start_up=python(*command, few),
        records=count,
        size=full.stat().st_size,
    )


def run(options: Options) -> Iterator[Bound]:
    """Every kind of part, then the memory; of a million with ``BENCH_FULL=1``."""
    shape = ("--shape", str(options.folder / "shape.json"))
    for part in PARTS.values():
        count = max(int(options.records * part.share), 1)
        ways = [
            *(_read(part, reader, count, options.folder) for reader in READERS),
            _inspect(part, count, options.folder),
            _inspect(part, count, options.folder, shape),
        ]
        used = measured(ways, options.rounds)
        print(table(f"{part.kind}: {count} records", ways, used))
        bare, _, plain, shaped = (one.user for one in used)
        yield Bound(f"{part.kind}: inspect / bare walk", plain / bare, WITHIN)
        yield Bound(f"{part.kind}: inspect --shape / bare walk", shaped / bare, SHAPED)
    for kind in ("offers", "catalog"):
        yield from _memory(PARTS[kind], options, shape)


def _memory(part: Part, options: Options, shape: Sequence[str]) -> Iterator[Bound]:
    count = _MILLION if os.environ.get("BENCH_FULL") else options.records
    ways = [
        _inspect(part, count, options.folder),
        _inspect(part, count, options.folder, shape),
        _inspect(part, count, options.folder, ("--tree", "--sample", "5", "--find", "nothing")),
    ]
    used = measured(ways, 1)
    print(table(f"{part.kind}: memory of {count} records", ways, used))
    peak = max(one.peak for one in used)
    yield Bound(f"{part.kind}: memory of inspect, {count} records", peak, MEMORY, unit=" MiB")


SUITE: Final = Suite("inspecting", run)
