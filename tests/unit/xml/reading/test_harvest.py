from decimal import Decimal

import pytest
from lxml import etree

from cml_sync.model.classifier import Group
from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer
from cml_sync.xml.hardening import tree_parser
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.extraction import Extraction, Values, extract
from cml_sync.xml.reading.harvest import Harvest
from cml_sync.xml.reading.plans import plan

PLAIN = (
    '<Товар Статус="Новый"><Ид>1</Ид><Артикул/><Вес/><Группы><Ид>а</Ид><Ид/></Группы>'
    '<БазоваяЕдиница Код="796">шт</БазоваяЕдиница><Картинка>а.jpg</Картинка><Картинка/>'
    "<ЗначенияСвойств/><Описание> х </Описание></Товар>"
)
LAID_OUT = """
\t<Товар Статус='Новый'>
\t\t<Ид>1</Ид>
\t\t<Группы>
\t\t\t<Ид>а</Ид>
\t\t</Группы>
\t</Товар>""".replace("'", '"')
TAGS: dict[type[Element], str] = {
    Product: "Товар",
    Offer: "Предложение",
    Group: "Группа",
    Document: "Документ",
}


def harvest(*texts: str, model: type[Element] = Product) -> list[Values | None]:
    """What is harvested from records, one after the other."""
    tag = TAGS[model]
    one = Harvest(tag, plan(model), Limits(), 1)
    end = f"</{tag}>"
    return [one.record(text.removesuffix(end).encode()) for text in texts]


def careful(text: str, model: type[Element] = Product) -> Element:
    element = etree.fromstring(text.encode(), tree_parser())
    return made(extract(plan(model), element, Extraction(Limits()), 1), model)


def made(values: Values | None, model: type[Element] = Product) -> Element:
    assert values is not None
    record: Element = plan(model).validate(values)
    return record


CONVERSIONS = (
    '<Товар><БазоваяЕдиница Код="796"> <Пересчет><Единица>1</Единица></Пересчет>\n'
    "<Пересчет><Единица>2</Единица></Пересчет></БазоваяЕдиница></Товар>"
)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        LAID_OUT,
        LAID_OUT.replace("\n", "\r\n"),
        "<Товар ><Ид >1</Ид ></Товар>",
        "<Товар><Ид>&lt;&#1071;&#x44F;&gt; &amp;amp;&quot;&apos;</Ид></Товар>",
        '<Товар Статус="&quot;&#10;&quot;"><Ид>1</Ид></Товар>',
        '<Товар Статус=""><Вес></Вес><Ид></Ид></Товар>',
        '<Товар Статус="a>b"><Ид>1</Ид></Товар>',
        "<Товар><Группы></Группы><Описание>a\nb\t</Описание></Товар>",
        "<Товар><Группы></Группы><Группы><Ид>1</Ид></Группы></Товар>",
        "<Товар><БазоваяЕдиница>796</БазоваяЕдиница></Товар>",
        '<Товар><БазоваяЕдиница Код="796"/></Товар>',
        '<Товар><БазоваяЕдиница Код="796"></БазоваяЕдиница></Товар>',
        CONVERSIONS,
    ],
)
def test_the_good_path_gives_the_values_of_the_careful_one(text: str) -> None:
    found = harvest(text, text)
    for values in found:
        assert made(values) == careful(text)
        assert made(values).model_fields_set == careful(text).model_fields_set


def test_values_of_attributes_are_those_of_each_record() -> None:
    stocks = '<Предложение><Ид>1</Ид><Склад ИдСклада="{}" КоличествоНаСкладе="{}"/></Предложение>'
    texts = [stocks.format(number, number * 2) for number in range(1000)]
    for text, values in zip(texts, harvest(*texts, model=Offer), strict=True):
        assert made(values, Offer) == careful(text, Offer)


