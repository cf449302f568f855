"""What two dialects can both say of a record, and what a package means in it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from cml_sync.model.documents import Container, LineUnit
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.offer_views import stock_levels
from cml_sync.model.offers import Offer
from cml_sync.model.records import SPOTS, kind_of, model_at
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.diff.normal import normal_fields
from cml_sync.packages.forms.opening import open_source
from cml_sync.xml.dialects import Dialect, StockForm
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.writing.changing import changed

E = TypeVar("E", bound=Element)

_DELETION = frozenset({"status", "status_element", "deletion_mark"})
_OPAQUE = "row_version"  # a token of the sender's, which only it can read

Meaning = Counter[tuple[str, str | None, str]]
"""Every record: its kind, its id, and what it says, in a normal form."""


def sayable(element: E, dialect: Dialect) -> E:
    """`element` without what `dialect` has no words for, down to its leaves."""
    slots = slots_by_name(type(element))
    if isinstance(element, LineUnit):  # said by its code or its word, which mean the same
        return element
    values: dict[str, Any] = {}
    marked = any(name in slots and dialect.says(slots[name].wire) for name in _DELETION)
    for name in element.model_fields_set:
        known = name not in slots or dialect.says(slots[name].wire)
        if name == _OPAQUE or not (known or (name in _DELETION and marked)):
            continue
        value = getattr(element, name)
        if name == "requisites" and not dialect.empty_requisites:
            value = tuple(one for one in value if any(one.values))
            if not value:
                continue
        if isinstance(value, Element):
            value = sayable(value, dialect)
        elif isinstance(value, tuple) and any(isinstance(one, Element) for one in value):
            value = tuple(sayable(one, dialect) for one in value)
        values[name] = value
    return changed(element, values, unset=element.model_fields_set - values.keys())


def stock_in(offer: Offer, dialect: Dialect) -> Offer:
    """`offer` with its stock as attributes, reduced to what `dialect` can say of it."""
    levels = stock_levels(offer)
    values = {
        name: getattr(offer, name)
        for name in offer.model_fields_set - {"stocks", "rests", "warehouse_quantities"}
    }
    known = [row.quantity for row in levels.warehouses if row.quantity is not None]
    if dialect.stocks is StockForm.TOTAL:
        return Offer(**values | {"quantity": levels.total})
    total = sum(known) if known and dialect.stocks is StockForm.RESTS else levels.total
    rows = tuple(
        {"warehouse_id": row.warehouse_id, "quantity": row.quantity} for row in levels.warehouses
    )
    return Offer(**values | {"quantity": total, "stocks": rows})


def meaning(paths: Sequence[Path], dialects: Sequence[Dialect] = ()) -> Meaning:
    """What the package at `paths` says, reduced to what all `dialects` can say."""
    found: Meaning = Counter()
    with open_source(paths) as source:
        for part in source.parts:
            with part.read() as reading:
                for entry in reading:
                    if not isinstance(entry, RecordRead):
                        continue
                    record = entry.record
                    documents = record.documents if isinstance(record, Container) else (record,)
                    for one in documents:
                        if all(knows(kind_of(one), dialect) for dialect in dialects):
                            found[_meant(kind_of(one), one, dialects)] += 1
    return found


def knows(kind: Kind, dialect: Dialect) -> bool:
    """Whether `dialect` has a place for records of `kind`."""
    return any(
        dialect.says(slots_by_name(model_at(spot.section))[spot.field].wire)
        for spot, held in SPOTS.items()
        if held is kind
    )


def _meant(kind: Kind, record: Element, dialects: Sequence[Dialect]) -> tuple[str, str | None, str]:
    for dialect in dialects:
        said = stock_in(record, dialect) if isinstance(record, Offer) else record
        record = sayable(said, dialect)
    fields = normal_fields(kind, record)
    return kind.value, getattr(record, "id", None), repr(sorted(fields.items()))
