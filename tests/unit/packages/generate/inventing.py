"""Packages that are invented in tests: written to a folder, then checked as `validate` does it."""

from collections import Counter
from pathlib import Path
from typing import Final

from cml_sync.checks.alike import is_counted
from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.cli.chance import seeded
from cml_sync.jobs.generate import Wanted, generate
from cml_sync.jobs.validate import validate
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.packages.generate.world import World
from cml_sync.problems import Problem
from cml_sync.xml.dialects import DIALECTS

NAMES: Final = tuple(name for name in DIALECTS if name != "faithful")


def shape(dialect: str = "2.07", *, changes_only: bool = False) -> Shape:
    return Shape(DIALECTS[dialect], changes_only=changes_only)


def world(dialect: str = "2.07", seed: int = 1, **sizes: int) -> World:
    return World(Sizes(**{"products": 5, **sizes}), shape(dialect), seeded(seed))  # type: ignore[arg-type]


def wanted(folder: Path, dialect: str = "2.07", *, seed: int = 1, **sizes: int) -> Wanted:
    return Wanted(
        output=folder, sizes=Sizes(**sizes), shape=shape(dialect), seed=seed  # type: ignore[arg-type]
    )  # fmt: skip


def write(one: Wanted) -> None:
    generate(one, seeded(one.seed))


def problems(folder: Path, receiver: str = "") -> list[Problem]:
    found: list[Problem] = []
    receivers = frozenset({receiver} if receiver else ())
    selection = Selection(Level.STRICT, receivers=receivers)
    validate([folder], on_problem=found.append, selection=selection)
    return found


def counted(found: list[Problem], together: frozenset[str] = frozenset()) -> Counter[str]:
    """The cases by code: one problem may tell of several."""
    cases: Counter[str] = Counter()
    for one in found:
        several = is_counted(one.code) or one.code in together
        cases[one.code] += (one.message.count or 1) if several else 1
    return cases