def test_units_that_were_met_before_are_shared() -> None:
    unit = '<Товар><БазоваяЕдиница Код="{}">{}</БазоваяЕдиница></Товар>'
    texts = [unit.format(*pair) for pair in (("796", "шт"), ("796", "уп"), ("796", "шт"))]
    first, other, again = (made(values) for values in harvest(*texts))
    assert [one.base_unit.text for one in (first, other, again)] == ["шт", "уп", "шт"]  # type: ignore[attr-defined]
    assert again.base_unit is first.base_unit  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "odd",
    [
        "<Товар><Слаг/></Товар>",
        "<Товар><Ид> 1</Ид></Товар>",
        "<Товар><Ид>1\u00a0</Ид></Товар>",
        "<Товар><Ид>1</Ид><Ид>2</Ид></Товар>",
        "<Товар><Наименование>а </Наименование></Товар>",
        "<Товар><Описание> </Описание></Товар>",
        '<Товар чей="1"/>',
        '<Товар Статус=" Новый"></Товар>',
        '<Товар Статус="а\nб"><Ид>1</Ид></Товар>',
        "<Товар Статус='Новый'><Ид>1</Ид></Товар>",
        "<Товар></Товар>",
        "<Товар>\n</Товар>",
        "<Товар><БазоваяЕдиница/></Товар>",
        "<Товар><БазоваяЕдиница></БазоваяЕдиница></Товар>",
        '<Товар><БазоваяЕдиница Код="1"> шт</БазоваяЕдиница></Товар>',
        '<Товар><БазоваяЕдиница Код="1">шт<Пересчет/></БазоваяЕдиница></Товар>',
        '<Товар><БазоваяЕдиница Код="1"/><БазоваяЕдиница Код="2"/></Товар>',
        "<Товар><Группы><Ид>1 </Ид></Группы></Товар>",
        "<Товар><Ид>1<б/></Ид></Товар>",
        "<Товар><Ид к='1'>1</Ид></Товар>",
        '<Товар><Ид к="1">1</Ид></Товар>',
        "<Товар>х<Ид>1</Ид></Товар>",
        "<Товар><Ид>1</Ид>х</Товар>",
        '<Товар><Группы к="1"><Ид>1</Ид></Группы></Товар>',
        "<Товар><Группы>х</Группы></Товар>",
        "<Товар><Ид>1>2</Ид><Артикул>2</Артикул></Товар>",
        "<Товар><Ид>1</Ид></Товар >\n<Товар><Ид>2</Ид></Товар>",
        "<Товар><Ид>1</Ид></Товар ><Другое><Ид>2</Ид></Другое><Товар><Ид>3</Ид></Товар>",
        "<Товар><Ид>1\r2</Ид></Товар>",
        "<Другое/><Товар><Ид>1</Ид></Товар>",
        "<Комплектующее><Ид>1</Ид></Комплектующее>",
        "текст",
        "<Товар>"
        + "<Комплектующие><Комплектующее>" * 40
        + "</Комплектующее></Комплектующие>" * 40
        + "</Товар>",
    ],
)
def test_an_odd_record_is_left_to_the_careful_path(odd: str) -> None:
    assert harvest(odd, PLAIN, odd)[::2] == [None, None]


@pytest.mark.parametrize(
    "odd",
    [
        "<Дата>20240501</Дата>",
        "<Дата>2024-05-01T00:00:00</Дата>",
        "<Дата> 2024-05-01</Дата>",
        "<Время>10:00</Время>",
        "<Сумма>1_000</Сумма>",
        "<Сумма>1e3</Сумма>",
        "<Сумма>٣</Сумма>",
        "<Сумма>1&#9;</Сумма>",
        "<ПометкаУдаления>on</ПометкаУдаления>",
        "<ПометкаУдаления>True</ПометкаУдаления>",
    ],
)
def test_a_value_of_another_shape_is_left_to_the_careful_path(odd: str) -> None:
    good = "<Документ><Номер>1</Номер></Документ>"
    assert harvest(f"<Документ>{odd}</Документ>", good, model=Document) == [None, {"number": "1"}]


def test_flags_numbers_and_dates_are_taken_as_they_stand() -> None:
    text = (
        "<Документ><ПометкаУдаления>{}</ПометкаУдаления><Сумма>{}</Сумма><Дата>{}</Дата></Документ>"
    )
    found = harvest(
        text.format("0", "7", "2024-05-01"),
        text.format("true", "-7.50", "2024-05-01"),
        text.format("", "", ""),
        model=Document,
    )
    assert found == [
        {"deletion_mark": False, "total": Decimal(7), "date": "2024-05-01"},
        {"deletion_mark": True, "total": "-7.50", "date": "2024-05-01"},
        {"deletion_mark": None, "total": None, "date": None},
    ]


def test_groups_in_groups_are_harvested() -> None:
    text = "<Группа><Группы><Группа><Ид>б</Ид></Группа></Группы></Группа>"
    one = Harvest("Группа", plan(Group), Limits(), 1)
    assert one.record(text.removesuffix("</Группа>").encode()) == {"children": [{"id": "б"}]}
    assert one.take_elements() == 4
    assert one.take_elements() == 0


def test_a_record_with_ever_new_markup_is_still_right() -> None:
    one = Harvest("Товар", plan(Product), Limits(), 1)
    texts = ["<Товар>" + " " * number + "<Ид>1</Ид>" for number in range(5000)]
    found = [one.record(text.encode()) for text in texts]
    assert found[0] == found[4000] == {"id": "1"}
    assert found[4999] is None  # so much is not learnt
