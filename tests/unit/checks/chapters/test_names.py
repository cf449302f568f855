import pytest
from tests.unit.checks.staging import (
    Sample,
    classifier,
    codes,
    line,
    part,
    problems,
    sample,
    staged,
)

from cml_sync.checks.chapters.names import RULES
from cml_sync.model.classifier import Group, PriceType, Property, PropertyOption, Unit
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer
from cml_sync.model.warehouses import Warehouse


def named(name: str) -> Product:
    return Product(id="p", name=name)


def optioned(value: str) -> Property:
    return Property(id="x", name="Цвет", options=(PropertyOption(id="1", value=value),))


SAMPLES = (
    sample("CML805", named("Чай<br>чёрный"), named("Труба <50 мм>")),
    sample("CML805", Offer(id="p", name="<b>Чай</b>"), Offer(id="p", name="a < b")),
    sample("CML806", named("Чай &quot;Пух&quot;"), named("Мыло & губка")),
    sample("CML806", named("Труба &#178;"), named("A&B; C")),
    sample(
        "CML806",
        line("350", "2", "700", name="Чай &quot;Пух&quot;"),
        line("350", "2", "700", name="Мыло & губка"),
    ),
    sample("CML809", named("Ча\u00adшка"), named("Чашка")),
    sample("CML809", Product(id="p", sku="12\u200b3"), Product(id="p", sku="123")),
    sample("CML809", Warehouse(id="m", name="\ufeffГлавный"), Warehouse(id="m", name="Главный")),
    sample("CML813", PriceType(id="r", name="Pозничная"), PriceType(id="r", name="USD-розница")),
    sample("CML813", optioned("крaсный"), optioned("красный")),
    sample("CML813", Unit(id="796", short_name="штyк"), Unit(id="796", short_name="шт")),
    sample(
        "CML813",
        Group(id="g", name="Чай", children=(Group(id="h", name="Зелeный"),)),
        Group(id="g", name="Чай", children=(Group(id="h", name="Зеленый"),)),
    ),
    sample("CML814", named("Cпектакль"), named("Кабель USB-шнур ГОСТ")),
    sample("CML815", named("Чай  чёрный"), named("Чай чёрный ")),
    sample("CML815", PriceType(id="r", name=" Опт"), PriceType(id="r", name="Опт")),
    sample("CML815", named("14\u00a0123"), named("14 123")),
    sample("CML816", PriceType(id="r", name="я" * 256), PriceType(id="r", name="я" * 255)),
    sample("CML816", Group(id="g", name="я" * 3001), Group(id="g", name="я" * 3000)),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


@pytest.mark.parametrize(
    ("record", "place", "message"),
    [
        (
            optioned("крaсный"),
            "ВариантыЗначений/Справочник[1]/Значение",
            "`крaсный` mixes Latin and Cyrillic letters that look alike",
        ),
        (
            Product(id="p", sku="12\u200b3"),
            "Артикул",
            "The value holds the character U+200B",
        ),
    ],
)
def test_place_and_character_are_named(record: Element, place: str, message: str) -> None:
    content = record if isinstance(record, Product) else part(classifier(record))
    told = {str(one.message): one.place.path for one in problems(staged(content))}
    assert told[message].endswith(place)
