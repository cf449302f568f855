"""What a rule is shown: a record with its surroundings, a section, a part, or the whole package."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from cml_sync.checks.memory.index import Index
from cml_sync.checks.stock_rows import stock_rows
from cml_sync.checks.usual import are_usual_prices, are_usual_rows
from cml_sync.model.element import Element
from cml_sync.model.information import ROOT
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.model.records import record_id
from cml_sync.problems import Place
from cml_sync.xml.entries import PartHeader, RecordRead
from cml_sync.xml.source.features import Features

R = TypeVar("R", bound=Element)


class Part(NamedTuple):
    """One part as rules see it.

    Attributes:
        header: what is known before the first record.
        version: of the schema, None where it is missing or unreadable.
        features: how it is written; complete after its last record, None where nobody asked.
        receivers: for whom it is checked (`Selection.receivers`).
    """

    header: PartHeader
    version: Decimal | None
    features: Features | None = None
    receivers: frozenset[str] = frozenset()


@dataclass(slots=True)  # not frozen: that takes a microsecond more, for every record
class RecordView(Generic[R]):
    """One record and its surroundings; nobody changes it.

    Attributes:
        kind: of the record.
        record: the model.
        place: of its start tag.
        part: in which it stands.
        section: the section it stands in; None directly under the root.
        scope: the id of the catalogue that the section belongs to; empty if none is named.
        index: what stood before it in the package; its own id is there already.
        met: what was met before under its id: bits of the index, 0 if nothing, and of groups.
    """

    kind: Kind
    record: R
    place: Place
    part: Part
    section: Section | None
    scope: str
    index: Index
    met: int = field(default=0, init=False)
    _prices_are_usual: bool | None = field(default=None, init=False, repr=False)
    _stock_is_usual: bool | None = field(default=None, init=False, repr=False)
    _shape: frozenset[str] | None = field(default=None, init=False, repr=False)
    _entry: RecordRead | None = field(default=None, init=False, repr=False)

    def put_off(self, entry: RecordRead) -> None:
        """Let `entry` say the place when it is asked for: at some levels it hardly ever is."""
        self._entry = entry
        del self.place

    @property
    def identifier(self) -> str | None:
        """What identifies the record among its kind, or None: the id of its place."""
        return record_id(self.record)

    if not TYPE_CHECKING:  # every name would be taken for an attribute

        def __getattr__(self, name: str) -> Place:
            """The place, which was put off."""
            if name != "place" or self._entry is None:
                message = f"{type(self).__name__!r} has no {name!r}"
                raise AttributeError(message)
            self.place = self._entry.place
            return self.place

    @property
    def shape(self) -> frozenset[str]:
        """The fields of the record that are set."""
        if self._shape is None:
            self._shape = frozenset(self.record.model_fields_set)
        return self._shape

    @property
    def prices_are_usual(self) -> bool:
        """Whether nothing is odd about any price of an offer (`usual`); found out once."""
        if self._prices_are_usual is None:
            self._prices_are_usual = are_usual_prices(getattr(self.record, "prices", ()))
        return self._prices_are_usual

    @property
    def stock_is_usual(self) -> bool:
        """Whether nothing is odd about the stock of an offer by warehouse; found out once."""
        if self._stock_is_usual is None:
            record = self.record
            rows = stock_rows(record) if isinstance(record, (Offer, OfferChange)) else ()
            self._stock_is_usual = are_usual_rows(rows)
        return self._stock_is_usual


@dataclass(frozen=True, slots=True)
class SectionView(Generic[R]):
    """One section without its records.

    Attributes:
        section: which.
        header: everything of it but its records.
        place: of its start tag.
        part: in which it stands.
        records: how many records it held.
        index: what was met in the package so far.
    """

    section: Section
    header: R
    place: Place
    part: Part
    records: int
    index: Index


@dataclass(frozen=True, slots=True)
class PartView:
    """One part, after its last record.

    Attributes:
        part: its header.
        place: of its root.
        records: how many records it held.
        sections: how many sections it held.
        index: what was met in the package so far.
    """

    part: Part
    place: Place
    records: int
    sections: int
    index: Index


@dataclass(frozen=True, slots=True)
class PackageView:
    """The package, after its last part.

    Attributes:
        parts: those that could be read, in the order in which they were.
        index: what was met.
    """

    parts: tuple[Part, ...]
    index: Index

    def root_of(self, file: str) -> Place:
        """The place of the root of a part."""
        headers = (part.header for part in self.parts if part.header.file == file)
        return next((one.root for one in headers), Place(file, path=ROOT))
