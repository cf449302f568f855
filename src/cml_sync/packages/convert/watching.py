"""A source that notes, while it is read, what the reader had to repair."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cml_sync.packages.forms.around import PartAround
from cml_sync.packages.forms.form import Reading, Source, SourcePart
from cml_sync.problems import Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed
from cml_sync.xml.limits import Limits

if TYPE_CHECKING:
    from cml_sync.model.information import CommercialInformation
    from cml_sync.packages.package import Picture


class WatchedSource:
    """Another source, watched; a `form.Source`. Whoever opened that one closes it.

    Attributes:
        parts: of the other source, watched.
        pictures: of the other source.
    """

    def __init__(self, source: Source) -> None:
        self.pictures: Sequence[Picture] = source.pictures
        self._counts: dict[str, int] = {}
        self.parts: Sequence[SourcePart] = tuple(
            _WatchedPart(part, self._counts) for part in source.parts
        )

    @property
    def repaired(self) -> int:
        """How many things were repaired in what was read so far; each part counts once."""
        return sum(self._counts.values())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing: the other source is not ours."""


class _WatchedPart(PartAround):
    def __init__(self, part: SourcePart, counts: dict[str, int]) -> None:
        super().__init__(part)
        self._counts = counts

    @contextmanager
    def read(self, limits: Limits | None = None) -> Iterator["_WatchedReading"]:
        with self._part.read(limits) as reading:
            watched = _WatchedReading(reading)
            yield watched
            known = self._counts.get(self.relative, 0)
            self._counts[self.relative] = max(known, watched.repaired + len(reading.problems))


class _WatchedReading:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.repaired = 0

    @property
    def header(self) -> PartHeader:
        return self._reading.header

    @property
    def information(self) -> "CommercialInformation":
        return self._reading.information

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._reading.problems

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._reading:
            if isinstance(entry, (RecordRead, SectionClosed)):
                self.repaired += len(entry.problems)
            yield entry
