"""What Babel collects for the translator: calls of `text`, articles of rules, meanings of errors.

A method of Babel (``docs.collecting.collect``) for ``make messages`` and for the test that holds
the catalogue complete.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Final

from babel.messages.extract import extract_python

from cml_sync.jobs.explain import first_paragraph

KEYWORDS: Final[Mapping[str, tuple[int, ...] | None]] = {"text": None, "text_n": (1, 2)}


def collect(
    file: BinaryIO,
    keywords: Mapping[str, Any],
    comment_tags: Iterable[str],
    options: Any,
) -> Iterator[Any]:
    """Every text of one Python file: line, function, message, comments."""
    yield from extract_python(file, keywords, tuple(comment_tags), options)
    file.seek(0)
    for line, message in docstrings(file.read()):
        yield line, "text", message, []


def docstrings(source: str | bytes) -> Iterator[tuple[int, str]]:
    """The docstrings that are shown to people: of rules, and the first sentence of errors."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and any(map(_is_rule, node.decorator_list)):
            if article := ast.get_docstring(node):
                yield node.lineno, article
        elif (
            isinstance(node, ast.ClassDef)
            and any(map(_is_code, node.body))
            and (said := ast.get_docstring(node))
        ):
            yield node.lineno, first_paragraph(said)


def _is_rule(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Name)
        and decorator.func.id == "rule"
    )


def _is_code(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Assign)
        and any(
            isinstance(target, ast.Name) and target.id == "code" for target in statement.targets
        )
        and isinstance(statement.value, ast.Constant)
        and str(statement.value.value).startswith("E")
    )
