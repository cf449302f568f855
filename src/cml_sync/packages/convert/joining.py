"""From the layout of 3.1 into that of 2.x: what 3.1 says in ten parts, in two.

Products go straight on; classifier records and the pieces of offers wait on the disk until the
last part has been read, since an offer is whole only then.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from cml_sync.checks.memory.tables import IdTable
from cml_sync.model.classifier import Classifier
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OffersPackage
from cml_sync.model.records import record_id
from cml_sync.packages.convert.errors import DoubledIdError
from cml_sync.packages.convert.facets import overlap
from cml_sync.packages.convert.headers import (
    bare,
    classifier_of,
    in_layout,
    scope_of,
    united,
)
from cml_sync.packages.convert.layouts import APART, CLASSIFIER_KINDS, Layout
from cml_sync.packages.convert.names import ApartNames, ClassicNames
from cml_sync.packages.convert.once import Once
from cml_sync.packages.convert.parts import OpenParts, Sink
from cml_sync.packages.convert.spill import Spill, Waiting
from cml_sync.packages.forms.form import Source, SourcePart, Target
from cml_sync.packages.parts import PartKind
from cml_sync.xml.entries import PartHeader, RecordRead, SectionClosed, SectionOpened

E = TypeVar("E", bound=Element)

_CLASSIFIER: Final = (Kind.GROUP, Kind.PROPERTY, Kind.CATEGORY, Kind.UNIT)
_ALONE: Final = "#"
"""Before the id of a classifier to which the catalogue of the same id does not refer."""
_LISTS: Final = (Kind.PRICE_TYPE, Kind.WAREHOUSE)
_TWICE: Final = frozenset({PartKind.CATALOG, PartKind.MIXED})
"""Parts with a classifier and goods: read twice, since a classifier goes before all goods."""


def join(
    source: Source, target: Target, version: str | None = None, *, merge: bool = False
) -> None:
    """Write `source` into the layout of 2.x: one part of goods and one of offers a catalogue.

    Args:
        source: is read once; parts with a classifier and goods in them twice.
        target: takes the parts.
        version: of the schema, for the roots; None keeps that of the source.
        merge: other parts of one kind become one as well.

    Raises:
        FindingsError: the source cannot be read, or the target cannot say something.
        DoubledIdError: a product is there twice, or a piece of an offer.
    """
    with Spill() as spill, OpenParts(target, version) as parts:
        joiner = _Joiner(spill, parts)
        names = ApartNames(merge=merge)
        for part in source.parts:
            if part.kind in CLASSIFIER_KINDS | _TWICE:
                joiner.classify(part)
        for part in source.parts:
            if part.kind in APART:
                joiner.pass_on(part, names.name(part))
            elif part.kind not in CLASSIFIER_KINDS:
                joiner.take(part, classified=part.kind in _TWICE)
        joiner.end()


class _Joiner:
    """Collects the pieces of one package."""

    def __init__(self, spill: Spill, parts: OpenParts) -> None:
        self._spill = spill
        self._parts = parts
        self._names = ClassicNames()
        self._once = Once()
        self._products = IdTable()
        self._classifiers: dict[str, tuple[Classifier, PartHeader]] = {}
        self._packages: dict[str, tuple[OffersPackage, PartHeader]] = {}
        self._catalogs: dict[str, Sink] = {}
        self._others: dict[tuple[type[Element], str], Element] = {}
        self._strays: dict[str, Sink] = {}
        self._whole: set[str] = set()
        self._written: set[str] = set()

    def classify(self, part: SourcePart) -> None:
        """Take the classifier records of a part."""
        named = ""
        with part.read() as reading:
            for entry in reading:
                if isinstance(entry, RecordRead):
                    if entry.section is Section.CLASSIFIER:
                        self._list(entry, named)
                elif isinstance(entry.header, Classifier):
                    named = entry.header.id or ""
                    self._know(named, entry.header, reading.header)
                else:
                    self._heard(entry.header)

    def take(self, part: SourcePart, *, classified: bool) -> None:
        """Take the goods of a part: products go on, offers wait.

        Args:
            part: which.
            classified: its classifiers were taken already.
        """
        opened: Element | None = None
        with part.read() as reading:
            for entry in reading:
                if isinstance(entry, SectionOpened):
                    opened = entry.header
                    self._open(entry, reading.header, part.kind)
                elif isinstance(entry, SectionClosed):
                    self._close(entry)
                    opened = None
                elif not isinstance(opened, Classifier):
                    self._record(entry, opened, reading.header)
                elif not classified:
                    self._stray(entry, opened, reading.header)
                if not isinstance(entry, RecordRead) and not classified:
                    self._meet(entry.header, reading.header)

    def pass_on(self, part: SourcePart, name: str) -> None:
        """A part that is the same in both layouts."""
        with part.read() as reading:
            target = self._parts.part(name, reading.header)
            for entry in reading:
                target.entry(entry)

    def end(self) -> None:
        """Nothing more is read: write what has waited."""
        for sink in (*self._catalogs.values(), *self._strays.values()):
            sink.close()
        for named in list(self._classifiers):
            lists_only = self._has(named, _LISTS) and not self._has(named, _CLASSIFIER)
            if named not in self._written and not lists_only:
                apart = _ALONE + named if named in self._catalogs else named
                self._write_classifier(named, apart)
            if named not in self._packages_by_classifier() and self._has(named, _LISTS):
                package = OffersPackage(
                    changes_only=True, id=f"{named}#", catalog_id=named, classifier_id=named
                )
                self._packages[named] = (package, self._classifiers[named][1])
        for scope in self._packages:
            self._write_offers(scope)

    def _know(self, named: str, header: Classifier, part: PartHeader) -> None:
        known = self._classifiers.get(named)
        said = united(known[0], bare(header)) if known is not None else bare(header)
        self._classifiers[named] = (said, known[1] if known is not None else part)

    def _meet(self, header: Element, part: PartHeader) -> None:
        """The header of a classifier where none was looked for."""
        if isinstance(header, Classifier):
            named = header.id or ""
            self._know(named, header, part)
            if named in self._strays:
                self._strays[named].header = self._classifiers[named][0]

    def _heard(self, header: Element) -> None:
        """What a part of the classifier says of the catalogue and of the offers."""
        key = (type(header), scope_of(header))
        known = self._others.get(key)
        self._others[key] = bare(header) if known is None else united(known, bare(header))

    def _full(self, header: E) -> E:
        """A header with what other parts said of the same section."""
        known = self._others.get((type(header), scope_of(header)))
        said = bare(header)
        return said if known is None else united(said, known)

    def _list(self, entry: RecordRead, named: str) -> None:
        if self._once.is_new(entry.kind, entry.record, named):
            self._spill.put(_shelf(entry.kind, named), entry.kind, entry.record, entry.place)

    def _open(self, entry: SectionOpened, header: PartHeader, kind: PartKind) -> None:
        opened = entry.header
        if isinstance(opened, Catalog):
            self._catalog(opened, header)
        elif isinstance(opened, OffersPackage):
            scope = scope_of(opened)
            first = kind is PartKind.OFFERS and scope not in self._whole
            if first:
                self._whole.add(scope)
            if first or scope not in self._packages:
                self._packages[scope] = (self._full(opened), header)

    def _catalog(self, opened: Catalog, header: PartHeader) -> Sink:
        scope = scope_of(opened)
        sink = self._catalogs.get(scope)
        if sink is None:
            named = classifier_of(opened)
            if named in self._classifiers and named not in self._written:
                self._write_classifier(named, scope)
            part = self._parts.part(self._names.name("import", scope), header)
            sink = self._catalogs[scope] = Sink(part, Section.CATALOG, self._full(opened))
        return sink

    def _close(self, entry: SectionClosed) -> None:
        closed = entry.header
        scope = scope_of(closed)
        if isinstance(closed, Catalog) and scope in self._catalogs:
            sink = self._catalogs[scope]
            sink.header = united(sink.header, bare(closed))
        elif isinstance(closed, OffersPackage) and scope in self._packages:
            known, header = self._packages[scope]
            self._packages[scope] = (united(known, bare(closed)), header)

    def _record(self, entry: RecordRead, opened: Element | None, header: PartHeader) -> None:
        record = entry.record
        if isinstance(opened, Catalog):
            identifier = record_id(record)
            scope = scope_of(opened)
            if identifier is not None and self._products.mark(identifier, scope=scope):
                raise DoubledIdError(entry.kind.value, identifier, entry.place)
            self._catalog(opened, header).record(entry.kind, record, entry.place)
        elif isinstance(opened, OffersPackage):
            if entry.kind is Kind.OFFER:
                self._spill.put(
                    _shelf(Kind.OFFER, scope_of(opened)), entry.kind, record, entry.place
                )
            else:
                self._list(entry, self._lists_of(opened))
        else:  # beside the goods, in a part of everything
            part = self._parts.part("documents0_1.xml", header)
            part.entry(RecordRead(entry.kind, record, None, entry.place))

    def _stray(self, entry: RecordRead, opened: Classifier, header: PartHeader) -> None:
        """A record of a classifier where none was looked for: behind goods, or before offers."""
        named = opened.id or ""
        if entry.kind in _LISTS:
            self._list(entry, named)
        elif self._once.is_new(entry.kind, entry.record, named):
            sink = self._strays.get(named)
            if sink is None:
                part = self._parts.part(self._names.name("import", _ALONE + named), header)
                sink = self._strays[named] = Sink(part, Section.CLASSIFIER, bare(opened))
                self._written.add(named)
            sink.record(entry.kind, entry.record, entry.place)

    def _write_classifier(self, named: str, scope: str) -> None:
        header, part_header = self._classifiers[named]
        part = self._parts.part(self._names.name("import", scope), part_header)
        sink = Sink(part, Section.CLASSIFIER, header)
        for kind in _CLASSIFIER:
            for waiting in self._spill.walk(_shelf(kind, named)):
                sink.record(kind, waiting.record, waiting.place)
        sink.close()
        self._written.add(named)

    def _write_offers(self, scope: str) -> None:
        header, part_header = self._packages[scope]
        part = self._parts.part(self._names.name("offers", scope), part_header)
        sink = Sink(part, Section.OFFERS_PACKAGE, in_layout(header, Layout.CLASSIC))
        for kind in _LISTS:
            for waiting in self._spill.walk(_shelf(kind, self._lists_of(header))):
                sink.record(kind, waiting.record, waiting.place)
        for waiting in self._offers(_shelf(Kind.OFFER, scope)):
            sink.record(Kind.OFFER, waiting.record, waiting.place)
        sink.close()

    def _lists_of(self, header: OffersPackage) -> str:
        """The classifier whose price types and warehouses a package of offers refers to."""
        named = classifier_of(header)
        if named in self._classifiers or len(self._classifiers) != 1:
            return named
        return next(iter(self._classifiers))

    def _packages_by_classifier(self) -> set[str]:
        return {self._lists_of(header) for header, _ in self._packages.values()}

    def _has(self, named: str, kinds: tuple[Kind, ...]) -> bool:
        return any(next(self._spill.walk(_shelf(kind, named)), None) for kind in kinds)

    def _offers(self, shelf: str) -> Iterator[Waiting]:
        """The offers of a shelf, each whole, in the order of their first pieces."""
        for pieces in self._spill.together(shelf):
            if len(pieces) > 1:
                identifier = record_id(pieces[0].record) or ""
                yield pieces[0]._replace(record=_whole(identifier, pieces))
            else:
                yield pieces[0]


def _whole(identifier: str, pieces: list[Waiting]) -> Element:
    """One offer from its pieces. Raises DoubledIdError if two of them say the same thing."""
    said: dict[str, Any] = {}
    whole: Element = Offer()
    for piece in pieces:
        record = piece.record
        if overlap(whole, record):
            first = next(one.place for one in pieces if overlap(one.record, record))
            raise DoubledIdError(Kind.OFFER.value, identifier, piece.place, first)
        unknown = (*said.get("unknown", ()), *record.unknown)
        attributes = dict(said.get("unknown_attributes", ())) | dict(record.unknown_attributes)
        said |= {name: getattr(record, name) for name in record.model_fields_set}
        if unknown:
            said["unknown"] = unknown
        if attributes:
            said["unknown_attributes"] = tuple(attributes.items())
        whole = Offer.model_construct(_fields_set=set(said), **said)
    return whole


def _shelf(kind: Kind, scope: str) -> str:
    return f"{kind.value}/{scope}"
