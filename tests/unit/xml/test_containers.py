import io

import pytest

from cml_sync.model.offers import Offer
from cml_sync.xml.canonical import canonical_file, differences
from cml_sync.xml.dialects import FAITHFUL
from cml_sync.xml.reader import read_whole
from cml_sync.xml.writer import write_whole

ROOT = "КоммерческаяИнформация"
HEAD = '<?xml version="1.0"?><КоммерческаяИнформация><ПакетПредложений><Предложения>'
TAIL = "</Предложения></ПакетПредложений></КоммерческаяИнформация>"


def read_offer(inner: str) -> Offer:
    data = f"{HEAD}<Предложение>{inner}</Предложение>{TAIL}".encode()
    information, _ = read_whole(io.BytesIO(data), "offers.xml")
    return information.offers_packages[0].offers[0]


@pytest.mark.parametrize(
    "inner",
    [
        "<Цены/><Цены><Цена/></Цены>",
        "<Цены><Цена/></Цены><Цены/>",
        "<Цены> </Цены><Цены><Цена/></Цены><Цены/>",
    ],
)
def test_an_empty_container_beside_a_full_one_does_not_count(inner: str) -> None:
    assert len(read_offer(inner).prices) == 1


def test_containers_of_one_name_are_read_as_one() -> None:
    offer = read_offer("<Группы><Ид>a</Ид></Группы><Ид>x</Ид><Группы><Ид>b</Ид></Группы>")
    assert offer.group_ids == ("a", "b")


def test_an_empty_container_alone_empties_the_field() -> None:
    offer = read_offer("<Группы/><Группы/>")
    assert offer.group_ids == ()
    assert "group_ids" in offer.model_fields_set


@pytest.mark.parametrize(
    "section",
    [
        '<Каталог><Товары к="1"><Товар><Группы к="2"/><Цвет/></Товар></Товары></Каталог>',
        '<Каталог><Товары к="1"/></Каталог>',
        '<Каталог><Товары><Товар><Группы к="2"><Ид>г</Ид><Х/></Группы></Товар></Товары></Каталог>',
        '<Классификатор><Свойства к="1"><Х/></Свойства></Классификатор>',
    ],
)
def test_attributes_of_containers_survive_being_read_and_written(section: str) -> None:
    text = f"<{ROOT}>{section}</{ROOT}>".encode()
    file = io.BytesIO()
    write_whole(file, read_whole(io.BytesIO(text), "x.xml")[0], FAITHFUL)
    first, second = (canonical_file(io.BytesIO(data)) for data in (text, file.getvalue()))
    assert list(differences(first, second)) == []
