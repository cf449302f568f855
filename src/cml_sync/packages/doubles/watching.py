"""Looks at the records of a package while somebody reads them: which of them stand there twice.

What counts is what `packages.diff` counts: kind and key of the pieces that `pieces_of` makes, where
pieces of one offer that say different facets of it are none; records that every part may say again
(groups, price types …) only in one section. What nothing identifies never counts. On the way it is
counted what the reader had to repair.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from cml_sync.errors import FindingsError
from cml_sync.model.kinds import Kind
from cml_sync.packages.diff.pieces import BASE, facets_of
from cml_sync.packages.doubles.doubled import Doubles, Touches, Walks
from cml_sync.packages.doubles.pieces import met_in
from cml_sync.packages.doubles.words import FULL, KEY, SHIFT, Words
from cml_sync.packages.forms.around import PartAround, ReadingAround
from cml_sync.packages.forms.form import Reading, Source, SourcePart
from cml_sync.xml.entries import Entry, RecordRead, SectionClosed
from cml_sync.xml.findings import repairs
from cml_sync.xml.limits import Limits

if TYPE_CHECKING:
    from cml_sync.packages.package import Picture

_ALONE: Final = frozenset({Kind.PRODUCT, Kind.OFFER, Kind.DOCUMENT})
"""Records that are one piece; of a document only if it has no subordinates."""


@dataclass(slots=True)
class _Look:
    """How far somebody has looked at a part.

    Attributes:
        entries: so many of them.
        sections: so many of them have ended.
        repaired: how many things the reader repaired in these.
        of_part: how many more in the part as a whole.
        ended: nothing is left to be looked at.
    """

    entries: int = 0
    sections: int = 0
    repaired: int = 0
    of_part: int = 0
    ended: bool = False

    def closed(self, section: SectionClosed) -> None:
        """One more section has ended."""
        self.sections += 1
        self.repaired += repairs(section.problems)


class DoublesWatch:
    """Another source, watched; a `form.Source`. Whoever opened that one closes it.

    Every entry is looked at once, however often a part is read. What nobody has read is read at
    the end.

    Attributes:
        parts: of the other source, watched.
        pictures: of the other source.
    """

    def __init__(self, source: Source, *, limits: Limits | None = None) -> None:
        """Nothing is read yet.

        Args:
            source: open.
            limits: what a part may ask for, where it is read once more.
        """
        self._source = source
        self._limits = limits
        self._words = Words()
        self._looks = tuple(_Look() for _ in source.parts)
        self.pictures: Sequence[Picture] = source.pictures
        self.parts: Sequence[SourcePart] = tuple(
            _WatchedPart(part, number, self) for number, part in enumerate(source.parts)
        )

    @property
    def repaired(self) -> int:
        """How many things the reader repaired in what was read so far; each counts once."""
        return sum(look.repaired + look.of_part for look in self._looks)

    def entries(self, number: int, reading: Iterable[Entry]) -> Iterator[Entry]:
        """The entries of a part, looked at on their way.

        Args:
            number: of the part, from 0.
            reading: of it, from its beginning.
        """
        if self._looks[number].ended:
            return iter(reading)
        return self._looked_at(number, reading)

    def left(self, number: int, reading: Reading) -> None:
        """A walk through a part is over."""
        look = self._looks[number]
        look.of_part = max(look.of_part, repairs(reading.problems))

    def found(self, touches: Touches | None = None) -> Doubles:
        """What stands twice, as far as the parts can be read: why they cannot, their reader says.

        Args:
            touches: says what somebody asks for.

        Raises:
            ScratchWriteError: the temporary folder is full.
        """
        for look, part in zip(self._looks, self.parts, strict=True):
            if not look.ended:
                _read(part, self._limits)
        return Walks(self._source, self._limits).find(self._words.suspects(), touches)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Forget everything; the other source is not ours."""
        self._words.__exit__(kind, error, trace)

    def _looked_at(self, number: int, reading: Iterable[Entry]) -> Iterator[Entry]:
        """One loop that calls next to nothing: it goes over every record of any package."""
        look, words, buckets = self._looks[number], self._words, self._words.buckets
        entries = iter(reading)
        yield from islice(entries, look.entries)  # a walk that was left has seen them
        last: Kind | None = None
        known: set[str] = set()
        mark = 0
        try:
            for entry in entries:
                look.entries += 1
                if type(entry) is RecordRead:
                    kind, record = entry.kind, entry.record
                    fields = record.__pydantic_fields_set__
                    if kind is not last or fields != known:
                        last, known = kind, set(fields)
                        mark = _mark(kind, tuple(fields))
                    if mark and (key := record.__dict__["id"]):
                        word = hash(key) & KEY ^ mark
                        bucket = buckets[word >> SHIFT]
                        bucket.append(word)
                        if len(bucket) >= FULL:
                            words.spill(word >> SHIFT)
                    else:
                        for met in met_in(entry, f"{number}#{look.sections}"):
                            words.add(met.word)
                    if entry.problems:
                        look.repaired += repairs(entry.problems)
                elif isinstance(entry, SectionClosed):
                    look.closed(entry)
                yield entry
        except FindingsError:
            look.ended = True
            raise
        look.ended = True


@lru_cache(maxsize=1024)
def _mark(kind: Kind, fields: tuple[str, ...]) -> int:
    """What all words of records with these fields have in common; 0 if one is not one piece."""
    if kind not in _ALONE or "subordinates" in fields:
        return 0
    facets = facets_of(set(fields)) if kind is Kind.OFFER else BASE
    return hash(kind.value) & KEY | facets


def _read(part: SourcePart, limits: Limits | None) -> None:
    with suppress(FindingsError), part.read(limits) as reading:
        for _ in reading:
            pass


class _WatchedPart(PartAround):
    def __init__(self, part: SourcePart, number: int, watch: DoublesWatch) -> None:
        super().__init__(part)
        self._number = number
        self._watch = watch

    @contextmanager
    def read(self, limits: Limits | None = None) -> Iterator["_WatchedReading"]:
        with self._part.read(limits) as reading:
            yield _WatchedReading(reading, self._number, self._watch)
            self._watch.left(self._number, reading)


class _WatchedReading(ReadingAround):
    def __init__(self, reading: Reading, number: int, watch: DoublesWatch) -> None:
        super().__init__(reading)
        self._number = number
        self._watch = watch

    def __iter__(self) -> Iterator[Entry]:
        return self._watch.entries(self._number, self._reading)
