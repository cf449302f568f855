"""6xx: quantities and sums of documents and their lines."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from cml_sync.checks.knowledge.decimals import digits_after_point
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.totals import KOPECK, plain_sum
from cml_sync.checks.usual import ENORMOUS
from cml_sync.checks.view import RecordView
from cml_sync.messages import Text, text
from cml_sync.model.documents import Document, DocumentLine
from cml_sync.model.kinds import Kind
from cml_sync.model.taxes import Discount, Tax
from cml_sync.problems import Severity

_DOCUMENT: Final = (Kind.DOCUMENT,)
_LINES: Final = ("lines",)
_ZERO: Final = Decimal(0)
_DIGITS: Final = 3
_WHOLE: Final = 100


@rule("CML606", Severity.WARNING, on=_DOCUMENT, needs=_LINES, title=text("Quantity not above zero"))
def quantity_not_positive(view: RecordView[Document]) -> Iterable[Found]:
    """The quantity of a line of a document is zero or less.

    Why: 1C cannot post such a line; the whole order stays unposted, or the line gets lost.

    Mend: the shop must leave out lines that were cancelled, and send what comes back as a document
    of its own ("Возврат товара").

    Source: `Товар/Количество` of a document (schema 2.04).
    """
    return [
        Found(
            text("The quantity is `{quantity}`", quantity=line.quantity),
            text("Leave the line out, or make a return of it"),
            at=f"Товары/Товар[{number}]/Количество",
        )
        for number, line in enumerate(view.record.lines, start=1)
        if line.quantity is not None and line.quantity <= 0
    ]


@rule(
    "CML607",
    Severity.WARNING,
    on=_DOCUMENT,
    needs=("lines", "total"),
    title=text("Sum of a document below zero"),
)
def negative_sum(view: RecordView[Document]) -> Iterator[Found]:
    """The total of a document, or the price or total of a line, is less than zero.

    Why: 1C refuses such a line; a discount as a line of its own with a negative price is not
    understood by anybody.

    Mend: write discounts in `Скидки`, and what comes back as a document of its own ("Возврат
    товара").

    Source: `Документ/Сумма`, `Товар/ЦенаЗаЕдиницу`, `Сумма` (schema 2.04).
    """
    document = view.record
    if document.total is not None and document.total < 0:
        yield Found(text("The total is `{total}`", total=document.total), at="Сумма")
    for number, line in enumerate(document.lines, start=1):
        if line.price is not None and line.price < 0:
            yield Found(
                text("The price of the line is `{price}`", price=line.price),
                text("Write discounts in `Скидки`"),
                at=f"Товары/Товар[{number}]/ЦенаЗаЕдиницу",
            )
        elif line.total is not None and line.total < 0:
            yield Found(
                text("The total of the line is `{total}`", total=line.total),
                text("Write discounts in `Скидки`"),
                at=f"Товары/Товар[{number}]/Сумма",
            )


@rule(
    "CML608",
    Severity.ADVICE,
    on=_DOCUMENT,
    needs=_LINES,
    title=text("Quantity finer than a thousandth"),
)
def fine_quantity(view: RecordView[Document]) -> Iterable[Found]:
    """The quantity of a line has more than three digits after the decimal point.

    Why: 1C keeps three; the sum counted from the rounded quantity differs from that of the order.

    Mend: the shop must sell by steps of a thousandth, or choose a smaller unit.

    Source: `Товар/Количество` of a document (schema 2.04); quantities in 1C are (15, 3).
    """
    return [
        Found(
            text("The quantity is `{quantity}`, finer than a thousandth", quantity=line.quantity),
            at=f"Товары/Товар[{number}]/Количество",
        )
        for number, line in enumerate(view.record.lines, start=1)
        if line.quantity is not None and digits_after_point(line.quantity) > _DIGITS
    ]


@rule(
    "CML609",
    Severity.WARNING,
    on=_DOCUMENT,
    needs=("taxes",),
    title=text("Taxes of the document differ from the lines"),
)
def wrong_taxes(view: RecordView[Document]) -> Iterable[Found]:
    """The taxes of a document are not what those of its lines add up to.

    Why: 1C takes the taxes of the lines, the receipt those of the document; the books and the
    receipt differ.

    Mend: count the tax of the document from its lines, and delivery among them.

    Source: `Документ/Налоги/Налог/Сумма`, `Товар/Налоги/Налог/Сумма` (schema 2.04). A hundredth per
    line is allowed; documents in which only some lines name their tax are passed by.
    """
    document = view.record
    if not document.taxes or not document.lines:
        return ()
    whole = _amount(document.taxes)
    of_lines = [_amount(line.taxes) for line in document.lines]
    if whole is None or any(one is None for one in of_lines):
        return ()
    parts = sum((one for one in of_lines if one is not None), _ZERO)
    if abs(whole - parts) <= KOPECK * (len(of_lines) + 1):
        return ()
    message = text("The taxes are `{total}`, the lines have `{sum}`", total=whole, sum=parts)
    return (Found(message, text("Count the tax from the lines"), at="Налоги"),)


@rule(
    "CML610",
    Severity.WARNING,
    on=_DOCUMENT,
    needs=("lines", "discounts"),
    title=text("Discount larger than the sum"),
)
def enormous_discount(view: RecordView[Document]) -> Iterator[Found]:
    """A discount is larger than what it is taken from, more than 100 per cent, or less than zero.

    Why: 1C counts a negative sum and does not post the order.

    Mend: look whether per cent and roubles are mixed up; a surcharge belongs into `ДопРасходы`.

    Source: `Скидки/Скидка/Сумма`, `Процент` (schema 2.04).
    """
    document = view.record
    for number, line in enumerate(document.lines, start=1):
        for discount in line.discounts or ():
            if _is_odd(discount, _full_price(line)):
                yield Found(_about(discount), at=f"Товары/Товар[{number}]/Скидки")
    if document.discounts:
        whole = _full_sum(document)
        for discount in document.discounts:
            if _is_odd(discount, whole):
                yield Found(_about(discount), at="Скидки")


@rule(
    "CML611",
    Severity.ADVICE,
    on=_DOCUMENT,
    needs=("lines", "discounts"),
    title=text("Discount neither counted nor not"),
)
def unsaid_discount(view: RecordView[Document]) -> Iterator[Found]:
    """A discount does not say whether the sum is already lessened by it (`УчтеноВСумме`).

    Why: 1C takes it off once more unless it says `true`.

    Mend: write `true` where the sum is already the lower one, else `false`.

    Source: `Скидка/УчтеноВСумме` (schema 2.04), optional; 1C:УТ subtracts all but `true`.
    """
    document = view.record
    for discount in document.discounts:
        if discount.amount and discount.included is None:
            yield Found(text("The discount does not say whether it is counted"), at="Скидки")
    for number, line in enumerate(document.lines, start=1):
        for discount in line.discounts or ():
            if discount.amount and discount.included is None:
                yield Found(
                    text("The discount does not say whether it is counted"),
                    at=f"Товары/Товар[{number}]/Скидки",
                )


@rule(
    "CML612",
    Severity.WARNING,
    on=_DOCUMENT,
    needs=("total", "lines"),
    title=text("Number of absurd size in a document"),
)
def enormous_sum(view: RecordView[Document]) -> Iterator[Found]:
    """A total, a price or a quantity of a document is a million millions or more.

    Why: it does not fit the columns of 1C and of most shops; the document is refused.

    Mend: look whether the decimal point was lost, or a barcode or number of the goods was written
    into the quantity.

    Source: type `СуммаТип` (schema 2.04): 18 digits, two of them after the point.
    """
    document = view.record
    if document.total is not None and document.total >= ENORMOUS:
        yield Found(text("The total is `{total}`", total=document.total), at="Сумма")
    for number, line in enumerate(document.lines, start=1):
        for value in (line.price, line.quantity):
            if value is not None and value >= ENORMOUS:
                yield Found(
                    text("The price or quantity is `{value}`", value=value),
                    at=f"Товары/Товар[{number}]",
                )


@rule(
    "CML613",
    Severity.ADVICE,
    on=_DOCUMENT,
    needs=_LINES,
    title=text("Line without a price"),
)
def line_without_price(view: RecordView[Document]) -> Iterable[Found]:
    """A line of a document has neither a price nor a total.

    Why: 1C takes zero, or the price of its own price type; the buyer has agreed to neither.

    Mend: write the price for which the buyer has ordered; a gift has the price 0.

    Source: `Товар/ЦенаЗаЕдиницу`, `Сумма` of a document (schema 2.04).
    """
    return [
        Found(text("The line has neither price nor total"), at=f"Товары/Товар[{number}]")
        for number, line in enumerate(view.record.lines, start=1)
        if line.price is None and line.total is None and line.quantity and not line.unknown
    ]


def _amount(taxes: tuple[Tax, ...]) -> Decimal | None:
    """The sum of taxes; None where nothing or not everything is known."""
    amounts = [tax.amount for tax in taxes if tax.amount is not None]
    return sum(amounts, _ZERO) if amounts and len(amounts) == len(taxes) else None


def _full_price(line: DocumentLine) -> Decimal | None:
    if line.price is None or line.quantity is None:
        return line.total
    return max(line.price * line.quantity * (line.coefficient or 1), line.total or _ZERO)


def _full_sum(document: Document) -> Decimal | None:
    """What the lines would cost without any discount."""
    whole = plain_sum(document)
    if whole is None:
        return None
    off = (d.amount or _ZERO for d in document.discounts)
    return max(whole, document.total or _ZERO) + sum(off, _ZERO) * _counted(document)


def _counted(document: Document) -> int:
    return 1 if any(discount.included for discount in document.discounts) else 0


def _is_odd(discount: Discount, whole: Decimal | None) -> bool:
    if discount.percent is not None and not 0 <= discount.percent <= _WHOLE:
        return True
    if discount.amount is None:
        return False
    return discount.amount < 0 or (
        whole is not None and not discount.included and discount.amount > whole + KOPECK
    )


def _about(discount: Discount) -> Text:
    if discount.percent is not None and not 0 <= discount.percent <= _WHOLE:
        return text("The discount is `{percent}` per cent", percent=discount.percent)
    return text("The discount is `{amount}`", amount=discount.amount)


RULES: Final[tuple[Rule, ...]] = (
    quantity_not_positive,
    negative_sum,
    fine_quantity,
    wrong_taxes,
    enormous_discount,
    unsaid_discount,
    enormous_sum,
    line_without_price,
)
