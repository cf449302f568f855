"""How fast a package of offers is read, beside a bare lxml walk over the same file in the same run.

Each measurement is a process of its own; the kinds take turns, so that a busy machine slows all of
them alike; the medians are shown. What a process needs to start (measured by one that only imports)
is taken off. Compare ratios, not seconds: seconds are of this machine and of this minute.

    python -m benchmarks.reading --records 100000 --rounds 5
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import generate

RECORD: Final = "Предложение"
ROOT: Final = Path(__file__).parents[1]
MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What one process used.

    Attributes:
        user: CPU seconds in user mode, start-up included.
        peak: the most memory it had, in MiB.
        records: how many it met.
    """

    user: float
    peak: float
    records: int


def walk_bare(path: Path | None) -> int:
    """Only lxml: every record as a tree, looked at by nobody."""
    from lxml import etree  # noqa: PLC0415 - what is imported is part of the measurement

    if path is None:
        return 0
    count = 0
    with path.open("rb") as file:
        for _, element in etree.iterparse(file, tag=f"{{{generate.NAMESPACE}}}{RECORD}"):
            count += 1
            element.clear()
    return count


def read_records(path: Path | None) -> int:
    """Our reader: every record as a validated model, problems gathered."""
    from cml_sync.model.kinds import Kind  # noqa: PLC0415 - as above
    from cml_sync.xml.entries import RecordRead  # noqa: PLC0415
    from cml_sync.xml.reader import open_part  # noqa: PLC0415

    if path is None:
        return 0
    count = 0
    with path.open("rb") as file:
        for entry in open_part(file, path.name):
            if isinstance(entry, RecordRead) and entry.kind is Kind.OFFER:
                count += 1
    return count


WAYS: Final[dict[str, tuple[str, Callable[[Path | None], int]]]] = {
    "bare": ("lxml iterparse + clear", walk_bare),
    "ours": ("cml-sync to validated records", read_records),
}


def measure(way: str, path: Path | None) -> Measured:
    """Runs one way in a process of its own; without `path` only its imports."""
    module = ["-m", "benchmarks.reading"]
    command = [sys.executable, *module, "--worker", way, *([str(path)] if path else [])]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return Measured(**json.loads(done.stdout))


def work(way: str, path: Path | None) -> None:
    """The inside of such a process: does the work and says what it took."""
    count = WAYS[way][1](path)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    peak = usage.ru_maxrss / 1024 if sys.platform == "linux" else usage.ru_maxrss / MIB
    print(json.dumps({"user": usage.ru_utime, "peak": peak, "records": count}))


def run(path: Path, rounds: int) -> dict[str, tuple[list[Measured], list[Measured]]]:
    """Start-ups and readings of every way, taking turns."""
    results: dict[str, tuple[list[Measured], list[Measured]]] = {way: ([], []) for way in WAYS}
    for _ in range(rounds):
        for way, (starts, readings) in results.items():
            starts.append(measure(way, None))
            readings.append(measure(way, path))
    return results


def table(results: dict[str, tuple[list[Measured], list[Measured]]], size: int) -> str:
    """The medians, one line per way."""
    lines = [f"{'':32}{'user s':>9}{'µs/record':>11}{'MB/s':>7}{'× bare':>8}{'peak MiB':>10}"]
    base: float | None = None
    for way, (starts, readings) in results.items():
        start = median(one.user for one in starts)
        seconds = max(median(one.user for one in readings) - start, 1e-9)
        base = base or seconds
        records = readings[0].records
        lines.append(
            f"{WAYS[way][0]:32}{seconds:9.2f}{seconds / records * 1e6:11.1f}"
            f"{size / seconds / 1e6:7.0f}{seconds / base:8.2f}"
            f"{median(one.peak for one in readings):10.0f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Generates, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--records", type=int, default=int(os.environ.get("BENCH_RECORDS", "100000"))
    )
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("BENCH_ROUNDS", "5")))
    parser.add_argument("--worker", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("path", nargs="?", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.worker:
        work(options.worker, options.path)
        return
    with tempfile.TemporaryDirectory(prefix="cml-sync-bench-") as folder:
        path = Path(folder) / "offers0_1.xml"
        with path.open("wb") as file:
            generate.write(file, "offers", options.records)
        size = path.stat().st_size
        print(
            f"{options.records} offers with three prices and three warehouses each, "
            f"{size / 1e6:.0f} MB; medians of {options.rounds} rounds, user CPU, start-up taken off"
        )
        results = run(path, options.rounds)
    counted = {readings[0].records for _, readings in results.values()}
    if counted != {options.records}:
        sys.exit(f"the ways met {counted} records of {options.records}")
    print(table(results, size))


if __name__ == "__main__":
    main(sys.argv[1:])
