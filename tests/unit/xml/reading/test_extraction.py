from typing import Any

import pytest
from lxml import etree

from cml_sync.model.goods import Product
from cml_sync.model.offers import OffersPackage
from cml_sync.xml.hardening import tree_parser
from cml_sync.xml.limits import Limit, Limits, OverLimitError
from cml_sync.xml.reading.extraction import Extraction, extract, tag_of
from cml_sync.xml.reading.harvest import Harvest
from cml_sync.xml.reading.plans import plan


def values(inner: str, attributes: str = "") -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The values of a product, and the codes and values of what was noted."""
    element = etree.fromstring(f"<Товар{attributes}>{inner}</Товар>".encode(), tree_parser())
    work = Extraction(Limits())
    found = extract(plan(Product), element, work)
    return found, [(note.finding.code, note.value) for note in work.notes]


def test_a_plain_record_becomes_a_mapping_by_field_names() -> None:
    found, notes = values(
        "<Ид>1</Ид><Группы><Ид>а</Ид><Ид>б</Ид></Группы>"
        "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Вес</Наименование></ЗначениеРеквизита>"
        "</ЗначенияРеквизитов>",
        ' Статус="Удален"',
    )
    assert found == {
        "status": "Удален",
        "id": "1",
        "group_ids": ["а", "б"],
        "requisites": [{"name": "Вес"}],
    }
    assert notes == []


def test_absent_and_empty_stay_apart() -> None:
    found, notes = values("<Артикул/><Вес/><Группы/><БазоваяЕдиница/><Описание></Описание>")
    assert found == {
        "sku": "",
        "weight": None,
        "group_ids": [],
        "base_unit": {},
        "description": "",
    }
    assert notes == []


def test_space_is_cut_by_the_rules_of_the_field_and_noted() -> None:
    found, notes = values(
        "<Артикул> а </Артикул><Наименование> б </Наименование><Описание> в </Описание>"
    )
    assert found == {"sku": "а", "name": " б", "description": " в "}
    assert notes == [("CML761", " а "), ("CML761", " б ")]


def test_space_alone_is_empty_and_nothing_to_tell() -> None:
    assert values("<Артикул>  </Артикул>") == ({"sku": ""}, [])


def test_what_no_field_names_is_kept_with_its_container() -> None:
    found, notes = values("<Слаг к='1'>а<б/>в</Слаг><Группы><Прочее/></Группы>", ' x="1"')
    assert found["unknown"] == [
        {"at": "", "xml": '<Слаг к="1">а<б/>в</Слаг>'},
        {"at": "Группы", "xml": "<Прочее/>"},
    ]
    assert found["unknown_attributes"] == [("x", "1")]
    assert notes == [("CML167", "Товар"), ("CML167", "Группы")]


def test_a_repeated_single_element_is_kept_and_the_first_counts() -> None:
    found, notes = values("<Ид>1</Ид><Ид>2</Ид>")
    assert found == {"id": "1", "unknown": [{"at": "", "xml": "<Ид>2</Ид>"}]}
    assert notes == [("CML164", "")]


def test_markup_in_a_plain_value_is_kept_whole() -> None:
    found, notes = values("<Описание>а<b>в</b></Описание><Артикул к='1'>2</Артикул>")
    assert [kept["xml"] for kept in found["unknown"]] == [
        "<Описание>а<b>в</b></Описание>",
        '<Артикул к="1">2</Артикул>',
    ]
    assert "description" not in found
    assert notes == [("CML166", "b"), ("CML166", "к")]


def test_a_text_where_elements_belong_is_kept_whole() -> None:
    found, notes = values("<Изготовитель>Завод</Изготовитель>")
    assert found == {"unknown": [{"at": "", "xml": "<Изготовитель>Завод</Изготовитель>"}]}
    assert notes == [("CML168", "Завод")]


@pytest.mark.parametrize("inner", ["х<Ид>1</Ид>", "<Ид>1</Ид>х", "<Группы>х<Ид>1</Ид></Группы>"])
def test_a_text_that_nothing_can_hold_is_an_error(inner: str) -> None:
    assert values(inner)[1] == [("CML165", "х")]


def test_the_own_text_of_an_element_may_stand_among_its_children() -> None:
    found, _ = values("<БазоваяЕдиница Код='796'>\n шт <Пересчет/>\n</БазоваяЕдиница>")
    assert found["base_unit"]["text"] == "шт"
    assert found["base_unit"]["code"] == "796"


def test_attributes_of_xml_schema_instances_are_no_content() -> None:
    uri = "http://www.w3.org/2001/XMLSchema-instance"
    assert values("", f' xmlns:xsi="{uri}" xsi:nil="true"') == ({}, [])


def test_a_foreign_namespace_does_not_hide_a_name() -> None:
    assert values('<x:Ид xmlns:x="urn:x">1</x:Ид>')[0] == {"id": "1"}


def test_digits_alone_are_never_taken_for_seconds() -> None:
    element = etree.fromstring("<П><ДействительноС>20200101</ДействительноС></П>", tree_parser())
    assert extract(plan(OffersPackage), element, Extraction(Limits())) == {
        "valid_from": "?20200101"
    }


@pytest.mark.parametrize(
    ("inner", "limit"),
    [
        ("<а>" * 4 + "</а>" * 4, Limit.DEPTH),
        ("<Комплектующие><Комплектующее><Комплектующие/></Комплектующее></Комплектующие>", None),
        (
            "<Комплектующие><Комплектующее><Группы><Ид/></Группы></Комплектующее></Комплектующие>",
            None,
        ),
        (
            "<Комплектующие><Комплектующее>" * 3 + "</Комплектующее></Комплектующие>" * 3,
            Limit.DEPTH,
        ),
        ("<а а='1' б='2' в='3'/>", Limit.ATTRIBUTES),
        ("<БазоваяЕдиница а='1' б='2' в='3'/>", Limit.ATTRIBUTES),
    ],
)
def test_depth_and_attributes_are_limited(inner: str, limit: Limit | None) -> None:
    element = etree.fromstring(f"<Товар>{inner}</Товар>".encode(), tree_parser())
    work = Extraction(Limits(depth=4, attributes=2))
    if limit is None:
        assert extract(plan(Product), element, work, 1)
        return
    with pytest.raises(OverLimitError) as caught:
        extract(plan(Product), element, work, 1)
    assert caught.value.limit is limit
    harvest = Harvest("Товар", plan(Product), Limits(depth=4, attributes=2), 1)
    assert harvest.record(f"<Товар>{inner.replace(chr(39), chr(34))}".encode()) is None


def test_notes_are_taken_once() -> None:
    work = Extraction(Limits())
    element = etree.fromstring("<Товар><Ид>1</Ид><Ид>2</Ид></Товар>", tree_parser())
    extract(plan(Product), element, work)
    assert len(work.take_notes()) == 1
    assert work.take_notes() == []


def test_the_name_of_an_element_is_local() -> None:
    assert tag_of(etree.Element("{urn:x}Товар")) == "Товар"


def test_attributes_of_a_container_are_kept_with_its_path() -> None:
    found, notes = values("<Группы вид='а'><Ид>1</Ид></Группы><ЗначенияСвойств число='0'/>")
    assert found == {
        "group_ids": ["1"],
        "property_values": [],
        "unknown_attributes": [("Группы/вид", "а"), ("ЗначенияСвойств/число", "0")],
    }
    assert notes == []
