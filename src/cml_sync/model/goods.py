"""Goods: the product with its unit, properties, taxes and parts, and the catalogue of products."""

from typing import Annotated

from cml_sync.model.element import Element
from cml_sync.model.parties import Counterparty, Signer
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import Excise, TaxRate
from cml_sync.model.values import Code, Flag, Id, LongText, Name, Quantity
from cml_sync.model.wire import TEXT, Space, Wire


class UnitConversion(Element):
    """``Пересчет``: another unit of the same product (schema 2.04).

    Attributes:
        coefficient: ``Коэффициент``: how many base units one such unit holds.
        details: ``ДополнительныеДанные/ЗначениеРеквизита``.
    """

    unit: Annotated[Code | None, Wire("Единица")] = None
    coefficient: Annotated[Quantity | None, Wire("Коэффициент")] = None
    details: Annotated[tuple[Requisite, ...], Wire("ДополнительныеДанные/ЗначениеРеквизита")] = ()


class BaseUnit(Element):
    """``БазоваяЕдиница``: mixed content, in every form that occurs (schema 2.04).

    Attributes:
        code: ``@Код`` of ОКЕИ; `views.base_unit_code` also finds it in the text.
        text: the short name (``шт``), or in 3.1 the code.
        conversions: ``Пересчет``.
    """

    code: Annotated[Code | None, Wire("@Код")] = None
    full_name: Annotated[Name | None, Wire("@НаименованиеПолное", space=Space.RIGHT)] = None
    international: Annotated[Code | None, Wire("@МеждународноеСокращение")] = None
    short_name: Annotated[
        Name | None, Wire("@НаименованиеКраткое", since="2.06", space=Space.RIGHT)
    ] = None
    text: Annotated[Name | None, Wire(TEXT)] = None
    conversions: Annotated[tuple[UnitConversion, ...], Wire("Пересчет")] = ()


class NestedValue(Element):
    """``ЗначениеСвойства``: a property value as Bitrix exports it; no schema has it."""

    value: Annotated[Name | None, Wire("Значение", beyond="BX", space=Space.RIGHT)] = None
    description: Annotated[LongText | None, Wire("Описание", beyond="BX", space=Space.KEEP)] = None


