"""Pieces that can stand twice, and where they stand."""

from pathlib import Path

import pytest
from tests.property.sources import source_of
from tests.unit.packages.convert.samples import END, ROOT, package

from cml_sync.model.classifier import Group, PriceType
from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.packages.doubles.pieces import met_in, places_in, scope_of
from cml_sync.packages.package import open_package
from cml_sync.xml.entries import RecordRead


def entry_of(record: Element) -> RecordRead:
    (entry,) = source_of([record]).parts[0].entries
    assert isinstance(entry, RecordRead)
    return entry


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (Product(id="1"), [("product", "1", 1, "product")]),
        (Offer(id="1", prices=(Price(),)), [("offer", "1", 2, "offer")]),
        (OfferChange(id="1", characteristic_id="2"), [("offer", "1#2", 1, "offer")]),
        (PriceType(id="1"), [("price_type", "1", 1, "price_type 0#1")]),
        (
            Group(id="1", children=(Group(id="2"), Group(name="-"))),
            [("group", "1", 1, "group 0#1"), ("group", "2", 1, "group 0#1")],
        ),
        (Document(number="7", operation="Возврат"), [("document", "7 (Возврат)", 1, "document")]),
        (Document(operation="Возврат"), []),
        (Product(name="-"), []),
        (PriceType(name="-"), []),
    ],
)
def test_kind_key_facets_and_scope(record: Element, said: list[tuple[str, str, int, str]]) -> None:
    met = list(met_in(entry_of(record), "0#1"))
    assert [(*one.ident, one.scope) for one in met] == said
    assert [place.line for _, place in places_in(entry_of(record), "0#1")] == [1] * len(said)
    assert [one.word & 7 for one in met] == [facets for _, _, facets, _ in said]


def test_what_parts_repeat_is_one_only_in_a_section() -> None:
    assert scope_of("document", "0#0") == scope_of("document", "1#0") == "document"
    assert scope_of("group", "0#0") != scope_of("group", "1#0")


def test_records_inside_records_stand_where_their_tags_do(tmp_path: Path) -> None:
    documents = (
        "<Контейнер>\n<Документ>\n<Ид>o1</Ид>\n<ПодчиненныеДокументы>\n<ПодчиненныйДокумент>\n"
        "<Ид>o2</Ид></ПодчиненныйДокумент>\n<ПодчиненныйДокумент><Ид>o3</Ид></ПодчиненныйДокумент>"
        "</ПодчиненныеДокументы></Документ>\n<Документ><Ид>o4</Ид></Документ></Контейнер>\n"
    )
    groups = (
        "<Классификатор><Ид>c</Ид><Группы><Группа><Ид>g1</Ид><Группы>\n<Группа><Ид>g2</Ид>"
        "</Группа>\n<Группа><Ид>g3</Ид></Группа></Группы></Группа></Группы></Классификатор>\n"
    )
    folder = package(tmp_path / "s", {"a.xml": ROOT.format("3.1") + groups + documents + END})
    with open_package([folder]) as opened, opened.parts[0].read() as reading:
        found = {
            met.ident.key: place.line
            for entry in reading
            if isinstance(entry, RecordRead)
            for met, place in places_in(entry, "0#0")
        }
    assert found == {"g1": 3, "g2": 4, "g3": 5, "o1": 7, "o2": 10, "o3": 12, "o4": 13}
