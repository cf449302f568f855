"""Rows as records: what an XML part of the same content would hold."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Catalog, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OffersPackage, Price, Stock
from cml_sync.model.requisites import Requisite
from cml_sync.model.words import Operation, Status
from cml_sync.packages.forms.csv.cells import flag_cell
from cml_sync.packages.forms.csv.rows import Row
from cml_sync.problems import Problem

PAID: Final = "Заказ оплачен"
SHIPPED: Final = "Отгружен"
CANCELLED: Final = "Отменен"
STATUS: Final = "Статус заказа"
STATUS_ID: Final = "Статуса заказа ИД"
"""The requisites of a document that tell its state, as 1C spells them."""

HEADERS: Final[dict[str, tuple[Section, Element] | None]] = {
    "prices": (Section.OFFERS_PACKAGE, OffersPackage(changes_only=True)),
    "rests": (Section.OFFERS_PACKAGE, OffersPackage(changes_only=True)),
    "goods": (Section.CATALOG, Catalog(changes_only=True)),
    "statuses": None,
}
"""The section in which the records of a table stand; a table tells of changes only."""

KINDS: Final = {
    "prices": Kind.OFFER,
    "rests": Kind.OFFER,
    "goods": Kind.PRODUCT,
    "statuses": Kind.DOCUMENT,
}
"""The kind of the records of a table."""


class Made(NamedTuple):
    """A record made of rows.

    Attributes:
        line: at which it begins.
        record: the model.
        problems: what was mended in its rows.
    """

    line: int
    record: Element
    problems: tuple[Problem, ...] = ()


def records(table: str, rows: Iterable[Row]) -> Iterator[Made]:
    """The records of a table.

    Rows of one id that follow each other are one record.
    """
    if table in ("prices", "rests"):
        make = _prices if table == "prices" else _rests
        for identifier, group in groupby(rows, key=lambda row: str(row.cells["id"])):
            held = list(group)
            problems = tuple(problem for row in held for problem in row.problems)
            yield Made(held[0].line, make(identifier, [row.cells for row in held]), problems)
        return
    single = _product if table == "goods" else _document
    for row in rows:
        yield Made(row.line, single(row.cells), row.problems)


def _prices(identifier: str, rows: list[dict[str, Any]]) -> Offer:
    prices = (Price(**{key: value for key, value in row.items() if key != "id"}) for row in rows)
    return Offer(id=identifier, prices=tuple(prices))


def _rests(identifier: str, rows: list[dict[str, Any]]) -> Offer:
    """Rows of warehouses are ``Склад``; one without a warehouse is ``Количество``: the total."""
    said: dict[str, Any] = {"id": identifier}
    stocks = tuple(
        Stock(warehouse_id=row["warehouse_id"], quantity=row["quantity"])
        for row in rows
        if "warehouse_id" in row
    )
    for row in rows:
        if "warehouse_id" not in row:
            said["quantity"] = row["quantity"]
    if stocks:
        said["stocks"] = stocks
    return Offer(**said)


def _product(cells: dict[str, Any]) -> Product:
    plain = ("id", "sku", "barcode", "name", "brand", "country", "weight", "description")
    said: dict[str, Any] = {key: cells[key] for key in plain if key in cells}
    unit = {
        field: cells[key]
        for field, key in (("code", "unit_code"), ("text", "unit_name"))
        if key in cells
    }
    if unit:
        said["base_unit"] = BaseUnit(**unit)
    if "group_id" in cells:
        said["group_ids"] = (cells["group_id"],)
    if cells.get("deleted"):
        said["status"] = Status.DELETED.value
    return Product(**said)


def _document(cells: dict[str, Any]) -> Document:
    said = {key: cells[key] for key in ("id", "number", "number_1c") if key in cells}
    states = (
        (STATUS, cells.get("status")),
        (STATUS_ID, cells.get("status_id")),
        (PAID, flag_cell(value=cells.get("paid")) or None),
        (SHIPPED, flag_cell(value=cells.get("shipped")) or None),
        (CANCELLED, flag_cell(value=cells.get("cancelled")) or None),
    )
    requisites = tuple(
        Requisite(name=name, values=(value,)) for name, value in states if value is not None
    )
    return Document(**said, operation=Operation.ORDER.value, requisites=requisites)
