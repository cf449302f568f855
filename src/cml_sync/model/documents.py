"""Documents: orders, payments and shipments with their lines, and the containers of 3.1."""

from typing import Annotated

from cml_sync.model.element import Element
from cml_sync.model.goods import (
    Analog,  # noqa: F401 - `DocumentLine` has fields of `Product` that name it: pydantic looks here
    Component,  # noqa: F401
    Product,
    PropertyValue,
)
from cml_sync.model.parties import Counterparty, Signer
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import Discount, Expense, Tax
from cml_sync.model.values import (
    Amount,
    Code,
    Day,
    Flag,
    Id,
    LongText,
    Moment,
    Name,
    Quantity,
    TimeOfDay,
)
from cml_sync.model.warehouses import LineWarehouse, Warehouse
from cml_sync.model.wire import TEXT, Space, Wire


class LineUnit(Element):
    """``Единица`` of a document line: text in the schemas, an element of its own in 3.1.

    Attributes:
        text: a short name, or a code of ОКЕИ (schema 2.04).
        id: in 3.1 equals the code, may be padded.
    """

    text: Annotated[Name | None, Wire(TEXT)] = None
    id: Annotated[Id | None, Wire("Ид", beyond="3.1")] = None
    short_name: Annotated[
        Name | None, Wire("НаименованиеКраткое", beyond="3.1", space=Space.RIGHT)
    ] = None
    code: Annotated[Code | None, Wire("Код", beyond="3.1")] = None
    full_name: Annotated[
        Name | None, Wire("НаименованиеПолное", beyond="3.1", space=Space.RIGHT)
    ] = None


class DocumentLine(Product):
    """``Товары/Товар`` of a document (schema 2.04).

    Attributes:
        id: ``Ид`` of the product, ``product#characteristic``; ``ORDER_DELIVERY`` = delivery.
        price: ``ЦенаЗаЕдиницу`` (``Цена`` in 3.1) in the currency of the document.
        quantity: ``Количество`` in `unit`.
        total: ``Сумма``: of the line; empty in some writers.
        unit: ``Единица`` of `quantity` (`document_views.line_unit_code`).
        coefficient: ``Коэффициент``: how many base units one `unit` holds.
        extra_requisites: ``ДополнительныеЗначенияРеквизитов``: the standard's place; everybody
            uses the inherited `requisites`.
        reserved: ``Резерв``: the quantity to reserve (УНФ, УТ).
        action: ``Действие``.
    """

    catalog_id: Annotated[Id | None, Wire("ИдКаталога")] = None
    classifier_id: Annotated[Id | None, Wire("ИдКлассификатора")] = None
    price: Annotated[Amount | None, Wire("ЦенаЗаЕдиницу", aliases=("Цена",))] = None
    quantity: Annotated[Quantity | None, Wire("Количество")] = None
    total: Annotated[Amount | None, Wire("Сумма")] = None
    unit: Annotated[LineUnit | None, Wire("Единица")] = None
    coefficient: Annotated[Quantity | None, Wire("Коэффициент")] = None
    details: Annotated[tuple[Requisite, ...], Wire("ДополнительныеДанные/ЗначениеРеквизита")] = ()
    origin_country: Annotated[Name | None, Wire("СтранаПроисхождения", space=Space.RIGHT)] = None
    customs_declaration: Annotated[Code | None, Wire("ГТД")] = None
    taxes: Annotated[tuple[Tax, ...], Wire("Налоги/Налог")] = ()
    discounts: Annotated[tuple[Discount, ...], Wire("Скидки/Скидка")] = ()
    expenses: Annotated[tuple[Expense, ...], Wire("ДопРасходы/ДопРасход")] = ()
    extra_requisites: Annotated[
        tuple[Requisite, ...], Wire("ДополнительныеЗначенияРеквизитов/ЗначениеРеквизита")
    ] = ()
    warehouses: Annotated[tuple[LineWarehouse, ...], Wire("Склады/Склад", since="2.07")] = ()
    reserved: Annotated[Quantity | None, Wire("Резерв", beyond="УНФ")] = None
    action: Annotated[Name | None, Wire("Действие", beyond="ext", space=Space.RIGHT)] = None


class SitePayment(Element):
    """``Оплаты/Оплата``: a payment made on the site (schema 2.09 only).

    Attributes:
        paid_at: ``ДатаОплаты``.
        amount: ``СуммаОплаты`` in the currency of the document.
    """

    document_number: Annotated[Code | None, Wire("НомерДокумента")] = None
    transaction_number: Annotated[Code | None, Wire("НомерТранзакции")] = None
    paid_at: Annotated[Moment | None, Wire("ДатаОплаты")] = None
    amount: Annotated[Amount | None, Wire("СуммаОплаты")] = None
    method: Annotated[Name | None, Wire("СпособОплаты", space=Space.RIGHT)] = None
    method_id: Annotated[Id | None, Wire("ИдСпособаОплаты")] = None


