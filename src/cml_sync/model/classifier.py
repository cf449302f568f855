"""The classifier: groups, properties, categories, price types, units and warehouses."""

from typing import Annotated

from cml_sync.model.element import Element
from cml_sync.model.parties import Counterparty, Signer
from cml_sync.model.taxes import PriceTax
from cml_sync.model.values import Code, Flag, Id, LongText, Name, Quantity
from cml_sync.model.warehouses import Warehouse
from cml_sync.model.wire import Space, Wire


class PropertyOption(Element):
    """``ВариантыЗначений/Справочник``: one value a property may have (since 2.05).

    Attributes:
        id: ``ИдЗначения``: what a product carries in its `PropertyValue`.
        value: ``Значение``: the text.
    """

    id: Annotated[Id | None, Wire("ИдЗначения")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="3.1")] = None
    value: Annotated[Name | None, Wire("Значение", space=Space.RIGHT)] = None


class PropertyVariant(Element):
    """``ВариантыЗначений/Вариант``: the same as Bitrix writes it; no schema has it."""

    id: Annotated[Id | None, Wire("Ид", beyond="BX")] = None
    value: Annotated[Name | None, Wire("Значение", beyond="BX", space=Space.RIGHT)] = None
    sort: Annotated[Quantity | None, Wire("Сортировка", beyond="BX")] = None
    default: Annotated[Flag | None, Wire("ПоУмолчанию", beyond="BX")] = None


class Property(Element):
    """``Свойство``: a property of products, offers or documents (schema 2.04).

    Its options stand in one of three forms, each a field; `views.options` joins them.

    Attributes:
        name: the name; not unique.
        required_for: ``Обязательное``, one of `words.RequiredFor`.
        external: ``Внешний``: the values are a user's reference book.
        value_type: ``ТипЗначений``, one of `words.ValueType`.
        option_texts: ``ВариантыЗначений/Значение``.
        options: ``ВариантыЗначений/Справочник``.
        variants: ``ВариантыЗначений/Вариант``.
        for_products: ``ДляТоваров``: true: products have it; a choice of three in the schema,
            several or none in practice.
    """

    id: Annotated[Id | None, Wire("Ид")] = None
    site_id: Annotated[Id | None, Wire("ИдСайта", beyond="УНФ")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    row_version: Annotated[Code | None, Wire("НомерВерсии", beyond="3.1")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="3.1")] = None
    description: Annotated[LongText | None, Wire("Описание", space=Space.KEEP)] = None
    required_for: Annotated[Code | None, Wire("Обязательное")] = None
    multiple: Annotated[Flag | None, Wire("Множественное")] = None
    external: Annotated[Flag | None, Wire("Внешний", beyond="3.1")] = None
    informational: Annotated[Flag | None, Wire("Информационное", beyond="3.1")] = None
    value_type: Annotated[
        Code | None, Wire("ТипЗначений", aliases=("ТипыЗначений/ТипЗначений/Тип",))
    ] = None
    option_texts: Annotated[
        tuple[Name, ...], Wire("ВариантыЗначений/Значение", space=Space.RIGHT)
    ] = ()
    options: Annotated[
        tuple[PropertyOption, ...], Wire("ВариантыЗначений/Справочник", since="2.05")
    ] = ()
    variants: Annotated[
        tuple[PropertyVariant, ...], Wire("ВариантыЗначений/Вариант", beyond="BX")
    ] = ()
    for_products: Annotated[Flag | None, Wire("ДляТоваров")] = None
    for_offers: Annotated[Flag | None, Wire("ДляПредложений")] = None
    for_documents: Annotated[Flag | None, Wire("ДляДокументов")] = None


class Group(Element):
    """``Группа``: a node of the tree of groups, of any depth (schema 2.04).

    Attributes:
        name: the name, up to 3000 characters; the same name under different parents is normal.
        properties: those of this group; УНФ and Bitrix may list only ``Ид``.
        children: ``Группы/Группа``.
        status_element: ``Статус`` as a child (``Удален``).
    """

    id: Annotated[Id | None, Wire("Ид")] = None
    site_id: Annotated[Id | None, Wire("ИдСайта", beyond="УНФ")] = None
    row_version: Annotated[Code | None, Wire("НомерВерсии", beyond="3.1")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="3.1")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    description: Annotated[LongText | None, Wire("Описание", space=Space.KEEP)] = None
    properties: Annotated[tuple[Property, ...], Wire("Свойства/Свойство")] = ()
    children: Annotated[tuple["Group", ...], Wire("Группы/Группа")] = ()
    status_element: Annotated[Code | None, Wire("Статус", beyond="BX")] = None


