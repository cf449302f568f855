"""Chance that can be repeated: drawn from a number that the user has chosen."""

import random  # noqa: TID251 - handed in from here


def seeded(number: int) -> random.Random:
    """The same draws for the same number, on every machine."""
    return random.Random(number)  # noqa: S311 - nothing of it is secret
