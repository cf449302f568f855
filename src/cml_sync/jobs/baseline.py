"""Problems that are known and put up with: left out, so that new ones are seen.

The file holds nothing that tells whose data it is: of ids and values only a digest
(`cml_sync.jobs.fingerprint`).
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cml_sync.jobs.fingerprint import PartNames, fingerprint, steady_path
from cml_sync.packages.package import Package
from cml_sync.problems import Problem

SCHEMA = "cml-sync.baseline/1"


class KnownProblem(BaseModel):
    """Problems that are the same.

    Attributes:
        code: of the finding.
        part: the name inside the package; ``*`` for what changes with every export.
        path: element names from the root down, without the numbers of records.
        fingerprint: sixteen hexadecimal digits.
        count: how often it may occur.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    part: str
    path: str
    fingerprint: str
    count: int = Field(ge=1)


class Baseline(BaseModel):
    """A file of known problems; sorted, so that two of them can be compared line by line."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    schema_name: Literal["cml-sync.baseline/1"] = Field(
        default="cml-sync.baseline/1", alias="schema", frozen=True
    )
    problems: tuple[KnownProblem, ...] = ()


def read_baseline(content: str | bytes) -> Baseline:
    """The baseline in a file. Raises ValueError: it is none, or of a newer program."""
    try:
        return Baseline.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"{where}: {first['msg']}" if where else first["msg"]
        raise ValueError(message) from None


def write_baseline(baseline: Baseline) -> str:
    """The text of the file, one problem a line."""
    rows = ",\n".join(
        json.dumps(known.model_dump(mode="json"), ensure_ascii=False) for known in baseline.problems
    )
    return f'{{"schema": "{SCHEMA}", "problems": [\n{rows}\n]}}\n'


class KnownFilter:
    """Whether a problem is in a baseline, as often as it may occur."""

    def __init__(self, baseline: Baseline) -> None:
        self._left = Counter({known.fingerprint: known.count for known in baseline.problems})
        self._baseline = baseline
        self._names = PartNames(())
        self._parts: frozenset[str] = frozenset()

    def opened(self, package: Package) -> None:
        """The package that the problems are about."""
        self._names = names_of(package)
        self._parts = frozenset(self._names.steady(part.name) for part in package.parts)

    def __call__(self, problem: Problem) -> bool:
        """Whether it is known; one more than there were is new."""
        found = fingerprint(problem, self._names)
        if self._left[found] <= 0:
            return False
        self._left[found] -= 1
        return True

    def stale(self) -> tuple[KnownProblem, ...]:
        """What is in the baseline and was not found in the parts that were looked at."""
        return tuple(
            known
            for known in self._baseline.problems
            if self._left[known.fingerprint] > 0 and known.part in {*self._parts, ""}
        )


class BaselineRecorder:
    """Takes every problem for known, and remembers it for a new baseline."""

    def __init__(self) -> None:
        self._names = PartNames(())
        self._counts: Counter[tuple[str, str, str, str]] = Counter()

    def opened(self, package: Package) -> None:
        """The package that the problems are about."""
        self._names = names_of(package)

    def __call__(self, problem: Problem) -> bool:
        """Remember it."""
        place = problem.place
        part, path = self._names.steady(place.file), steady_path(place.path)
        self._counts[problem.code, part, path, fingerprint(problem, self._names)] += 1
        return True

    def baseline(self) -> Baseline:
        """What was remembered."""
        return Baseline(problems=tuple(_rows(self._counts.items())))


def names_of(package: Package) -> PartNames:
    """The names of its parts inside the package."""
    return PartNames((part.name, part.relative) for part in package.parts)


def _rows(counts: Iterable[tuple[tuple[str, str, str, str], int]]) -> Iterable[KnownProblem]:
    for (code, part, path, found), count in sorted(counts):
        yield KnownProblem(code=code, part=part, path=path, fingerprint=found, count=count)
