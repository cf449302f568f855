"""6xx: documents, their lines, totals and words."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.totals import (
    KOPECK,
    document_sum,
    document_sums,
    is_plain,
    line_sums,
    line_tolerance,
    plain_sum,
)
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.documents import Document
from cml_sync.model.kinds import Kind
from cml_sync.model.views import fold
from cml_sync.model.words import CARD_PAYMENT, Operation, Role
from cml_sync.problems import Severity

_OPERATIONS: Final = frozenset(fold(word) for word in (*Operation, CARD_PAYMENT, "Прочее"))
_ROLES: Final = frozenset(fold(word) for word in Role)


@rule("CML601", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Total differs from the lines"))
def wrong_total(view: RecordView[Document]) -> Iterable[Found]:
    """`Сумма` of a document is not what its lines add up to.

    Why: 1C counts the lines anew and gets another sum than the buyer has paid; the order stays
    unpaid or overpaid.

    Mend: look which discount, delivery or tax the total holds and the lines do not: write
    delivery as a line or in `ДопРасходы`, discounts in `Скидки` with the right `УчтеноВСумме`.

    Source: `Документ/Сумма`, `Скидки`, `ДопРасходы`, `Налоги` (schema 2.04). A hundredth per line
    is allowed; discounts, expenses and taxes may be counted or not.
    """
    document = view.record
    if document.total is None or document.total == plain_sum(document):
        return ()
    sums = document_sums(document)
    tolerance = KOPECK * max(1, len(document.lines))
    if not sums or any(abs(document.total - one) <= tolerance for one in sums):
        return ()
    message = text(
        "The total is `{total}`, the lines give `{sum}`",
        total=document.total,
        sum=document_sum(document),
    )
    hint = text("Look which discount, delivery or tax is missing in the lines")
    return (Found(message, hint, at="Сумма"),)


@rule(
    "CML602",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    title=text("Line total differs from price and quantity"),
)
def wrong_line_total(view: RecordView[Document]) -> Iterator[Found]:
    """`Сумма` of a line is not its price times its quantity.

    Why: 1C takes price and quantity, and counts another sum than the buyer has paid.

    Mend: look which discount or tax the sum holds and the line does not name.

    Source: `Товар/ЦенаЗаЕдиницу`, `Количество`, `Сумма` of a document (schema 2.04). The rounding
    of the price is allowed for; discounts and taxes may be counted or not.
    """
    for number, line in enumerate(view.record.lines, start=1):
        if line.total is None or is_plain(line):
            continue
        sums = line_sums(line)
        tolerance = line_tolerance(line)
        if sums and all(abs(line.total - one) > tolerance for one in sums):
            yield Found(
                text(
                    "The line total is `{total}`, {price} × {quantity} gives another",
                    total=line.total,
                    price=line.price,
                    quantity=line.quantity,
                ),
                text("Look which discount or tax the line does not name"),
                at=f"Товары/Товар[{number}]/Сумма",
            )


@rule("CML603", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Unknown operation"))
def unknown_operation(view: RecordView[Document]) -> Iterable[Found]:
    """`ХозОперация` is none of the operations of the standard.

    Why: 1C:УТ takes nothing but "Заказ товара" and refuses the whole batch; other receivers skip
    the document.

    Mend: the shop must write the operation as the standard spells it.

    Source: `Документ/ХозОперация` (schema 2.04), a closed list; "Эквайринговая операция" is used
    for card payments beside it.
    """
    operation = view.record.operation
    if not operation or _is_operation(operation):
        return ()
    message = text("The operation is `{operation}`", operation=operation)
    hint = text("Write it as the standard does, `Заказ товара` for orders")
    return (Found(message, hint, at="ХозОперация"),)


@rule("CML604", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Unknown role"))
def unknown_role(view: RecordView[Document]) -> Iterable[Found]:
    """`Роль` of a document or of its counterparty is none of the roles of the standard.

    Why: receivers look for "Продавец" and "Покупатель" by the letter.

    Mend: the shop must write the role as the standard spells it.

    Source: `Документ/Роль`, `Контрагент/Роль` (schema 2.04), a closed list.
    """
    document = view.record
    found = [] if _is_role(document.role) else [_odd_role(document.role, "Роль")]
    for number, party in enumerate(document.counterparties, start=1):
        if not _is_role(party.role):
            found.append(_odd_role(party.role, f"Контрагенты/Контрагент[{number}]/Роль"))
    return found


def _odd_role(role: str | None, at: str) -> Found:
    return Found(
        text("The role is `{role}`", role=role),
        text("Write it as the standard does, `Продавец` for the shop"),
        at=at,
    )


@lru_cache(maxsize=256)
def _is_role(role: str | None) -> bool:
    return not role or fold(role) in _ROLES


@lru_cache(maxsize=256)
def _is_operation(operation: str) -> bool:
    return fold(operation) in _OPERATIONS


@rule("CML605", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Line without goods"))
def line_without_goods(view: RecordView[Document]) -> Iterable[Found]:
    """A line of a document has neither `Ид` nor `Наименование`.

    Why: 1C cannot find the goods nor make new ones.

    Mend: the shop must write the id that came from 1C, or at least the name.

    Source: `Документ/Товары/Товар` (schema 2.04).
    """
    return [
        Found(text("The line names no goods"), at=f"Товары/Товар[{number}]")
        for number, line in enumerate(view.record.lines, start=1)
        if not (line.id or line.name)
    ]


RULES: Final[tuple[Rule, ...]] = (
    wrong_total,
    wrong_line_total,
    unknown_operation,
    unknown_role,
    line_without_goods,
)
