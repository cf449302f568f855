"""Orders on their way to 1C: how the reply must begin, and what 1C does to each document."""

from collections.abc import Iterator
from typing import Final

from cml_sync.checks.receivers.receiver import RECEIVERS, chosen, named
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PartView, RecordView
from cml_sync.messages import text
from cml_sync.model.document_views import SERVICE
from cml_sync.model.documents import Document
from cml_sync.model.kinds import Kind
from cml_sync.model.views import fold, requisite
from cml_sync.problems import Severity
from cml_sync.xml.source.features import Feature

_READERS: Final = ("ut11", "unf", "smb")
_NUMBER_LENGTH: Final = 11
_ORDER: Final = fold("Заказ товара")


@rule(
    "CML720",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=_READERS,
    title=text("{receivers}: the reply is not read at all", receivers=named(*_READERS)),
)
def begins_wrong(view: PartView) -> Iterator[Found]:
    """The file does not begin with `<?xml`.

    Why: 1C looks at the first letters of the orders that it gets. Behind an empty line or a notice
    of PHP it says that the reply could not be read, and takes none of the orders. 1C:УНФ also
    accepts a file that begins with the root element.

    Mend: let the site print nothing in front of the XML declaration.

    Source: 1C:УТ 11.5, 1C:Small Business and 1C:УНФ 3.0, common modules of the exchange with a site
    (`ОбменССайтом`): loading of orders.
    """
    features = view.part.features
    if view.sections or features is None or features.count(Feature.DECLARATION):
        return
    leading = features.count(Feature.LEADING) > 0
    for name in chosen(view.part, *_READERS):
        if leading or name != "unf":
            yield Found(
                text("{receiver} wants `<?xml` at the very start", receiver=RECEIVERS[name].title),
                text("Begin the file with the XML declaration, without an empty line before it"),
                place=features.place(Feature.LEADING, view.part.header.file),
            )


@rule(
    "CML721",
    Severity.WARNING,
    scope=Scope.PART,
    receivers=("ut11", "unf"),
    title=text(
        "{receivers}: a namespace may bring a strict reading", receivers=named("ut11", "unf")
    ),
)
def namespace_strict(view: PartView) -> Iterator[Found]:
    """Orders for 1C are in a namespace.

    Why: 1C reads them without a type. In a namespace that it knows, the platform may read them by
    the types of the schema and refuse elements and requisites which the schema does not have.

    Mend: write the root of orders without `xmlns`, as all servers do.

    Source: 1C:УТ 11.5 and 1C:УНФ 3.0, reading through XDTO; concluded from the code, not tried.
    """
    namespace = view.part.header.namespace
    if namespace and not view.sections:
        yield Found(
            text("The orders are in the namespace `{namespace}`", namespace=namespace),
            text("Write the root without `xmlns`"),
        )


@rule(
    "CML723",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    needs=("number",),
    title=text("{receivers}: the order comes again as another one", receivers=named("ut11")),
)
def long_number(view: RecordView[Document]) -> Iterator[Found]:
    """The number of a document is longer than 11 characters.

    Why: 1C:УТ looks the order up in a column of 11 characters. A longer number is never found: at
    every exchange a new order is made.

    Mend: shorten the numbers on the site (a prefix of two letters is enough to tell shops apart).

    Source: 1C:УТ 11.5, `ОбменССайтом`, `СоздатьОбновитьЗаказы`: the table of orders.
    """
    number = view.record.number
    if number and len(number) > _NUMBER_LENGTH:
        yield Found(
            text(
                "The number `{number}` has {count} characters, 1C:УТ keeps 11",
                number=number,
                count=len(number),
            ),
            text("Shorten the numbers of orders"),
            at="Номер",
        )


@rule(
    "CML724",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    needs=("requisites",),
    title=text("{receivers}: an empty requisite takes another value", receivers=named("ut11")),
)
def empty_requisite(view: RecordView[Document]) -> Iterator[Found]:
    """A requisite of an order has no value.

    Why: in its loop 1C:УТ keeps the value of the requisite before: the empty one gets it. So an
    empty "Отменен" behind a "true" cancels the order.

    Mend: leave out requisites that have no value.

    Source: 1C:УТ 11.5, `ОбменССайтом`, `СоздатьОбновитьЗаказы`.
    """
    before: str | None = None
    for number, item in enumerate(view.record.requisites, start=1):
        if any(value.strip() for value in item.values):
            before = item.name
        elif before is not None:
            yield Found(
                text(
                    "`{name}` is empty and gets the value of `{before}`",
                    name=item.name or "",
                    before=before,
                ),
                text("Leave out requisites without a value"),
                at=f"ЗначенияРеквизитов/ЗначениеРеквизита[{number}]",
            )


