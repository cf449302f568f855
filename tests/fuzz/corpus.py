"""Mutants of every real file: each is read with problems, cleanly, or refused; none takes long."""

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same mutants every time
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tests.fuzz.mutator import mutate

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.errors import CmlSyncError
from cml_sync.jobs.validate import validate

if TYPE_CHECKING:
    from cml_sync.problems import Problem

MUTANTS: Final = 200
SECONDS: Final = 5.0
CORPUS: Final = Path(__file__).parents[3] / "shared" / "corpus" / "files"
FILES: Final = sorted(path for path in CORPUS.rglob("*") if path.suffix.lower() == ".xml")
LARGE: Final = 90_000
"""Of a longer file a stretch of so many bytes is mutated, with its start and its end around it."""


@dataclass
class Outcome:
    """What came of some mutants."""

    mutants: int = 0
    read: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    broken: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Count those of `other` as well."""
        self.mutants += other.mutants
        self.read += other.read
        self.refused += other.refused
        self.slowest = max(self.slowest, other.slowest)
        self.broken += other.broken


def mutants(data: bytes, name: str, numbers: Iterable[int]) -> Iterable[tuple[int, bytes]]:
    """The mutants of a file with these numbers, always the same."""
    for number in numbers:
        random = Random(f"{name} {number}")  # noqa: S311 - repeatable, not secret
        yield number, mutate(_part_of(data, random), random)


def _part_of(data: bytes, random: Random) -> bytes:
    if len(data) <= LARGE:
        return data
    third = LARGE // 3
    start = random.randrange(third, len(data) - 2 * third)
    return data[:third] + data[start : start + third] + data[-third:]


def try_file(path: Path, numbers: Sequence[int]) -> Outcome:
    """Validate mutants of one file, at the strictest level."""
    outcome = Outcome()
    name = path.relative_to(CORPUS).as_posix()
    with TemporaryDirectory(prefix="cml-sync-mutants-") as folder:
        place = Path(folder) / path.name
        for number, data in mutants(path.read_bytes(), name, numbers):
            place.write_bytes(data)
            begun = time.perf_counter()
            fault = _fault(place, outcome)
            took = time.perf_counter() - begun
            outcome.slowest = max(outcome.slowest, took)
            outcome.mutants += 1
            if took > SECONDS:
                fault = fault or f"took {took:.1f} s"
            if fault:
                outcome.broken.append((name, number, fault))
    return outcome


def _fault(path: Path, outcome: Outcome) -> str:
    problems: list[Problem] = []
    try:
        report = validate([path], on_problem=problems.append, selection=Selection(Level.STRICT))
        outcome.read += 1
        if report.errors + report.warnings + report.advice != len(problems):
            return "the counts do not fit the problems"
        if not all(str(problem.message) for problem in problems):
            return "a problem without words"
    except CmlSyncError as error:
        outcome.refused += 1
        return "" if str(error) else "an error without words"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return f"{type(error).__name__}: {error}"
    return ""


def mutate_all(count: int, processes: int) -> Outcome:
    """`count` mutants of every real file, the files shared among processes."""
    begun = time.perf_counter()
    outcome = Outcome()
    by_size = sorted(FILES, key=lambda path: path.stat().st_size, reverse=True)
    with ProcessPoolExecutor(processes) as pool:
        for one in pool.map(try_file, by_size, [range(count)] * len(by_size)):
            outcome.add(one)
    outcome.seconds = time.perf_counter() - begun
    return outcome