class PropertyValue(Element):
    """``ЗначенияСвойства``: the value of *one* property, whatever the plural says (schema 2.04).

    Attributes:
        id: what identifies the property.
        values: ``Значение``: the values; of an option its ``ИдЗначения``, or the text. Empty means
            "clear".
        nested: ``ЗначениеСвойства{Значение, Описание}`` of Bitrix, which repeats `values`.
    """

    id: Annotated[Id | None, Wire("Ид")] = None
    site_id: Annotated[Id | None, Wire("ИдСайта", beyond="УНФ")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    values: Annotated[tuple[Name, ...], Wire("Значение", space=Space.RIGHT)] = ()
    nested: Annotated[tuple[NestedValue, ...], Wire("ЗначениеСвойства", beyond="BX")] = ()


class Characteristic(Element):
    """``ХарактеристикаТовара``: one of the features that make a variant (schema 2.04)."""

    id: Annotated[Id | None, Wire("Ид", since="2.06")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    value: Annotated[Name | None, Wire("Значение", space=Space.RIGHT)] = None


class Product(Element):
    """``Товар``: a product of the catalogue (schema 2.04).

    Attributes:
        status: ``@Статус``, one of `words.Status`; only ``Удален`` is seen.
        id: what identifies it; may carry ``#characteristic`` (`views.split_id`).
        deletion_mark, status_element: the other forms of deletion (`views.is_deleted`).
        barcode: the barcode, 8 to 14 digits in the standard.
        sku: ``Артикул``: the stock keeping unit; not unique.
        base_unit: ``БазоваяЕдиница``.
        group_ids: ``Группы/Ид``: the groups it is in; usually one, several are legal.
        images: ``Картинка``: paths of pictures inside the package.
        country: the country of origin as in ОКСМ, upper case.
        weight: the weight in the sender's unit, usually kilograms; width, length, height likewise.
    """

    status: Annotated[Code | None, Wire("@Статус")] = None
    id: Annotated[Id | None, Wire("Ид")] = None
    row_version: Annotated[Code | None, Wire("НомерВерсии", beyond="3.1")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="3.1")] = None
    barcode: Annotated[Code | None, Wire("Штрихкод", aliases=("ШтрихКод",))] = None
    sku: Annotated[Code | None, Wire("Артикул")] = None
    site_id: Annotated[Id | None, Wire("ИдСайта", beyond="УНФ")] = None
    code: Annotated[Code | None, Wire("Код", beyond="УНФ")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    base_unit: Annotated[BaseUnit | None, Wire("БазоваяЕдиница")] = None
    full_name: Annotated[
        Name | None, Wire("ПолноеНаименование", beyond="leg", space=Space.RIGHT)
    ] = None
    partner_product_id: Annotated[Id | None, Wire("ИдТовараУКонтрагента")] = None
    group_ids: Annotated[tuple[Id, ...], Wire("Группы/Ид", aliases=("Группы/Группа/Ид",))] = ()
    category_id: Annotated[Id | None, Wire("Категория", beyond="УНФ")] = None
    description: Annotated[LongText | None, Wire("Описание", space=Space.KEEP)] = None
    images: Annotated[tuple[Code, ...], Wire("Картинка")] = ()
    country: Annotated[Name | None, Wire("Страна", space=Space.RIGHT)] = None
    brand: Annotated[Name | None, Wire("ТорговаяМарка", space=Space.RIGHT)] = None
    brand_owner: Annotated[Counterparty | None, Wire("ВладелецТорговойМарки")] = None
    manufacturer: Annotated[Counterparty | None, Wire("Изготовитель")] = None
    property_values: Annotated[
        tuple[PropertyValue, ...], Wire("ЗначенияСвойств/ЗначенияСвойства")
    ] = ()
    tax_rates: Annotated[tuple[TaxRate, ...], Wire("СтавкиНалогов/СтавкаНалога")] = ()
    excises: Annotated[tuple[Excise, ...], Wire("Акцизы/Акциз")] = ()
    components: Annotated[tuple["Component", ...], Wire("Комплектующие/Комплектующее")] = ()
    analogs: Annotated[tuple["Analog", ...], Wire("Аналоги/Аналог")] = ()
    characteristics: Annotated[
        tuple[Characteristic, ...], Wire("ХарактеристикиТовара/ХарактеристикаТовара")
    ] = ()
    requisites: Annotated[tuple[Requisite, ...], Wire("ЗначенияРеквизитов/ЗначениеРеквизита")] = ()
    weight: Annotated[Quantity | None, Wire("Вес", beyond="leg")] = None
    width: Annotated[Quantity | None, Wire("Ширина", beyond="3.1")] = None
    length: Annotated[Quantity | None, Wire("Длина", beyond="3.1")] = None
    height: Annotated[Quantity | None, Wire("Высота", beyond="3.1")] = None
    status_element: Annotated[Code | None, Wire("Статус", beyond="BX")] = None


class Component(Product):
    """``Комплектующее``: a part of a kit, a product with a quantity (schema 2.04)."""

    catalog_id: Annotated[Id | None, Wire("ИдКаталога")] = None
    classifier_id: Annotated[Id | None, Wire("ИдКлассификатора")] = None
    quantity: Annotated[Quantity | None, Wire("Количество")] = None


class Analog(Product):
    """``Аналог``: a product that may stand in for another (schema 2.04)."""

    catalog_id: Annotated[Id | None, Wire("ИдКаталога")] = None
    classifier_id: Annotated[Id | None, Wire("ИдКлассификатора")] = None


class Catalog(Element):
    """``Каталог``: products (schema 2.04).

    Attributes:
        changes_only: ``СодержитТолькоИзменения``: a delta; also read as a child. 1C marks every
            part after the first so, even in a full export.
    """

    changes_only: Annotated[
        Flag | None, Wire("@СодержитТолькоИзменения", aliases=("СодержитТолькоИзменения",))
    ] = None
    id: Annotated[Id | None, Wire("Ид")] = None
    classifier_id: Annotated[Id | None, Wire("ИдКлассификатора")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    owner: Annotated[Counterparty | None, Wire("Владелец")] = None
    products: Annotated[tuple[Product, ...], Wire("Товары/Товар", streamed=True)] = ()
    description: Annotated[LongText | None, Wire("Описание", space=Space.KEEP)] = None
    signers: Annotated[tuple[Signer, ...], Wire("Подписанты/Подписант", since="2.06")] = ()
