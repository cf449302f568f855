"""Units of 3.1 are called what their sender's dictionary calls them."""

import pytest

from cml_sync.model.classifier import Unit
from cml_sync.model.documents import Document, DocumentLine
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.offers import Offer
from cml_sync.xml.dialects import DIALECTS, Units
from cml_sync.xml.writing.adapt import adapt
from cml_sync.xml.writing.adapt_units import adapt_units, dictionary

UNITS = dictionary(
    [
        Unit(id="0001", code="0001", short_name="лист", full_name="Лист"),
        Unit(id="796 ", short_name="шт", full_name="Штука", international="PCE"),
        Unit(id="    ", code="", short_name="нечто"),
        Unit(id="рул", code="736", full_name="Рулон"),
    ]
)


def test_a_base_unit_of_3_1_gets_its_code_and_its_word() -> None:
    adapted = adapt(Product(id="p", base_unit=BaseUnit(text="796 ")), DIALECTS["2.07"])
    assert adapted == Product(id="p", base_unit=BaseUnit(code="796", text="шт"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0001", BaseUnit(code="0001", full_name="Лист", text="лист")),
        ("796 ", BaseUnit(code="796", full_name="Штука", international="PCE", text="шт")),
        ("рул", BaseUnit(code="736", full_name="Рулон", text="Рулон")),
        ("166", BaseUnit(code="166", text="кг")),
        ("0009", BaseUnit(code="0009", text="0009")),
        ("ящик", BaseUnit(text="ящик")),
        ("    ", BaseUnit(text="    ")),
    ],
)
def test_the_dictionary_names_what_no_list_knows(written: str, said: BaseUnit) -> None:
    adapted = adapt_units(Product(id="p", base_unit=BaseUnit(text=written)), Units.TEXT, UNITS)
    assert adapted == Product(id="p", base_unit=said)


def test_offers_and_lines_of_documents_are_called_so_too() -> None:
    base = BaseUnit(text="0001")
    offer = adapt_units(Offer(id="p", base_unit=base), Units.TEXT, UNITS)
    document = adapt_units(Document(lines=(DocumentLine(base_unit=base),)), Units.TEXT, UNITS)
    named = BaseUnit(code="0001", full_name="Лист", text="лист")
    assert isinstance(offer, Offer)
    assert isinstance(document, Document)
    assert offer.base_unit == document.lines[0].base_unit == named


def test_a_unit_that_says_its_code_already_is_left_alone() -> None:
    product = Product(id="p", base_unit=BaseUnit(code="0001", text="л"))
    assert adapt_units(product, Units.TEXT, UNITS) is product
