"""An offer as dataclasses of xsdata: the fields that `generate` writes."""

# ruff: noqa: D101, D106, RUF009 - each is named after its element; the calls make fields

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from benchmarks.generate import NAMESPACE


def _element(name: str, **more: str) -> Any:
    return field(metadata={"name": name, "type": "Element", "namespace": NAMESPACE, **more})


def _several(name: str, **more: str) -> Any:
    metadata = {"name": name, "type": "Element", "namespace": NAMESPACE, **more}
    return field(default_factory=list, metadata=metadata)


def _attribute(name: str) -> Any:
    return field(metadata={"name": name, "type": "Attribute"})


@dataclass(kw_only=True)
class BaseUnit:
    code: str = _attribute("Код")
    full_name: str = _attribute("НаименованиеПолное")
    international: str = _attribute("МеждународноеСокращение")
    text: str = field(metadata={"type": "Text"})


@dataclass(kw_only=True)
class Characteristic:
    name: str = _element("Наименование")
    value: str = _element("Значение")


@dataclass(kw_only=True)
class Price:
    presentation: str = _element("Представление")
    price_type_id: str = _element("ИдТипаЦены")
    value: Decimal = _element("ЦенаЗаЕдиницу")
    currency: str = _element("Валюта")
    unit: str = _element("Единица")
    coefficient: Decimal = _element("Коэффициент")


@dataclass(kw_only=True)
class Stock:
    warehouse_id: str = _attribute("ИдСклада")
    quantity: Decimal = _attribute("КоличествоНаСкладе")


@dataclass(kw_only=True)
class Offer:
    class Meta:
        name = "Предложение"
        namespace = NAMESPACE

    id: str = _element("Ид")
    sku: str = _element("Артикул")
    name: str = _element("Наименование")
    base_unit: BaseUnit = _element("БазоваяЕдиница")
    characteristics: list[Characteristic] = _several(
        "ХарактеристикаТовара", wrapper="ХарактеристикиТовара"
    )
    prices: list[Price] = _several("Цена", wrapper="Цены")
    quantity: Decimal = _element("Количество")
    stocks: list[Stock] = _several("Склад")
