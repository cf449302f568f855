"""A record that is wrong by itself is kept aside; one whose references are elsewhere is not."""

from decimal import Decimal

from cml_sync.checks.gate import faults
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, Price
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead


def codes(kind: Kind, record: Element, section: Section | None = None) -> list[str]:
    return [
        problem.code for problem in faults(RecordRead(kind, record, section, Place("x.xml", 7)))
    ]


def test_a_product_without_a_name_is_kept_aside() -> None:
    unit = BaseUnit(code="796", text="шт")
    assert codes(Kind.PRODUCT, Product(id="p", base_unit=unit), Section.CATALOG) == ["CML101"]
    assert codes(Kind.PRODUCT, Product(id="p", name="Cup", base_unit=unit), Section.CATALOG) == []


def test_a_price_below_zero_is_kept_aside() -> None:
    price = Price(price_type_id="t", value=Decimal(-1), currency="RUB")
    assert codes(Kind.OFFER, Offer(id="p", prices=(price,)), Section.OFFERS_PACKAGE) == ["CML301"]


def test_references_are_not_looked_at() -> None:
    product = Product(id="p", name="Cup", base_unit=BaseUnit(code="796"), group_ids=("elsewhere",))
    assert codes(Kind.PRODUCT, product, Section.CATALOG) == []


def test_a_document_in_a_container_is_looked_at() -> None:
    found = codes(Kind.CONTAINER, Container(documents=(Document(id="1"),)))
    assert {"CML121", "CML122", "CML123"} <= set(found)


def test_the_place_of_the_record_is_named() -> None:
    (problem,) = faults(
        RecordRead(Kind.PRODUCT, Product(id="p", base_unit=BaseUnit()), None, Place("x.xml", 7))
    )
    assert problem.place == Place("x.xml", 7)
