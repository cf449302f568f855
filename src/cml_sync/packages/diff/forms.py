"""What senders say in several forms, brought into one: stock, prices, units, options, parties."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, cast

from cml_sync.checks.knowledge.currencies import iso_letters
from cml_sync.model.classifier import PriceType, Property
from cml_sync.model.documents import DocumentLine, LineUnit, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Product, PropertyValue
from cml_sync.model.offer_views import stock_levels
from cml_sync.model.offers import Offer, OfferChange, Price, Rest
from cml_sync.model.parties import Counterparty
from cml_sync.model.taxes import Excise
from cml_sync.packages.diff.flatten import Flattener, Form, Out, keyed
from cml_sync.packages.diff.units import unit_code, unit_fields
from cml_sync.packages.diff.values import bag, number, plain

_NONE: Final[frozenset[str]] = frozenset()
_ROWS: Final = ("warehouse_quantities", "stocks", "rests")
_STOCK: Final = frozenset({*_ROWS, "quantity"})


def stock(element: Element, at: str, out: Out) -> frozenset[str]:
    """Stock as `stock.total` and `stock[warehouse]`, whichever form says it."""
    offer = cast("Offer | OfferChange", element)
    said = _STOCK & offer.model_fields_set
    if not said:
        return _NONE
    levels = stock_levels(offer)
    by_warehouse: dict[str, list[Out]] = {}
    for level in levels.warehouses:
        by_warehouse.setdefault(level.warehouse_id or "", []).append({"": plain(level.quantity)})
    keyed(by_warehouse, f"{at}stock", out)
    if levels.total is not None:
        out[f"{at}stock.total"] = levels.total
    elif not levels.warehouses:
        out[f"{at}stock"] = ()
    if not _is_plain(offer):
        for name in said - {"quantity"}:
            if rows := getattr(offer, name):
                FLATTENER.rows(rows, f"{at}{name}", out)
    return said


def _is_plain(offer: Offer | OfferChange) -> bool:
    """Whether `stock_levels` passes over nothing."""
    forms: list[Sequence[Any]] = [
        rows for name in _ROWS if (rows := offer.__dict__.get(name) or ())
    ]
    totals = [one for one in offer.__dict__.get("rests", ()) if _is_total(one)]
    stated = len(totals) + (offer.quantity is not None)
    return (
        len(forms) <= 1
        and stated <= 1
        and all(_is_plain_row(row) for form in forms for row in form)
    )


def _is_total(rest: Rest) -> bool:
    return not rest.warehouses and rest.warehouse_id is None


def _is_plain_row(row: Element) -> bool:
    if row.unknown or row.unknown_attributes:
        return False
    if not isinstance(row, Rest):
        return True
    alone = row.quantity is None and row.warehouse_id is None
    return (
        (alone or not row.warehouses)
        and row.model_fields_set != set()
        and all(map(_is_plain_row, row.warehouses))
        and not (_is_total(row) and row.quantity is None)
    )


def prices(element: Element, at: str, out: Out) -> frozenset[str]:
    """Prices by type and by the quantity where the tier begins: `prices[retail; 10].value`."""
    offer = cast("Offer | OfferChange", element)
    if "prices" not in offer.model_fields_set or not offer.prices:
        return _NONE
    by_key: dict[str, list[Out]] = {}
    for price in offer.prices:
        inner: Out = {}
        done = {"price_type_id"} if price.price_type_id else set()
        start = price.min_quantity if price.qty_from is None else price.qty_from
        if start is None or price.min_quantity is None or price.min_quantity == start:
            done.add("min_quantity")
        if price.qty_to is None:
            done.add("qty_to")
        if "unit" in price.model_fields_set:
            inner["unit"] = unit_code(price.unit, getattr(offer, "base_unit", None))
            done.add("unit")
        FLATTENER.flatten(price, "", inner, {*done, "qty_from"})
        key = price.price_type_id or ""
        by_key.setdefault(f"{key}; {number(start)}" if start else key, []).append(inner)
    keyed(by_key, f"{at}prices", out)
    return frozenset({"prices"})


def currency(element: Element, at: str, out: Out) -> frozenset[str]:
    """A currency by the letters of ISO 4217, however it is written."""
    if "currency" not in element.model_fields_set:
        return _NONE
    written = element.__dict__["currency"]
    out[f"{at}currency"] = plain(iso_letters(written) or written if written else None)
    return frozenset({"currency"})


def base_unit(element: Element, at: str, out: Out) -> frozenset[str]:
    """The base unit by its code; of a change of an offer, too."""
    if isinstance(element, OfferChange):
        if "unit_code" not in element.model_fields_set:
            return _NONE
        out[f"{at}base_unit"] = unit_code(element.unit_code)
        return frozenset({"unit_code"})
    return _unit(element, "base_unit", at, out)


def line_unit(element: Element, at: str, out: Out) -> frozenset[str]:
    """The unit of a line of a document by its code."""
    line = cast("DocumentLine", element)
    unit = line.unit
    if unit is not None and unit.model_fields_set == {"text"}:
        out[f"{at}unit"] = unit_code(unit.text, line.base_unit)
        return frozenset({"unit"})
    return _unit(element, "unit", at, out)


def _unit(element: Element, name: str, at: str, out: Out) -> frozenset[str]:
    unit: BaseUnit | LineUnit | None = element.__dict__[name]
    if name not in element.model_fields_set or unit is None:
        return _NONE
    out.update({f"{at}{name}{part}": value for part, value in unit_fields(unit)})
    said = {"code", "id", "text", "short_name", "full_name", "international"}
    FLATTENER.flatten(unit, f"{at}{name}.", out, said)
    return frozenset({name})


def options(element: Element, at: str, out: Out) -> frozenset[str]:
    """The options of a property as `options[id].value`, of both forms that have ids."""
    prop = cast("Property", element)
    if not prop.options and not prop.variants:
        return _NONE
    FLATTENER.rows((*prop.options, *prop.variants), f"{at}options", out)
    return frozenset({"options", "variants"})


def nested(element: Element, at: str, out: Out) -> frozenset[str]:
    """The values of a property where they stand only, or once more, in Bitrix's form."""
    value = cast("PropertyValue", element)
    if not value.nested or any(one.model_fields_set != {"value"} for one in value.nested):
        return _NONE
    if any(one.unknown or one.unknown_attributes for one in value.nested):
        return _NONE
    said = bag(one.value for one in value.nested)
    if value.values and bag(value.values) != said:
        return _NONE
    out[f"{at}values"] = said
    return frozenset({"values", "nested"})


