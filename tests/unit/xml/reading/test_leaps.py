from decimal import Decimal

import pytest

from cml_sync.model.offers import Offer
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.leaps import (
    ADD,
    APPEND,
    BLANK,
    CLOSE,
    KNOWN,
    MOVES,
    NEXT,
    NUMBER,
    PLAIN,
    STAY,
    Atlas,
    Stand,
)
from cml_sync.xml.reading.plans import plan
from cml_sync.xml.reading.repeats import OddError


@pytest.fixture
def start() -> Stand:
    return Atlas("Предложение", plan(Offer), Limits(), 3).start


def test_a_leap_is_learnt_once_and_leads_on(start: Stand) -> None:
    leap = start["\n<Предложение>\n\t<Ид"]
    move, _, op, field, inside, empty = leap
    assert (move, op, field, empty) == (STAY, PLAIN, "id", "")
    assert start["\n<Предложение>\n\t<Ид"] is leap
    assert inside["Ид>\n\t<Количество"][2:4] == (NUMBER, "quantity")
    assert inside["Ид>\n\t<Количество"][5] is None


def test_elements_begin_and_end(start: Stand) -> None:
    inside = start["<Предложение><Ид"][4]
    prices = inside["Ид><Цены><Цена><Валюта"]
    assert prices[:4] == (ADD, "prices", PLAIN, "currency")
    again = prices[4]["Валюта></Цена"] if "Валюта></Цена" in prices[4] else prices[4]["Валюта"]
    assert again[:4] == (STAY, "", BLANK, "")
    assert again[4]["Цена><Цена><Валюта"][:4] == (NEXT, "prices", PLAIN, "currency")
    assert again[4]["Цена"][:2] == (CLOSE, "prices")


def test_the_values_of_attributes_are_filled_in(start: Stand) -> None:
    inside = start["<Предложение><Ид"][4]
    for quantity in ("5", "7"):
        leap = inside[f'Ид><Склад ИдСклада="с" КоличествоНаСкладе="{quantity}"/']
        assert leap[:3] == (
            MOVES,
            ((APPEND, "stocks", {"warehouse_id": "с", "quantity": Decimal(quantity)}),),
            BLANK,
        )


def test_an_element_with_a_text_is_one_of_those_that_were_met(start: Stand) -> None:
    leap = start["<Предложение><Ид"][4]['Ид><БазоваяЕдиница Код="796"']
    assert leap[2:4] == (KNOWN, "base_unit")
    assert leap[5]["шт"] is leap[5]["шт"]
    assert (leap[5]["шт"].code, leap[5]["шт"].text) == ("796", "шт")
    with pytest.raises(OddError):
        leap[5][" шт"]


@pytest.mark.parametrize(
    "letters",
    [
        "",
        "Ид",
        "<Предложение",
        "<Предложение/",
        "<Предложение>текст<Ид",
        "<Предложение><Слаг",
        "<Предложение><Ид><Артикул",
        "<Предложение Статус='1'><Ид",
        '<Предложение Статус="1><Ид',
        '<Предложение чей="1"><Ид',
        '<Предложение Статус = "1"><Ид',
        '<Предложение><Ид к="1"',
        "<Предложение>\xa0<Ид",
        "<Предложение><Цены><Цена",
        "<Предложение><БазоваяЕдиница/",
    ],
)
def test_what_is_not_understood_is_odd(start: Stand, letters: str) -> None:
    with pytest.raises(OddError):
        start[letters]
