"""What a code means: findings, guards and errors, for `explain` and the reference page."""

import inspect


def first_paragraph(docstring: str) -> str:
    """What a class is, without its attributes and arguments: the key of the translation."""
    return " ".join(inspect.cleandoc(docstring).split("\n\n", 1)[0].split())
