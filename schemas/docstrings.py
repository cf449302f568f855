"""Docstrings taken apart: what a class is, and what its fields mean."""

import inspect
import re
from collections.abc import Mapping
from typing import Final

_ATTRIBUTE: Final = re.compile(r"^ {4}(?P<names>\w+(?:, \w+)*): (?P<text>.*)$")


def read_docstring(docstring: str) -> tuple[str, Mapping[str, str]]:
    """The summary, and what stands under ``Attributes:``."""
    summary, _, rest = inspect.cleandoc(docstring).partition("\n\nAttributes:\n")
    found: dict[str, str] = {}
    names: list[str] = []
    for line in rest.splitlines():
        if match := _ATTRIBUTE.match(line):
            names = match["names"].split(", ")
            found |= dict.fromkeys(names, match["text"])
        elif line.startswith("     "):
            found |= {name: f"{found[name]} {line.strip()}" for name in names}
    return " ".join(summary.split()), found
