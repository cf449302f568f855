from dataclasses import replace
from decimal import Decimal
from typing import cast

import pytest

from cml_sync.model.classifier import Group
from cml_sync.model.documents import (
    Container,
    Document,
    DocumentLine,
    LineUnit,
    SubordinateDocument,
)
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Catalog, Product
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.parties import Counterparty
from cml_sync.model.requisites import Requisite
from cml_sync.xml.dialects import FAITHFUL, DeletionForm, Dialect, Owners, Units
from cml_sync.xml.writing.adapt import adapt, adapt_header

ATTRIBUTE = replace(FAITHFUL, deletions=frozenset({DeletionForm.ATTRIBUTE}))
CHILD = replace(FAITHFUL, deletions=frozenset({DeletionForm.CHILD}))
MARK = replace(FAITHFUL, deletions=frozenset({DeletionForm.MARK}))
ALL = replace(FAITHFUL, deletions=frozenset(DeletionForm))
CODE = replace(FAITHFUL, units=Units.CODE)
TEXT = replace(FAITHFUL, units=Units.TEXT)


def fields(record: Element) -> set[str]:
    return set(record.model_fields_set)


def test_what_needs_nothing_comes_back_itself() -> None:
    offer = Offer(id="a", prices=(Price(unit="шт"),))
    assert adapt(offer, FAITHFUL) is offer
    assert adapt(offer, TEXT) is offer
    assert adapt(offer, ALL) is offer


@pytest.mark.parametrize(
    "deleted",
    [
        Product(id="a", status="Удален"),
        Product(id="a", status_element="Удален"),
        Product(id="a", deletion_mark=True),
    ],
)
@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (ATTRIBUTE, Product(id="a", status="Удален")),
        (CHILD, Product(id="a", status_element="Удален")),
        (MARK, Product(id="a", deletion_mark=True)),
        (ALL, Product(id="a", status="Удален", status_element="Удален", deletion_mark=True)),
    ],
)
def test_every_form_of_deletion_becomes_every_other(
    deleted: Product, dialect: Dialect, expected: Product
) -> None:
    adapted = adapt(deleted, dialect)
    assert adapted == expected
    assert fields(adapted) == fields(expected)


def test_what_is_not_deleted_keeps_its_status_and_drops_a_mark_that_says_nothing() -> None:
    product = Product(id="a", status="Новый", deletion_mark=False)
    adapted = adapt(product, ATTRIBUTE)
    assert adapted == Product(id="a", status="Новый")
    assert fields(adapted) == {"id", "status"}
    assert adapt(product, ALL) is product


def test_a_group_without_the_attribute_keeps_its_mark_and_its_children_follow() -> None:
    group = Group(id="a", deletion_mark=True, children=(Group(id="b", deletion_mark=True),))
    assert adapt(group, ATTRIBUTE) is group
    child = cast("Group", adapt(group, CHILD))
    assert (child.status_element, child.children[0].status_element) == ("Удален", "Удален")
    assert "deletion_mark" not in fields(child) | fields(child.children[0])


def test_the_unit_of_a_price_becomes_the_code_of_the_base_unit() -> None:
    offer = Offer(
        base_unit=BaseUnit(code="9999", text="чан"),
        prices=(Price(unit="чан"), Price(unit="кг"), Price(unit="796"), Price(unit="сепулька")),
    )
    adapted = cast("Offer", adapt(offer, CODE))
    assert [price.unit for price in adapted.prices] == ["9999", "166", "796", "сепулька"]


def test_the_code_of_a_price_becomes_a_word() -> None:
    offer = Offer(
        base_unit=BaseUnit(code="9999", text="чан"),
        prices=(Price(unit="9999"), Price(unit="166"), Price(unit="шт"), Price(unit="0001")),
    )
    adapted = cast("Offer", adapt(offer, TEXT))
    assert [price.unit for price in adapted.prices] == ["чан", "кг", "шт", "0001"]


def test_a_word_of_more_than_three_letters_becomes_the_code_that_the_schema_takes() -> None:
    offer = Offer(prices=(Price(unit="упак"), Price(unit="778"), Price(unit="сепулька")))
    adapted = cast("Offer", adapt(offer, TEXT))
    assert [price.unit for price in adapted.prices] == ["778", "778", "сепулька"]


def test_units_can_be_left_out_and_absent_ones_stay_absent() -> None:
    change = OfferChange(prices=(Price(value=Decimal(1), unit="шт"), Price(unit=None)))
    adapted = cast("OfferChange", adapt(change, replace(FAITHFUL, units=Units.NONE)))
    assert [fields(price) for price in adapted.prices] == [{"value"}, set()]
    assert fields(cast("OfferChange", adapt(change, CODE)).prices[1]) == {"unit"}


def test_lines_of_documents_have_units_too_down_to_subordinates_in_containers() -> None:
    below = SubordinateDocument(lines=(DocumentLine(unit=LineUnit(text="кг")),))
    order = Document(lines=(DocumentLine(unit=LineUnit(text="шт")),), subordinates=(below,))
    document = cast("Container", adapt(Container(documents=(order,)), CODE)).documents[0]
    assert document.lines[0].unit == LineUnit(text="796")
    assert document.subordinates[0].lines[0].unit == LineUnit(text="166")


@pytest.mark.parametrize(("dialect", "text"), [(TEXT, "шт"), (CODE, "796")])
def test_the_unit_of_a_line_in_the_form_of_3_1_becomes_text(dialect: Dialect, text: str) -> None:
    unit = LineUnit(id="796 ", short_name="шт", code="796 ")
    document = cast("Document", adapt(Document(lines=(DocumentLine(unit=unit),)), dialect))
    assert document.lines[0].unit == LineUnit(text=text)


def test_empty_requisites_are_dropped_for_those_who_take_them_for_the_one_before() -> None:
    document = Document(
        requisites=(
            Requisite(name="Отменен", values=("false",)),
            Requisite(name="Город", values=("",)),
        ),
        lines=(DocumentLine(id="a", requisites=(Requisite(name="Код", values=()),)),),
    )
    adapted = cast("Document", adapt(document, replace(FAITHFUL, empty_requisites=False)))
    assert [requisite.name for requisite in adapted.requisites] == ["Отменен"]
    assert fields(adapted.lines[0]) == {"id"}
    assert len(document.requisites) == 2


def test_the_owner_of_a_section_can_be_left_out() -> None:
    catalog = Catalog(id="a", owner=Counterparty(id="o"))
    assert adapt_header(catalog, FAITHFUL) is catalog
    assert fields(adapt_header(catalog, replace(FAITHFUL, owners=Owners.NONE))) == {"id"}