def party(element: Element, at: str, out: Out) -> frozenset[str]:
    """A counterparty without the wrappers that some writers put around a part of it."""
    one = cast("Counterparty", element)
    fields = one.model_fields_set
    said: set[str] = set()
    if one.okpo_code is not None and "okpo" not in fields:
        out[f"{at}okpo"] = plain(one.okpo_code)
        said.add("okpo_code")
    person = one.person
    if person is not None and fields.isdisjoint(person.model_fields_set):
        FLATTENER.flatten(person, at, out)
        said.add("person")
    inner = [item.counterparty for item in one.representatives]
    if any(inner) and all(
        held is None or item.model_fields_set == {"counterparty"}
        for held, item in zip(inner, one.representatives, strict=True)
    ):
        people = [item.counterparty or item for item in one.representatives]
        FLATTENER.rows(people, f"{at}representatives", out)
        said.add("representatives")
    return frozenset(said)


_FORMS: Final[Mapping[type[Element], Sequence[Form]]] = MappingProxyType(
    {
        Product: (base_unit,),
        Offer: (stock, prices),
        OfferChange: (stock, prices, base_unit),
        Price: (currency,),
        PriceType: (currency,),
        Excise: (currency,),
        SubordinateDocument: (currency,),
        DocumentLine: (line_unit,),
        Property: (options,),
        PropertyValue: (nested,),
        Counterparty: (party,),
    }
)

FLATTENER: Final = Flattener(_FORMS)
"""Flattens the elements of this standard."""
