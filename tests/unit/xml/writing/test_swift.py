from decimal import Decimal

import pytest

from cml_sync.model.classifier import Group
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.offers import Offer, Price, Stock
from cml_sync.xml.dialects import DIALECTS, FAITHFUL, Dialect
from cml_sync.xml.writing.characters import Encoder
from cml_sync.xml.writing.layout import Layouts
from cml_sync.xml.writing.swift import Swift


def swift(record: Element, dialect: Dialect = FAITHFUL, codec: str = "utf-8") -> bytes | None:
    layouts = Layouts(dialect.says)
    layout = layouts.layout(type(record), "Запись", 0)
    return Swift(layouts, Encoder(codec)).encoded(layout, record)


def test_an_offer_is_written_with_its_prices_and_stock() -> None:
    offer = Offer(
        id="p",
        base_unit=BaseUnit(code="796", text="шт"),
        prices=(Price(value=Decimal("10.00"), currency="RUB"), Price(value=Decimal(7))),
        stocks=(Stock(warehouse_id="main", quantity=Decimal(0)),),
    )
    assert (swift(offer) or b"").decode() == (
        "<Запись>\n\t<Ид>p</Ид>\n"
        '\t<БазоваяЕдиница Код="796">шт</БазоваяЕдиница>\n'
        "\t<Цены>\n"
        "\t\t<Цена>\n\t\t\t<ЦенаЗаЕдиницу>10.00</ЦенаЗаЕдиницу>\n"
        "\t\t\t<Валюта>RUB</Валюта>\n\t\t</Цена>\n"
        "\t\t<Цена>\n\t\t\t<ЦенаЗаЕдиницу>7</ЦенаЗаЕдиницу>\n\t\t</Цена>\n"
        "\t</Цены>\n"
        '\t<Склад ИдСклада="main" КоличествоНаСкладе="0"/>\n'
        "</Запись>\n"
    )


def test_what_is_empty_is_an_empty_element() -> None:
    product = Product(id="", name=None, sku="None", group_ids=())
    assert (swift(product) or b"").decode() == (
        "<Запись>\n\t<Ид/>\n\t<Артикул>None</Артикул>\n\t<Наименование/>\n\t<Группы/>\n</Запись>\n"
    )


def test_markup_and_quotes_are_written_where_they_may_stand() -> None:
    product = Product(name='"A" & <B>', base_unit=BaseUnit(full_name='"A"\n& <B>', text='"шт"'))
    assert (swift(product) or b"").decode() == (
        "<Запись>\n"
        '\t<Наименование>"A" &amp; &lt;B&gt;</Наименование>\n'
        "\t<БазоваяЕдиница НаименованиеПолное="
        '"&quot;A&quot; &amp; &lt;B&gt;">"шт"</БазоваяЕдиница>\n'
        "</Запись>\n"
    )


def test_an_exponent_is_spelt_out() -> None:
    written = swift(Offer(quantity=Decimal("1E+3")))
    assert (written or b"").decode() == "<Запись>\n\t<Количество>1000</Количество>\n</Запись>\n"


def test_a_unit_that_many_records_share_is_written_again() -> None:
    layouts = Layouts(FAITHFUL.says)
    layout = layouts.layout(Product, "Запись", 0)
    writer = Swift(layouts, Encoder("utf-8"))
    unit = BaseUnit(full_name='100 %s "', text="шт")
    products = [Product(name='"', base_unit=unit) for _ in range(4)]
    first, *others = [writer.encoded(layout, product) for product in products]
    assert others == [first] * 3
    assert first is not None
    assert '"100 %s &quot;"' in first.decode()


@pytest.mark.parametrize(
    "record",
    [
        Group(name="a\x0bb"),
        Group(name="a\0b"),
        Group(name="\ufffe"),
        Group(name="\ud800"),
        Group(name="a\rb"),
        Offer().model_copy(update={"quantity": Decimal("NaN")}),
        Group(id="g", unknown=(Unknown(xml="<Слаг/>"),)),
        Product(base_unit=BaseUnit(text="шт", unknown_attributes=(("Вид", "1"),))),
    ],
)
def test_what_is_odd_is_left_to_the_layout(record: Element) -> None:
    assert swift(record) is None


def test_what_an_encoding_lacks_is_left_to_the_layout() -> None:
    assert swift(Group(name="½"), codec="cp1251") is None
    assert swift(Group(name="Ж"), codec="utf-16") is None
    assert swift(Group(name="Ж"), codec="cp1251") == (
        "<Запись>\n\t<Наименование>Ж</Наименование>\n</Запись>\n".encode("cp1251")
    )


def test_what_a_dialect_has_no_words_for_is_counted_once() -> None:
    layouts = Layouts(DIALECTS["2.05"].says)
    layout = layouts.layout(Offer, "Запись", 0)
    writer = Swift(layouts, Encoder("utf-8"))
    offer = Offer(id="p", stocks=(Stock(warehouse_id="main"),))
    assert writer.encoded(layout, Offer(id="\x0b", stocks=offer.stocks)) is None
    assert writer.encoded(layout, offer) == "<Запись>\n\t<Ид>p</Ид>\n</Запись>\n".encode()
    assert layouts.left_out == {(Offer, "stocks"): 1}
