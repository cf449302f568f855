"""From the layout of 2.x into that of 3.1: every record to the part where 3.1 has it.

In one pass, with nothing remembered but the lists that portions repeat.
"""

from typing import Final

from cml_sync.model.classifier import Classifier, Property
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OffersPackage
from cml_sync.packages.convert.facets import pieces
from cml_sync.packages.convert.headers import (
    Headers,
    bare,
    changed_header,
    classifier_of,
    first_look,
    in_layout,
    scope_of,
    united,
)
from cml_sync.packages.convert.layouts import APART, CLASSIFIER_KINDS, Layout, is_split
from cml_sync.packages.convert.names import ApartNames, Role, SplitNames
from cml_sync.packages.convert.once import Once
from cml_sync.packages.convert.parts import OpenParts, Sink, write_header
from cml_sync.packages.forms.form import Reading, Source, Target
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.writing.changing import changed

_LISTS: Final = {
    Kind.GROUP: Role.GROUPS,
    Kind.UNIT: Role.UNITS,
    Kind.PRICE_TYPE: Role.PRICE_TYPES,
    Kind.WAREHOUSE: Role.WAREHOUSES,
    Kind.CATEGORY: Role.GOODS_PROPERTIES,
}
_CLASSIFIER_ROLES: Final = frozenset(
    {*_LISTS.values(), Role.GOODS_PROPERTIES, Role.OFFERS_PROPERTIES}
)
_HELD: Final = frozenset({Section.CLASSIFIER, Section.CATALOG, Section.OFFERS_PACKAGE})


def route(
    source: Source, target: Target, version: str | None = "3.1", *, merge: bool = False
) -> None:
    """Write `source` into the layout of 3.1: one part a kind of records and catalogue.

    Args:
        source: is read twice as far as its first product, and once to its end.
        target: takes the parts.
        version: of the schema, for the roots; None keeps that of the source.
        merge: other parts of one kind become one as well.

    Raises:
        FindingsError: the source cannot be read, or the target cannot say something.
    """
    headers = first_look(source)
    apart = ApartNames(merge=merge)
    with OpenParts(target, version) as parts:
        router = _Router(parts, headers, SplitNames())
        for part in source.parts:
            with part.read() as reading:
                if part.kind in APART:
                    _pass_on(apart.name(part), reading, parts)
                else:
                    router.take(reading, headers_only=part.kind in CLASSIFIER_KINDS)
        router.close()


def _pass_on(name: str, reading: Reading, parts: OpenParts) -> None:
    """A part that is the same in both layouts; a document gets a container around it."""
    target = parts.part(name, reading.header)
    for entry in reading:
        target.entry(_contained(entry))


def _contained(entry: Entry) -> Entry:
    if isinstance(entry, RecordRead) and isinstance(entry.record, Document):
        container = Container(documents=(entry.record,))
        return RecordRead(Kind.CONTAINER, container, None, entry.place)
    return entry


