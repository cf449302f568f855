"""Offers: prices with their tiers, stock in every form that occurs, and the packages of offers."""

from typing import Annotated

from cml_sync.model.classifier import PriceType
from cml_sync.model.element import Element
from cml_sync.model.goods import (
    Analog,  # noqa: F401 - `Offer` has fields of `Product` that name it: pydantic looks here
    Component,  # noqa: F401
    Product,
    PropertyValue,
)
from cml_sync.model.parties import Counterparty, Signer
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import PriceTax
from cml_sync.model.values import Amount, Code, Day, Flag, Id, LongText, Name, Quantity
from cml_sync.model.warehouses import Warehouse
from cml_sync.model.wire import Space, Wire


class Price(Element):
    """``Цена`` (schema 2.04).

    A tier is a price of the same type with a `min_quantity`, or with `qty_from` and `qty_to`;
    `offer_views.price_tiers` joins them with the discounts of the offer.

    Attributes:
        presentation: the price as one text, for people only, never parsed.
        value: ``ЦенаЗаЕдиницу``: money for `coefficient` base units, in `currency`; empty: none.
        currency: the currency, free text in practice; where absent that of the price type.
        unit: the unit: short name, code or ``PCE``.
        min_quantity: ``МинКоличество``: where the tier begins, in base units.
        qty_from, qty_to: ``КоличествоОт``, ``КоличествоДо``: a closed range, an empty end is open.
        catalog_id: ``ИдКаталога`` (since 2.07).
        tax: ``Налог``: the tax (3.1).
    """

    presentation: Annotated[Name | None, Wire("Представление", space=Space.RIGHT)] = None
    price_type_id: Annotated[Id | None, Wire("ИдТипаЦены")] = None
    value: Annotated[Amount | None, Wire("ЦенаЗаЕдиницу")] = None
    currency: Annotated[Code | None, Wire("Валюта")] = None
    unit: Annotated[Code | None, Wire("Единица")] = None
    coefficient: Annotated[Quantity | None, Wire("Коэффициент")] = None
    details: Annotated[tuple[Requisite, ...], Wire("ДополнительныеДанные/ЗначениеРеквизита")] = ()
    min_quantity: Annotated[Quantity | None, Wire("МинКоличество")] = None
    qty_from: Annotated[Quantity | None, Wire("КоличествоОт", beyond="BX")] = None
    qty_to: Annotated[Quantity | None, Wire("КоличествоДо", beyond="BX")] = None
    catalog_id: Annotated[Id | None, Wire("ИдКаталога", since="2.07")] = None
    tax: Annotated[PriceTax | None, Wire("Налог", beyond="3.1")] = None


class DiscountTier(Element):
    """``СкидкаНаценка``: a tier as a percentage (legacy; read by Bitrix, in no schema).

    Attributes:
        condition: ``Условие``; `words.QUANTITY_EXCEEDED` makes it a tier.
        threshold: ``ЗначениеУсловия``: the quantity that must be exceeded.
        percent: ``Процент``: off the price; negative = a surcharge.
    """

    condition: Annotated[Name | None, Wire("Условие", beyond="leg", space=Space.RIGHT)] = None
    threshold: Annotated[Quantity | None, Wire("ЗначениеУсловия", beyond="leg")] = None
    percent: Annotated[Quantity | None, Wire("Процент", beyond="leg")] = None


class Stock(Element):
    """``Склад`` of an offer, ``Склады`` of a change: stock by attributes (since 2.06).

    Attributes:
        quantity: ``@КоличествоНаСкладе`` in base units; optional; may be negative.
    """

    warehouse_id: Annotated[Id | None, Wire("@ИдСклада")] = None
    quantity: Annotated[Quantity | None, Wire("@КоличествоНаСкладе")] = None


class RestWarehouse(Element):
    """``Остаток/Склад``: stock of one warehouse (3.1; no schema has it)."""

    id: Annotated[Id | None, Wire("Ид", beyond="3.1")] = None
    quantity: Annotated[Quantity | None, Wire("Количество", beyond="3.1")] = None


class Rest(Element):
    """``Остаток``, in its three shapes (3.1 and Bitrix; no schema has it).

    Attributes:
        warehouses: ``Остаток/Склад{Ид, Количество}``: one per ``Остаток``.
        warehouse_id: ``Остаток/ИдСклада`` beside `quantity`.
        quantity: ``Остаток/Количество``: of that warehouse, or the total.
    """

    warehouses: Annotated[tuple[RestWarehouse, ...], Wire("Склад", beyond="3.1")] = ()
    warehouse_id: Annotated[Id | None, Wire("ИдСклада", beyond="ext")] = None
    quantity: Annotated[Quantity | None, Wire("Количество", beyond="3.1")] = None


class WarehouseQuantity(Element):
    """``КоличествоНаСкладе``: stock of one warehouse as Bitrix exports it; in no schema."""

    warehouse_id: Annotated[Id | None, Wire("ИдСклада", beyond="BX")] = None
    quantity: Annotated[Quantity | None, Wire("Количество", beyond="BX")] = None


