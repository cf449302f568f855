"""6xx: delivery among the lines of orders."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.document_views import is_service
from cml_sync.model.documents import Document, DocumentLine
from cml_sync.model.kinds import Kind
from cml_sync.model.words import DELIVERY_ID
from cml_sync.problems import Severity

_DOCUMENT: Final = (Kind.DOCUMENT,)
_LINES: Final = ("lines",)
_ONE: Final = Decimal(1)
_NAMED: Final = ("доставка", "delivery", "shipping")


@rule("CML651", Severity.ADVICE, on=_DOCUMENT, needs=_LINES, title=text("Delivery as goods"))
def delivery_as_goods(view: RecordView[Document]) -> Iterable[Found]:
    """The line of delivery does not say that it is a service.

    Why: 1C makes goods called "Доставка" and looks for their stock; the order cannot be shipped in
    full.

    Mend: the shop must write the requisite `ТипНоменклатуры` = `Услуга` into the line.

    Source: `Товар/Ид` = `ORDER_DELIVERY`, requisite `ТипНоменклатуры` of a line (1C-Bitrix, УТ).
    """
    return [
        Found(
            text("The line of delivery does not say that it is a service"),
            at=f"Товары/Товар[{number}]",
        )
        for number, line in enumerate(view.record.lines, start=1)
        if line.id == DELIVERY_ID and not is_service(line)
    ]


@rule(
    "CML652",
    Severity.WARNING,
    on=_DOCUMENT,
    needs=_LINES,
    title=text("Delivery twice in one order"),
)
def delivery_twice(view: RecordView[Document]) -> Iterable[Found]:
    """An order has two lines of delivery.

    Why: 1C finds lines by their id and keeps one of them; the total no longer fits.

    Mend: the shop must add them up, or give further services an id of their own.

    Source: `Товар/Ид` = `ORDER_DELIVERY` (1C-Bitrix, УТ, УНФ).
    """
    numbers = [n for n, line in enumerate(view.record.lines, start=1) if line.id == DELIVERY_ID]
    return [
        Found(
            text("Delivery stands here a second time"),
            text("Add them up in one line"),
            at=f"Товары/Товар[{number}]",
        )
        for number in numbers[1:]
    ]


@rule(
    "CML653",
    Severity.ADVICE,
    on=_DOCUMENT,
    needs=_LINES,
    title=text("Delivery without its id"),
)
def delivery_by_name(view: RecordView[Document]) -> Iterable[Found]:
    """A line called delivery has no `Ид`.

    Why: 1C cannot find the service and makes a new one with every order.

    Mend: the shop must write `ORDER_DELIVERY` as the id of the line.

    Source: `Товар/Ид` = `ORDER_DELIVERY` (1C-Bitrix, УТ, УНФ).
    """
    return [
        Found(text("The line of delivery has no id"), at=f"Товары/Товар[{number}]")
        for number, line in enumerate(view.record.lines, start=1)
        if not line.id and (line.name or "").strip().lower().startswith(_NAMED)
    ]


@rule(
    "CML654",
    Severity.ADVICE,
    on=_DOCUMENT,
    needs=_LINES,
    title=text("Quantity of delivery that is not one"),
)
def delivery_quantity(view: RecordView[Document]) -> Iterable[Found]:
    """The line of delivery has another quantity than one.

    Why: the price of delivery is that of the whole order; 1C multiplies it.

    Mend: the shop must write the quantity 1 and the whole price.

    Source: `Товар/Ид` = `ORDER_DELIVERY` (1C-Bitrix, УТ, УНФ).
    """
    return [
        Found(
            text("The quantity of delivery is `{quantity}`", quantity=line.quantity),
            at=f"Товары/Товар[{number}]/Количество",
        )
        for number, line in enumerate(view.record.lines, start=1)
        if _is_multiple(line)
    ]


def _is_multiple(line: DocumentLine) -> bool:
    return line.id == DELIVERY_ID and line.quantity is not None and line.quantity != _ONE


RULES: Final[tuple[Rule, ...]] = (
    delivery_as_goods,
    delivery_twice,
    delivery_by_name,
    delivery_quantity,
)
