"""1xx: what the standard requires and what is missing."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.groups import groups_with_paths
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PartView, RecordView, SectionView
from cml_sync.messages import text
from cml_sync.model.classifier import Classifier, Group, PriceType, Property
from cml_sync.model.documents import Document
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OfferChange, OffersChanges, OffersPackage
from cml_sync.model.views import is_deleted
from cml_sync.model.warehouses import Warehouse
from cml_sync.problems import Severity

_FILL_IN: Final = text("Fill it in in 1C and export again")
_WRITER: Final = text("1C always writes the id: look for the extension that made the file")
_SHOP: Final = text("Fill it in where the document is made, and send it again")


@rule("CML101", Severity.ERROR, on=(Kind.PRODUCT,), title=text("Product without a name"))
def product_name(view: RecordView[Product]) -> Iterable[Found]:
    """A product has no `Наименование`.

    Why: shops refuse such a product or show an empty line; the standard requires the name.

    Mend: in 1C, fill in the working name ("Рабочее наименование") of the goods. If a filter of
    the exchange profile or an extension writes the file, look there.

    Source: `Товар/Наименование` (schema 2.04), required. A deleted product may do without.
    """
    if not view.record.name and not is_deleted(view.record):
        return (Found(text("The product has no name"), _FILL_IN),)
    return ()


@rule(
    "CML102",
    Severity.WARNING,
    on=(Kind.PRODUCT,),
    counted=True,
    title=text("Product without a base unit"),
)
def product_unit(view: RecordView[Product]) -> Iterable[Found]:
    """A product has no `БазоваяЕдиница`.

    Why: the shop takes its default, usually pieces, for goods sold by weight or length.

    Mend: in 1C, fill in the storage unit ("Единица хранения") of the goods.

    Source: `Товар/БазоваяЕдиница` (schema 2.04), required. A deleted product may do without.
    """
    if view.record.base_unit is None and not is_deleted(view.record):
        return (Found(text("The product has no base unit"), _FILL_IN),)
    return ()


@rule("CML103", Severity.ERROR, on=(Kind.PRODUCT,), title=text("Product without an id"))
def product_id(view: RecordView[Product]) -> Iterable[Found]:
    """A product has neither `Ид` nor `Штрихкод` nor `Артикул`, or its `Ид` is empty.

    Why: nothing can refer to it, and the next exchange makes a second one of it.

    Mend: 1C always writes the `Ид`; look for the extension or script that made this file.

    Source: `Товар` (schema 2.04), one of the three.
    """
    record = view.record
    if record.id:
        return ()
    if "id" in record.model_fields_set:
        return (Found(text("The id of the product is empty"), _WRITER, at="Ид"),)
    if record.barcode or record.sku:
        return ()
    return (Found(text("The product has no id, barcode or article number"), _WRITER),)


@rule(
    "CML104",
    Severity.ERROR,
    on=(Kind.OFFER, Kind.OFFER_CHANGE),
    title=text("Offer without an id"),
)
def offer_id(view: RecordView[Offer] | RecordView[OfferChange]) -> Iterable[Found]:
    """An offer has neither `Ид` nor `Штрихкод` nor `Артикул`, or its `Ид` is empty.

    Why: its price and stock belong to nothing.

    Mend: 1C always writes the `Ид`; look for the extension or script that made this file.

    Source: `Предложение` (schema 2.04), `ИзмененияПакетаПредложений` (2.07), one of the three.
    """
    record = view.record
    if record.id:
        return ()
    if "id" in record.model_fields_set:
        return (Found(text("The id of the offer is empty"), _WRITER, at="Ид"),)
    if record.barcode or record.sku:
        return ()
    return (Found(text("The offer has no id, barcode or article number"), _WRITER),)


@rule("CML105", Severity.ERROR, on=(Kind.GROUP,), title=text("Group without id or name"))
def group_id_and_name(view: RecordView[Group]) -> Iterator[Found]:
    """A group, or a group inside it, has no `Ид` or no `Наименование`.

    Why: products cannot be put into a group without an id, and a group without a name is an
    empty line in the menu of the shop.

    Mend: in 1C, give the group a name; the id is written by 1C itself.

    Source: `Группа/Ид`, `Группа/Наименование` (schema 2.04), both required.
    """
    for group, at in groups_with_paths(view.record):
        if not group.id:
            yield Found(text("Group `{name}` has no id", name=group.name or ""), _FILL_IN, at=at)
        elif not group.name and not is_deleted(group):
            yield Found(text("Group `{id}` has no name", id=group.id), _FILL_IN, at=at)


@rule("CML106", Severity.ERROR, on=(Kind.PROPERTY,), title=text("Property without id or name"))
def property_id_and_name(view: RecordView[Property]) -> Iterator[Found]:
    """A property has no `Ид` or no `Наименование`.

    Why: values refer to it by its id; shops show its name.

    Mend: in 1C, name the additional requisite ("Дополнительные реквизиты").

    Source: `Свойство/Ид`, `Свойство/Наименование` (schema 2.04), both required.
    """
    if not view.record.id:
        yield Found(text("Property `{name}` has no id", name=view.record.name or ""), _FILL_IN)
    elif not view.record.name and not view.record.deletion_mark:
        yield Found(text("Property `{id}` has no name", id=view.record.id), _FILL_IN)


@rule(
    "CML107",
    Severity.ERROR,
    on=(Kind.PRICE_TYPE, Kind.WAREHOUSE),
    title=text("Price type or warehouse without an id"),
)
def reference_id(view: RecordView[PriceType] | RecordView[Warehouse]) -> Iterator[Found]:
    """A price type or a warehouse has no `Ид`.

    Why: prices and stock refer to it by its id, and cannot.

    Mend: 1C always writes the `Ид`; look for the extension or script that made this file.

    Source: `ТипЦены/Ид`, `Склад/Ид` (schema 2.04), required.
    """
    if not view.record.id:
        if view.kind is Kind.PRICE_TYPE:
            yield Found(text("Price type `{name}` has no id", name=view.record.name or ""))
        else:
            yield Found(text("Warehouse `{name}` has no id", name=view.record.name or ""))


@rule(
    "CML108",
    Severity.ERROR,
    on=(Kind.OFFER, Kind.OFFER_CHANGE),
    needs=("prices",),
    title=text("Price without a price type"),
)
def price_type(view: RecordView[Offer] | RecordView[OfferChange]) -> Iterable[Found]:
    """A price names no `ИдТипаЦены`.

    Why: the shop cannot tell whether it is the retail or the purchase price.

    Mend: in 1C, choose the price types of the exchange ("Виды цен"); look for the extension or
    script that made this file.

    Source: `Цена/ИдТипаЦены` (schema 2.04), required.
    """
    if view.prices_are_usual:
        return ()
    return [
        Found(text("The price has no price type"), at=f"Цены/Цена[{number}]")
        for number, price in enumerate(view.record.prices, start=1)
        if not price.price_type_id
    ]


@rule(
    "CML111",
    Severity.WARNING,
    scope=Scope.SECTION,
    on=(Section.CLASSIFIER, Section.CATALOG, Section.OFFERS_CHANGES),
    title=text("Section without an id"),
)
def section_id(
    view: SectionView[Classifier] | SectionView[Catalog] | SectionView[OffersChanges],
) -> Iterable[Found]:
    """A classifier, a catalogue or a set of changed offers has no `Ид`.

    Why: parts of one package find each other by these ids; a shop with two catalogues cannot tell
    which of them the goods belong to.

    Mend: 1C writes the ids of the exchange node; look for the extension or script that made this
    file, or for a tool that emptied the ids.

    Source: `Классификатор/Ид`, `Каталог/Ид`, `ИзмененияПакетаПредложений/Ид`, required.
    """
    if view.header.id:
        return ()
    return (Found(text("The section has no id")),)


@rule(
    "CML112",
    Severity.WARNING,
    scope=Scope.SECTION,
    on=(Section.OFFERS_PACKAGE,),
    title=text("Package of offers without a catalogue"),
)
def package_catalog(view: SectionView[OffersPackage]) -> Iterable[Found]:
    """A package of offers names neither its `ИдКаталога` nor its own `Ид`.

    Why: the receiver cannot tell whose goods the offers are.

    Mend: 1C writes both; look for the extension or script that made this file.

    Source: `ПакетПредложений/ИдКаталога` (schema 2.04), required.
    """
    if not view.header.catalog_id and not (view.header.id or "").strip("#"):
        return (Found(text("The package of offers does not say which catalogue it belongs to")),)
    return ()


@rule("CML121", Severity.ERROR, on=(Kind.DOCUMENT,), title=text("Document without a number"))
def document_number(view: RecordView[Document]) -> Iterable[Found]:
    """A document has no `Номер`.

    Why: 1C and most shops find an order by its number; without it every exchange makes a new one.

    Mend: fill in the number in the shop; 1C sends back the number of the shop.

    Source: `Документ/Номер` (schema 2.04), required.
    """
    return () if view.record.number else (Found(text("The document has no number"), _SHOP),)


@rule("CML122", Severity.ERROR, on=(Kind.DOCUMENT,), title=text("Document without a date"))
def document_date(view: RecordView[Document]) -> Iterator[Found]:
    """A document has no `Дата`, or the empty date of 1C (0001-01-01).

    Why: 1C puts it into the wrong period or refuses the whole batch.

    Mend: fill in the date where the document is made.

    Source: `Документ/Дата` (schema 2.04), required.
    """
    document = view.record
    if document.date is None and not _is_unread(document, "Дата"):
        if "date" in document.model_fields_set:
            yield Found(text("The date of the document is empty"), _SHOP)
        else:
            yield Found(text("The document has no date"), _SHOP)


@rule("CML123", Severity.ERROR, on=(Kind.DOCUMENT,), title=text("Document without an operation"))
def document_operation(view: RecordView[Document]) -> Iterable[Found]:
    """A document has no `ХозОперация`.

    Why: the receiver cannot tell an order from a payment; 1C:УТ refuses the whole batch then.

    Mend: the shop must write "Заказ товара" for orders.

    Source: `Документ/ХозОперация` (schema 2.04), required.
    """
    return () if view.record.operation else (Found(text("The document names no operation"), _SHOP),)


@rule("CML124", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Document without a role"))
def document_role(view: RecordView[Document]) -> Iterable[Found]:
    """A document has no `Роль`.

    Why: it says which side the shop's company is on; sales and purchases get mixed up.

    Mend: the shop must write "Продавец" for its orders.

    Source: `Документ/Роль` (schema 2.04), required.
    """
    return () if view.record.role else (Found(text("The document names no role"), _SHOP),)


@rule("CML125", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Document without a currency"))
def document_currency(view: RecordView[Document]) -> Iterable[Found]:
    """A document has no `Валюта`.

    Why: 1C:УТ refuses the whole batch when the currency of one order is empty.

    Mend: choose the currency of the order in the shop; in 1C, fill in the currency of the
    contract ("Валюта взаиморасчетов").

    Source: `Документ/Валюта` (schema 2.04), required. A document that only tells the state of an
    order may do without.
    """
    if view.record.currency or _is_status(view.record):
        return ()
    return (Found(text("The document names no currency"), _SHOP),)


@rule("CML126", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Document without a total"))
def document_total(view: RecordView[Document]) -> Iterable[Found]:
    """A document has no `Сумма`.

    Why: the receiver can neither check the lines nor show what is to be paid.

    Mend: fill in the total where the document is made.

    Source: `Документ/Сумма` (schema 2.04), required. A document that only tells the state of an
    order may do without.
    """
    document = view.record
    if document.total is None and not _is_unread(document, "Сумма") and not _is_status(document):
        return (Found(text("The document has no total"), _SHOP),)
    return ()


@rule(
    "CML127",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    title=text("Document without a counterparty"),
)
def document_counterparty(view: RecordView[Document]) -> Iterable[Found]:
    """A document names nobody in `Контрагенты`.

    Why: 1C cannot tell who buys; depending on its settings it takes a common retail buyer or
    refuses the order.

    Mend: the shop must write the buyer, even one without registration.

    Source: `Документ/Контрагенты` (schema 2.04), required. A document that only tells the state of
    an order may do without.
    """
    document = view.record
    if document.counterparties or _is_unread(document, "Контрагент") or _is_status(document):
        return ()
    return (Found(text("The document names no counterparty"), _SHOP),)


@rule("CML131", Severity.WARNING, scope=Scope.PART, title=text("Part without its moment of origin"))
def generated_at(view: PartView) -> Iterable[Found]:
    """The root has no `ДатаФормирования`, or the empty date of 1C.

    Why: nobody can tell which of two files is the newer one.

    Mend: 1C always writes it; look for the extension or script that made this file.

    Source: `КоммерческаяИнформация@ДатаФормирования` (schema 2.04), required.
    """
    information = view.part.header.information
    unread = {name for name, _ in information.unknown_attributes}
    if information.generated_at is None and "ДатаФормирования" not in unread:
        return (Found(text("The part does not say when it was made")),)
    return ()


@rule("CML132", Severity.WARNING, scope=Scope.PART, title=text("Part without a schema version"))
def schema_version(view: PartView) -> Iterable[Found]:
    """The root has no `ВерсияСхемы`.

    Why: receivers choose by it how to read units, stock and payments.

    Mend: 1C always writes it; look for the extension or script that made this file.

    Source: `КоммерческаяИнформация@ВерсияСхемы` (schema 2.04), required.
    """
    if view.part.header.information.schema_version:
        return ()
    return (Found(text("The part names no schema version")),)


@rule("CML133", Severity.ADVICE, scope=Scope.PART, title=text("Part without content"))
def empty_part(view: PartView) -> Iterable[Found]:
    """A part holds no section and no record.

    Why: as an answer to a question for orders it means that there are none. As an export it
    means that the filter let nothing through, and receivers answer "success" all the same.

    Mend: if it is an export, look at the filter of the exchange node in 1C and at its log.

    Source: children of `КоммерческаяИнформация` (schema 2.04).
    """
    if not view.records and not view.sections:
        return (Found(text("The part holds nothing"), text("Look at the filter of the exchange")),)
    return ()


def _is_status(document: Document) -> bool:
    """Whether it only tells the state of an order: 1C may send nothing but requisites then."""
    return document.total is None and not document.lines and not document.counterparties


def _is_unread(record: Document, tag: str) -> bool:
    """Whether `tag` was there, but could not be read; the reader has reported that."""
    return any(f"<{tag}" in unknown.xml for unknown in record.unknown)


RULES: Final[tuple[Rule, ...]] = (
    product_name,
    product_unit,
    product_id,
    offer_id,
    group_id_and_name,
    property_id_and_name,
    reference_id,
    price_type,
    section_id,
    package_catalog,
    document_number,
    document_date,
    document_operation,
    document_role,
    document_currency,
    document_total,
    document_counterparty,
    generated_at,
    schema_version,
    empty_part,
)
