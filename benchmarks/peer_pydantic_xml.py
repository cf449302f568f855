"""An offer as a model of pydantic-xml: the fields that `generate` writes."""

# ruff: noqa: D101 - each is named after its element

from decimal import Decimal
from typing import Final

from benchmarks.generate import NAMESPACE
from pydantic_xml import BaseXmlModel, attr, element, wrapped

_NSMAP: Final = {"": NAMESPACE}


class BaseUnit(BaseXmlModel, tag="БазоваяЕдиница", ns="", nsmap=_NSMAP):
    code: str = attr("Код")
    full_name: str = attr("НаименованиеПолное")
    international: str = attr("МеждународноеСокращение")
    text: str


class Characteristic(BaseXmlModel, tag="ХарактеристикаТовара", ns="", nsmap=_NSMAP):
    name: str = element("Наименование")
    value: str = element("Значение")


class Price(BaseXmlModel, tag="Цена", ns="", nsmap=_NSMAP):
    presentation: str = element("Представление")
    price_type_id: str = element("ИдТипаЦены")
    value: Decimal = element("ЦенаЗаЕдиницу")
    currency: str = element("Валюта")
    unit: str = element("Единица")
    coefficient: Decimal = element("Коэффициент")


class Stock(BaseXmlModel, tag="Склад", ns="", nsmap=_NSMAP):
    warehouse_id: str = attr("ИдСклада")
    quantity: Decimal = attr("КоличествоНаСкладе")


class Offer(BaseXmlModel, tag="Предложение", ns="", nsmap=_NSMAP):
    id: str = element("Ид")
    sku: str = element("Артикул")
    name: str = element("Наименование")
    base_unit: BaseUnit
    characteristics: list[Characteristic] = wrapped(
        "ХарактеристикиТовара", element("ХарактеристикаТовара", default=[])
    )
    prices: list[Price] = wrapped("Цены", element("Цена"))
    quantity: Decimal = element("Количество")
    stocks: list[Stock]
