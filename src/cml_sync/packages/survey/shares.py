"""Shares in coarse words: what of an export stays the same while its data changes.

A word is written into a shape; the share of a later package is compared with the range of the
word, which is widened by a margin that grows as the samples get smaller (`leaves`). So a share at
the edge of a word does not go back and forth.
"""

import math
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class Share(StrEnum):
    """How many of the elements have something."""

    NEVER = "never"
    RARELY = "rarely"  # under 1 %
    SELDOM = "seldom"  # 1 % and more
    SOMETIMES = "sometimes"  # 10 % and more
    OFTEN = "often"  # 50 % and more
    MOSTLY = "mostly"  # 90 % and more
    ALWAYS = "always"


class Range(NamedTuple):
    """The shares that one word stands for, the lower end included."""

    low: float
    high: float


RANGES: Final[Mapping[Share, Range]] = MappingProxyType(
    {
        Share.NEVER: Range(0.0, 0.0),
        Share.RARELY: Range(0.0, 0.01),
        Share.SELDOM: Range(0.01, 0.1),
        Share.SOMETIMES: Range(0.1, 0.5),
        Share.OFTEN: Range(0.5, 0.9),
        Share.MOSTLY: Range(0.9, 1.0),
        Share.ALWAYS: Range(1.0, 1.0),
    }
)

STEPS: Final = (0, 1, 3, 10, 30, 100, 300, 1000)
"""How many elements there were at least: coarse, so that it stays while a shop grows."""

MARGIN: Final = 0.1
"""So far a share may leave the range of its word, however many elements there are."""
FEWEST: Final = 10
"""A share of fewer elements is not compared; and so many must be missed before they are."""
FEWEST_OF_ALL: Final = 3
"""What was always there and now never is, or the other way round, is seen from so many on."""


def share_of(count: int, among: int) -> Share:
    """The word for `count` of `among`."""
    if count <= 0 or among <= 0:
        return Share.NEVER
    if count >= among:
        return Share.ALWAYS
    part = count / among
    words = (Share.RARELY, Share.SELDOM, Share.SOMETIMES, Share.OFTEN, Share.MOSTLY)
    return next(word for word in reversed(words) if part >= RANGES[word].low)


def at_least(count: int) -> int:
    """The highest of `STEPS` that `count` reaches."""
    return max(step for step in STEPS if step <= count)


def leaves(before: Share, known: int, now: float, among: int) -> bool:
    """Whether a share is another one now, and not by chance.

    Args:
        before: its word.
        known: how many elements that word was made of, at least.
        now: between 0 and 1.
        among: how many elements there are now.
    """
    if min(known, among) < FEWEST:
        flipped = (before is Share.ALWAYS and now == 0) or (before is Share.NEVER and now == 1)
        return flipped and min(known, among) >= FEWEST_OF_ALL
    margin = MARGIN + 1 / math.sqrt(among) + 1 / math.sqrt(known)
    low, high = RANGES[before]
    return now < low - margin or now > high + margin


def is_missed(before: Share, known: int, among: int) -> bool:
    """Whether something that is not there at all should have been, among so many elements."""
    if before is Share.ALWAYS and min(known, among) >= FEWEST_OF_ALL:
        return True
    return RANGES[before].low * among >= FEWEST


def is_new(now: float, among: int, known: int) -> bool:
    """Whether something that never was there would have been before, had it been as it is now."""
    if min(known, among) < FEWEST_OF_ALL:
        return False
    return now >= 1 or now * known >= FEWEST
