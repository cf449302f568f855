"""The closed lists of the standard.

Fields stay plain text, since senders write other words, too: these lists are for checks and views.
"""

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """``СтатусТип``: the state of a product (schema 2.04)."""

    NEW = "Новый"
    CHANGED = "Изменен"
    DELETED = "Удален"


class Operation(StrEnum):
    """``ХозОперацияТип``: what a document is (schema 2.04 unless said)."""

    ORDER = "Заказ товара"
    INVOICE = "Счет на оплату"
    SHIPMENT = "Отпуск товара"
    TAX_INVOICE = "Счет-фактура"
    RETURN = "Возврат товара"
    CONSIGNMENT = "Передача товара на комиссию"
    CONSIGNMENT_RETURN = "Возврат комиссионного товара"
    CONSIGNMENT_SALES = "Отчет о продажах комиссионного товара"
    CONSIGNMENT_WRITE_OFF = "Отчет о списании комиссионного товара"  # 2.07
    CASH_PAYMENT = "Выплата наличных денег"
    CASH_REFUND = "Возврат наличных денег"
    BANK_PAYMENT = "Выплата безналичных денег"
    BANK_REFUND = "Возврат безналичных денег"
    REPRICING = "Переоценка товаров"
    RIGHTS_TRANSFER = "Передача прав"  # 2.06
    OTHER = "Прочие"


CARD_PAYMENT: Final = "Эквайринговая операция"
"""An operation outside every schema: card payments of УНФ and Bitrix."""

PAYMENT_OPERATIONS: Final = frozenset(
    {Operation.CASH_PAYMENT.value, Operation.BANK_PAYMENT.value, CARD_PAYMENT}
)
"""Operations by which the customer pays."""


class Role(StrEnum):
    """``РольТип``: the part of a party in a deal (schema 2.04 unless said)."""

    SELLER = "Продавец"
    BUYER = "Покупатель"
    PAYER = "Плательщик"
    RECIPIENT = "Получатель"
    CONSIGNOR = "Комитент"
    CONSIGNEE = "Комиссионер"
    LICENSOR = "Лицензиар"  # 2.06
    LICENSEE = "Лицензиат"  # 2.06


class ValueType(StrEnum):
    """``ТипЗначенийТип``: what the values of a property are (schema 2.04 unless said)."""

    TEXT = "Строка"
    NUMBER = "Число"
    TIME = "Время"
    OPTION = "Справочник"  # 2.05


VENDOR_VALUE_TYPES: Final = frozenset({"Даты", "ДатаВремя"})
"""Value types outside every schema that Bitrix knows."""


class BookValueType(StrEnum):
    """What the cells of a reference book are (Bitrix)."""

    TEXT = "Строка"
    FLAG = "Булево"
    DATE = "Дата"
    NUMBER = "Число"


class RequiredFor(StrEnum):
    """``ОбязательностьСвойствТип``: where a property must be filled in (schema 2.04)."""

    CATALOG = "Для каталога"
    DOCUMENT = "Для документа"
    OFFERS = "Для предложений"


class Gender(StrEnum):
    """``ПолТип`` (schema 2.04)."""

    MALE = "М"
    FEMALE = "Ж"


class AddressPart(StrEnum):
    """``АдресТип``: the parts of an address (schema 2.04)."""

    POSTCODE = "Почтовый индекс"
    COUNTRY = "Страна"
    REGION = "Регион"
    DISTRICT = "Район"
    SETTLEMENT = "Населенный пункт"
    CITY = "Город"
    STREET = "Улица"
    HOUSE = "Дом"
    BUILDING = "Корпус"
    FLAT = "Квартира"


class ContactKind(StrEnum):
    """``КонтактТип``: the kinds of contacts (schema 2.04 unless said)."""

    INTERNAL_PHONE = "Телефон внутренний"
    WORK_PHONE = "Телефон рабочий"
    MOBILE_PHONE = "Телефон мобильный"
    HOME_PHONE = "Телефон домашний"
    PAGER = "Пейджер"
    FAX = "Факс"
    MAIL = "Почта"
    ICQ = "ICQ"
    SITE = "ВебСайт"
    MAP = "Координаты на карте"  # 2.07
    OTHER = "Прочее"  # 2.07


QUANTITY_EXCEEDED: Final = "Количество одного товара в документе превысило"
"""The one condition of a ``СкидкаНаценка`` that makes it a tier."""

CONTACT_PERSON: Final = "Контактное лицо"
"""The ``Отношение`` of a representative in practice."""

DELIVERY_ID: Final = "ORDER_DELIVERY"
"""The ``Ид`` of a document line that is the delivery."""

NO_ID: Final = "00000000-0000-0000-0000-000000000000"
"""A reference to nothing."""

SCHEMA_VERSIONS: Final = ("2.04", "2.05", "2.06", "2.07", "2.08", "2.09", "2.10")
"""The schema versions that have an XSD, oldest first."""
