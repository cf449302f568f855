"""What stands in the package: modules, classes, functions. Used by the tests of this folder."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import cml_sync

T = TypeVar("T")

SOURCE = Path(cml_sync.__file__).parent
REPOSITORY = SOURCE.parent.parent


def modules() -> Iterator[ModuleType]:
    """Every module of the package, imported; migrations are scripts of Alembic and left out."""
    for found in pkgutil.walk_packages([str(SOURCE)], "cml_sync."):
        if ".migrations" not in found.name:
            yield importlib.import_module(found.name)


def subclasses(base: type[T]) -> list[type[T]]:
    """Every class below `base` that the package defines."""
    list(modules())
    found: list[type[T]] = []
    waiting = [base]
    while waiting:
        for below in waiting.pop().__subclasses__():
            if below.__module__.startswith("cml_sync.") and below not in found:
                found.append(below)
                waiting.append(below)
    return found


def sources() -> list[Path]:
    """Every Python file of the package."""
    return sorted(SOURCE.rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    """A file as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
