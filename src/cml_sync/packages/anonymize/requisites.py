"""The requisites of documents that say nothing of anybody; the value of every other is replaced.

Names as they occur: exports of 1C (УТ 11, УНФ) and 1C-Bitrix; compared without case and spaces.
"""

from enum import Enum
from functools import lru_cache
from typing import Final

from cml_sync.model.views import fold


class About(Enum):
    """What the value of a requisite is about."""

    STATE = "state"  # states, dates, sums, methods: it stays
    GOODS = "goods"  # it stays as long as goods do
    NUMBER = "number"  # of a document: it stays
    SNILS = "snils"
    INN = "inn"
    KPP = "kpp"
    OGRN = "ogrn"
    OKPO = "okpo"
    ADDRESS = "address"
    UNKNOWN = "unknown"


_STATES: Final = (
    "Статус заказа",
    "Статуса заказа ИД",
    "Статус заказа ИД",
    "Дата изменения статуса",
    "Финальный статус",
    "Отменен",
    "Дата отмены заказа",
    "Дата отмены",
    "Проведен",
    "ПометкаУдаления",
    "Оплачен",
    "Оплачено",
    "Заказ оплачен",
    "Дата оплаты",
    "Дата оплаты по 1С",
    "Метод оплаты",
    "Метод оплаты ИД",
    "Способ оплаты",
    "Тип оплаты",
    "Отгружен",
    "Отгружено",
    "Дата отгрузки",
    "Дата отгрузки по 1С",
    "Дата по 1С",
    "Дата доставки",
    "Доставка разрешена",
    "Дата разрешения доставки",
    "Способ доставки",
    "Метод доставки",
    "Метод доставки ИД",
    "Стоимость доставки",
    "Сумма доставки",
    "Ставка НДС доставки",
    "Признак возврата",
    "Резервирование",
    "Вид заказа",
    "Вид цен",
    "Операция",
    "Склад",
    "Сайт",
    "ВидНоменклатуры",
    "ТипНоменклатуры",
    "НомерПозицииКорзины",
    "СвойствоКорзины#CATALOG.XML_ID",
    "СвойствоКорзины#PRODUCT.XML_ID",
)
_NUMBERS: Final = (
    "Номер по 1С",
    "Номер оплаты по 1С",
    "Номер отгрузки по 1С",
    "Номер платежного документа",
)
_GOODS: Final = (
    "Полное наименование",
    "НаименованиеПолное",
    "НаименованиеКраткое",
    "Код",
    "Вес",
    "Объем",
    "Длина",
    "Ширина",
    "Высота",
    "Количество",
    "СвойствоКорзины#NAME",
    "СвойствоКорзины#ARTICLE",
)
_ABOUT: Final = {
    **{fold(name): About.STATE for name in _STATES},
    **{fold(name): About.NUMBER for name in _NUMBERS},
    **{fold(name): About.GOODS for name in _GOODS},
    "снилс": About.SNILS,
    "инн": About.INN,
    "кпп": About.KPP,
    "огрн": About.OGRN,
    "огрнип": About.OGRN,
    "окпо": About.OKPO,
    "адресдоставки": About.ADDRESS,
    "адресплательщика": About.ADDRESS,
    "адресплатильщика": About.ADDRESS,
    "адрес": About.ADDRESS,
}


@lru_cache(maxsize=4096)
def about(name: str) -> About:
    """What the value beside `name`, of a requisite or of an element nobody knows, is about."""
    return _ABOUT.get(fold(name), About.UNKNOWN)
