"""What each field of the models may tell about a person or a company: the one list of it.

Excerpts of `validate` mask by it, and `anonymize` replaces by it. A field that is missing here is a
failing test, never a value that slips through.
"""

from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from cml_sync.model.addresses import Address, AddressField, Contact
from cml_sync.model.classifier import (
    Category,
    Classifier,
    Group,
    PriceType,
    Property,
    PropertyOption,
    PropertyVariant,
    Unit,
)
from cml_sync.model.documents import (
    Container,
    DocumentLine,
    LineUnit,
    Receipt,
    SitePayment,
    SubordinateDocument,
)
from cml_sync.model.element import Element
from cml_sync.model.goods import (
    Analog,
    BaseUnit,
    Catalog,
    Characteristic,
    Component,
    NestedValue,
    Product,
    PropertyValue,
    UnitConversion,
)
from cml_sync.model.information import CommercialInformation, CounterpartyList
from cml_sync.model.offers import (
    DiscountTier,
    Offer,
    OfferChange,
    OffersChanges,
    OffersPackage,
    Price,
    Rest,
    RestWarehouse,
    Stock,
    WarehouseQuantity,
)
from cml_sync.model.parties import (
    Bank,
    BankAccount,
    Counterparty,
    IdentityDocument,
    PersonDetails,
    Representative,
    Signer,
)
from cml_sync.model.reference_books import BookField, BookItem, ReferenceBook, ReferenceBooks
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import Discount, Excise, Expense, PriceTax, Tax, TaxRate
from cml_sync.model.warehouses import LineWarehouse, Warehouse


class Nature(Enum):
    """What the values of a field are, seen by whoever must hide people in them."""

    OPEN = "open"  # codes, states, sums, references: nothing personal
    PARTY_ID = "party id"  # a GUID or a number, or a login and a name: 12#login#Имя Фамилия
    DOCUMENT_ID = "document id"  # rarely made of personal data
    TEXT = "text"  # names, comments, contacts, whatever people write
    ADDRESS = "address"  # text in which `ул.` and `д.` mean streets and houses
    TITLE = "title"  # of a catalogue; it often names the company it belongs to
    DAY = "day"  # a day in somebody's life
    INN = "inn"
    KPP = "kpp"
    OKPO = "okpo"
    BIC = "bic"
    ACCOUNT = "account"
    CORRESPONDENT = "correspondent account"
    REQUISITE = "requisite"  # what it is, the name beside it says
    VALUE = "value"  # of a property: goods' data, but in documents what a customer has chosen
    OPTION_ID = "option id"  # what a value of a property may refer to
    GOODS_TEXT = "goods text"  # names and descriptions of goods
    GOODS_CODE = "goods code"
    BARCODE = "barcode"
    FILE = "file"  # a path inside the package


class _Row(NamedTuple):
    """Fields of one nature.

    Attributes:
        model: that has them.
        nature: of all of them.
        fields: their names.
        shown: excerpts show their values. Excerpts know names of elements and no models, so a name
            that stands for something personal elsewhere (`Наименование`, `Номер`) is never shown.
    """

    model: type[Element]
    nature: Nature
    fields: str
    shown: bool = False


