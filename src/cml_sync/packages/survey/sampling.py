"""Samples: so many records of each kind, spread evenly over the package, always the same ones."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from cml_sync.model.documents import Container
from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.finding_records import ShownRecord, show
from cml_sync.packages.survey.inside import Inside, inside
from cml_sync.packages.survey.names import KIND_ORDER
from cml_sync.xml.entries import RecordRead

MOST: Final = 200
"""So many records of a kind are shown at most."""


def spread(wanted: int, count: int) -> frozenset[int]:
    """Which of `count` records are taken: `wanted` of them, each in the middle of its stretch."""
    taken = min(wanted, count)
    return frozenset((2 * number + 1) * count // (2 * taken) for number in range(taken))


class Sampler:
    """Takes samples in a second walk.

    Args:
        wanted: so many of each kind.
        counts: how many records of each kind there are; only these kinds are sampled.
        show_data: nothing is masked.
    """

    def __init__(self, wanted: int, counts: Mapping[Kind, int], *, show_data: bool = False) -> None:
        self._taken = {kind: spread(wanted, count) for kind, count in counts.items()}
        self._met: Counter[Kind] = Counter()
        self._show_data = show_data
        self._samples: list[ShownRecord] = []

    def look(self, entry: RecordRead) -> None:
        """One record, in the order of the package."""
        self._take(Inside(entry.kind, entry.record, ""), entry)
        if isinstance(entry.record, Container):
            for one in inside(entry.kind, entry.record):
                if one.kind is Kind.DOCUMENT and one.at.count("/") == 0:
                    self._take(one, entry)

    def _take(self, one: Inside, entry: RecordRead) -> None:
        number = self._met[one.kind]
        self._met[one.kind] = number + 1
        if number in self._taken.get(one.kind, ()):
            self._samples.append(show(one, entry, show_data=self._show_data))

    def rows(self) -> tuple[ShownRecord, ...]:
        """The samples, by kind, then in the order of the package."""
        return tuple(sorted(self._samples, key=lambda sample: KIND_ORDER[sample.kind]))