class Offer(Product):
    """``Предложение``: a product or a variant of it that is for sale (schema 2.04).

    Stock stands in one of four forms, each a field; `offer_views.stock_levels` joins them.

    Attributes:
        id: ``product`` or ``product#characteristic`` (`views.split_id`).
        prices: ``Цены/Цена``.
        discount_tiers: ``СкидкиНаценки/СкидкаНаценка``.
        quantity: ``Количество``: the total in base units; may be negative.
        stocks: ``Склад@ИдСклада,@КоличествоНаСкладе`` (since 2.06).
        rests: ``Остатки/Остаток``.
        warehouse_quantities: ``КоличествоНаСкладах/КоличествоНаСкладе``.
    """

    prices: Annotated[tuple[Price, ...], Wire("Цены/Цена")] = ()
    discount_tiers: Annotated[
        tuple[DiscountTier, ...], Wire("СкидкиНаценки/СкидкаНаценка", beyond="leg")
    ] = ()
    quantity: Annotated[Quantity | None, Wire("Количество")] = None
    stocks: Annotated[tuple[Stock, ...], Wire("Склад", since="2.06")] = ()
    rests: Annotated[tuple[Rest, ...], Wire("Остатки/Остаток", beyond="3.1")] = ()
    warehouse_quantities: Annotated[
        tuple[WarehouseQuantity, ...],
        Wire("КоличествоНаСкладах/КоличествоНаСкладе", beyond="BX"),
    ] = ()


class OffersPackage(Element):
    """``ПакетПредложений`` (schema 2.04).

    Attributes:
        id: what identifies it: ``<catalog>#`` in 2.x, ``#<catalog>`` in 3.1.
        changes_only: ``СодержитТолькоИзменения``: a delta; also read as a child.
        price_types_classifier_id: ``ТипыЦен/ИдКлассификатора``.
        warehouses: ``Склады/Склад`` (since 2.06).
    """

    changes_only: Annotated[
        Flag | None, Wire("@СодержитТолькоИзменения", aliases=("СодержитТолькоИзменения",))
    ] = None
    id: Annotated[Id | None, Wire("Ид")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    catalog_id: Annotated[Id | None, Wire("ИдКаталога")] = None
    classifier_id: Annotated[Id | None, Wire("ИдКлассификатора")] = None
    valid_from: Annotated[Day | None, Wire("ДействительноС")] = None
    valid_to: Annotated[Day | None, Wire("ДействительноДо", aliases=("ДействительноПо",))] = None
    description: Annotated[LongText | None, Wire("Описание", space=Space.KEEP)] = None
    owner: Annotated[Counterparty | None, Wire("Владелец")] = None
    price_types_classifier_id: Annotated[Id | None, Wire("ТипыЦен/ИдКлассификатора")] = None
    price_types: Annotated[tuple[PriceType, ...], Wire("ТипыЦен/ТипЦены", streamed=True)] = ()
    warehouses: Annotated[
        tuple[Warehouse, ...], Wire("Склады/Склад", since="2.06", streamed=True)
    ] = ()
    property_values: Annotated[
        tuple[PropertyValue, ...], Wire("ЗначенияСвойств/ЗначенияСвойства")
    ] = ()
    offers: Annotated[tuple[Offer, ...], Wire("Предложения/Предложение", streamed=True)] = ()
    signers: Annotated[tuple[Signer, ...], Wire("Подписанты/Подписант", since="2.06")] = ()


class OfferChange(Element):
    """``Предложение`` of ``ИзмененияПакетаПредложений``: new prices and stock (since 2.07).

    Attributes:
        characteristic_id: ``ИдХарактеристики``: an element of its own, though senders may still
            put it into `id` after ``#``; `records.record_id` joins both.
        unit_code: ``КодЕдиницыИзмерения`` of ОКЕИ.
        stocks: ``Склады@ИдСклада,@КоличествоНаСкладе``: the plural tag, repeated.
    """

    id: Annotated[Id | None, Wire("Ид")] = None
    barcode: Annotated[Code | None, Wire("Штрихкод", aliases=("ШтрихКод",))] = None
    sku: Annotated[Code | None, Wire("Артикул")] = None
    characteristic_id: Annotated[Id | None, Wire("ИдХарактеристики")] = None
    unit_code: Annotated[Code | None, Wire("КодЕдиницыИзмерения")] = None
    stocks: Annotated[tuple[Stock, ...], Wire("Склады")] = ()
    prices: Annotated[tuple[Price, ...], Wire("Цены/Цена")] = ()
    quantity: Annotated[Quantity | None, Wire("Количество")] = None


class OffersChanges(Element):
    """``ИзмененияПакетаПредложений`` (since 2.07).

    Attributes:
        id: what identifies the package that is changed.
    """

    changes_only: Annotated[
        Flag | None, Wire("@СодержитТолькоИзменения", aliases=("СодержитТолькоИзменения",))
    ] = None
    id: Annotated[Id | None, Wire("Ид")] = None
    catalog_id: Annotated[Id | None, Wire("ИдКаталога")] = None
    offers: Annotated[tuple[OfferChange, ...], Wire("Предложения/Предложение", streamed=True)] = ()
