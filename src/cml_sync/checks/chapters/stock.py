"""4xx: stock."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from cml_sync.checks.knowledge.decimals import digits_after_point
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.stock_rows import row_path, stock_rows
from cml_sync.checks.usual import PLENTY
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.problems import Severity

_OFFERS: Final = (Kind.OFFER, Kind.OFFER_CHANGE)
_NEEDS: Final = ("quantity", "stocks", "rests", "warehouse_quantities")
_DIGITS: Final = 3
_PIECE: Final = "796"
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
        yield Found(text("The stock is `{quantity}`", quantity=record.quantity), at="Количество")
    for number, row in enumerate(stock_rows(record), start=1):
        if row.quantity is not None and row.quantity < 0:
            yield Found(
                text(
                    "The stock in warehouse `{warehouse}` is `{quantity}`",
                    warehouse=row.warehouse_id or "",
                    quantity=row.quantity,
                ),
                at=row_path(record, number),
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
            at="Количество",
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
    for number, row in enumerate(stock_rows(record), start=1):
        if row.warehouse_id and row.warehouse_id in seen:
            message = text("Warehouse `{id}` is listed twice", id=row.warehouse_id)
            yield Found(message, at=row_path(record, number))
        seen.add(row.warehouse_id or "")


def _quantities(record: Offer | OfferChange) -> Iterator[tuple[int, Decimal | None]]:
    """The total and the stock of every warehouse, with their numbers for `row_path`."""
    rows = (record.quantity, *(row.quantity for row in stock_rows(record)))
    return enumerate(rows)


@rule(
    "CML404",
    Severity.WARNING,
    on=_OFFERS,
    needs=_NEEDS,
    title=text("Stock of absurd size"),
)
def enormous_stock(view: Stocked) -> Iterable[Found]:
    """The stock of an offer, in all or in one warehouse, is a thousand millions or more.

    Why: it does not fit the columns of most shops: they cut it, or refuse the whole file.

    Mend: in 1C, look for a receipt in the wrong unit. Goods that never run out are better told so
    by a requisite than by a number of nines.

    Source: `Предложение/Количество` (schema 2.04), a decimal number.
    """
    record = view.record
    total = record.quantity
    if view.stock_is_usual and (total is None or total < PLENTY):
        return ()
    return [
        Found(text("The stock is `{quantity}`", quantity=quantity), at=row_path(record, number))
        for number, quantity in _quantities(record)
        if quantity is not None and quantity >= PLENTY
    ]


@rule(
    "CML405",
    Severity.ADVICE,
    on=_OFFERS,
    needs=_NEEDS,
    title=text("Stock finer than a thousandth"),
)
def fine_stock(view: Stocked) -> Iterable[Found]:
    """The stock of an offer has more than three digits after the decimal point.

    Why: 1C keeps three; with more of them the file was made by something that counts in binary
    fractions, and receivers round as they like.

    Mend: look for the extension or script that made this file; in 1C, look at the coefficients
    of the units of the goods.

    Source: `Предложение/Количество` (schema 2.04); the length of quantities in 1C is (15, 3).
    """
    return [
        Found(
            text("The stock is `{quantity}`, finer than a thousandth", quantity=quantity),
            at=row_path(view.record, number),
        )
        for number, quantity in _quantities(view.record)
        if quantity is not None and digits_after_point(quantity) > _DIGITS
    ]


@rule(
    "CML406",
    Severity.ADVICE,
    on=(Kind.OFFER,),
    needs=("quantity",),
    title=text("Fraction of a piece"),
)
def broken_piece(view: RecordView[Offer]) -> Iterable[Found]:
    """The stock of goods that are counted by the piece is not a whole number.

    Why: a shop that keeps whole numbers refuses the offer or cuts the fraction; half a piece is
    mostly a conversion of units gone wrong.

    Mend: in 1C, look at the unit in which the goods are kept ("Единица хранения") and at the
    coefficients of its packages.

    Source: `Предложение/Количество` in base units (schema 2.04); ОКЕИ 796, a piece.
    """
    quantity, unit = view.record.quantity, view.record.base_unit
    if quantity is None or unit is None or quantity == quantity.to_integral_value():
        return ()
    if (unit.code or unit.text or "").strip() != _PIECE:
        return ()
    return (Found(text("The stock is `{quantity}` pieces", quantity=quantity), at="Количество"),)


@rule(
    "CML407",
    Severity.WARNING,
    on=(Kind.OFFER,),
    needs=("rests",),
    counted=True,
    title=text("Stock by warehouse in a form of its own"),
)
def odd_rest(view: RecordView[Offer]) -> Iterable[Found]:
    """`Остаток` names its warehouse as `ИдСклада`, where `Склад/Ид` is expected.

    Why: 1C-Bitrix and others know two forms: `Остаток/Склад` with `Ид` and `Количество`, and
    `Остаток/Количество` as the total. They take every one of these rows for the total: the last
    warehouse counts for all.

    Mend: look for the extension or script that made this file, and let it write
    `Остаток/Склад/Ид` and `Остаток/Склад/Количество`.

    Source: `Остатки/Остаток` (3.1, 1C-Bitrix; no schema has it). The rows are read here.
    """
    for number, rest in enumerate(view.record.rests, start=1):
        if rest.warehouse_id:
            return (
                Found(
                    text("The stock names its warehouse as `ИдСклада`"),
                    text("Write `Остаток/Склад/Ид` and `Остаток/Склад/Количество`"),
                    at=f"Остатки/Остаток[{number}]/ИдСклада",
                ),
            )
    return ()


RULES: Final[tuple[Rule, ...]] = (
    negative_stock,
    stock_total,
    repeated_warehouse,
    enormous_stock,
    fine_stock,
    broken_piece,
    odd_rest,
)
