"""A rule that is written and not listed would never be applied."""

import importlib
import pkgutil
from types import ModuleType

import pytest

from cml_sync.checks import chapters, receivers
from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Rule


def _written(package: ModuleType) -> dict[str, Rule]:
    return {
        f"{module.name}.{name}": value
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
        for name, value in vars(importlib.import_module(module.name)).items()
        if isinstance(value, Rule)
    }


@pytest.mark.parametrize("package", [chapters, receivers], ids=lambda package: package.__name__)
def test_every_rule_of_every_chapter_is_in_the_registry(package: ModuleType) -> None:
    written = _written(package)
    assert written
    assert {name for name, rule in written.items() if rule not in RULES} == set()


def test_rules_about_receivers_stand_apart_from_the_others() -> None:
    assert all(rule.receivers for rule in _written(receivers).values())
    assert not any(rule.receivers for rule in _written(chapters).values())
