"""Says the stock of an offer in the form that a dialect has words for.

Each generation of the standard has a form of its own: schemas from 2.06 on attributes of `Склад`,
3.1 `Остатки`, 1C-Bitrix's own export `КоличествоНаСкладах`; 2.05 knows only the total. What one
form says and the next cannot must not get lost on the way: a shop without stock sells nothing.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cml_sync.model.element import Element
from cml_sync.model.offer_views import StockLevels, stock_levels
from cml_sync.model.offers import Offer, Rest, RestWarehouse, Stock
from cml_sync.xml.dialects import StockForm
from cml_sync.xml.writing.changing import changed

_FORMS: Final = frozenset({"stocks", "rests", "warehouse_quantities"})
_OTHER_FORMS: Final = _FORMS - {"stocks"}
_ALONE: Final = _FORMS | {"id", "quantity"}


def adapt_stock(record: Element, form: StockForm, *, alone: StockForm | None = None) -> Element:
    """`record` with its stock in `form`; itself if it is no offer, or says it so already.

    Args:
        record: of any kind.
        form: for offers.
        alone: for those that say nothing but their stock, if they have a form of their own.
    """
    if type(record) is not Offer or not isinstance(record, Offer):  # where not, this is slow
        return record
    fields = record.model_fields_set
    if form is StockForm.ATTRIBUTES and alone is None and _OTHER_FORMS.isdisjoint(fields):
        return record
    is_alone = record.model_fields_set <= _ALONE
    form = (alone or form) if is_alone else form
    if form is StockForm.AS_IS:
        return record
    if form is StockForm.RESTS:
        return _with_rests(record, is_alone=is_alone)
    carried = _FORMS & record.model_fields_set
    if not carried - {_FIELDS.get(form)}:
        return record
    levels = stock_levels(record)
    said = _as_attributes(levels) if form is StockForm.ATTRIBUTES else {}
    if levels.total is not None:
        said["quantity"] = levels.total
    return changed(record, said, unset=carried - said.keys())


def _with_rests(offer: Offer, *, is_alone: bool) -> Offer:
    """`offer` with ``Остатки``; if it is stock alone, without the total beside them.

    1C-Bitrix knows a part of stock by offers of exactly ``Ид`` and ``Остатки``; of any other offer
    it expects everything, a name, too.
    """
    levels = stock_levels(offer)
    carried = (_FORMS | {"quantity"}) & offer.model_fields_set
    unset = carried - {"rests"} if is_alone else carried - {"rests", "quantity"}
    foreign = any(rest.warehouse_id is not None for rest in offer.rests)  # no words of 3.1
    if not unset and "rests" in carried and not foreign:
        return offer
    others = unset - {"quantity"} or foreign
    rests = _as_rests(levels) if others or not offer.rests else offer.rests
    if not rests and not carried:
        return offer
    return changed(offer, {"rests": rests}, unset=unset)


def _as_attributes(levels: StockLevels) -> dict[str, object]:
    rows = tuple(
        Stock(warehouse_id=row.warehouse_id, quantity=row.quantity) for row in levels.warehouses
    )
    return {"stocks": rows} if rows else {}


def _as_rests(levels: StockLevels) -> tuple[Rest, ...]:
    rows = tuple(
        Rest(warehouses=(RestWarehouse(id=row.warehouse_id, quantity=row.quantity),))
        for row in levels.warehouses
    )
    if not rows and levels.total is not None:
        return (Rest(quantity=levels.total),)
    return rows


_FIELDS: Final[Mapping[StockForm, str]] = MappingProxyType({StockForm.ATTRIBUTES: "stocks"})
