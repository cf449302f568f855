from decimal import Decimal

import pytest

from cml_sync.model.classifier import Group, Property, PropertyOption, PropertyVariant
from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, NestedValue, Product, PropertyValue
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.model.parties import Counterparty, PersonDetails, Representative
from cml_sync.model.requisites import Requisite
from cml_sync.model.views import (
    Deletion,
    Option,
    base_unit_code,
    base_unit_name,
    catalog_key,
    deletion,
    fold,
    full_name,
    is_deleted,
    is_organisation,
    is_true,
    options,
    representatives,
    requisite,
    split_id,
    values_of,
    version_number,
)


def said(name: str, *values: str) -> Requisite:
    return Requisite(name=name, values=values)


@pytest.mark.parametrize(
    ("record", "form"),
    [
        (Product(status="Удален"), Deletion.ATTRIBUTE),
        (Offer(status="удалён"), Deletion.ATTRIBUTE),
        (Product(status="Изменен"), None),
        (Product(status_element="Удален"), Deletion.ELEMENT),
        (Group(status_element="Удален"), Deletion.ELEMENT),
        (Group(deletion_mark=True), Deletion.MARK),
        (Group(deletion_mark=False), None),
        (Counterparty(deletion_mark=True), Deletion.MARK),
        (Document(requisites=(said("ПометкаУдаления", "true"),)), Deletion.REQUISITE),
        (Document(requisites=(said("Пометка удаления", "Да"),)), Deletion.REQUISITE),
        (Document(requisites=(said("ПометкаУдаления", "false"),)), None),
        (Document(requisites=(said("ПометкаУдаления"),)), None),
        (Document(requisites=(said("Отменен", "true"),)), None),
        (OfferChange(id="p-1"), None),
        (Product(), None),
    ],
)
def test_every_form_of_deletion_counts(record: Element, form: Deletion | None) -> None:
    assert deletion(record) is form
    assert is_deleted(record) is (form is not None)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Статус заказа", "статусзаказа"), ("СтатусЗаказа ", "статусзаказа"), ("Отменён", "отменен")],
)
def test_folding_drops_case_spaces_and_dots(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["true", "1", "Да", "ИСТИНА", " yes ", "Y"])
def test_words_for_yes(text: str) -> None:
    assert is_true(text)


@pytest.mark.parametrize("text", ["false", "0", "", "нет", "2026-03-01"])
def test_everything_else_is_not_yes(text: str) -> None:
    assert not is_true(text)


def test_of_several_requisites_the_last_counts_and_of_values_the_first() -> None:
    requisites = (said("Код", "1"), said("Вес", "2"), said("код ", " 3 ", "4"))

    assert requisite(requisites, "Код") == "3"
    assert requisite(requisites, "Объем", "Вес") == "2"
    assert requisite(requisites, "Длина") is None
    assert requisite((said("Вес"),), "Вес") == ""
    assert requisite((Requisite(values=("1",)),), "Вес") is None


@pytest.mark.parametrize(
    ("identifier", "parts"),
    [
        ("p-1", ("p-1", None)),
        ("p-1#c-2", ("p-1", "c-2")),
        ("p-1#c-2#x", ("p-1", "c-2#x")),
        ("p-1#", ("p-1", None)),
        ("ORDER_DELIVERY", ("ORDER_DELIVERY", None)),
    ],
)
def test_the_first_hash_splits_an_id(identifier: str, parts: tuple[str, str | None]) -> None:
    assert split_id(identifier) == parts


@pytest.mark.parametrize("identifier", ["bd72", "bd72#", "#bd72"])
def test_a_package_names_its_catalogue(identifier: str) -> None:
    assert catalog_key(identifier) == "bd72"


def test_versions_order_as_numbers() -> None:
    texts = ["2.021", "2.03", "2.04", "2.09", "210", "3.1"]

    numbers = [version_number(text) for text in texts]

    assert numbers == sorted(number for number in numbers if number is not None)
    assert version_number("210") == version_number("2.10") == Decimal("2.1")
    assert version_number("") is None
    assert version_number("CML 2") is None
    assert version_number("NaN") is None


@pytest.mark.parametrize(
    ("unit", "code", "name"),
    [
        (None, None, None),
        (BaseUnit(), None, None),
        (BaseUnit(code="796", full_name="Штука", text="шт"), "796", "шт"),
        (BaseUnit(code="796 ", full_name="Штука", text=""), "796", "Штука"),
        (BaseUnit(code="    ", text="шт"), None, "шт"),
        (BaseUnit(code="796", short_name="шт", full_name="Штука"), "796", "шт"),
        (BaseUnit(text="796 "), "796", None),
        (BaseUnit(text="0123"), "0123", None),
        (BaseUnit(text="шт."), None, "шт."),
        (BaseUnit(text="12"), None, "12"),
    ],
)
def test_the_unit_in_every_form(unit: BaseUnit | None, code: str | None, name: str | None) -> None:
    assert base_unit_code(unit) == code
    assert base_unit_name(unit) == name


def test_options_of_all_three_forms_become_one() -> None:
    prop = Property(
        option_texts=("матовый",),
        options=(
            PropertyOption(id="1", value="синий"),
            PropertyOption(id="2", value="серый", deletion_mark=True),
        ),
        variants=(PropertyVariant(id="3", value="белый"),),
    )

    assert options(prop) == (
        Option("1", "синий"),
        Option("3", "белый"),
        Option(None, "матовый"),
    )


def test_values_may_be_nested() -> None:
    nested = (NestedValue(value="a"), NestedValue(value=None))

    assert values_of(PropertyValue(values=("x", "y"))) == ("x", "y")
    assert values_of(PropertyValue(values=("x",), nested=nested)) == ("x",)
    assert values_of(PropertyValue(nested=nested)) == ("a", "")


@pytest.mark.parametrize(
    ("counterparty", "organisation", "name"),
    [
        (Counterparty(official_name="ООО «Чашка»", name="Чашка"), True, "ООО «Чашка»"),
        (Counterparty(official_name="", full_name="Ива Рощина"), False, "Ива Рощина"),
        (Counterparty(person=PersonDetails(full_name="Ива")), False, "Ива"),
        (Counterparty(last_name="Рощина", first_name="Ива"), False, "Рощина Ива"),
        (Counterparty(name="ива"), False, "ива"),
        (Counterparty(), False, None),
    ],
)
def test_organisations_and_persons(
    counterparty: Counterparty, organisation: bool, name: str | None
) -> None:
    assert is_organisation(counterparty) is organisation
    assert full_name(counterparty) == name


def test_nested_representatives_are_unwrapped() -> None:
    inner = Counterparty(relation="Контактное лицо", name="Ива")
    plain = Representative(name="Пётр", relation="Контактное лицо")
    counterparty = Counterparty(representatives=(Representative(counterparty=inner), plain))

    assert representatives(counterparty) == (inner, plain)
