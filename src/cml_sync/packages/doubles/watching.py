"""Looks at the records of a package while somebody reads them, and says which stand there twice.

What counts is what `packages.diff` counts: kind and key of the pieces that `pieces_of` makes, where
pieces of one offer that say different facets of it are none; records that every part may say again
(groups, price types …) only in one section. What nothing identifies never counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, cast

from cml_sync.errors import FindingsError
from cml_sync.model.kinds import Kind
from cml_sync.packages.diff.pieces import BASE, facets_of, numbered
from cml_sync.packages.doubles.doubled import Doubles, Touches, Walks
from cml_sync.packages.doubles.pieces import met_in
from cml_sync.packages.doubles.words import FULL, KEY, SHIFT, Words
from cml_sync.packages.forms.around import PartAround
from cml_sync.packages.forms.form import Reading, Source, SourcePart
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed
from cml_sync.xml.limits import Limits

if TYPE_CHECKING:
    from cml_sync.model.documents import Document
    from cml_sync.model.information import CommercialInformation
    from cml_sync.packages.package import Picture
    from cml_sync.problems import Problem

_PRODUCT: Final = Kind.PRODUCT
_OFFER: Final = Kind.OFFER
_DOCUMENT: Final = Kind.DOCUMENT


class DoublesWatch:
    """Another source, watched; a `form.Source`. Whoever opened that one closes it.

    The first walk through each part is watched. A part that nobody has read is read at the end; the
    whole package is where a walk was left before its end.

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
        self._begun: set[int] = set()
        self._ended: set[int] = set()
        self.pictures: Sequence[Picture] = source.pictures
        self.parts: Sequence[SourcePart] = tuple(
            _WatchedPart(part, number, self) for number, part in enumerate(source.parts)
        )

    def entries(self, number: int, reading: Iterable[Entry]) -> Iterator[Entry]:
        """The entries of a part, looked at on their way.

        Args:
            number: of the part, from 0.
            reading: of it, from its beginning.
        """
        if number in self._begun:
            return iter(reading)
        self._begun.add(number)
        return self._looked_at(number, reading)

    def found(self, touches: Touches | None = None) -> Doubles:
        """What stands twice, as far as the parts can be read: why they cannot, their reader says.

        Args:
            touches: says what somebody asks for.

        Raises:
            ScratchWriteError: the temporary folder is full.
        """
        for number, part in enumerate(self.parts):
            if number not in self._begun:
                _read(part, self._limits)
        if self._begun != self._ended:
            with DoublesWatch(self._source, limits=self._limits) as again:
                return again.found(touches)
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
        """One loop without calls: it goes over every record of a package of any size."""
        words, buckets = self._words, self._words.buckets
        product, offer, document = (hash(kind.value) for kind in (_PRODUCT, _OFFER, _DOCUMENT))
        sections = 0
        try:
            for entry in reading:
                if type(entry) is RecordRead:
                    kind, record = entry.kind, entry.record
                    if kind is _OFFER and (key := record.__dict__["id"]):
                        word = (hash(key) ^ offer) & KEY | facets_of(record.__pydantic_fields_set__)
                    elif kind is _PRODUCT and (key := record.__dict__["id"]):
                        word = (hash(key) ^ product) & KEY | BASE
                    elif (
                        kind is _DOCUMENT
                        and "subordinates" not in record.__pydantic_fields_set__
                        and (key := record.__dict__["id"] or numbered(cast("Document", record)))
                    ):
                        word = (hash(key) ^ document) & KEY | BASE
                    else:
                        for met in met_in(entry, f"{number}#{sections}"):
                            words.add(met.word)
                        yield entry
                        continue
                    bucket = buckets[word >> SHIFT]
                    bucket.append(word)
                    if len(bucket) >= FULL:
                        words.spill(word >> SHIFT)
                elif type(entry) is SectionClosed:
                    sections += 1
                yield entry
        except FindingsError:
            self._ended.add(number)
            raise
        self._ended.add(number)


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


class _WatchedReading:
    def __init__(self, reading: Reading, number: int, watch: DoublesWatch) -> None:
        self._reading = reading
        self._number = number
        self._watch = watch

    @property
    def header(self) -> PartHeader:
        return self._reading.header

    @property
    def information(self) -> "CommercialInformation":
        return self._reading.information

    @property
    def problems(self) -> "tuple[Problem, ...]":
        return self._reading.problems

    def __iter__(self) -> Iterator[Entry]:
        return self._watch.entries(self._number, self._reading)
