"""What goods and documents say in words of short lists: units, rates, currencies, operations."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from cml_sync.messages import shortened
from cml_sync.model.classifier import PriceType
from cml_sync.model.document_views import status
from cml_sync.model.documents import Container, Document, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.requisites import Requisite
from cml_sync.packages.survey.names import KIND_ORDER
from cml_sync.packages.survey.rows import FactsRow, RequisiteRow, UnitRow, ValueRow
from cml_sync.packages.survey.tally import Tally

EXAMPLES: Final = 3
"""So many values are shown of a requisite of goods."""
LONGEST: Final = 60
"""Longer values are cut."""


class Facts:
    """Counts what records say in words of short lists."""

    def __init__(self) -> None:
        self._units: Tally[tuple[str | None, str | None]] = Tally()
        self._vat: Tally[str] = Tally()
        self._currencies: Tally[str] = Tally()
        self._operations: Tally[str] = Tally()
        self._statuses: Tally[str] = Tally()
        self._requisites: Tally[tuple[Kind, str]] = Tally()
        self._examples: dict[tuple[Kind, str], list[str]] = {}

    def look(self, kind: Kind, record: Element) -> None:
        """Counts what one record says."""
        looker = _LOOKERS.get(kind)
        if looker is not None:
            looker(self, record)

    def row(self) -> FactsRow:
        """What was seen, the most frequent first."""
        tallies: tuple[Tally[Any], ...] = (
            self._units,
            self._vat,
            self._currencies,
            self._operations,
            self._statuses,
            self._requisites,
        )
        return FactsRow(
            units=tuple(
                UnitRow(code=code, name=name, count=count)
                for (code, name), count in self._units.ranked()
            ),
            vat_rates=_values(self._vat),
            currencies=_values(self._currencies),
            operations=_values(self._operations),
            statuses=_values(self._statuses),
            requisites=tuple(self._requisite_rows()),
            left_out=sum(tally.others for tally in tallies),
        )

    def price_type(self, record: PriceType) -> None:
        """The currency of a price type."""
        if record.currency:
            self._currencies.add(_cut(record.currency))

    def product(self, record: Product) -> None:
        """The unit, the rates and the requisites of a product."""
        self._goods(Kind.PRODUCT, record)

    def offer(self, record: Offer) -> None:
        """The same of an offer, and the currencies of its prices."""
        self._goods(Kind.OFFER, record)
        self._prices(record.prices)

    def change(self, record: OfferChange) -> None:
        """The currencies of the prices of a change."""
        self._prices(record.prices)

    def document(self, record: SubordinateDocument) -> None:
        """The words of a document and of those below it."""
        if record.currency:
            self._currencies.add(_cut(record.currency))
        if record.operation:
            self._operations.add(_cut(record.operation))
        said = status(record) if record.requisites else None
        if said:
            self._statuses.add(_cut(said))
        for requisite in record.requisites:
            self._requisites.add((Kind.DOCUMENT, _cut(requisite.name or "")))
        self._lines(record)
        if isinstance(record, Document):
            for below in record.subordinates:
                self.document(below)

    def _lines(self, record: SubordinateDocument) -> None:
        for line in record.lines:
            for tax in line.taxes:
                if tax.rate:
                    self._vat.add(_cut(tax.rate))

    def container(self, record: Container) -> None:
        """The documents in a container."""
        for document in record.documents:
            self.document(document)

    def _goods(self, kind: Kind, record: Product) -> None:
        unit = record.base_unit
        if unit is not None:
            code, text = unit.code, unit.text
            self._units.add((code and _cut(code), text and _cut(text)))
        for tax in record.tax_rates:
            if tax.rate:
                self._vat.add(_cut(tax.rate))
        for requisite in record.requisites:
            key = kind, _cut(requisite.name or "")
            if self._requisites.add(key):
                self._example(key, requisite)

    def _prices(self, prices: tuple[Price, ...]) -> None:
        for price in prices:
            if price.currency:
                self._currencies.add(_cut(price.currency))

    def _example(self, key: tuple[Kind, str], requisite: Requisite) -> None:
        kept = self._examples.get(key)
        if kept is None:
            kept = self._examples[key] = []
        elif len(kept) == EXAMPLES:
            return
        for value in requisite.values:
            shown = _cut(value)
            if value and shown not in kept and len(kept) < EXAMPLES:
                kept.append(shown)

    def _requisite_rows(self) -> Iterator[RequisiteRow]:
        ranked = sorted(self._requisites.ranked(), key=lambda item: KIND_ORDER[item[0][0]])
        for (kind, name), count in ranked:
            examples = tuple(self._examples.get((kind, name), ()))
            yield RequisiteRow(kind=kind, name=name, count=count, examples=examples)


def _cut(value: str) -> str:
    """A thousand different values of a megabyte each would be kept otherwise."""
    return value if len(value) <= LONGEST else shortened(value, LONGEST)


def _values(tally: Tally[str]) -> tuple[ValueRow, ...]:
    return tuple(ValueRow(value=value, count=count) for value, count in tally.ranked())


_LOOKERS: Final[Mapping[Kind, Callable[[Facts, Any], None]]] = MappingProxyType(
    {
        Kind.PRICE_TYPE: Facts.price_type,
        Kind.PRODUCT: Facts.product,
        Kind.OFFER: Facts.offer,
        Kind.OFFER_CHANGE: Facts.change,
        Kind.DOCUMENT: Facts.document,
        Kind.CONTAINER: Facts.container,
    }
)