_N = Nature
_ROWS: Final = (
    _Row(
        CommercialInformation,
        _N.OPEN,
        "schema_version generated_at date_format time_format date_time_separator amount_format"
        " quantity_format sync_products",
        shown=True,
    ),
    _Row(CommercialInformation, _N.OPEN, "exchange_id"),
    _Row(CounterpartyList, _N.OPEN, "changes_only"),
    # the classifier
    _Row(Classifier, _N.OPEN, "changes_only id"),
    _Row(Classifier, _N.TITLE, "name description"),
    _Row(Group, _N.OPEN, "id site_id row_version deletion_mark status_element"),
    _Row(Group, _N.GOODS_TEXT, "name description"),
    _Row(
        Property,
        _N.OPEN,
        "id site_id row_version deletion_mark required_for multiple external informational"
        " value_type for_products for_offers for_documents",
    ),
    _Row(Property, _N.GOODS_TEXT, "name description"),
    _Row(Property, _N.VALUE, "option_texts"),
    _Row(PropertyOption, _N.OPEN, "deletion_mark"),
    _Row(PropertyOption, _N.OPTION_ID, "id"),
    _Row(PropertyOption, _N.VALUE, "value"),
    _Row(PropertyVariant, _N.OPEN, "sort default"),
    _Row(PropertyVariant, _N.OPTION_ID, "id"),
    _Row(PropertyVariant, _N.VALUE, "value"),
    _Row(Category, _N.OPEN, "id site_id deletion_mark property_ids"),
    _Row(Category, _N.GOODS_TEXT, "name"),
    _Row(PriceType, _N.OPEN, "id site_id row_version deletion_mark name currency"),
    _Row(PriceType, _N.GOODS_TEXT, "description"),
    _Row(Unit, _N.OPEN, "code", shown=True),
    _Row(Unit, _N.OPEN, "id row_version deletion_mark short_name full_name international"),
    _Row(Warehouse, _N.OPEN, "id row_version deletion_mark name"),
    _Row(Warehouse, _N.TEXT, "comment phones"),
    # goods and offers
    _Row(Catalog, _N.OPEN, "changes_only", shown=True),
    _Row(Catalog, _N.OPEN, "id classifier_id"),
    _Row(Catalog, _N.TITLE, "name description"),
    _Row(
        Product,
        _N.OPEN,
        "status id row_version deletion_mark site_id partner_product_id group_ids category_id"
        " country weight width length height status_element",
    ),
    _Row(Product, _N.GOODS_TEXT, "name full_name description brand"),
    _Row(Product, _N.GOODS_CODE, "sku code"),
    _Row(Product, _N.BARCODE, "barcode"),
    _Row(Product, _N.FILE, "images"),
    _Row(Component, _N.OPEN, "catalog_id classifier_id quantity"),
    _Row(Analog, _N.OPEN, "catalog_id classifier_id"),
    _Row(BaseUnit, _N.OPEN, "code full_name international short_name text"),
    _Row(UnitConversion, _N.OPEN, "unit coefficient"),
    _Row(PropertyValue, _N.OPEN, "id site_id"),
    _Row(PropertyValue, _N.GOODS_TEXT, "name"),
    _Row(PropertyValue, _N.VALUE, "values"),
    _Row(NestedValue, _N.VALUE, "value description"),
    _Row(Characteristic, _N.OPEN, "id"),
    _Row(Characteristic, _N.GOODS_TEXT, "name value"),
    _Row(Requisite, _N.OPEN, "name"),
    _Row(Requisite, _N.REQUISITE, "values"),
    _Row(TaxRate, _N.OPEN, "name rate"),
    _Row(Excise, _N.OPEN, "name amount currency"),
    _Row(Offer, _N.OPEN, "quantity"),
    _Row(Price, _N.OPEN, "price_type_id value currency unit coefficient", shown=True),
    _Row(Price, _N.OPEN, "presentation min_quantity qty_from qty_to catalog_id"),
    _Row(DiscountTier, _N.OPEN, "condition threshold percent"),
    _Row(Stock, _N.OPEN, "warehouse_id quantity"),
    _Row(RestWarehouse, _N.OPEN, "id quantity"),
    _Row(Rest, _N.OPEN, "warehouse_id quantity"),
    _Row(WarehouseQuantity, _N.OPEN, "warehouse_id quantity"),
    _Row(
        OffersPackage,
        _N.OPEN,
        "changes_only id catalog_id classifier_id valid_from valid_to price_types_classifier_id",
    ),
    _Row(OffersPackage, _N.TITLE, "name description"),
    _Row(OffersChanges, _N.OPEN, "changes_only id catalog_id"),
    _Row(OfferChange, _N.OPEN, "id characteristic_id unit_code quantity"),
    _Row(OfferChange, _N.GOODS_CODE, "sku"),
    _Row(OfferChange, _N.BARCODE, "barcode"),
    _Row(ReferenceBooks, _N.OPEN, "changes_only"),
    _Row(ReferenceBook, _N.OPEN, "id"),
    _Row(ReferenceBook, _N.GOODS_TEXT, "name"),
    _Row(BookField, _N.OPEN, "id value_type"),
    _Row(BookField, _N.GOODS_TEXT, "name"),
    _Row(BookItem, _N.OPEN, "id row_version deletion_mark"),
    # documents
    _Row(
        SubordinateDocument,
        _N.OPEN,
        "row_version deletion_mark date date_1c time operation role currency rate total"
        " payment_due",
        shown=True,
    ),
    _Row(SubordinateDocument, _N.DOCUMENT_ID, "id number number_1c basis_id"),
    _Row(SubordinateDocument, _N.TEXT, "comment"),
    _Row(
        DocumentLine,
        _N.OPEN,
        "status status_element catalog_id classifier_id price quantity total unit coefficient"
        " customs_declaration reserved",
        shown=True,
    ),
    _Row(DocumentLine, _N.BARCODE, "barcode", shown=True),
    _Row(DocumentLine, _N.GOODS_CODE, "sku", shown=True),
    _Row(DocumentLine, _N.OPEN, "origin_country action"),
    _Row(LineUnit, _N.OPEN, "text id short_name code full_name"),
    _Row(LineWarehouse, _N.OPEN, "quantity", shown=True),
    _Row(SitePayment, _N.OPEN, "paid_at amount method_id", shown=True),
    _Row(SitePayment, _N.OPEN, "document_number method"),
    _Row(SitePayment, _N.TEXT, "transaction_number"),
    _Row(Receipt, _N.OPEN, "id"),
    _Row(PriceTax, _N.OPEN, "name"),
    _Row(PriceTax, _N.OPEN, "included excise", shown=True),
    _Row(Tax, _N.OPEN, "amount rate", shown=True),
    _Row(Discount, _N.OPEN, "name"),
    _Row(Discount, _N.OPEN, "amount percent included", shown=True),
    _Row(Discount, _N.TEXT, "comment"),
    _Row(Expense, _N.OPEN, "amount percent included", shown=True),
    # people and companies
    _Row(Counterparty, _N.PARTY_ID, "id"),
    _Row(
        Counterparty,
        _N.OPEN,
        "row_version deletion_mark gender okved okdp okopf okfs role",
    ),
    _Row(
        Counterparty,
        _N.TEXT,
        "name official_name full_name salutation last_name first_name middle_name main_activity"
        " egrpo position comment relation",
    ),
    _Row(Counterparty, _N.DAY, "birth_date registered_on"),
    _Row(Counterparty, _N.INN, "inn"),
    _Row(Counterparty, _N.KPP, "kpp"),
    _Row(Counterparty, _N.OKPO, "okpo okpo_code"),
    _Row(Representative, _N.TEXT, "relation"),
    _Row(
        PersonDetails,
        _N.TEXT,
        "full_name salutation last_name first_name middle_name position",
    ),
    _Row(PersonDetails, _N.OPEN, "gender"),
    _Row(PersonDetails, _N.DAY, "birth_date"),
    _Row(PersonDetails, _N.INN, "inn"),
    _Row(PersonDetails, _N.KPP, "kpp"),
    _Row(IdentityDocument, _N.OPEN, "kind"),
    _Row(IdentityDocument, _N.TEXT, "series number issued_by"),
    _Row(IdentityDocument, _N.DAY, "issued_on"),
    _Row(
        Signer,
        _N.TEXT,
        "last_name first_name middle_name salutation position comment",
    ),
    _Row(Address, _N.ADDRESS, "presentation"),
    _Row(Address, _N.TEXT, "comment"),
    _Row(AddressField, _N.OPEN, "kind"),
    _Row(AddressField, _N.ADDRESS, "value"),
    _Row(Contact, _N.OPEN, "kind", shown=True),
    _Row(Contact, _N.TEXT, "value comment"),
    _Row(Bank, _N.CORRESPONDENT, "correspondent_account"),
    _Row(Bank, _N.TEXT, "name swift"),
    _Row(Bank, _N.BIC, "bic"),
    _Row(BankAccount, _N.ACCOUNT, "number"),
    _Row(BankAccount, _N.TEXT, "comment"),
)

PERSONAL: Final = (
    Address,
    Bank,
    BankAccount,
    Contact,
    Container,
    Counterparty,
    IdentityDocument,
    PersonDetails,
    Signer,
    SubordinateDocument,
)
"""Models in which personal data stands, however deep."""

PEOPLE: Final = (Counterparty, Signer)
"""Models that are a person or a company."""

PRIVATE: Final = (*PERSONAL, CommercialInformation, CounterpartyList, Warehouse)
"""Models below which nothing unknown is trusted to be harmless."""


@cache
def natures(model: type[Element]) -> Mapping[str, Nature]:
    """The nature of each field of `model` that holds plain values, by name."""
    found: dict[str, Nature] = {}
    for base in reversed(model.__mro__):
        for row in _ROWS:
            if row.model is base:
                found.update(dict.fromkeys(row.fields.split(), row.nature))
    return MappingProxyType(found)


@cache
def shown_fields() -> tuple[tuple[type[Element], str], ...]:
    """Each (model, field) whose values excerpts show, by the names of their elements."""
    return tuple((row.model, name) for row in _ROWS if row.shown for name in row.fields.split())
