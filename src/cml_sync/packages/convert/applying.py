"""A package with changes laid over it, as one more package that can be read.

The full package is read as it stands, record by record; what the changes say of a record waits on
the disk until it comes. What nobody came for is added where records of its kind stand.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from cml_sync.checks.memory.tables import IdTable
from cml_sync.messages import text, text_n
from cml_sync.model.classifier import Group
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import SECTIONS, record_id
from cml_sync.packages.convert.errors import DifferentKindsError
from cml_sync.packages.convert.findings import ADDED, NOT_APPLIED
from cml_sync.packages.convert.headers import bare
from cml_sync.packages.convert.laying_over import Deleted, laid_over
from cml_sync.packages.convert.layouts import WITH_CLASSIFIER
from cml_sync.packages.convert.moving import Places, without
from cml_sync.packages.convert.pictures import laid_together
from cml_sync.packages.convert.spill import Spill
from cml_sync.packages.diff.laying import check_changes
from cml_sync.packages.diff.pieces import pieces_of
from cml_sync.packages.forms.around import PartAround, ReadingAround
from cml_sync.packages.forms.form import Reading, Source, SourcePart
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.limits import Limits

if TYPE_CHECKING:
    from cml_sync.packages.package import Picture

_APART: Final = {
    PartKind.DOCUMENTS: "documents",
    PartKind.COUNTERPARTIES: "counterparties",
    PartKind.REFERENCE_BOOKS: "reference books",
}
_NOTHING: Final = frozenset({PartKind.EMPTY, PartKind.UNREADABLE})
_HOMES: Final[dict[Section | None, frozenset[PartKind]]] = {
    Section.CLASSIFIER: WITH_CLASSIFIER,
    Section.CATALOG: frozenset({PartKind.CATALOG, PartKind.GOODS, PartKind.MIXED}),
    Section.OFFERS_PACKAGE: frozenset(
        {PartKind.OFFERS, PartKind.PRICES, PartKind.RESTS, PartKind.MIXED}
    ),
    Section.COUNTERPARTIES: frozenset({PartKind.COUNTERPARTIES}),
    Section.REFERENCE_BOOKS: frozenset({PartKind.REFERENCE_BOOKS}),
    None: frozenset({PartKind.DOCUMENTS, PartKind.MIXED}),
}
"""The parts in which the sections stand (None: records directly under the root)."""

_SECTIONS: Final = {
    Kind.PRODUCT: Section.CATALOG,
    Kind.OFFER: Section.OFFERS_PACKAGE,
    Kind.OFFER_CHANGE: Section.OFFERS_PACKAGE,
    Kind.REFERENCE_BOOK: Section.REFERENCE_BOOKS,
    Kind.DOCUMENT: None,
    Kind.CONTAINER: None,
}
_GOODS: Final = frozenset({Kind.PRODUCT, Kind.OFFER, Kind.OFFER_CHANGE})
"""Records without others inside them, of which there may be millions."""
_LISTS: Final = frozenset({Kind.PRICE_TYPE, Kind.WAREHOUSE})


class Home(NamedTuple):
    """Where records that nobody came for are added."""

    section: Section | None
    kinds: tuple[Kind, ...]


class Applied:
    """A full package with changes laid over it; a `form.Source`.

    Attributes:
        parts: those of the full package; one more for a section that it does not have.
        pictures: of both; a picture of the changes takes the place of one of the same name.
    """

    def __init__(self, full: Source, changes: Source, *, deleted: Deleted = Deleted.REMOVE) -> None:
        """The changes are read to their end; the full package is not read yet.

        Args:
            full: in which every record stands in one piece (in the layout of 2.x).
            changes: in any layout.
            deleted: what becomes of records that the changes call deleted.

        Raises:
            DifferentKindsError: the two have no kind of part in common.
            FullChangesError: the changes call themselves full.
            FindingsError: the changes cannot be read.
        """
        _check_kinds(full, changes)
        self._full = full
        self._deleted = deleted
        self._spill = Spill(sought=True)
        self._inner = IdTable()
        self._places = Places()
        self._nameless: Counter[Kind] = Counter()
        self._added: Counter[Kind] = Counter()
        self._first: dict[Kind, Place] = {}
        self._headers: dict[Section, Element] = {}
        self._root: PartHeader | None = None
        self.pictures: Sequence[Picture] = laid_together(full.pictures, changes.pictures)
        self._spill.__enter__()
        try:
            self._read(changes)
            self._moved = self._places.moved(full)
            self.parts: Sequence[SourcePart] = self._parts()
        except BaseException:
            self._spill.__exit__(None, None, None)
            raise

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was added and what could not be applied; complete when every part was read."""
        added = (
            Problem(
                ADDED,
                text_n(
                    "{count} {kind} was not in the package, and is added",
                    "{count} of the kind {kind} were not in the package, and are added",
                    count,
                    kind=kind.value,
                ),
                self._first[kind],
                text("Is this the full package that the changes belong to?"),
            )
            for kind, count in self._added.items()
            if count
        )
        nameless = (
            Problem(
                NOT_APPLIED,
                text_n(
                    "{count} {kind} among the changes has no `Ид`, and is not applied",
                    "{count} of the kind {kind} among the changes have no `Ид`, and are not "
                    "applied",
                    count,
                    kind=kind.value,
                ),
                Place(),
            )
            for kind, count in self._nameless.items()
        )
        return (*added, *nameless)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._spill.__exit__(kind, error, trace)

    def touches(self, kind: str, key: str) -> bool:
        """Whether the changes say something of a piece of this kind (`diff.pieces`)."""
        return self._inner.bits(key, scope=kind) > 0 or self._spill.knows(kind, key)

    def laid(self, entry: RecordRead) -> RecordRead | None:
        """A record of the full package as the changes leave it; None if they remove it."""
        record: Element | None = entry.record
        identifier = record_id(entry.record)
        if self._moved and isinstance(record, Group):
            if record.id in self._moved:
                return None
            record = without(record, self._moved)
        if identifier is not None:
            for change in self._spill.take(_shelf(entry.kind), identifier):
                record = laid_over(record, change.record, self._deleted, self._moved)
        if record is None:
            return None
        return entry if record is entry.record else replace(entry, record=record, raw=None)

    def left(self, home: Home) -> Iterator[RecordRead]:
        """The changes that no record of the full package took, each record once.

        Whoever reads the part again gets them again.
        """
        for kind in home.kinds:
            self._added[kind] = 0
            for waiting in self._spill.left(_shelf(kind)):
                identifier = record_id(waiting.record) or ""
                moved = self._moved.get(identifier) if kind is Kind.GROUP else None
                record: Element | None = moved
                for change in self._spill.of(_shelf(kind), identifier):
                    record = laid_over(record, change.record, self._deleted, self._moved)
                if record is not None:
                    self._added[kind] += moved is None
                    self._first.setdefault(kind, replace(waiting.place, record_id=identifier))
                    yield RecordRead(kind, record, home.section, waiting.place)

    def _read(self, changes: Source) -> None:
        for part in changes.parts:
            with part.read() as reading:
                self._root = self._root or reading.header
                for entry in reading:
                    if isinstance(entry, RecordRead):
                        self._note(entry)
                    elif isinstance(entry, SectionOpened):
                        check_changes(entry)
                        self._headers.setdefault(entry.section, bare(entry.header))

    def _note(self, entry: RecordRead) -> None:
        if record_id(entry.record) is None:
            self._nameless[entry.kind] += 1
            return
        self._spill.put(_shelf(entry.kind), entry.kind, entry.record, entry.place)
        if isinstance(entry.record, Group):
            self._places.note(entry.record)
        if entry.kind not in _GOODS:
            for piece in pieces_of(entry):
                self._inner.mark(piece.ident.key, scope=piece.ident.kind)

    def _parts(self) -> tuple[SourcePart, ...]:
        """The parts of the full package, each with what is to be added in it."""
        homes: dict[int, list[Home]] = {}
        extra: list[SourcePart] = []
        for section, home in self._homes().items():
            kinds = _HOMES.get(section, frozenset())
            at = [i for i, part in enumerate(self._full.parts) if part.kind in kinds]
            if at:
                homes.setdefault(at[0 if section is Section.CLASSIFIER else -1], []).append(home)
            elif self._root is not None:
                header = None if section is None else self._headers.get(section)
                extra.append(_AddedPart(self, home, self._root, header))
        laid = [
            _LaidPart(part, self, tuple(homes.get(i, ())))
            for i, part in enumerate(self._full.parts)
        ]
        return (*laid, *extra)

    def _homes(self) -> dict[Section | None, Home]:
        """For every section the kinds of records that wait for it."""
        found: dict[Section | None, list[Kind]] = {}
        for shelf in self._spill.shelves():
            kind = Kind(shelf)
            section = _SECTIONS.get(kind, Section.CLASSIFIER)
            if kind in _LISTS:
                section = Section.OFFERS_PACKAGE
            if kind is Kind.COUNTERPARTY:
                section = Section.COUNTERPARTIES
            found.setdefault(section, []).append(kind)
        return {
            section: Home(section, tuple(sorted(kinds, key=_order)))
            for section, kinds in found.items()
        }


