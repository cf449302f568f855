"""Measures ways to do one piece of work, each in a process of its own, and holds them to bounds.

The ways take turns, so that a busy machine slows all of them alike; the medians are compared. What
a process needs to start is measured the same way and taken off. Only ratios mean anything: seconds
are of this machine and of this minute.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

ROOT: Final = Path(__file__).parents[1]
_RSS_UNIT: Final = 1024**2 if sys.platform == "darwin" else 1024  # of ru_maxrss, in a MiB
_LEAST: Final = 1e-6  # seconds: no ratio is made of less


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do the work.

    Attributes:
        title: in the table.
        command: of the process that does it.
        start_up: of a process that does next to nothing of it; what it uses is taken off.
        answer: what the process must print; anything else means that it did something else.
        records: how many it goes through; 0: there are none to speak of.
        size: of what it reads, in bytes.
        exit_code: what it must end with.
    """

    title: str
    command: tuple[str, ...]
    start_up: tuple[str, ...] | None = None
    answer: str | None = None
    records: int = 0
    size: int = 0
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Used:
    """What processes used: one, or the medians of many.

    Attributes:
        user: CPU seconds in user mode, those of child processes included.
        wall: seconds by the clock.
        peak: the most memory that one of its processes held, in MiB; never less than the process
            that measures holds.
    """

    user: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Bound:
    """What must hold.

    Attributes:
        title: what is compared with what.
        value: as measured.
        limit: the most it may be, or the least.
        at_least: the limit is the least.
        unit: behind the numbers.
    """

    title: str
    value: float
    limit: float
    at_least: bool = False
    unit: str = "×"

    @property
    def holds(self) -> bool:
        """Whether it does."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        """One line of the table of bounds."""
        sign = "≥" if self.at_least else "≤"
        says = "holds" if self.holds else "MISSED"
        return (
            f"{self.title:58}{self.value:9.2f}{self.unit}  {sign} {self.limit:g}{self.unit} {says}"
        )


@dataclass(frozen=True, slots=True)
class Options:
    """How much is measured.

    Attributes:
        records: in a file.
        rounds: how often each way is run.
        folder: for the files; is removed afterwards.
    """

    records: int
    rounds: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Suite:
    """Some measurements that belong together.

    Attributes:
        name: on the command line.
        run: measures, prints its tables, says what must hold.
    """

    name: str
    run: Callable[[Options], Iterable[Bound]]


def python(*arguments: str | Path) -> tuple[str, ...]:
    """The command that runs this Python with `arguments`."""
    return (sys.executable, *map(str, arguments))


def run(way: Way, command: Sequence[str]) -> Used:
    """Runs one process to its end.

    Raises:
        SystemExit: it did not do what it should.
    """
    with tempfile.TemporaryFile() as output:
        begun = perf_counter()
        process = subprocess.Popen(command, stdout=output, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)  # tells of this process and of its children
        wall = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode().strip()
    if command is way.command:
        if process.returncode != way.exit_code:
            sys.exit(f"{way.title}: exit code {process.returncode}")
        if way.answer is not None and said != way.answer:
            sys.exit(f"{way.title}: said {said!r}, not {way.answer!r}")
    return Used(usage.ru_utime, wall, usage.ru_maxrss / _RSS_UNIT)


def measured(ways: Sequence[Way], rounds: int) -> list[Used]:
    """The medians of each way, start-up taken off (but not of the memory)."""
    runs: list[list[Used]] = [[] for _ in ways]
    starts: list[list[Used]] = [[] for _ in ways]
    for _ in range(rounds):
        for number, way in enumerate(ways):
            if way.start_up is not None:
                starts[number].append(run(way, way.start_up))
            runs[number].append(run(way, way.command))
    return [_off(_medians(full), _medians(start)) for full, start in zip(runs, starts, strict=True)]


def _medians(runs: Sequence[Used]) -> Used:
    if not runs:
        return Used(0.0, 0.0, 0.0)
    return Used(
        median(one.user for one in runs),
        median(one.wall for one in runs),
        median(one.peak for one in runs),
    )


def _off(full: Used, start: Used) -> Used:
    return Used(max(full.user - start.user, _LEAST), max(full.wall - start.wall, _LEAST), full.peak)


def table(title: str, ways: Sequence[Way], used: Sequence[Used]) -> str:
    """One line per way; the first is what the others are compared with."""
    heads = ("user s", "wall s", "µs/record", "MB/s", "× first", "peak MiB")
    lines = [title, " " * 36 + "".join(f"{head:>10}" for head in heads)]
    for way, one in zip(ways, used, strict=True):
        each = f"{one.user / way.records * 1e6:.1f}" if way.records else ""
        speed = f"{way.size / one.user / 1e6:.0f}" if way.size else ""
        lines.append(
            f"  {way.title:34}{one.user:10.2f}{one.wall:10.2f}{each:>10}{speed:>10}"
            f"{one.user / used[0].user:10.2f}{one.peak:10.0f}"
        )
    return "\n".join(lines) + "\n"
