"""4xx: stock and units of measure."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from cml_sync.checks.okei import OKEI, is_known
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.stock_rows import stock_rows
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.classifier import Unit
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.model.views import base_unit_code, looks_like_code
from cml_sync.problems import Severity

_OFFERS: Final = (Kind.OFFER, Kind.OFFER_CHANGE)
_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_FILL_CODE: Final = text("Fill in the code of the unit in 1C, as in ОКЕИ")
_SMALLEST: Final = Decimal("0.001")

Stocked = RecordView[Offer] | RecordView[OfferChange]


@rule("CML401", Severity.WARNING, on=_OFFERS, title=text("Stock below zero"))
def negative_stock(view: Stocked) -> Iterable[Found]:
    """The stock of an offer, in all or in one warehouse, is less than zero.

    Why: shops that add up warehouses show too little, others refuse the offer.

    Mend: in 1C, enter the missing receipt or correct the sale that came before it; forbid
    negative balances ("Контроль остатков").

    Source: `Предложение/Количество` (schema 2.04), `Склад@КоличествоНаСкладе` (2.06).
    """
    total = view.record.quantity
    if view.stock_is_usual and (total is None or total >= 0):
        return ()
    return _below_zero(view.record)


def _below_zero(record: Offer | OfferChange) -> Iterator[Found]:
    if record.quantity is not None and record.quantity < 0:
        yield Found(text("The stock is `{quantity}`", quantity=record.quantity))
    for row in stock_rows(record):
        if row.quantity is not None and row.quantity < 0:
            yield Found(
                text(
                    "The stock in warehouse `{warehouse}` is `{quantity}`",
                    warehouse=row.warehouse_id or "",
                    quantity=row.quantity,
                ),
            )


@rule("CML402", Severity.WARNING, on=_OFFERS, title=text("Total stock differs from warehouses"))
def stock_total(view: Stocked) -> Iterable[Found]:
    """`Количество` is not the sum of the warehouses of the offer.

    Why: one shop sells the total, another the sum; one of them sells what is not there.

    Mend: in 1C, look which warehouses the exchange node counts for the total and which it lists;
    choose the same ones.

    Source: `Предложение/Количество` (schema 2.04), `Склад@КоличествоНаСкладе` (2.06).
    """
    total = view.record.quantity
    rows = stock_rows(view.record)
    if total is None or not rows:
        return ()
    whole = Decimal(0)
    for row in rows:
        if row.quantity is None:
            return ()
        whole += row.quantity
    if whole == total or abs(whole - total) <= _SMALLEST:
        return ()
    return (
        Found(
            text(
                "The total stock is `{total}`, the warehouses have `{sum}`", total=total, sum=whole
            ),
            text("Choose the same warehouses for the total and for the list in 1C"),
        ),
    )


@rule("CML403", Severity.WARNING, on=_OFFERS, title=text("Warehouse twice in one offer"))
def repeated_warehouse(view: Stocked) -> Iterable[Found]:
    """An offer lists the stock of one warehouse twice.

    Why: one receiver adds the two, another takes the last.

    Mend: look for the extension or script that made this file; 1C writes a warehouse once.

    Source: `Склад@ИдСклада` (schema 2.06), `Остаток/Склад/Ид` (3.1).
    """
    return () if view.stock_is_usual else _repeated(view.record)


def _repeated(record: Offer | OfferChange) -> Iterator[Found]:
    seen: set[str] = set()
    for row in stock_rows(record):
        if row.warehouse_id and row.warehouse_id in seen:
            yield Found(text("Warehouse `{id}` is listed twice", id=row.warehouse_id))
        seen.add(row.warehouse_id or "")


@rule(
    "CML411",
    Severity.WARNING,
    on=_GOODS,
    needs=("base_unit",),
    title=text("Unit with an empty code"),
)
def blank_unit_code(view: RecordView[Product]) -> Iterable[Found]:
    """`БазоваяЕдиница@Код` is there and empty.

    Why: receivers that look units up by code find none and take pieces, or fail.

    Mend: in 1C, open the unit of measure and choose it from the classifier ("Подобрать из
    классификатора").

    Source: `БазоваяЕдиница@Код` (schema 2.04).
    """
    unit = view.record.base_unit
    if unit is None or unit.code is None or unit.code.strip():
        return ()
    return (Found(text("The code of the base unit is empty"), _FILL_CODE, at="БазоваяЕдиница"),)


@rule(
    "CML412",
    Severity.WARNING,
    on=_GOODS,
    needs=("base_unit",),
    title=text("Unit code of another form"),
)
def odd_unit_code(view: RecordView[Product]) -> Iterable[Found]:
    """`БазоваяЕдиница@Код` is not made of three or four digits.

    Why: schema 2.08 and later allow nothing else; 1C-Bitrix reads the code as a number and finds
    another unit or none.

    Mend: in 1C, open the unit of measure and choose it from the classifier; leading zeros belong
    to the code.

    Source: `БазоваяЕдиница@Код` (type `ЕдиницаТип`, schema 2.08: 3 to 4 characters).
    """
    unit = view.record.base_unit
    if unit is None or unit.code in OKEI:
        return ()
    code = base_unit_code(unit)
    if code is None or looks_like_code(code):
        return ()
    message = text("The code of the base unit is `{code}`", code=code)
    return (Found(message, _FILL_CODE, at="БазоваяЕдиница"),)


@rule(
    "CML413",
    Severity.ADVICE,
    on=_GOODS,
    needs=("base_unit",),
    title=text("Unit code that is not in use elsewhere"),
)
def unknown_unit_code(view: RecordView[Product]) -> Iterable[Found]:
    """`БазоваяЕдиница@Код` is none of the codes that 1C bases usually exchange.

    Why: the receiver knows units by code and may not have a home-made one.

    Mend: in 1C, choose the unit from the classifier ("Подобрать из классификатора"), or tell the
    receiver what the code means.

    Source: ОКЕИ (ОК 015-94), КСПОВО.
    """
    unit = view.record.base_unit
    if unit is None or unit.code in OKEI:
        return ()
    code = base_unit_code(unit)
    if code is None or not looks_like_code(code) or is_known(code):
        return ()
    message = text("The code of the base unit is `{code}`, not a usual one", code=code)
    return (Found(message, at="БазоваяЕдиница"),)


@rule("CML414", Severity.WARNING, on=(Kind.UNIT,), title=text("Unit without a code"))
def unit_without_code(view: RecordView[Unit]) -> Iterator[Found]:
    """A unit of the classifier has neither `Ид` nor `Код`.

    Why: goods that are counted in it cannot refer to it.

    Mend: in 1C, open the unit of measure and choose it from the classifier.

    Source: `ЕдиницаИзмерения/Код` (3.1, УНФ).
    """
    unit = view.record
    if not (unit.id or "").strip() and not (unit.code or "").strip():
        name = unit.short_name or unit.full_name or ""
        yield Found(text("Unit `{name}` has no code", name=name), _FILL_CODE)


RULES: Final[tuple[Rule, ...]] = (
    negative_stock,
    stock_total,
    repeated_warehouse,
    blank_unit_code,
    odd_unit_code,
    unknown_unit_code,
    unit_without_code,
)
