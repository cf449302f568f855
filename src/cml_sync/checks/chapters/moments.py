"""6xx: when documents were made, paid and shipped."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from cml_sync.checks.knowledge.moments import is_empty_moment, moment_of
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.documents import Document
from cml_sync.model.kinds import Kind
from cml_sync.model.views import fold, fold_name
from cml_sync.patterns import pattern
from cml_sync.problems import Severity

_DOCUMENT: Final = (Kind.DOCUMENT,)
_OLDEST: Final = date(1990, 1, 1)
_DAY: Final = timedelta(days=1)
_SHORT_HOUR: Final = pattern(r"\d{4}-\d\d-\d\d[T ]\d:")
AFTER: Final = frozenset(
    fold(name)
    for name in ("Дата оплаты", "Дата оплаты по 1С", "Дата отгрузки", "Дата отгрузки по 1С")
)
MOMENTS: Final = AFTER | frozenset(
    fold(name) for name in ("Дата по 1С", "Дата изменения статуса", "Дата отмены заказа")
)


@rule("CML621", Severity.WARNING, on=_DOCUMENT, needs=("date",), title=text("Date long ago"))
def date_long_ago(view: RecordView[Document]) -> Iterable[Found]:
    """A document is dated before 1990.

    Why: it is a default of some program (1970-01-01, 1899-12-30) and no date; 1C puts the document
    into a closed period.

    Mend: look why the shop knows no date of this order.

    Source: `Документ/Дата` (schema 2.04).
    """
    day = view.record.date
    if day is None or day >= _OLDEST:
        return ()
    return (Found(text("The document is dated {day}", day=day), at="Дата"),)


@rule("CML622", Severity.WARNING, on=_DOCUMENT, needs=("date",), title=text("Date in the future"))
def date_in_future(view: RecordView[Document]) -> Iterable[Found]:
    """A document is dated more than a day after the file was made.

    Why: 1C does not show it in the period in which it is looked for; a wrong clock or a day and
    month that were exchanged make such dates.

    Mend: compare the clocks and time zones of the shop and of 1C; write dates as year, month, day.

    Source: `Документ/Дата`, `КоммерческаяИнформация@ДатаФормирования` (schema 2.04), both in the
    local time of the writer.
    """
    day, made = view.record.date, view.part.header.information.generated_at
    if day is None or made is None or day <= made.date() + _DAY:
        return ()
    message = text("The document is dated {day}, the file was made on {made}", day=day,
                   made=made.date())  # fmt: skip
    return (Found(message, text("Compare the clocks of the shop and of 1C"), at="Дата"),)


@rule(
    "CML623",
    Severity.ADVICE,
    on=_DOCUMENT,
    needs=("payment_due",),
    title=text("Payment due before the document"),
)
def due_before(view: RecordView[Document]) -> Iterable[Found]:
    """`СрокПлатежа` is before the date of the document.

    Why: the order is overdue from its first minute; the shop cancels it or sends reminders.

    Mend: in 1C, look at the terms of payment of the contract ("График оплаты").

    Source: `Документ/СрокПлатежа`, `Дата` (schema 2.04).
    """
    due, day = view.record.payment_due, view.record.date
    if due is None or day is None or due >= day:
        return ()
    return (Found(text("The payment is due on {due}", due=due), at="СрокПлатежа"),)


@rule(
    "CML624",
    Severity.WARNING,
    on=_DOCUMENT,
    needs=("requisites",),
    title=text("Moment that cannot be read"),
)
def unreadable_moment(view: RecordView[Document]) -> Iterator[Found]:
    """A requisite that holds a date, as `Дата оплаты по 1С`, holds something else.

    Why: receivers take the order for unpaid or not shipped, or stop at the value.

    Mend: write year, month, day: 2026-03-01T09:05:00. A PHP script that forgets to escape the `T`
    writes the name of the time zone in its place.

    Source: requisites of orders (`ЗначениеРеквизита`), as 1C:УТ and 1C-Bitrix write them. An empty
    date, also the lone `T` of some versions, is passed by.
    """
    for number, item in enumerate(view.record.requisites, start=1):
        if not item.name or not item.values or fold_name(item.name) not in MOMENTS:
            continue
        written = item.values[0].strip()
        if not is_empty_moment(written) and moment_of(written) is None:
            yield Found(
                text("`{name}` is `{value}`", name=item.name, value=written),
                text("Write it as 2026-03-01T09:05:00"),
                at=f"ЗначенияРеквизитов/ЗначениеРеквизита[{number}]",
            )


@rule(
    "CML626",
    Severity.ADVICE,
    on=_DOCUMENT,
    needs=("requisites",),
    counted=True,
    title=text("Hour of one digit"),
)
def short_hour(view: RecordView[Document]) -> Iterable[Found]:
    """A moment in a requisite has an hour of one digit: 2026-03-01T9:05:00.

    Why: receivers that read moments by their form refuse it, or keep the day alone; sorted as a
    text, nine o'clock comes after ten.

    Mend: 1C:УТ writes the time so itself; a receiver has to read it. A shop must write two digits.

    Source: requisite `Дата по 1С` and others of orders, as 1C:УТ writes them; ISO 8601 has two
    digits.
    """
    return [
        Found(
            text("`{name}` has an hour of one digit", name=item.name),
            text("Write it as 2026-03-01T09:05:00"),
            at=f"ЗначенияРеквизитов/ЗначениеРеквизита[{number}]/Значение",
        )
        for number, item in enumerate(view.record.requisites, start=1)
        if item.name
        and item.values
        and fold_name(item.name) in MOMENTS
        and _SHORT_HOUR.match(item.values[0].strip())
        and not is_empty_moment(item.values[0].strip())
    ]


@rule(
    "CML625",
    Severity.ADVICE,
    on=_DOCUMENT,
    needs=("requisites", "subordinates", "site_payments"),
    title=text("Paid or shipped before it was ordered"),
)
def too_early(view: RecordView[Document]) -> Iterator[Found]:
    """A payment or shipment is dated before its order.

    Why: 1C sets off the payment against another order, and reports show debts that do not exist.

    Mend: compare the dates; a payment in advance is better entered after its order. The clocks of
    the shop and of the bank may be in different zones.

    Source: requisites `Дата оплаты`, `Дата отгрузки` and `… по 1С`; `Оплата/ДатаОплаты` (schema
    2.09), `ПодчиненныйДокумент/Дата` (2.10).
    """
    document = view.record
    if document.date is None:
        return
    for at, day in _later(document):
        if day < document.date:
            yield Found(
                text("It is dated {day}, its order {ordered}", day=day, ordered=document.date),
                at=at,
            )


def _later(document: Document) -> Iterator[tuple[str, date]]:
    """The days that cannot be before that of the order, each with its path."""
    for number, item in enumerate(document.requisites, start=1):
        if item.name and item.values and fold_name(item.name) in AFTER:
            written = item.values[0].strip()
            moment = None if is_empty_moment(written) else moment_of(written)
            if moment is not None:
                yield f"ЗначенияРеквизитов/ЗначениеРеквизита[{number}]", moment.date()
    for number, payment in enumerate(document.site_payments, start=1):
        if payment.paid_at is not None:
            yield f"Оплаты/Оплата[{number}]", payment.paid_at.date()
    for number, below in enumerate(document.subordinates, start=1):
        if below.date is not None:
            yield f"ПодчиненныеДокументы/ПодчиненныйДокумент[{number}]", below.date


RULES: Final[tuple[Rule, ...]] = (
    date_long_ago,
    date_in_future,
    due_before,
    unreadable_moment,
    too_early,
    short_hour,
)
