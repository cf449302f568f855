"""A rule finds the same without what lets records pass by: needed fields, deciding ones, looks."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from tests.unit.checks.staging import Sample, StagedPart, problems

from cml_sync.checks import checker
from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Rule
from cml_sync.checks.selection import Selection

HERE = Path(__file__).parent
PLAIN: tuple[Rule, ...] = tuple(rule._replace(needs=frozenset(), decided_by="") for rule in RULES)


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"samples_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def samples() -> list[Sample]:
    return [
        one
        for path in sorted(HERE.glob("*/test_*.py"))
        for value in vars(loaded(path)).values()
        if isinstance(value, tuple)
        for one in value
        if isinstance(one, Sample)
    ]


SAMPLES = samples()


def test_there_are_samples() -> None:
    assert len({case.code for case in SAMPLES}) > 150


@pytest.mark.parametrize("code", sorted({case.code for case in SAMPLES}))
def test_needs_leave_nothing_out(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    packages: list[tuple[StagedPart, ...]] = [
        package for case in SAMPLES if case.code == code for package in (case.found, case.near)
    ]
    receivers = next((rule.receivers for rule in RULES if rule.code == code), frozenset())
    selection = Selection(receivers=frozenset(sorted(receivers)[:1]))
    quick = [problems(*package, selection=selection) for package in packages]
    monkeypatch.setattr(checker, "RULES", PLAIN)
    monkeypatch.setattr(checker, "LOOKS", {})
    assert quick == [problems(*package, selection=selection) for package in packages]
