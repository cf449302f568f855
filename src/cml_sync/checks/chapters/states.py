"""6xx: the state of documents, which stands in requisites."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.knowledge.masked import masked
from cml_sync.checks.knowledge.moments import is_empty_moment
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.document_views import is_cancelled, is_paid, is_posted, is_shipped, status
from cml_sync.model.documents import Document
from cml_sync.model.kinds import Kind
from cml_sync.model.views import DELETION_REQUISITE, fold, fold_name, is_true, requisite
from cml_sync.problems import Severity

_DOCUMENT: Final = (Kind.DOCUMENT,)
_NEEDS: Final = ("requisites",)
FLAGS: Final = frozenset(
    fold(name)
    for name in (
        "Оплачен",
        "Заказ оплачен",
        "Оплачено",
        "Отгружен",
        "Отгружено",
        "Отменен",
        "Проведен",
        "ПометкаУдаления",
        "Доставка разрешена",
        "Финальный статус",
    )
)
_WORDS: Final = frozenset(
    ("true", "false", "1", "0", "да", "нет", "истина", "ложь", "yes", "no", "y", "n", "")
)
_CANCELLED: Final = ("отменен", "отмена", "cancel", "аннулирован")


@rule("CML641", Severity.ADVICE, on=_DOCUMENT, needs=_NEEDS, title=text("Cancelled and paid"))
def cancelled_and_paid(view: RecordView[Document]) -> Iterable[Found]:
    """A document says that it is cancelled, and that it is paid.

    Why: the money has to go back to the buyer; nobody sees it among the cancelled orders.

    Mend: enter the refund in 1C ("Возврат безналичных денег"), or take back one of the two marks.

    Source: requisites `Отменен`, `Оплачен`, `Заказ оплачен`, `Дата оплаты по 1С`.
    """
    document = view.record
    if not document.requisites or not is_cancelled(document) or not is_paid(document):
        return ()
    return (Found(text("The order is cancelled and paid"), at="ЗначенияРеквизитов"),)


@rule("CML642", Severity.WARNING, on=_DOCUMENT, needs=_NEEDS, title=text("Cancelled and shipped"))
def cancelled_and_shipped(view: RecordView[Document]) -> Iterable[Found]:
    """A document says that it is cancelled, and that it is shipped.

    Why: the shop tells the buyer that nothing comes, and puts the goods back on sale that are on
    their way.

    Mend: what was shipped is not cancelled but returned: enter a return ("Возврат товара") in 1C,
    or take back one of the two marks.

    Source: requisites `Отменен`, `Отгружен`, `Дата отгрузки по 1С`.
    """
    document = view.record
    if not document.requisites or not is_cancelled(document) or not is_shipped(document):
        return ()
    return (
        Found(
            text("The order is cancelled and shipped"),
            text("Enter a return, or take back one of the two marks"),
            at="ЗначенияРеквизитов",
        ),
    )


@rule("CML643", Severity.WARNING, on=_DOCUMENT, needs=_NEEDS, title=text("Deleted and posted"))
def deleted_and_posted(view: RecordView[Document]) -> Iterable[Found]:
    """A document is marked as deleted, and says that it is posted.

    Why: 1C cannot have such a document; a receiver believes either the one or the other.

    Mend: look for the extension or script that fills in the requisites.

    Source: requisites `ПометкаУдаления`, `Проведен`, as 1C:УТ writes them.
    """
    document = view.record
    if not document.requisites or not is_posted(document):
        return ()
    said = requisite(document.requisites, DELETION_REQUISITE)
    if not document.deletion_mark and not (said and is_true(said)):
        return ()
    message = text("The document is marked as deleted, and posted")
    return (Found(message, at="ЗначенияРеквизитов"),)


@rule(
    "CML644",
    Severity.ADVICE,
    on=_DOCUMENT,
    needs=_NEEDS,
    title=text("Cancelled by its status only"),
)
def cancelled_in_words(view: RecordView[Document]) -> Iterable[Found]:
    """`Статус заказа` says that the order is cancelled, `Отменен` does not.

    Why: 1C and most shops look at the mark and not at the words: the order is carried out.

    Mend: write `Отменен` = `true` together with the status.

    Source: requisites `Статус заказа` and `Отменен`; 1C:УТ understands the second alone.
    """
    document = view.record
    if not document.requisites:
        return ()
    words = status(document)
    if not words or is_cancelled(document):
        return ()
    folded = fold(words).partition("]")[2] or fold(words)
    if not folded.startswith(_CANCELLED):
        return ()
    message = text("The status is `{status}`, the order is not marked as cancelled", status=words)
    return (Found(message, at="ЗначенияРеквизитов"),)


@rule(
    "CML645",
    Severity.WARNING,
    on=_DOCUMENT,
    needs=_NEEDS,
    title=text("Mark that is neither yes nor no"),
)
def odd_flag(view: RecordView[Document]) -> Iterable[Found]:
    """A requisite that is a mark, as `Отменен` or `Проведен`, holds something else than yes or no.

    Why: receivers take everything but `true` for no, or everything but an empty text for yes.

    Mend: write `true` or `false`.

    Source: requisites of orders (`ЗначениеРеквизита`), as 1C:УТ and 1C-Bitrix write them.
    """
    return [
        Found(
            text("`{name}` is `{value}`", name=item.name, value=item.values[0].strip()),
            text("Write `true` or `false`"),
            at=f"ЗначенияРеквизитов/ЗначениеРеквизита[{number}]",
        )
        for number, item in enumerate(view.record.requisites, start=1)
        if item.name
        and item.values
        and item.values[0] not in ("true", "false")
        and fold_name(item.name) in FLAGS
        and fold(item.values[0]) not in _WORDS
    ]


@rule(
    "CML646",
    Severity.WARNING,
    on=_DOCUMENT,
    needs=_NEEDS,
    title=text("Requisite with two different values"),
)
def contradicting_requisites(view: RecordView[Document]) -> Iterator[Found]:
    """A document has one requisite twice, with different values.

    Why: which of them counts depends on the receiver: 1C takes the last, others the first.

    Mend: look which extension or module of the shop adds the second one.

    Source: `Документ/ЗначенияРеквизитов/ЗначениеРеквизита` (schema 2.04). Names are compared
    without regard to case and spaces; a requisite with several `Значение` is one.
    """
    requisites = view.record.requisites
    names = {item.name for item in requisites}
    if len(names) == len(requisites):
        return
    seen: dict[str, str] = {}
    for number, item in enumerate(requisites, start=1):
        if not item.name:
            continue
        value = item.values[0].strip() if item.values else ""
        before = seen.setdefault(item.name, value)
        if before != value:
            yield Found(
                text(
                    "`{name}` is `{first}` and `{second}`",
                    name=item.name,
                    first=masked(before),
                    second=masked(value),
                ),
                text("Leave one of them"),
                at=f"ЗначенияРеквизитов/ЗначениеРеквизита[{number}]",
            )


@rule(
    "CML647",
    Severity.WARNING,
    on=_DOCUMENT,
    needs=_NEEDS,
    title=text("Not paid, but with a payment"),
)
def paid_and_not(view: RecordView[Document]) -> Iterator[Found]:
    """A document says that it is not paid or shipped, and names the date when it was.

    Why: one receiver looks at the mark, another at the date.

    Mend: in 1C, look whether the payment or shipment is posted; an extension fills in the mark.

    Source: requisites `Оплачен` and `Дата оплаты по 1С`, `Отгружен` and `Дата отгрузки по 1С`.
    """
    requisites = view.record.requisites
    for flag, day in (("Оплачен", "Дата оплаты по 1С"), ("Отгружен", "Дата отгрузки по 1С")):
        said = requisite(requisites, flag)
        if said is None or fold(said) not in ("false", "0", "нет", "ложь"):
            continue
        written = requisite(requisites, day)
        if written and not is_empty_moment(written):
            yield Found(
                text("`{flag}` says no, `{day}` is `{value}`", flag=flag, day=day, value=written),
                at="ЗначенияРеквизитов",
            )


RULES: Final[tuple[Rule, ...]] = (
    cancelled_and_paid,
    cancelled_and_shipped,
    deleted_and_posted,
    cancelled_in_words,
    odd_flag,
    contradicting_requisites,
    paid_and_not,
)
