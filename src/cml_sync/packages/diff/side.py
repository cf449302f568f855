"""One of the two packages, walked through once: its pieces in the order of its parts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cml_sync.checks.memory.tables import IdTable
from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.merging import merged
from cml_sync.model.views import catalog_key
from cml_sync.model.wiring import wiring
from cml_sync.packages.diff.forms import FLATTENER
from cml_sync.packages.diff.laying import check_changes
from cml_sync.packages.diff.pieces import BASE, ONCE, Ident, Piece, Twin, facets_of, pack, pieces_of
from cml_sync.packages.diff.spill import Spill, Waiting
from cml_sync.packages.diff.terms import PACKAGE, Terms
from cml_sync.packages.diff.values import Fields
from cml_sync.packages.forms.form import Source
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.findings import repairs
from cml_sync.xml.limits import Limits
from cml_sync.xml.reader import PartReader

if TYPE_CHECKING:
    from cml_sync.packages.diff.flatten import Out

DOUBLED_SHOWN: Final = 100
"""So many records that stand twice are named; all are counted."""

_GOODS: Final = frozenset({Section.CATALOG, Section.OFFERS_PACKAGE, Section.OFFERS_CHANGES})
_ANYWHERE: Final = frozenset({Kind.PRICE_TYPE, Kind.WAREHOUSE, Kind.UNIT})
"""Records that a classifier and a package of offers may hold alike; neither is there for them."""
_OF_ROOT: Final = frozenset({"sync_products", "unknown", "unknown_attributes"})


class Doubled(NamedTuple):
    """A record that a package holds twice.

    Attributes:
        new: it is the new package.
        kind, key: of the record.
        place: where it stands for the second time.
    """

    new: bool
    kind: str
    key: str
    place: Place


@dataclass
class Side:
    """One package.

    Attributes:
        source: it.
        new: it is the new one.
        terms: what counts.
        spill: for what cannot be compared at once.
        limits: what a part may ask for.
        doubled: the first records that stand twice.
        doubles: how many do.
        records: how many pieces were met.
        repaired: how many things the reader mended or dropped; known after the last piece.
        goods: it holds products; known after the last piece.
        twin: knows the record where the old package stands, for the reader of the new one.
    """

    source: Source
    new: bool
    terms: Terms
    spill: Spill
    limits: Limits | None = None
    doubled: list[Doubled] = field(default_factory=list)
    doubles: int = 0
    records: int = 0
    repaired: int = 0
    goods: bool = False
    twin: Twin = field(default_factory=Twin)
    _met: IdTable = field(default_factory=IdTable)
    _headers: dict[tuple[Section, str], Element] = field(default_factory=dict)
    _filled: set[tuple[Section, str]] = field(default_factory=set)
    _flags: dict[tuple[Section, str], set[bool]] = field(default_factory=dict)
    _root: dict[str, Any] = field(default_factory=dict)
    _again: dict[tuple[str, str], int] = field(default_factory=dict)

    def pieces(self) -> Iterator[Piece]:
        """The pieces of which there may be millions; others wait on the disk.

        Raises:
            FindingsError: a part cannot be read to its end.
            FullChangesError: the new package is to be laid over the old one, and is full.
        """
        twin = Twin() if self.new else self.twin
        for part in self.source.parts:
            with part.read(self.limits) as reading:
                if self.new and isinstance(reading, PartReader):
                    reading.twin = self.twin
                sections, filled, goods = 0, False, False
                for entry in reading:
                    if type(entry) is RecordRead:
                        kind = entry.kind
                        twin.entry = entry
                        if entry.problems:
                            self.repaired += repairs(entry.problems)
                        filled = filled or kind not in _ANYWHERE
                        if kind is Kind.OFFER or kind is Kind.PRODUCT:
                            goods = goods or kind is Kind.PRODUCT
                            piece = _goods(entry, kind)
                            yield from (piece,) if self._takes(piece) else ()
                        else:
                            yield from self._others(entry, f"{part.name}#{sections}")
                    elif isinstance(entry, SectionClosed):
                        sections += 1
                        self._header(entry, filled=filled)
                        filled = False
                    elif self.new and self.terms.apply_changes and type(entry) is SectionOpened:
                        check_changes(entry)
                self.repaired += repairs(reading.problems)
                self._rooted(reading.information)
                self.goods = self.goods or goods

    def met(self, kind: str, key: str) -> bool:
        """Whether a record of which there may be millions is in the package."""
        return self._met.bits(key, scope=kind) > 0

    def wait(self, ident: Ident, model: str, data: bytes, parent: str | None = None) -> None:
        """Let a piece wait on the disk."""
        kind, key, _ = ident
        self.spill.wait(Waiting(kind, key, self.new, model, parent, data))

    def headers(self) -> dict[tuple[str, str], Fields]:
        """The sections by name and key, and the root; complete after the last piece."""
        found: dict[tuple[str, str], Fields] = {}
        if self._root and self.terms.wants(PACKAGE):
            root = CommercialInformation.model_construct(_fields_set=set(self._root), **self._root)
            found[PACKAGE, ""] = _flat(root)
        for (section, key), header in self._headers.items():
            if self.terms.wants(section.value):
                changes_only = self.is_changes_only(section, key)
                found[section.value, key] = {**_flat(header), "changes_only": changes_only}
        return found

    def is_shell(self, name: str, key: str) -> bool:
        """Whether a section says as much as none: it holds nothing, and does not mean to be whole.

        Parts of 3.1 name the classifier and the catalogue that their records belong to; price types
        stand in a classifier there, and in a package of offers elsewhere.
        """
        if name == PACKAGE or (Section(name), key) in self._filled:
            return False
        section = Section(name)
        return section is Section.CLASSIFIER or self.is_changes_only(section, key)

    def is_changes_only(self, section: Section, key: str) -> bool:
        """Whether a section holds changes only: no part of it says that it is whole.

        1C marks every part after the first so, even in a full export.
        """
        return self._flags[section, key] == {True} or section is Section.OFFERS_CHANGES

    @property
    def changes_only(self) -> bool:
        """Whether any section with goods holds changes only."""
        return any(
            self.is_changes_only(section, key) for section, key in self._flags if section in _GOODS
        )

    def _takes(self, piece: Piece, scope: str | None = None) -> bool:
        kind, key, facets = piece.ident
        if not self.terms.wants(kind):
            return False
        self.records += 1
        if self._met.mark(key, scope=scope or kind, bits=facets) & facets:
            self.doubles += 1
            if scope is not None:
                self._again[scope, key] = self._again.get((scope, key), 0) + 1
            if len(self.doubled) < DOUBLED_SHOWN:
                self.doubled.append(Doubled(self.new, kind, key, piece.entry.place))
        return True

    def _others(self, entry: RecordRead, section: str) -> Iterator[Piece]:
        for piece in pieces_of(entry):
            if piece.ident.kind in ONCE:
                if self._takes(piece):
                    yield piece
            elif self._takes(piece, scope := f"{piece.ident.kind} {section}"):
                ident = self._numbered(piece.ident, scope)
                self.wait(ident, piece.kind.value, pack(piece.record), piece.parent)

    def _numbered(self, ident: Ident, scope: str) -> Ident:
        """What identifies a piece: the second of its key in a section is not laid over the first.

        That of another section is: every part may say again what another has said.
        """
        again = self._again.get((scope, ident.key), 0)
        return ident._replace(key=f"{ident.key} #{again + 1}") if again else ident

    def _header(self, entry: SectionClosed, *, filled: bool) -> None:
        section, header = entry.section, entry.header
        key = (section, catalog_key(getattr(header, "id", None) or ""))
        self.repaired += repairs(entry.problems)
        old = self._headers.get(key)
        self._headers[key] = header if old is None else merged(old, header)
        self._flags.setdefault(key, set()).add(bool(getattr(header, "changes_only", None)))
        if filled or header.unknown or header.unknown_attributes:
            self._filled.add(key)

    def _rooted(self, information: CommercialInformation) -> None:
        for name in _OF_ROOT & information.model_fields_set:
            if value := getattr(information, name):
                self._root[name] = value


def _goods(entry: RecordRead, kind: Kind) -> Piece:
    """The piece that a product or an offer is; `pieces_of` says the same, more slowly."""
    record = entry.record
    key = record.__dict__["id"]
    if not key:
        return next(pieces_of(entry))
    if kind is Kind.PRODUCT:
        ident = Ident("product", key, BASE)
    else:
        ident = Ident("offer", key, facets_of(record.__pydantic_fields_set__))
    return Piece(ident, kind, record, None, entry)


def _flat(header: Element) -> Fields:
    out: Out = {}
    streamed = (slot.name for slot in wiring(type(header)).streamed())
    FLATTENER.flatten(header, "", out, {"id", "changes_only", *streamed})
    return out
