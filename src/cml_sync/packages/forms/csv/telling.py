"""Records as rows: what a table holds of them, and what it has no column for."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from cml_sync.model import document_views as state
from cml_sync.model import views
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offer_views import stock_levels
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.records import kind_of, record_id
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.diff.units import unit_fields
from cml_sync.packages.forms.csv.cells import flag_cell, guarded, number_cell
from cml_sync.packages.forms.csv.records import CANCELLED, PAID, SHIPPED, STATUS, STATUS_ID

Cells = tuple[str, ...]
Lost = Counter[tuple[str, str]]
"""How many records of a kind have a field that no column is for."""

_OFFER: Final = frozenset(
    {"id", "characteristic_id", "prices", "quantity", "stocks", "rests", "warehouse_quantities"}
)
_PRICE: Final = frozenset(
    {"price_type_id", "value", "currency", "unit", "coefficient", "min_quantity"}
)
_PRODUCT: Final = frozenset(
    {
        "id",
        "sku",
        "barcode",
        "name",
        "base_unit",
        "group_ids",
        "brand",
        "country",
        "weight",
        "description",
        "status",
        "deletion_mark",
        "status_element",
    }
)
_UNIT: Final = frozenset({"code", "text", "short_name", "full_name"})
_CLEARED: Final = frozenset(
    {"sku", "barcode", "group_ids", "brand", "country", "weight", "description", "base_unit"}
)
_DOCUMENT: Final = frozenset({"id", "number", "number_1c", "requisites", "operation"})
_STATES: Final = frozenset(map(views.fold, (PAID, SHIPPED, CANCELLED, STATUS, STATUS_ID)))


class Teller:
    """Makes rows of records.

    Attributes:
        lost: what found no column.
        emptied: fields that are there and empty: an empty cell is one that says nothing.
        headers: the sections that say something of themselves.
    """

    def __init__(self, tables: frozenset[str], *, comma: bool) -> None:
        """No row is made yet.

        Args:
            tables: that are wanted.
            comma: numbers have a decimal comma.
        """
        self.lost: Lost = Counter()
        self.emptied: Lost = Counter()
        self.headers: Counter[str] = Counter()
        self._tables = tables
        self._comma = comma

    def header(self, section: Section, header: Element) -> None:
        """A section ends: what it says of itself is in no table."""
        slots = slots_by_name(type(header))
        streamed = {name for name, slot in slots.items() if slot.wire.streamed}
        said = header.model_fields_set - streamed
        self.headers[section.value] += bool(said)

    def rows(self, record: Element) -> Iterator[tuple[str, Cells]]:
        """The tables and rows that a record becomes."""
        match record:
            case Offer() | OfferChange():
                yield from self._offer(record)
            case Product():
                yield from self._product(record)
            case Document():
                yield from self._document(record)
            case Container():
                for document in record.documents:
                    yield from self._document(document)
            case _:
                self._lose(record, "")

    def _offer(self, offer: Offer | OfferChange) -> Iterator[tuple[str, Cells]]:
        identifier = record_id(offer)
        if identifier is None:
            self._lose(offer, "")
            return
        held = _OFFER if isinstance(offer, OfferChange) else _OFFER - {"characteristic_id"}
        rows = tuple(self._offered(offer, guarded(identifier)))
        yield from rows
        if rows:
            self._count(offer, held)
        else:
            self._lose(offer, "")

    def _offered(self, offer: Offer | OfferChange, identifier: str) -> Iterator[tuple[str, Cells]]:
        if "prices" in self._tables:
            for price in offer.prices:
                yield from self._price(offer, price, identifier)
        elif offer.prices:
            self._lose(offer, "prices")
        if "rests" in self._tables:
            yield from self._stock(offer, identifier)

    def _price(
        self, offer: Offer | OfferChange, price: Price, identifier: str
    ) -> Iterator[tuple[str, Cells]]:
        for field in price.model_fields_set - _PRICE:
            self._lose(offer, f"prices/{field}")
        if price.value is None:
            self._lose(offer, "prices/value")
            return
        yield (
            "prices",
            (
                identifier,
                guarded(price.price_type_id or ""),
                self._number(price.value),
                guarded(price.currency or ""),
                guarded(price.unit or ""),
                self._number(price.coefficient),
                self._number(price.min_quantity),
            ),
        )

    def _stock(self, offer: Offer | OfferChange, identifier: str) -> Iterator[tuple[str, Cells]]:
        levels = stock_levels(offer)
        for row in levels.warehouses:
            if row.warehouse_id and row.quantity is not None:
                cells = (identifier, guarded(row.warehouse_id), self._number(row.quantity))
                yield "rests", cells
            else:
                self._lose(offer, "stocks")
        stated = offer.quantity is not None or not levels.warehouses
        if stated and levels.total is not None:
            yield "rests", (identifier, "", self._number(levels.total))

    def _product(self, product: Product) -> Iterator[tuple[str, Cells]]:
        if "goods" not in self._tables or product.id is None or not product.name:
            self._lose(product, "")
            return
        self._count(product, _PRODUCT)
        unit = product.base_unit
        if unit is not None:
            for field in (unit.model_fields_set - _UNIT) | _other_names(unit):
                self._lose(product, f"base_unit/{field}")
        for field in _CLEARED & product.model_fields_set:
            if getattr(product, field) in (None, "", ()):
                self.emptied[Kind.PRODUCT.value, field] += 1
        if len(product.group_ids) > 1:
            self._lose(product, "group_ids")
        yield (
            "goods",
            (
                guarded(product.id),
                guarded(product.sku or ""),
                guarded(product.barcode or ""),
                guarded(product.name),
                guarded(views.base_unit_code(unit) or ""),
                guarded(views.base_unit_name(unit) or ""),
                guarded(product.group_ids[0] if product.group_ids else ""),
                guarded(product.brand or ""),
                guarded(product.country or ""),
                self._number(product.weight),
                guarded(product.description or ""),
                flag_cell(value=views.is_deleted(product) or None),
            ),
        )

    def _document(self, document: Document) -> Iterator[tuple[str, Cells]]:
        said = state.status(document)
        identifier = record_id(document)
        if "statuses" not in self._tables or identifier is None or said is None:
            self._lose(document, "")
            return
        self._count(document, _DOCUMENT)
        for requisite in document.requisites:
            if requisite.name is None or views.fold(requisite.name) not in _STATES:
                self._lose(document, "requisites")
                break
        requisites = document.requisites
        cancelled = views.requisite(requisites, CANCELLED)
        yield (
            "statuses",
            (
                guarded(identifier),
                guarded(document.number or ""),
                guarded(document.number_1c or ""),
                guarded(said),
                guarded(state.status_id(document) or ""),
                flag_cell(value=state.is_paid(document)),
                flag_cell(value=state.is_shipped(document)),
                flag_cell(value=views.is_true(cancelled) if cancelled else None),
            ),
        )

    def _number(self, value: Decimal | None) -> str:
        return number_cell(value, comma=self._comma)

    def _count(self, record: Element, held: frozenset[str]) -> None:
        for field in record.model_fields_set.difference(held):
            self._lose(record, field)

    def _lose(self, record: Element, field: str) -> None:
        self.lost[kind_of(record).value, field] += 1


@lru_cache(maxsize=256)
def _meant(
    code: str | None, text: str | None, short: str | None, full: str | None
) -> frozenset[str]:
    """The names of a unit that say more than its code and the one name that a row has."""
    unit = BaseUnit(code=code, text=text, short_name=short, full_name=full)
    row = BaseUnit(code=views.base_unit_code(unit), text=views.base_unit_name(unit))
    more = set(unit_fields(unit)) - set(unit_fields(row))
    return frozenset(suffix[1:] for suffix, _ in more if suffix)


def _other_names(unit: BaseUnit) -> frozenset[str]:
    return _meant(unit.code, unit.text, unit.short_name, unit.full_name)
