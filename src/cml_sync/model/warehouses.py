"""Warehouses, as classifiers, packages of offers and documents have them."""

from typing import Annotated

from cml_sync.model.addresses import Address, Contact
from cml_sync.model.element import Element
from cml_sync.model.values import Code, Flag, Id, LongText, Name, Quantity
from cml_sync.model.wire import Space, Wire


class Warehouse(Element):
    """``Склад``: a warehouse or a pick-up point (type ``Склад``, schema 2.04)."""

    id: Annotated[Id | None, Wire("Ид")] = None
    row_version: Annotated[Code | None, Wire("НомерВерсии", beyond="3.1")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="3.1")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    comment: Annotated[LongText | None, Wire("Комментарий", space=Space.KEEP)] = None
    address: Annotated[Address | None, Wire("Адрес")] = None
    contacts: Annotated[tuple[Contact, ...], Wire("Контакты/Контакт")] = ()
    phones: Annotated[
        tuple[Name, ...], Wire("Контакты/Телефон", beyond="BX", space=Space.RIGHT)
    ] = ()


class LineWarehouse(Warehouse):
    """``Товары/Товар/Склады/Склад`` of a document: where a line comes from (since 2.07).

    Attributes:
        quantity: ``Количество`` from this warehouse, in the unit of the line.
    """

    quantity: Annotated[Quantity | None, Wire("Количество")] = None
