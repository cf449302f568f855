"""Counting what goes into a target, and what can be read out of it again."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from cml_sync.model.documents import Container
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.packages.forms.form import SourcePart, Target, TargetPart
from cml_sync.packages.package import Picture
from cml_sync.problems import Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionOpened

Counts = Counter[Kind]
"""Records by kind; of a container of documents its documents, which stand alone elsewhere."""


def count(counts: Counts, entry: RecordRead) -> None:
    """Add one record to `counts`."""
    kind = entry.kind
    if kind is Kind.CONTAINER and isinstance(entry.record, Container):
        counts[Kind.DOCUMENT] += len(entry.record.documents)
    else:
        counts[kind] += 1


@runtime_checkable
class Told(Protocol):
    """A part that was proved when it was opened (`jsonl.source.LinesSourcePart`)."""

    @property
    def counts(self) -> Counts:
        """How many records of each kind it holds."""
        ...


def counted(part: SourcePart) -> Counts:
    """What a part holds: as its manifest says, which was proved, or read to its end.

    Raises:
        FindingsError: it cannot be read.
    """
    if isinstance(part, Told) and Kind.CONTAINER not in part.counts:
        return part.counts
    counts: Counts = Counter()
    with part.read() as reading:
        for entry in reading:
            if isinstance(entry, RecordRead):
                count(counts, entry)
    return counts


class CountingTarget:
    """Hands everything on to another target, and counts it.

    Attributes:
        records: how many of each kind were handed on.
        sections: how many sections were begun.
        pictures: how many pictures were copied.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self.records: Counts = Counter()
        self.sections = 0
        self.pictures = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those of the other target."""
        return self._target.problems

    @contextmanager
    def part(self, relative: str, header: PartHeader) -> Iterator["_CountingPart"]:
        """Begin a part (see `form.Target`)."""
        with self._target.part(relative, header) as part:
            yield _CountingPart(part, self)

    def picture(self, picture: Picture) -> None:
        """Copy a picture."""
        self._target.picture(picture)
        self.pictures += 1

    def __enter__(self) -> Self:
        self._target.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._target.__exit__(kind, error, trace)


class _CountingPart:
    def __init__(self, part: TargetPart, counting: CountingTarget) -> None:
        self._part = part
        self._counting = counting

    def entry(self, entry: Entry) -> None:
        if isinstance(entry, RecordRead):
            count(self._counting.records, entry)
        elif isinstance(entry, SectionOpened):
            self._counting.sections += 1
        self._part.entry(entry)

    def finish(self, information: CommercialInformation) -> None:
        self._part.finish(information)
