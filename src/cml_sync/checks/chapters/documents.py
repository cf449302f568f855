"""6xx: documents, their lines, totals and words."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from cml_sync.checks.memory.gather import number_key
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.totals import (
    KOPECK,
    document_sum,
    document_sums,
    is_plain,
    line_sums,
    line_tolerance,
    plain_sum,
)
from cml_sync.checks.view import PackageView, RecordView
from cml_sync.messages import text, text_n
from cml_sync.model.document_views import is_cancelled, is_service
from cml_sync.model.documents import Document, SubordinateDocument
from cml_sync.model.kinds import Kind
from cml_sync.model.views import fold, is_deleted
from cml_sync.model.words import CARD_PAYMENT, DELIVERY_ID, Operation, Role
from cml_sync.problems import Severity

_OPERATIONS: Final = frozenset(fold(word) for word in (*Operation, CARD_PAYMENT, "Прочее"))
_BELOW: Final = "ПодчиненныеДокументы/ПодчиненныйДокумент"
_ORDER: Final = fold(Operation.ORDER)
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
    if document.total == plain_sum(document) and not document.subordinates:
        return ()
    found = [_about_total(document, "")]
    for number, below in enumerate(document.subordinates, start=1):
        found.append(_about_total(below, f"{_BELOW}[{number}]/"))
    return [one for one in found if one is not None]


def _about_total(document: SubordinateDocument, at: str) -> Found | None:
    if document.total is None or document.total == plain_sum(document):
        return None
    sums = document_sums(document)
    tolerance = KOPECK * max(1, len(document.lines))
    if not sums or any(abs(document.total - one) <= tolerance for one in sums):
        return None
    message = text(
        "The total is `{total}`, the lines give `{sum}`",
        total=document.total,
        sum=document_sum(document),
    )
    hint = text("Look which discount, delivery or tax is missing in the lines")
    return Found(message, hint, at=f"{at}Сумма")


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
    document = view.record
    if document.operation and _is_operation(document.operation) and not document.subordinates:
        return ()
    operations = [("", document.operation)]
    for number, below in enumerate(document.subordinates, start=1):
        operations.append((f"{_BELOW}[{number}]/", below.operation))
    return [
        Found(
            text("The operation is `{operation}`", operation=operation),
            text("Write it as the standard does, `Заказ товара` for orders"),
            at=f"{at}ХозОперация",
        )
        for at, operation in operations
        if operation and not _is_operation(operation)
    ]


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


@rule("CML617", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Line known by its name only"))
def line_by_name(view: RecordView[Document]) -> Iterable[Found]:
    """A line of an order names goods, and has no `Ид`.

    Why: 1C looks goods up by the id that it has sent to the shop. By the name alone it finds the
    wrong ones, or makes new ones beside those that it has.

    Mend: the shop must keep the id of the goods that came from 1C, and write it into the order;
    goods that were made in the shop need one of its own.

    Source: `Документ/Товары/Товар/Ид` (schema 2.04). Services, which have no stock, may do without.
    """
    document = view.record
    if all(line.id for line in document.lines) or fold(document.operation or "") != _ORDER:
        return ()
    return [
        Found(
            text("The line has no id of its goods"),
            text("Write the id that came from 1C"),
            at=f"Товары/Товар[{number}]",
        )
        for number, line in enumerate(document.lines, start=1)
        if line.name and not (line.id and line.id.strip()) and not is_service(line)
    ]


@rule(
    "CML614",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("operation",),
    title=text("Order without lines"),
)
def order_without_lines(view: RecordView[Document]) -> Iterable[Found]:
    """An order has a total above zero and no lines.

    Why: 1C makes an empty order; nobody knows what was bought.

    Mend: look why the shop has left the lines out; goods that it does not know any more belong
    into the order by name at least.

    Source: `Документ/Товары` (schema 2.04). Documents that only tell the state of an order have no
    total, and are passed by.
    """
    document = view.record
    if document.lines or not document.total or document.unknown:
        return ()
    if fold(document.operation or "") != _ORDER or is_cancelled(document) or is_deleted(document):
        return ()
    return (Found(text("The order has no lines")),)


@rule(
    "CML615",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("number",),
    title=text("One number, two documents"),
)
def same_number(view: RecordView[Document]) -> Iterable[Found]:
    """Two documents of one operation and year have the same `Номер` and different `Ид`.

    Why: receivers that find orders by their number take both for one; the second overwrites the
    first.

    Mend: the shop must give every order a number of its own; several shops in one 1C need a
    prefix each.

    Source: `Документ/Номер`, `Ид`, `ХозОперация`, `Дата` (schema 2.04).
    """
    document = view.record
    if not document.number or not document.id:
        return ()
    before = view.index.numbers.get(number_key(document))
    if before is None or before == hash(document.id):
        return ()
    message = text("Another document has the number `{number}`, too", number=document.number)
    return (Found(message, text("Give each document a number of its own"), at="Номер"),)


@rule(
    "CML616",
    Severity.ADVICE,
    scope=Scope.PACKAGE,
    title=text("Order of a product that is not in the package"),
)
def unknown_goods(view: PackageView) -> Iterable[Found]:
    """A line of a document is about a product that the catalogue of the package does not have.

    Why: the receiver of both makes goods of the line by name, or leaves the line out.

    Mend: nothing, if the catalogue holds only changes; else look whether the goods were taken out
    of the exchange after they were ordered.

    Source: `Документ/Товары/Товар/Ид` up to the `#` → `Товар/Ид` (schema 2.04).
    """
    products = view.index.products
    if not products:
        return ()
    return [
        Found(
            text_n(
                "Product `{id}` is not in the package ({count} line)",
                "Product `{id}` is not in the package ({count} lines)",
                met.count,
                id=identifier,
            ),
            place=met.place,
        )
        for (identifier,), met in view.index.ordered.items()
        if identifier != DELIVERY_ID and not products.knows(identifier)
    ]


RULES: Final[tuple[Rule, ...]] = (
    wrong_total,
    wrong_line_total,
    unknown_operation,
    unknown_role,
    line_without_goods,
    line_by_name,
    order_without_lines,
    same_number,
    unknown_goods,
)
