"""The root of every part: what it says of itself, its sections, and records without a section."""

from typing import Annotated, Final

from cml_sync.model.classifier import Classifier
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog
from cml_sync.model.offers import OffersChanges, OffersPackage
from cml_sync.model.parties import Counterparty
from cml_sync.model.reference_books import ReferenceBooks
from cml_sync.model.values import Code, Flag, Id, Moment, Name
from cml_sync.model.wire import Space, Wire

ROOT: Final = "КоммерческаяИнформация"
"""The name of the root element."""


class CounterpartyList(Element):
    """``Контрагенты`` directly under the root (3.1; in no schema)."""

    changes_only: Annotated[Flag | None, Wire("@СодержитТолькоИзменения", beyond="3.1")] = None
    counterparties: Annotated[
        tuple[Counterparty, ...], Wire("Контрагент", beyond="3.1", streamed=True)
    ] = ()


class CommercialInformation(Element):
    """``КоммерческаяИнформация`` (schema 2.04).

    Attributes:
        schema_version: ``@ВерсияСхемы``: the version, the text as it stands (``2.07``, ``3.1``,
            ``210``).
        generated_at: ``@ДатаФормирования``: when it was made: local time of the writer, unless it
            has an offset.
        exchange_id: ``@Ид``: the name of the exchange profile (3.1).
        date_format, time_format, date_time_separator, amount_format, quantity_format: how Bitrix
            writes orders (``ЧЦ=18; ЧДЦ=2; ЧРД=.``; ЧРД = the decimal separator).
        sync_products: ``@СинхронизацияТоваров`` of МойСклад and the clients of Tilda.
    """

    schema_version: Annotated[Code | None, Wire("@ВерсияСхемы")] = None
    generated_at: Annotated[Moment | None, Wire("@ДатаФормирования")] = None
    exchange_id: Annotated[Id | None, Wire("@Ид", beyond="3.1")] = None
    date_format: Annotated[Name | None, Wire("@ФорматДаты", beyond="BX")] = None
    time_format: Annotated[Name | None, Wire("@ФорматВремени", beyond="BX")] = None
    date_time_separator: Annotated[
        Name | None, Wire("@РазделительДатаВремя", beyond="BX", space=Space.KEEP)
    ] = None
    amount_format: Annotated[Name | None, Wire("@ФорматСуммы", beyond="BX")] = None
    quantity_format: Annotated[Name | None, Wire("@ФорматКоличества", beyond="BX")] = None
    sync_products: Annotated[Flag | None, Wire("@СинхронизацияТоваров", beyond="ext")] = None
    classifiers: Annotated[tuple[Classifier, ...], Wire("Классификатор")] = ()
    catalogs: Annotated[tuple[Catalog, ...], Wire("Каталог")] = ()
    offers_packages: Annotated[tuple[OffersPackage, ...], Wire("ПакетПредложений")] = ()
    documents: Annotated[tuple[Document, ...], Wire("Документ", streamed=True)] = ()
    offers_changes: Annotated[
        tuple[OffersChanges, ...], Wire("ИзмененияПакетаПредложений", since="2.07")
    ] = ()
    containers: Annotated[
        tuple[Container, ...], Wire("Контейнер", beyond="3.1", streamed=True)
    ] = ()
    counterparty_lists: Annotated[
        tuple[CounterpartyList, ...], Wire("Контрагенты", beyond="3.1")
    ] = ()
    counterparties: Annotated[
        tuple[Counterparty, ...], Wire("Контрагент", beyond="ext", streamed=True)
    ] = ()
    reference_books: Annotated[
        tuple[ReferenceBooks, ...], Wire("ПользовательскиеСправочники", beyond="BX")
    ] = ()
