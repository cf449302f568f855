"""Entries: places are made when somebody asks."""

import io

import pytest

from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place
from cml_sync.xml.entries import PartHeader, RecordRead
from cml_sync.xml.reader import open_part

XML = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="2.07"><Каталог><Товары>
<Товар><Ид>1</Ид></Товар>
 <Товар><Ид>2</Ид></Товар></Товары></Каталог></КоммерческаяИнформация>
"""


def test_the_root_has_a_place() -> None:
    header = PartHeader("a.xml", "utf-8", None, False, "", CommercialInformation(), 2, 1)
    assert header.root == Place("a.xml", 2, 1, "КоммерческаяИнформация")


def test_a_record_knows_where_it_stood_after_others_have_come() -> None:
    reading = open_part(io.BytesIO(XML.encode()), "a.xml")
    records = [entry for entry in reading if isinstance(entry, RecordRead)]
    at = "КоммерческаяИнформация/Каталог/Товары/Товар"
    assert [one.place for one in records] == [
        Place("a.xml", 3, None, f"{at}[1]", "1"),
        Place("a.xml", 4, None, f"{at}[2]", "2"),
    ]


def test_an_entry_is_equal_by_what_it_says_and_has_no_other_names() -> None:
    one = RecordRead(Kind.PRODUCT, Product(id="1"), Section.CATALOG, Place())
    assert one == RecordRead(Kind.PRODUCT, Product(id="1"), Section.CATALOG, Place(), number=5)
    assert one != RecordRead(Kind.PRODUCT, Product(id="2"), Section.CATALOG, Place())
    with pytest.raises(AttributeError, match="has no 'colour'"):
        one.colour  # type: ignore[attr-defined]  # noqa: B018
