"""Addresses and contacts, as counterparties, banks and warehouses have them."""

from typing import Annotated

from cml_sync.model.element import Element
from cml_sync.model.values import Code, LongText, Name
from cml_sync.model.wire import Space, Wire


class AddressField(Element):
    """``АдресноеПоле``: one part of an address (schema 2.04).

    Attributes:
        kind: ``Тип``, one of `words.AddressPart`; duplicates and empty ones occur.
        value: ``Значение``: what it says.
    """

    kind: Annotated[Code | None, Wire("Тип")] = None
    value: Annotated[Name | None, Wire("Значение", space=Space.RIGHT)] = None


class Address(Element):
    """``Адрес``, ``ЮридическийАдрес``, ``АдресРегистрации``, ``МестоРождения`` (schema 2.04).

    Attributes:
        presentation: ``Представление``: the whole address as one text.
    """

    presentation: Annotated[Name | None, Wire("Представление", space=Space.RIGHT)] = None
    comment: Annotated[LongText | None, Wire("Комментарий", space=Space.KEEP)] = None
    fields: Annotated[tuple[AddressField, ...], Wire("АдресноеПоле")] = ()


class Contact(Element):
    """``Контакт``: a telephone number, a mail address and the like (schema 2.04).

    Attributes:
        kind: ``Тип``, one of `words.ContactKind` in the standard, free text in practice.
        value: ``Значение``.
    """

    kind: Annotated[Code | None, Wire("Тип")] = None
    value: Annotated[Name | None, Wire("Значение", space=Space.RIGHT)] = None
    comment: Annotated[LongText | None, Wire("Комментарий", space=Space.KEEP)] = None