class _LaidPart(PartAround):
    """A part of the full package; a `form.SourcePart`."""

    def __init__(self, part: SourcePart, applied: Applied, homes: tuple[Home, ...]) -> None:
        super().__init__(part)
        self._applied = applied
        self._homes = homes

    @contextmanager
    def read(self, limits: Limits | None = None) -> Iterator["_LaidReading"]:
        """Begin a walk through it."""
        with self._part.read(limits) as reading:
            yield _LaidReading(reading, self._applied, self._homes)


class _LaidReading(ReadingAround):
    """One walk; a `form.Reading`."""

    def __init__(self, reading: Reading, applied: Applied, homes: tuple[Home, ...]) -> None:
        super().__init__(reading)
        self._applied = applied
        self._homes = {home.section: home for home in homes}

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._reading:
            if isinstance(entry, RecordRead):
                laid = self._applied.laid(entry)
                if laid is not None:
                    yield laid
                continue
            if isinstance(entry, SectionClosed) and entry.section in self._homes:
                yield from self._applied.left(self._homes.pop(entry.section))
            yield entry
        for home in self._homes.values():
            yield from _wrapped(self._applied, home, None)


class _AddedPart:
    """What the changes say of a section that the full package does not have."""

    def __init__(
        self, applied: Applied, home: Home, root: PartHeader, header: Element | None
    ) -> None:
        self._applied = applied
        self._home = home
        self._header = header
        self.header = root
        stem = "orders" if home.section is None else home.section.value
        self.name = self.relative = f"{stem}_added.xml"
        self.kind = PartKind.EMPTY if home.section is None else PartKind.MIXED
        self.size = 0
        self.generated_at = root.information.generated_at
        self.information = root.information
        self.problems: tuple[Problem, ...] = ()

    @contextmanager
    def read(self, limits: Limits | None = None) -> Iterator[Self]:
        """Begin a walk through it."""
        del limits  # it was read with those of its files
        yield self

    def __iter__(self) -> Iterator[Entry]:
        yield from _wrapped(self._applied, self._home, self._header)


def _wrapped(applied: Applied, home: Home, header: Element | None) -> Iterator[Entry]:
    """Records in a section of their own."""
    records = applied.left(home)
    if home.section is None:
        yield from records
        return
    said = header if header is not None else SECTIONS[home.section]()
    first = next(records, None)
    if first is None:
        return
    yield SectionOpened(home.section, said, first.place)
    yield first
    yield from records
    yield SectionClosed(home.section, said)


def _check_kinds(full: Source, changes: Source) -> None:
    ours, theirs = _families(full), _families(changes)
    if not ours & theirs:
        raise DifferentKindsError(", ".join(sorted(ours)), ", ".join(sorted(theirs)))


def _families(source: Source) -> set[str]:
    return {_APART.get(part.kind, "goods") for part in source.parts if part.kind not in _NOTHING}


def _shelf(kind: Kind) -> str:
    """A change of an offer waits with the offers."""
    return (Kind.OFFER if kind is Kind.OFFER_CHANGE else kind).value


def _order(kind: Kind) -> int:
    return list(Kind).index(kind)
