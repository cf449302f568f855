"""The kinds of records and of the sections that hold them."""

from enum import StrEnum


class Section(StrEnum):
    """A child of the root that holds records; its value is the English name."""

    CLASSIFIER = "classifier"  # Классификатор
    CATALOG = "catalog"  # Каталог
    OFFERS_PACKAGE = "offers_package"  # ПакетПредложений
    OFFERS_CHANGES = "offers_changes"  # ИзмененияПакетаПредложений
    COUNTERPARTIES = "counterparties"  # Контрагенты
    REFERENCE_BOOKS = "reference_books"  # ПользовательскиеСправочники

    __hash__ = str.__hash__  # that of an enum is Python: tables by section are asked per record


class Kind(StrEnum):
    """What a record is; its value is the English name."""

    GROUP = "group"
    PROPERTY = "property"
    CATEGORY = "category"
    PRICE_TYPE = "price_type"
    UNIT = "unit"
    WAREHOUSE = "warehouse"
    PRODUCT = "product"
    OFFER = "offer"
    OFFER_CHANGE = "offer_change"
    DOCUMENT = "document"
    CONTAINER = "container"
    COUNTERPARTY = "counterparty"
    REFERENCE_BOOK = "reference_book"

    __hash__ = str.__hash__  # that of an enum is Python: tables by kind are asked per record
