"""Requisites: the named values that senders hang on products, documents and units."""

from typing import Annotated

from cml_sync.model.element import Element
from cml_sync.model.values import Name
from cml_sync.model.wire import Space, Wire


class Requisite(Element):
    """``ЗначениеРеквизита``: a name and its values (schema 2.04, type ``ЗначениеРеквизита``).

    Attributes:
        name: ``Наименование``: the name, compared without regard to case and spaces
            (`views.requisite`).
        values: ``Значение``: the values, usually one. An empty one means "clear".
    """

    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    values: Annotated[tuple[Name, ...], Wire("Значение", space=Space.RIGHT)] = ()
