from cml_sync.model.element import Unknown
from cml_sync.model.goods import BaseUnit, Product, UnitConversion
from cml_sync.packages.survey.strangers import unknown_elements


def kept(xml: str, at: str = "") -> tuple[Unknown, ...]:
    return (Unknown(at=at, xml=xml),)


def test_unknown_elements_are_named_with_their_parent() -> None:
    conversion = UnitConversion(unknown=kept("<Б/>"))
    unit = BaseUnit(unknown=kept('<А б="1">в</А>'), conversions=(conversion,))
    product = Product(id="1", base_unit=unit, unknown=kept("<Слаг/>"))
    assert sorted(unknown_elements(product, "Товар")) == [
        "БазоваяЕдиница/А",
        "Пересчет/Б",
        "Товар/Слаг",
    ]


def test_in_a_container_that_is_the_parent() -> None:
    product = Product(unknown=kept("<Вид/>", "Группы"))
    assert list(unknown_elements(product, "Товар")) == ["Группы/Вид"]


def test_a_known_element_that_could_not_be_read_is_none() -> None:
    product = Product(unknown=(*kept("<Вес>много</Вес>"), *kept("<Ид><б/></Ид>", "Группы")))
    assert list(unknown_elements(product, "Товар")) == []