class Receipt(Element):
    """``ИнформацияОЧеках/ИнформацияОЧеке``: a fiscal receipt as Bitrix reports it; in no schema.

    Attributes:
        property_values: ``PRINT_CHECK``, ``URL``, ``FISCAL_SIGN``, ``REG_NUMBER_KKT`` and values.
    """

    id: Annotated[Id | None, Wire("Ид", beyond="BX")] = None
    property_values: Annotated[
        tuple[PropertyValue, ...], Wire("ЗначенияСвойств/ЗначенияСвойства", beyond="BX")
    ] = ()


class SubordinateDocument(Element):
    """``ПодчиненныйДокумент``: a payment or shipment under its order (since 2.10).

    It has everything a `Document` has but subordinates of its own.

    Attributes:
        number: the number at the site, in both directions.
        date, time: when it was made at the site; local time of the writer.
        operation: ``ХозОперация``, one of `words.Operation`.
        role: the role of the shop's organisation in the deal (``Продавец``).
        currency: the currency, three letters.
        rate: ``Курс`` to the national currency.
        total: ``Сумма`` in `currency`; taxes, discounts and expenses counted by their `included`.
        lines: ``Товары/Товар``.
        site_payments: ``Оплаты/Оплата``: payments made on the site (2.09 only).
        basis_id: ``Основание``: of a payment or shipment, the order it belongs to.
        receipts: ``ИнформацияОЧеках/ИнформацияОЧеке``.
    """

    id: Annotated[Id | None, Wire("Ид")] = None
    row_version: Annotated[Code | None, Wire("НомерВерсии", beyond="3.1")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="3.1")] = None
    number: Annotated[Code | None, Wire("Номер")] = None
    number_1c: Annotated[Code | None, Wire("Номер1С", beyond="BX")] = None
    date: Annotated[Day | None, Wire("Дата")] = None
    date_1c: Annotated[Day | None, Wire("Дата1С", beyond="BX")] = None
    operation: Annotated[Code | None, Wire("ХозОперация")] = None
    role: Annotated[Code | None, Wire("Роль")] = None
    currency: Annotated[Code | None, Wire("Валюта")] = None
    rate: Annotated[Quantity | None, Wire("Курс")] = None
    total: Annotated[Amount | None, Wire("Сумма")] = None
    counterparties: Annotated[tuple[Counterparty, ...], Wire("Контрагенты/Контрагент")] = ()
    site_payments: Annotated[
        tuple[SitePayment, ...], Wire("Оплаты/Оплата", since="2.09", until="2.09")
    ] = ()
    time: Annotated[TimeOfDay | None, Wire("Время")] = None
    payment_due: Annotated[Day | None, Wire("СрокПлатежа")] = None
    comment: Annotated[LongText | None, Wire("Комментарий", space=Space.KEEP)] = None
    taxes: Annotated[tuple[Tax, ...], Wire("Налоги/Налог")] = ()
    discounts: Annotated[tuple[Discount, ...], Wire("Скидки/Скидка")] = ()
    expenses: Annotated[tuple[Expense, ...], Wire("ДопРасходы/ДопРасход")] = ()
    warehouses: Annotated[tuple[Warehouse, ...], Wire("Склады/Склад", since="2.07")] = ()
    lines: Annotated[tuple[DocumentLine, ...], Wire("Товары/Товар")] = ()
    requisites: Annotated[tuple[Requisite, ...], Wire("ЗначенияРеквизитов/ЗначениеРеквизита")] = ()
    signers: Annotated[tuple[Signer, ...], Wire("Подписанты/Подписант", since="2.06")] = ()
    basis_id: Annotated[Id | None, Wire("Основание", beyond="BX")] = None
    receipts: Annotated[
        tuple[Receipt, ...], Wire("ИнформацияОЧеках/ИнформацияОЧеке", beyond="BX")
    ] = ()


class Document(SubordinateDocument):
    """``Документ``: an order, payment, shipment … (schema 2.04).

    Attributes:
        subordinates: ``ПодчиненныеДокументы/ПодчиненныйДокумент`` (since 2.10).
    """

    subordinates: Annotated[
        tuple[SubordinateDocument, ...],
        Wire("ПодчиненныеДокументы/ПодчиненныйДокумент", since="2.10"),
    ] = ()


class Container(Element):
    """``Контейнер``: an order with its payments and shipments, which name it in `basis_id` (3.1).

    Attributes:
        documents: the order and what belongs to it; several, or none.
    """

    documents: Annotated[tuple[Document, ...], Wire("Документ", beyond="3.1")] = ()
