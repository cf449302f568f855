"""Says the stock of an offer in the form that a dialect has words for.

Each generation of the standard has a form of its own: schemas from 2.06 on attributes of `Склад`,
3.1 `Остатки`, 1C-Bitrix's own export `КоличествоНаСкладах`; 2.05 knows only the total. What one
form says and the next cannot must not get lost on the way: a shop without stock sells nothing.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from cml_sync.model.element import Element
from cml_sync.model.offer_views import StockLevels, stock_levels
from cml_sync.model.offers import Offer, Rest, RestWarehouse, Stock
from cml_sync.xml.changing import changed
from cml_sync.xml.dialects import StockForm

_FORMS: Final = frozenset({"stocks", "rests", "warehouse_quantities"})


def adapt_stock(record: Element, form: StockForm) -> Element:
    """`record` with its stock in `form`; itself if it is no offer, or says it so already."""
    if not isinstance(record, Offer):
        return record
    carried = _FORMS & record.model_fields_set
    if not carried - {_FIELDS.get(form)}:
        return record
    levels = stock_levels(record)
    said = _WRITE[form](levels)
    if levels.total is not None and form is not StockForm.RESTS:
        said["quantity"] = levels.total
    return changed(record, said, unset=carried - said.keys())


def _as_attributes(levels: StockLevels) -> dict[str, object]:
    rows = tuple(
        Stock(warehouse_id=row.warehouse_id, quantity=row.quantity) for row in levels.warehouses
    )
    return {"stocks": rows} if rows else {}


def _as_rests(levels: StockLevels) -> dict[str, object]:
    rows = tuple(
        Rest(warehouses=(RestWarehouse(id=row.warehouse_id, quantity=row.quantity),))
        for row in levels.warehouses
    )
    if not rows and levels.total is not None:
        rows = (Rest(quantity=levels.total),)
    return {"rests": rows}


def _as_total(_: StockLevels) -> dict[str, object]:
    return {}


_FIELDS: Final[Mapping[StockForm, str]] = MappingProxyType(
    {StockForm.ATTRIBUTES: "stocks", StockForm.RESTS: "rests"}
)
_WRITE: Final[Mapping[StockForm, Callable[[StockLevels], dict[str, object]]]] = MappingProxyType(
    {
        StockForm.ATTRIBUTES: _as_attributes,
        StockForm.RESTS: _as_rests,
        StockForm.TOTAL: _as_total,
    }
)
