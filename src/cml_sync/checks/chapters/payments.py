"""6xx: payments against orders, and the documents of one container."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from cml_sync.checks.knowledge.currencies import iso_letters
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.totals import KOPECK
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.document_views import is_cancelled
from cml_sync.model.documents import Container, Document, SubordinateDocument
from cml_sync.model.kinds import Kind
from cml_sync.model.views import fold, is_deleted, is_true, requisite
from cml_sync.model.words import PAYMENT_OPERATIONS, Operation
from cml_sync.problems import Severity

_ORDER: Final = fold(Operation.ORDER)
_PAYMENTS: Final = frozenset(fold(word) for word in PAYMENT_OPERATIONS)
_ZERO: Final = Decimal(0)
_NEEDS: Final = ("subordinates", "site_payments", "documents")
_BOTH: Final = (Kind.DOCUMENT, Kind.CONTAINER)

Paid = RecordView[Document] | RecordView[Container]


@rule("CML631", Severity.WARNING, on=_BOTH, needs=_NEEDS, title=text("More paid than ordered"))
def overpaid(view: Paid) -> Iterator[Found]:
    """The payments of an order are more than its total.

    Why: 1C takes the rest for an advance payment; it is set off against another order, or nobody
    pays it back.

    Mend: look whether a payment is in the file twice, as `Оплаты` and as a document of its own, or
    whether the total was lowered after the payment; a refund is a document of its own ("Возврат
    безналичных денег").

    Source: `Документ/Сумма`, `ПодчиненныйДокумент/Сумма` (schema 2.10), `Оплата/СуммаОплаты`
    (2.09), documents of a `Контейнер` (3.1). Payments in another currency are passed by.
    """
    for order, paid in _orders(view.record):
        if paid is not None and order.total is not None and paid > order.total + KOPECK:
            yield Found(
                text("The payments are `{paid}`, the order `{total}`", paid=paid,
                     total=order.total),
                text("Look whether a payment is counted twice"),
            )  # fmt: skip


@rule("CML632", Severity.WARNING, on=_BOTH, needs=_NEEDS, title=text("Paid, but not in full"))
def underpaid(view: Paid) -> Iterator[Found]:
    """An order says that it is paid, and its payments are less than its total.

    Why: 1C ships what is not paid for, or waits for money that the shop believes to have.

    Mend: look whether a payment is missing, or the order was changed after it was paid.

    Source: requisites `Оплачен`, `Заказ оплачен`; `ПодчиненныйДокумент/Сумма` (schema 2.10),
    `Оплата/СуммаОплаты` (2.09), documents of a `Контейнер` (3.1).
    """
    for order, paid in _orders(view.record):
        if paid is None or order.total is None or paid >= order.total - KOPECK:
            continue
        said = requisite(order.requisites, "Оплачен", "Заказ оплачен", "Оплачено")
        if said and is_true(said) and not is_cancelled(order):
            yield Found(
                text("The order is paid, its payments are `{paid}` of `{total}`", paid=paid,
                     total=order.total),
                text("Look which payment is missing"),
            )  # fmt: skip


@rule(
    "CML634",
    Severity.WARNING,
    on=(Kind.CONTAINER,),
    needs=("documents",),
    title=text("Payment of an order that is not in its container"),
)
def foreign_basis(view: RecordView[Container]) -> Iterable[Found]:
    """A payment or shipment names as its basis a document that is not in its container.

    Why: the receiver cannot tell which order is paid; 1C leaves the payment unassigned.

    Mend: put the order and all that belongs to it into one container, and write the `Ид` of the
    order into `Основание`.

    Source: `Контейнер/Документ/Основание` → `Документ/Ид` (3.1).
    """
    documents = view.record.documents
    known = {name for one in documents for name in (one.id, one.number) if name}
    if not any(fold(one.operation or "") == _ORDER for one in documents):
        return ()
    return [
        Found(
            text("The basis `{id}` is not in the container", id=document.basis_id),
            text("Write the `Ид` of the order into `Основание`"),
            at=f"Документ[{number}]/Основание",
        )
        for number, document in enumerate(documents, start=1)
        if document.basis_id and document.basis_id not in known
    ]


@rule("CML635", Severity.ADVICE, on=(Kind.CONTAINER,), title=text("Container without documents"))
def empty_container(view: RecordView[Container]) -> Iterable[Found]:
    """A `Контейнер` holds no document.

    Why: nothing arrives; some versions of the exchange write one for every order that a filter
    has left out, and the order seems to be on its way.

    Mend: in 1C, look at the filter of orders of the exchange node.

    Source: `Контейнер` (3.1): the order with its payments and shipments.
    """
    container = view.record
    if container.documents or container.unknown:
        return ()
    return (Found(text("The container holds no document")),)


@rule(
    "CML636",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("operation",),
    title=text("Payment of nothing"),
)
def payment_of_nothing(view: RecordView[Document]) -> Iterable[Found]:
    """The total of a payment is zero or less.

    Why: 1C cannot post it; the order stays unpaid, and the exchange tries again every time.

    Mend: leave it out; money that goes back is a document of its own ("Возврат безналичных
    денег").

    Source: `Документ/ХозОперация`, `Сумма` (schema 2.04). Payments that are cancelled or deleted
    are passed by.
    """
    document = view.record
    if document.total is None or document.total > 0 or not _is_payment(document):
        return ()
    if is_cancelled(document) or is_deleted(document):
        return ()
    message = text("The payment is `{total}`", total=document.total)
    return (Found(message, text("Leave the payment out"), at="Сумма"),)


@rule(
    "CML637",
    Severity.ADVICE,
    on=_BOTH,
    needs=("subordinates", "documents"),
    title=text("Payment in another currency"),
)
def foreign_payment(view: Paid) -> Iterator[Found]:
    """A payment is in another currency than its order.

    Why: receivers that compare the sums alone take the order for paid, or for unpaid.

    Mend: write the payment in the currency of the order, if the shop knows the rate.

    Source: `Документ/Валюта` of the order and of its payments (schema 2.10, 3.1).
    """
    for order, payments in _grouped(view.record):
        expected = iso_letters(order.currency or "")
        for payment in payments:
            letters = iso_letters(payment.currency or "")
            if expected and letters and letters != expected:
                yield Found(
                    text(
                        "The payment is in `{currency}`, the order in `{expected}`",
                        currency=payment.currency,
                        expected=order.currency,
                    )
                )


def _orders(record: Document | Container) -> Iterator[tuple[Document, Decimal | None]]:
    """Every order with what is paid for it, None where nothing is said or not all is known."""
    for order, payments in _grouped(record):
        counted = [one for one in payments if not (is_cancelled(one) or is_deleted(one))]
        amounts = [one.total for one in counted] + [one.amount for one in order.site_payments]
        known = [amount for amount in amounts if amount is not None and amount > 0]
        if not known or len(known) < len(amounts) or not _in_one_currency(order, counted):
            yield order, None
        else:
            yield order, sum(known, _ZERO)


def _grouped(
    record: Document | Container,
) -> Iterator[tuple[Document, tuple[SubordinateDocument, ...]]]:
    """The order of a record with its payments; none where it is not clear which are whose."""
    if isinstance(record, Document):
        yield record, tuple(one for one in record.subordinates if _is_payment(one))
        return
    orders = [one for one in record.documents if fold(one.operation or "") == _ORDER]
    if len(orders) == 1:
        yield orders[0], tuple(one for one in record.documents if _is_payment(one))


def _is_payment(document: SubordinateDocument) -> bool:
    return fold(document.operation or "") in _PAYMENTS


def _in_one_currency(order: Document, payments: Iterable[SubordinateDocument]) -> bool:
    return all(not one.currency or one.currency == order.currency for one in payments)


RULES: Final[tuple[Rule, ...]] = (
    overpaid,
    underpaid,
    foreign_basis,
    empty_container,
    payment_of_nothing,
    foreign_payment,
)