class Category(Element):
    """``Категория``: a kind of products, across the groups (УНФ; no schema has it).

    Attributes:
        property_ids: ``Свойства/Ид``: the properties its products have.
    """

    id: Annotated[Id | None, Wire("Ид", beyond="УНФ")] = None
    site_id: Annotated[Id | None, Wire("ИдСайта", beyond="УНФ")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="УНФ")] = None
    name: Annotated[Name | None, Wire("Наименование", beyond="УНФ", space=Space.RIGHT)] = None
    property_ids: Annotated[tuple[Id, ...], Wire("Свойства/Ид", beyond="УНФ")] = ()


class PriceType(Element):
    """``ТипЦены``: retail, wholesale and so on (schema 2.04).

    Attributes:
        currency: the currency, three letters in the standard; a price may state its own.
    """

    id: Annotated[Id | None, Wire("Ид")] = None
    site_id: Annotated[Id | None, Wire("ИдСайта", beyond="УНФ")] = None
    row_version: Annotated[Code | None, Wire("НомерВерсии", beyond="3.1")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="3.1")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    currency: Annotated[Code | None, Wire("Валюта")] = None
    description: Annotated[LongText | None, Wire("Описание", space=Space.KEEP)] = None
    taxes: Annotated[tuple[PriceTax, ...], Wire("Налог")] = ()


class Unit(Element):
    """``ЕдиницаИзмерения``: a unit of measure (3.1 and УНФ; no schema has it).

    Attributes:
        id: what identifies it; equals the code, may be blank.
        code: the code of ОКЕИ, or home-made.
    """

    id: Annotated[Id | None, Wire("Ид", beyond="3.1")] = None
    row_version: Annotated[Code | None, Wire("НомерВерсии", beyond="3.1")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="3.1")] = None
    short_name: Annotated[
        Name | None, Wire("НаименованиеКраткое", beyond="3.1", space=Space.RIGHT)
    ] = None
    code: Annotated[Code | None, Wire("Код", beyond="3.1")] = None
    full_name: Annotated[
        Name | None, Wire("НаименованиеПолное", beyond="3.1", space=Space.RIGHT)
    ] = None
    international: Annotated[Code | None, Wire("МеждународноеСокращение", beyond="3.1")] = None


class Classifier(Element):
    """``Классификатор``: what products are sorted by (schema 2.04).

    Attributes:
        changes_only: ``СодержитТолькоИзменения``: a delta; also read as a child.
        owner: whose it is; mandatory in the schema, absent in half of the real files.
        signers: ``Подписанты`` (since 2.06).
    """

    changes_only: Annotated[
        Flag | None,
        Wire("@СодержитТолькоИзменения", beyond="3.1", aliases=("СодержитТолькоИзменения",)),
    ] = None
    id: Annotated[Id | None, Wire("Ид")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    owner: Annotated[Counterparty | None, Wire("Владелец")] = None
    description: Annotated[LongText | None, Wire("Описание", space=Space.KEEP)] = None
    groups: Annotated[tuple[Group, ...], Wire("Группы/Группа", streamed=True)] = ()
    properties: Annotated[tuple[Property, ...], Wire("Свойства/Свойство", streamed=True)] = ()
    price_types: Annotated[tuple[PriceType, ...], Wire("ТипыЦен/ТипЦены", streamed=True)] = ()
    signers: Annotated[tuple[Signer, ...], Wire("Подписанты/Подписант", since="2.06")] = ()
    categories: Annotated[
        tuple[Category, ...], Wire("Категории/Категория", beyond="УНФ", streamed=True)
    ] = ()
    warehouses: Annotated[
        tuple[Warehouse, ...], Wire("Склады/Склад", beyond="3.1", streamed=True)
    ] = ()
    units: Annotated[
        tuple[Unit, ...],
        Wire("ЕдиницыИзмерения/ЕдиницаИзмерения", beyond="3.1", streamed=True),
    ] = ()
