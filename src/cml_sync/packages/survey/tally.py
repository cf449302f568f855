"""Counting things whose number nobody knows in advance, in bounded memory."""

from collections.abc import Hashable, Iterator
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

DIFFERENT: Final = 1000
"""So many different things are told apart; of the others it is only known how many they are."""


class Tally(Generic[Key]):
    """How often each thing was met; the first `most` different ones are told apart.

    Attributes:
        counts: of those that are told apart.
        others: how often anything else was met.
    """

    __slots__ = ("_most", "counts", "others")

    def __init__(self, most: int = DIFFERENT) -> None:
        self.counts: dict[Key, int] = {}
        self.others = 0
        self._most = most

    def add(self, key: Key, count: int = 1) -> bool:
        """Counts `key`; says whether it is told apart."""
        counts = self.counts
        if key in counts:
            counts[key] += count
        elif len(counts) < self._most:
            counts[key] = count
        else:
            self.others += count
            return False
        return True

    def ranked(self) -> Iterator[tuple[Key, int]]:
        """The most frequent first; of equal ones the one that was met first."""
        yield from sorted(self.counts.items(), key=lambda item: -item[1])
