"""Packages that were never written: their entries are in memory."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.records import kind_of, record_id
from cml_sync.packages.package import Picture
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead
from cml_sync.xml.limits import Limits


@dataclass(frozen=True)
class MemoryReading:
    """One walk through a part."""

    name: str
    entries: Sequence[Entry]
    information: CommercialInformation = field(default_factory=CommercialInformation)
    problems: tuple[Problem, ...] = ()

    @property
    def header(self) -> PartHeader:
        """Without anything in it."""
        return PartHeader(self.name, "utf-8", "utf-8", False, "", self.information)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


@dataclass(frozen=True)
class MemoryPart:
    """A part."""

    name: str
    entries: Sequence[Entry]
    kind: PartKind = PartKind.MIXED
    size: int = 0
    generated_at: datetime | None = None

    @property
    def relative(self) -> str:
        """As it is called."""
        return self.name

    @contextmanager
    def read(self, limits: Limits | None = None) -> Iterator[MemoryReading]:  # noqa: ARG002
        """Its entries."""
        yield MemoryReading(self.name, self.entries)


@dataclass(frozen=True)
class MemorySource:
    """A package."""

    parts: Sequence[MemoryPart]
    pictures: Sequence[Picture] = field(default=())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def source_of(*parts: Sequence[Element]) -> MemorySource:
    """A package with these records, each list of them a part."""
    return MemorySource(
        [
            MemoryPart(
                f"part{number}.xml", [_read(record, line) for line, record in enumerate(held, 1)]
            )
            for number, held in enumerate(parts, start=1)
        ]
    )


def _read(record: Element, line: int) -> RecordRead:
    place = Place("part.xml", line, None, f"x[{line}]", record_id(record))
    return RecordRead(kind_of(record), record, None, place)
