"""A rule that is written and not listed would never be applied."""

import importlib
import pkgutil

from cml_sync.checks import chapters
from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Rule


def test_every_rule_of_every_chapter_is_in_the_registry() -> None:
    written = {
        f"{module.name}.{name}"
        for module in pkgutil.iter_modules(chapters.__path__, "cml_sync.checks.chapters.")
        for name, value in vars(importlib.import_module(module.name)).items()
        if isinstance(value, Rule) and value not in RULES
    }
    assert written == set()
