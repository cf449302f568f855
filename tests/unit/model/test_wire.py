"""Where the fields stand that no schema has, or that are spelt in two ways."""

import pytest

from cml_sync.model.addresses import Address, Contact
from cml_sync.model.classifier import Category, Classifier, Group, PriceType, Property, Unit
from cml_sync.model.documents import Container, Document, DocumentLine, LineUnit, Receipt
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Catalog, Product, PropertyValue
from cml_sync.model.offers import Offer, OfferChange, OffersChanges, OffersPackage, Price, Rest
from cml_sync.model.parties import Bank, Counterparty, Head, Representative
from cml_sync.model.reference_books import BookItem, ReferenceBook, ReferenceBooks
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import Expense, Tax, TaxRate
from cml_sync.model.warehouses import LineWarehouse, Warehouse
from cml_sync.model.wire import Space
from cml_sync.model.wiring import slots_by_name


@pytest.mark.parametrize(
    ("model", "name", "path"),
    [
        (Address, "fields", "АдресноеПоле"),
        (BaseUnit, "text", "."),
        (BookItem, "requisites", "ЗначенияРеквизитов/ЗначениеРеквизита"),
        (Category, "property_ids", "Свойства/Ид"),
        (Classifier, "units", "ЕдиницыИзмерения/ЕдиницаИзмерения"),
        (Classifier, "warehouses", "Склады/Склад"),
        (Container, "documents", "Документ"),
        (Counterparty, "okpo_code", "КодПоОКПО"),
        (Counterparty, "person", "РеквизитыФизЛица"),
        (Document, "basis_id", "Основание"),
        (Document, "receipts", "ИнформацияОЧеках/ИнформацияОЧеке"),
        (Document, "site_payments", "Оплаты/Оплата"),
        (Document, "subordinates", "ПодчиненныеДокументы/ПодчиненныйДокумент"),
        (DocumentLine, "reserved", "Резерв"),
        (Group, "children", "Группы/Группа"),
        (Head, "registration_address", "АресРегистрации"),
        (LineUnit, "text", "."),
        (LineWarehouse, "quantity", "Количество"),
        (Offer, "rests", "Остатки/Остаток"),
        (Offer, "stocks", "Склад"),
        (Offer, "warehouse_quantities", "КоличествоНаСкладах/КоличествоНаСкладе"),
        (OfferChange, "characteristic_id", "ИдХарактеристики"),
        (OfferChange, "stocks", "Склады"),
        (OffersPackage, "price_types_classifier_id", "ТипыЦен/ИдКлассификатора"),
        (Price, "qty_from", "КоличествоОт"),
        (PriceType, "taxes", "Налог"),
        (Product, "status", "@Статус"),
        (Product, "status_element", "Статус"),
        (Property, "options", "ВариантыЗначений/Справочник"),
        (Property, "variants", "ВариантыЗначений/Вариант"),
        (PropertyValue, "nested", "ЗначениеСвойства"),
        (Receipt, "property_values", "ЗначенияСвойств/ЗначенияСвойства"),
        (ReferenceBook, "items", "ЭлементыСправочника/ЭлементСправочника"),
        (ReferenceBooks, "books", "Справочник"),
        (Representative, "counterparty", "Контрагент"),
        (Rest, "warehouses", "Склад"),
        (Warehouse, "phones", "Контакты/Телефон"),
    ],
)
def test_a_field_stands_here(model: type[Element], name: str, path: str) -> None:
    assert slots_by_name(model)[name].wire.path == path


@pytest.mark.parametrize(
    ("model", "name", "aliases"),
    [
        (Catalog, "changes_only", ("СодержитТолькоИзменения",)),
        (Classifier, "changes_only", ("СодержитТолькоИзменения",)),
        (DocumentLine, "price", ("Цена",)),
        (Head, "registration_address", ("АдресРегистрации",)),
        (OffersChanges, "changes_only", ("СодержитТолькоИзменения",)),
        (OffersPackage, "valid_to", ("ДействительноПо",)),
        (Product, "barcode", ("ШтрихКод",)),
        (Product, "group_ids", ("Группы/Группа/Ид",)),
        (Property, "value_type", ("ТипыЗначений/ТипЗначений/Тип",)),
    ],
)
def test_a_field_is_also_read_from_here(
    model: type[Element], name: str, aliases: tuple[str, ...]
) -> None:
    assert slots_by_name(model)[name].wire.aliases == aliases


@pytest.mark.parametrize(
    ("model", "name", "space"),
    [
        (Contact, "comment", Space.KEEP),
        (Product, "description", Space.KEEP),
        (Document, "comment", Space.KEEP),
        (Product, "name", Space.RIGHT),
        (Requisite, "values", Space.RIGHT),
        (Bank, "bic", Space.TRIM),
        (Product, "sku", Space.TRIM),
        (TaxRate, "rate", Space.TRIM),
        (Unit, "code", Space.TRIM),
    ],
)
def test_white_space_is_treated_by_meaning(model: type[Element], name: str, space: Space) -> None:
    assert slots_by_name(model)[name].wire.space is space


def test_what_3_1_adds_to_an_object_comes_right_after_its_id() -> None:
    for model in (Group, PriceType, Warehouse, Product, Counterparty, Document, Unit):
        names = [
            name
            for name, slot in slots_by_name(model).items()
            if not slot.wire.path.startswith("@") and name != "site_id"
        ]
        assert names[:3] == ["id", "row_version", "deletion_mark"], model.__name__


def test_a_tax_of_a_document_adds_money_and_rate_to_that_of_a_price() -> None:
    assert [slot.tag for slot in slots_by_name(Tax).values()] == [
        "Наименование",
        "УчтеноВСумме",
        "Акциз",
        "Сумма",
        "Ставка",
    ]


def test_an_expense_looks_like_a_discount() -> None:
    assert [slot.tag for slot in slots_by_name(Expense).values()] == [
        "Наименование",
        "Сумма",
        "Процент",
        "УчтеноВСумме",
        "Комментарий",
    ]


def test_a_record_of_several_levels_is_made_of_a_mapping() -> None:
    offer = Offer.model_validate(
        {
            "id": "p-1",
            "base_unit": {"text": "шт", "conversions": [{"unit": "778", "coefficient": "12"}]},
            "prices": [{"value": "350.00", "details": [{"name": "Скидка", "values": ["5"]}]}],
            "components": [{"id": "p-2", "quantity": "2", "analogs": [{"id": "p-3"}]}],
            "manufacturer": {"name": "Чашка", "head": {"position": "Директор"}},
        }
    )

    assert offer.components[0].analogs[0].id == "p-3"
    assert offer.manufacturer is not None
    assert isinstance(offer.manufacturer.head, Head)
    assert offer.prices[0].details[0].values == ("5",)
