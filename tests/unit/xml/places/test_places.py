import pytest
from lxml import etree

from cml_sync.problems import Finding, Place
from cml_sync.xml import findings
from cml_sync.xml.places.places import Paths, message, problems
from cml_sync.xml.places.spots import Source
from cml_sync.xml.reading.extraction import Note
from cml_sync.xml.source.encoding import Cursor

RECORD = (
    "  <Товар>\n\t<!-- <Ид> -->\n\t<Цены><Цена/><Цена><Валюта к='>'>р</Валюта></Цена></Цены>\n"
    "\t<![CDATA[<Ид>]]><Вес> 1</Вес>\n</Товар>"
)


def tree() -> etree._Element:
    parser = etree.XMLParser(remove_comments=True)
    return etree.fromstring(RECORD.strip(), parser)


def test_the_path_counts_only_names_that_repeat() -> None:
    record = tree()
    currency = record.find("Цены/Цена/Валюта")
    weight = record.find("Вес")
    assert currency is not None
    assert weight is not None
    assert Paths(record).to(currency) == "/Цены/Цена[2]/Валюта"
    assert Paths(record).to(weight) == "/Вес"
    assert Paths(record).to(record) == ""


def test_a_problem_has_place_path_and_record() -> None:
    record = tree()
    weight = record.find("Вес")
    assert weight is not None
    (found,) = problems(
        [Note(findings.PADDED, weight, " 1")],
        record,
        Place("x.xml", 10, None, "К/Каталог/Товар[3]", "т1"),
        Source(RECORD.encode(), Cursor(10, 1)),
    )
    assert found.place == Place("x.xml", 13, 18, "К/Каталог/Товар[3]/Вес", "т1")
    assert str(found.message) == "Вес is padded with white space: ` 1`"


def test_values_of_people_are_not_quoted() -> None:
    note = Note(findings.UNREADABLE, etree.Element("ДатаРождения"), "3 мая")
    assert str(message(note, "К/Документ[1]/Контрагенты/Контрагент[1]/ДатаРождения")) == (
        "The value `*****` of ДатаРождения cannot be read"
    )
    total = Note(findings.UNREADABLE, etree.Element("Сумма"), "много")
    assert str(message(total, "К/Документ[1]/Сумма")) == (
        "The value `много` of Сумма cannot be read"
    )


def test_an_attribute_stands_where_its_name_does() -> None:
    record = tree()
    currency = record.find("Цены/Цена/Валюта")
    assert currency is not None
    (found,) = problems(
        [Note(findings.ODD_NUMBER, currency, ">", "к", "1")],
        record,
        Place("x.xml", 10, None, "К/Товар[3]", "т1"),
        Source(RECORD.encode(), Cursor(10, 1)),
    )
    assert found.place == Place("x.xml", 12, 29, "К/Товар[3]/Цены/Цена[2]/Валюта/@к", "т1")


def test_an_attribute_is_named_in_the_path() -> None:
    record = tree()
    note = Note(findings.ODD_NUMBER, record, "1,5", "{urn:x}Код", "1.5")
    (found,) = problems([note], record, Place("x"))
    assert found.place.path == "/@Код"
    assert str(found.message) == "Код is `1,5`: read as `1.5`"


@pytest.mark.parametrize("finding", findings.FINDINGS)
def test_no_message_shows_more_than_a_little_of_a_value(finding: Finding) -> None:
    sentence = message(Note(finding, etree.Element("Описание"), "х" * 5000), "К/Каталог/Описание")
    assert len(str(sentence)) < 200
