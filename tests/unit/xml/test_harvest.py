from typing import Any

import pytest
from lxml import etree

from cml_sync.model.classifier import Group
from cml_sync.model.goods import Product
from cml_sync.xml.extraction import Extraction, extract
from cml_sync.xml.hardening import tree_parser
from cml_sync.xml.harvest import Harvest
from cml_sync.xml.limits import Limits
from cml_sync.xml.plans import plan

PLAIN = (
    '<Товар Статус="Новый"><Ид>1</Ид><Артикул/><Вес/><Группы><Ид>а</Ид><Ид/></Группы>'
    '<БазоваяЕдиница Код="796">шт</БазоваяЕдиница><Картинка>а.jpg</Картинка><Картинка/>'
    "<ЗначенияСвойств/><Описание> х </Описание></Товар>"
)


def harvest(text: str) -> tuple[list[dict[str, Any] | None], bool]:
    """What is harvested from records, and whether nothing was left over."""
    data = text.encode()
    root = etree.fromstring(b"<w>" + data + b"</w>", tree_parser())
    one = Harvest(Limits())
    found = [one.record(plan(Product), element, 1) for element in root]
    return found, one.saw_all(root, data)


def careful(text: str) -> dict[str, Any]:
    element = etree.fromstring(text.encode(), tree_parser())
    return extract(plan(Product), element, Extraction(Limits()), 1)


def test_the_good_path_gives_the_values_of_the_careful_one() -> None:
    found, complete = harvest(PLAIN + PLAIN)
    assert found == [careful(PLAIN)] * 2
    assert complete


@pytest.mark.parametrize(
    "odd",
    [
        "<Товар><Слаг/></Товар>",
        "<Товар><Ид> 1</Ид></Товар>",
        "<Товар><Ид>1</Ид><Ид>2</Ид></Товар>",
        "<Товар><Наименование>а </Наименование></Товар>",
        '<Товар чей="1"/>',
        '<Товар Статус=" Новый"/>',
        "<Товар><БазоваяЕдиница/><БазоваяЕдиница/></Товар>",
        "<Товар><Группы><Ид>1 </Ид></Группы></Товар>",
        "<Товар>"
        + "<Комплектующие><Комплектующее>" * 40
        + "</Комплектующее></Комплектующие>" * 40
        + "</Товар>",
    ],
)
def test_an_odd_record_is_left_to_the_careful_path(odd: str) -> None:
    assert harvest(odd)[0] == [None]


@pytest.mark.parametrize(
    "odd",
    [
        "<Товар><Ид>1<б/></Ид></Товар>",
        "<Товар><Ид к='1'>1</Ид></Товар>",
        "<Товар>х<Ид>1</Ид></Товар>",
        "<Товар><Ид>1</Ид>х</Товар>",
        "<Товар><Группы к='1'><Ид>1</Ид></Группы></Товар>",
        "<Товар><Группы>х</Группы></Товар>",
    ],
)
def test_what_was_not_looked_at_is_missed_in_the_count(odd: str) -> None:
    assert not harvest(PLAIN + odd)[1]


def test_groups_in_groups_are_harvested() -> None:
    element = etree.fromstring(
        "<Группа><Группы><Группа><Ид>б</Ид></Группа></Группы></Группа>".encode(), tree_parser()
    )
    assert Harvest(Limits()).record(plan(Group), element, 1) == {"children": [{"id": "б"}]}