@rule(
    "CML725",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    needs=("requisites",),
    title=text("{receivers}: of a repeated requisite the last one counts", receivers=named("ut11")),
)
def repeated_requisite(view: RecordView[Document]) -> Iterator[Found]:
    """Two requisites of an order have one name and different values.

    Why: 1C:УТ goes through all of them and keeps the last; what the first one said is lost.

    Mend: let the site write each requisite once.

    Source: 1C:УТ 11.5, `ОбменССайтом`, `СоздатьОбновитьЗаказы`.
    """
    requisites = view.record.requisites
    if len(requisites) == len({item.name for item in requisites}):
        return
    seen: dict[str, tuple[str, ...]] = {}
    for number, item in enumerate(requisites, start=1):
        name = item.name or ""
        if name in seen and seen[name] != item.values:
            yield Found(
                text("`{name}` stands twice with different values; the last one counts", name=name),
                at=f"ЗначенияРеквизитов/ЗначениеРеквизита[{number}]",
            )
        seen[name] = item.values


@rule(
    "CML726",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    title=text("{receivers}: all documents are refused for this one", receivers=named("ut11")),
)
def foreign_operation(view: RecordView[Document]) -> Iterator[Found]:
    """A document for 1C is not an order.

    Why: 1C:УТ accepts "Заказ товара" only. At any other operation it stops and takes none of the
    documents of the file.

    Mend: let the site send orders alone: payments and shipments as requisites of the order.

    Source: 1C:УТ 11.5, `ОбменССайтом`, `СоздатьОбновитьЗаказы`: `ХозОперация`.
    """
    operation = view.record.operation
    if operation != "Заказ товара" and fold(operation or "") != _ORDER:
        yield Found(
            text(
                "The operation is `{operation}`: 1C:УТ refuses the whole file",
                operation=operation or "",
            ),
            text("Send documents with `Заказ товара` only"),
            at="ХозОперация",
        )


@rule(
    "CML727",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    title=text(
        "{receivers}: all documents are refused for want of a currency", receivers=named("ut11")
    ),
)
def no_currency(view: RecordView[Document]) -> Iterator[Found]:
    """An order names no currency.

    Why: 1C:УТ stops at it and takes none of the documents of the file.

    Mend: write `Валюта` as in the list of currencies in 1C ("RUB" or "руб").

    Source: 1C:УТ 11.5, `ОбменССайтом`, `СоздатьОбновитьЗаказы`.
    """
    if not view.record.currency:
        yield Found(
            text("The document has no currency: 1C:УТ refuses the whole file"),
            text("Write `Валюта` as 1C names it"),
            at="Валюта",
        )


@rule(
    "CML737",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    needs=("lines",),
    title=text("{receivers}: a service without `Ид` breaks the order", receivers=named("ut11")),
)
def service_without_id(view: RecordView[Document]) -> Iterator[Found]:
    """A line that is a service, most often the delivery, has no `Ид`.

    Why: 1C cannot find or make the service, and does not load the order.

    Mend: give the delivery a lasting id: the site of 1C-Bitrix writes `ORDER_DELIVERY`.

    Source: sgtpep/woocommerce-1c, pull request 27.
    """
    for number, line in enumerate(view.record.lines, start=1):
        if line.id or requisite(line.requisites, "ТипНоменклатуры") != SERVICE:
            continue
        yield Found(
            text("The service `{name}` has no `Ид`", name=line.name or ""),
            text("Give the delivery a lasting id, such as `ORDER_DELIVERY`"),
            at=f"Товары/Товар[{number}]",
        )


RULES: Final[tuple[Rule, ...]] = (
    begins_wrong,
    namespace_strict,
    long_number,
    empty_requisite,
    repeated_requisite,
    foreign_operation,
    no_currency,
    service_without_id,
)
