"""Reference books of users (`type=reference`)."""

from typing import Annotated

from cml_sync.model.element import Element
from cml_sync.model.requisites import Requisite
from cml_sync.model.values import Code, Flag, Id, Name
from cml_sync.model.wire import Space, Wire


class BookField(Element):
    """``Реквизиты/Реквизит``: a column of a reference book (Bitrix; in no schema).

    Attributes:
        value_type: ``ТипЗначений``, one of `words.BookValueType`.
    """

    id: Annotated[Id | None, Wire("Ид", beyond="BX")] = None
    name: Annotated[Name | None, Wire("Наименование", beyond="BX", space=Space.RIGHT)] = None
    value_type: Annotated[Code | None, Wire("ТипЗначений", beyond="BX")] = None


class BookItem(Element):
    """``ЭлементСправочника``: a row of a reference book (Bitrix; in no schema).

    Attributes:
        requisites: the cells; the name of each is the `BookField.id` of its column.
    """

    id: Annotated[Id | None, Wire("Ид", beyond="BX")] = None
    row_version: Annotated[Code | None, Wire("НомерВерсии", beyond="BX")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="BX")] = None
    requisites: Annotated[
        tuple[Requisite, ...], Wire("ЗначенияРеквизитов/ЗначениеРеквизита", beyond="BX")
    ] = ()


class ReferenceBook(Element):
    """``ПользовательскиеСправочники/Справочник``: what backs an external property (Bitrix)."""

    id: Annotated[Id | None, Wire("Ид", beyond="BX")] = None
    name: Annotated[Name | None, Wire("Наименование", beyond="BX", space=Space.RIGHT)] = None
    fields: Annotated[tuple[BookField, ...], Wire("Реквизиты/Реквизит", beyond="BX")] = ()
    items: Annotated[
        tuple[BookItem, ...], Wire("ЭлементыСправочника/ЭлементСправочника", beyond="BX")
    ] = ()


class ReferenceBooks(Element):
    """``ПользовательскиеСправочники`` (Bitrix; in no schema).

    Attributes:
        changes_only: a delta; here only the literal ``true`` means a delta to Bitrix.
    """

    changes_only: Annotated[Flag | None, Wire("@СодержитТолькоИзменения", beyond="BX")] = None
    books: Annotated[tuple[ReferenceBook, ...], Wire("Справочник", beyond="BX", streamed=True)] = ()
