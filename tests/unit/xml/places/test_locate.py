from decimal import Decimal

from cml_sync.model.element import Unknown
from cml_sync.model.goods import BaseUnit
from cml_sync.model.offers import Offer, Price
from cml_sync.xml.places.locate import holds, is_no_number, path_of


def test_the_path_names_elements_containers_and_attributes() -> None:
    offer = Offer(
        id="a",
        base_unit=BaseUnit(code="!", text="шт"),
        prices=(Price(value=Decimal(1)), Price(currency="€")),
    )
    endless = Price.model_construct(value=Decimal("Infinity"))
    assert path_of(offer, holds("€")) == "Цены/Цена/Валюта"
    assert path_of(offer, holds("!")) == "БазоваяЕдиница/@Код"
    assert path_of(offer, holds("ш")) == "БазоваяЕдиница"
    assert (
        path_of(Offer.model_construct(prices=(endless,)), is_no_number) == "Цены/Цена/ЦенаЗаЕдиницу"
    )


def test_unknown_parts_are_looked_through_as_well() -> None:
    offer = Offer(
        unknown=(Unknown(at="Цены", xml="<Слаг>?</Слаг>"),),
        unknown_attributes=(("Вид", "!"),),
    )
    assert path_of(offer, holds("?")) == "Цены"
    assert path_of(offer, holds("!")) == "@Вид"


def test_nothing_found_is_an_empty_path() -> None:
    assert path_of(Offer(id="a"), holds("?")) == ""
