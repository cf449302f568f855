import io

import pytest

from cml_sync.model.reference_books import SiteDictionaries, SiteWord
from cml_sync.xml.errors import (
    HostileError,
    LimitError,
    NotCommerceMLError,
    NotXmlError,
    ReadError,
    TruncatedError,
)
from cml_sync.xml.limits import Limits
from cml_sync.xml.site_dictionaries import read_site_dictionaries

ANSWER = """<?xml version="1.0" encoding="windows-1251"?>
<Справочник>
 <Cтатусы><Элемент><Ид>N</Ид><Название>Принят</Название></Элемент></Cтатусы>
 <ПлатежныеСистемы><Элемент><Ид> 1</Ид><Название>Наличные</Название>
  <ТипОплаты>Наличный расчет</ТипОплаты></Элемент></ПлатежныеСистемы>
 <СлужбыДоставки/>
</Справочник>"""


def read(text: str, limits: Limits | None = None) -> object:
    return read_site_dictionaries(io.BytesIO(text.encode("cp1251")), "info.xml", limits=limits)


@pytest.mark.parametrize("letter", ["C", "С"])
def test_the_answer_of_a_site_becomes_its_model(letter: str) -> None:
    found = read_site_dictionaries(
        io.BytesIO(ANSWER.replace("Cтатусы", f"{letter}татусы").encode("cp1251")), "info.xml"
    )
    assert found[0] == SiteDictionaries(
        statuses=(SiteWord(id="N", name="Принят"),),
        payment_systems=(SiteWord(id="1", name="Наличные", payment_kind="Наличный расчет"),),
        delivery_services=(),
    )
    assert [(one.code, str(one.place), one.place.path) for one in found[1]] == [
        ("CML761", "info.xml:4:29", "Справочник/ПлатежныеСистемы/Элемент/Ид")
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("<КоммерческаяИнформация/>", NotCommerceMLError),
        ("<!DOCTYPE a><Справочник/>", HostileError),
        ("<Справочник><а>", TruncatedError),
        ("<Справочник></а>", NotXmlError),
        ("<Справочник>" + "<а>" * 100 + "</а>" * 100 + "</Справочник>", LimitError),
    ],
)
def test_what_is_no_such_answer_is_refused(text: str, error: type[ReadError]) -> None:
    with pytest.raises(error):
        read(text)


def test_its_size_is_limited() -> None:
    with pytest.raises(LimitError):
        read(ANSWER + " " * 300_000, Limits(record_bytes=1000))
