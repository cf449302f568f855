from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer
from cml_sync.xml.hardening import tree_parser
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.extraction import Extraction, Note, extract
from cml_sync.xml.reading.plans import plan
from cml_sync.xml.reading.repair import validated


def read(model: type[Element], inner: str) -> tuple[Element, list[Note]]:
    element = etree.fromstring(f"<Э>{inner}</Э>".encode(), tree_parser())
    work = Extraction(Limits())
    values = extract(plan(model), element, work)
    return validated(plan(model), element, values, work), work.notes


def test_a_good_record_has_nothing_to_mend() -> None:
    record, notes = read(Product, "<Вес>1.50</Вес>")
    assert record == Product(weight=Decimal("1.50"))
    assert notes == []


def test_values_are_mended_wherever_they_stand() -> None:
    record, notes = read(
        Offer,
        "<Цены><Цена><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу></Цена><Цена><ЦенаЗаЕдиницу>1 000,5"
        "</ЦенаЗаЕдиницу></Цена></Цены><Склад КоличествоНаСкладе='2,5'/>"
        "<Количество>3,5</Количество>",
    )
    assert isinstance(record, Offer)
    assert [price.value for price in record.prices] == [Decimal(1), Decimal("1000.5")]
    assert record.stocks[0].quantity == Decimal("2.5")
    assert record.quantity == Decimal("3.5")
    told = {(note.value, note.became, note.attribute) for note in notes}
    assert told == {
        ("1 000,5", "1000.5", None),
        ("2,5", "2.5", "КоличествоНаСкладе"),
        ("3,5", "3.5", None),
    }


def test_the_empty_date_is_read_as_none() -> None:
    record, notes = read(Document, "<Дата>2024-05-01</Дата><СрокПлатежа>0001-01-01</СрокПлатежа>")
    assert record == Document(date=date(2024, 5, 1), payment_due=None)
    assert "payment_due" in record.model_fields_set
    assert [note.finding.code for note in notes] == ["CML765"]


def test_what_cannot_be_read_is_kept_beside_its_unset_field() -> None:
    record, notes = read(
        Offer,
        "<Цены><Цена><Валюта>RUB</Валюта><ЦенаЗаЕдиницу>много</ЦенаЗаЕдиницу></Цена></Цены>"
        "<Склад КоличествоНаСкладе='мало'/>",
    )
    assert isinstance(record, Offer)
    (price,) = record.prices
    assert price.model_fields_set == {"currency", "unknown"}
    assert [kept.xml for kept in price.unknown] == ["<ЦенаЗаЕдиницу>много</ЦенаЗаЕдиницу>"]
    assert record.stocks[0].unknown_attributes == (("КоличествоНаСкладе", "мало"),)
    assert [note.finding.code for note in notes] == ["CML760", "CML760"]


@pytest.mark.parametrize("written", ["2024-02-31", "20240501", "31.02.2024"])
def test_a_date_that_is_none_is_unreadable_even_after_mending(written: str) -> None:
    record, notes = read(Document, f"<Номер>1</Номер><Дата>{written}</Дата>")
    assert record.model_fields_set == {"number", "unknown"}
    assert [kept.xml for kept in record.unknown] == [f"<Дата>{written}</Дата>"]
    assert notes[-1].finding.code == "CML760"


def test_a_value_among_elements_that_were_kept_is_still_found() -> None:
    record, notes = read(
        Offer,
        "<Цены><Цена>текст<ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу></Цена>"
        "<Цена><ЦенаЗаЕдиницу>много</ЦенаЗаЕдиницу></Цена></Цены>",
    )
    assert isinstance(record, Offer)
    assert len(record.prices) == 1
    assert [kept.xml for kept in record.unknown] == [
        "<Цена>текст<ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу></Цена>"
    ]
    assert [kept.xml for kept in record.prices[0].unknown] == [
        "<ЦенаЗаЕдиницу>много</ЦенаЗаЕдиницу>"
    ]
    assert notes[-1].element.getparent() is not None


def test_a_date_of_a_known_shape_that_no_calendar_has_is_only_unreadable() -> None:
    record, notes = read(Document, "<Дата>45.13.2020</Дата>")
    assert isinstance(record, Document)
    assert "date" not in record.model_fields_set
    assert [unknown.xml for unknown in record.unknown] == ["<Дата>45.13.2020</Дата>"]
    assert [(note.finding.code, note.value) for note in notes] == [("CML760", "45.13.2020")]