class _Router:
    """Sends the records of goods to their parts."""

    def __init__(self, parts: OpenParts, headers: Headers, names: SplitNames) -> None:
        self._parts = parts
        self._headers = headers
        self._names = names
        self._sinks: dict[tuple[Role, str], Sink] = {}
        self._once = Once()
        self._header: Element | None = None
        self._apart: Sink | None = None
        self._of_offers = False
        self._empty: dict[str, PartHeader] = {}
        self._hollows: dict[str, tuple[OffersPackage, PartHeader]] = {}

    def take(self, reading: Reading, *, headers_only: bool) -> None:
        """Send the entries of one part on.

        Args:
            reading: of the part.
            headers_only: its catalogues and packages of offers are headers, and say nothing.
        """
        self._of_offers = False
        for entry in reading:
            if isinstance(entry, RecordRead):
                self._record(entry, reading.header)
            elif isinstance(entry, SectionOpened):
                self._open(entry, reading.header)
            else:
                self._close_section(entry, reading.header, say=not headers_only)

    def close(self) -> None:
        """End every section; a classifier that holds nothing is said by its header."""
        listed = {scope for role, scope in self._sinks if role in _CLASSIFIER_ROLES}
        for named, header in self._empty.items():
            if named not in listed:
                self._list(Role.GROUPS, named, header)
        for closed, header in self._hollows.values():
            self._header = closed
            self._end_offers(closed, header)
        for sink in self._sinks.values():
            sink.close()

    def _open(self, entry: SectionOpened, header: PartHeader) -> None:
        self._header = entry.header
        if isinstance(entry.header, Classifier):
            self._empty.setdefault(entry.header.id or "", header)
        self._of_offers |= isinstance(entry.header, OffersPackage)
        if entry.section not in _HELD:
            name = f"{entry.section.value}.xml"
            self._apart = Sink(self._parts.part(name, header), entry.section, entry.header)

    def _close_section(self, entry: SectionClosed, header: PartHeader, *, say: bool) -> None:
        if self._apart is not None:
            self._apart.header = entry.header
            self._apart.close()
            self._apart = None
        elif isinstance(entry.header, Catalog) and say:
            sink = self._goods(Role.GOODS, header)
            sink.header = united(sink.header, bare(entry.header))
        elif isinstance(entry.header, OffersPackage) and say:
            self._end_offers(entry.header, header)
        elif isinstance(entry.header, OffersPackage):
            self._hollow(entry.header, header)
        elif isinstance(entry.header, Classifier):
            self._end_classifier(entry.header)
        self._header = None

    def _hollow(self, closed: OffersPackage, header: PartHeader) -> None:
        """A package of offers beside a classifier: full and empty, it means that none are left.

        Not so in 3.1, where every part of a classifier has one in front.
        """
        if not closed.changes_only and not is_split(header.information.schema_version):
            self._hollows.setdefault(scope_of(closed), (closed, header))

    def _end_classifier(self, closed: Classifier) -> None:
        """What stands behind the records of a classifier goes into the first of its parts."""
        named = closed.id or ""
        self._headers.know(closed)
        for (role, scope), sink in self._sinks.items():
            if role in _CLASSIFIER_ROLES and scope == named:
                sink.header = united(sink.header, bare(closed))
                break

    def _end_offers(self, closed: OffersPackage, header: PartHeader) -> None:
        """A package of offers that held nothing says so in the part of offers."""
        scope = scope_of(closed)
        roles = (Role.OFFERS, Role.PRICES, Role.RESTS)
        if not any((role, scope) in self._sinks for role in roles):
            self._goods(Role.OFFERS, header)
        sink = self._sinks.get((Role.OFFERS, scope))
        if sink is not None:
            sink.header = united(sink.header, bare(closed))

    def _record(self, entry: RecordRead, header: PartHeader) -> None:
        record = entry.record
        if self._apart is not None:
            self._apart.record(entry.kind, record, entry.place)
        elif isinstance(record, Offer):
            for piece in pieces(record):
                self._goods(piece.role, header).record(entry.kind, piece.offer, entry.place)
        elif entry.kind is Kind.PRODUCT:
            self._goods(Role.GOODS, header).record(entry.kind, record, entry.place)
        elif entry.section is None:
            part = self._parts.part("documents/documents.xml", header)
            part.entry(_contained(entry))
        else:
            self._listed(entry, header)

    def _listed(self, entry: RecordRead, header: PartHeader) -> None:
        """A record of a classifier, or of the lists that 2.x keeps with the offers."""
        named = classifier_of(self._header) if self._header is not None else ""
        if self._once.is_new(entry.kind, entry.record, named):
            role = _role_of(entry.record, entry.kind, of_offers=self._of_offers)
            self._list(role, named, header).record(entry.kind, entry.record, entry.place)

    def _list(self, role: Role, named: str, header: PartHeader) -> Sink:
        sink = self._sinks.get((role, named))
        if sink is None:
            part = self._parts.part(self._names.name(role, named), header)
            catalog = self._headers.catalog(named)
            if role is Role.OFFERS_PROPERTIES:
                write_header(part, Section.OFFERS_PACKAGE, _of_offers(catalog))
            else:
                write_header(part, Section.CATALOG, catalog)
            classifier = bare(self._headers.classifier(named))
            if any((other, named) in self._sinks for other in _CLASSIFIER_ROLES):
                classifier = changed(classifier, {}, unset={"unknown"})  # the first part has it
            sink = self._sinks[role, named] = Sink(part, Section.CLASSIFIER, classifier)
        return sink

    def _goods(self, role: Role, header: PartHeader) -> Sink:
        opened = self._header
        scope = scope_of(opened) if opened is not None else ""
        sink = self._sinks.get((role, scope))
        if sink is None:
            part = self._parts.part(self._names.name(role, scope), header)
            section = Section.CATALOG if role is Role.GOODS else Section.OFFERS_PACKAGE
            model = Catalog() if role is Role.GOODS else OffersPackage()
            said = in_layout(bare(opened if opened is not None else model), Layout.SPLIT)
            if role in {Role.PRICES, Role.RESTS}:  # who has no price is not gone for that
                said = changed_header(said, changes_only=True)
            sink = self._sinks[role, scope] = Sink(part, section, said)
        return sink


def _role_of(record: Element, kind: Kind, *, of_offers: bool) -> Role:
    if isinstance(record, Property):
        offers_only = of_offers or (record.for_offers and not record.for_products)
        return Role.OFFERS_PROPERTIES if offers_only else Role.GOODS_PROPERTIES
    return _LISTS[kind]


def _of_offers(catalog: Catalog) -> OffersPackage:
    said = {"name": catalog.name} if catalog.name is not None else {}
    return OffersPackage.model_validate(
        {
            "changes_only": True,
            "id": f"#{catalog.id or ''}",
            "catalog_id": catalog.id,
            "classifier_id": catalog.classifier_id,
            **said,
        }
    )
