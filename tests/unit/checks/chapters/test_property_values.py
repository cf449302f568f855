import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    catalog,
    classifier,
    codes,
    part,
    problems,
    sample,
    staged,
)

from cml_sync.checks.chapters.property_values import RULES
from cml_sync.model.classifier import Property, PropertyOption
from cml_sync.model.goods import Product, PropertyValue


def valued(value_type: str, value: str) -> StagedPart:
    record = Property(id="x", name="Свойство", value_type=value_type)
    values = (PropertyValue(id="x", values=(value,)),)
    return part(classifier(record), catalog(Product(id="p", property_values=values)))


def optioned(*values: str, **fields: object) -> Property:
    listed = tuple(PropertyOption(id=f"{n}", value=value) for n, value in enumerate(values))
    return Property.model_validate(
        {"id": "x", "name": "Цвет", "value_type": "Справочник", "options": listed, **fields}
    )


def chosen(value: str) -> StagedPart:
    option = PropertyOption(id="red", value="красный")
    record = Property(id="x", name="Цвет", value_type="Справочник", options=(option,))
    values = (PropertyValue(id="x", values=(value,)),)
    return part(classifier(record), catalog(Product(id="p", property_values=values)))


def wide(value: str) -> Product:
    return Product.model_validate(
        {"id": "p", "characteristics": ({"name": "Ширина", "value": value},)}
    )


def several(*values: str, multiple: bool = False) -> StagedPart:
    record = Property(id="x", name="Цвет", multiple=multiple)
    listed = (PropertyValue(id="x", values=values),)
    return part(classifier(record), catalog(Product(id="p", property_values=listed)))


def placed(*values: str) -> Product:
    listed = tuple(PropertyValue(id="x", values=(value,)) for value in values)
    return Product(id="p", name="Чай", property_values=listed)


SAMPLES = (
    sample("CML841", valued("Число", "5 кг"), valued("Число", "1 250,50")),
    sample("CML841", valued("Число", "пять"), valued("Строка", "пять")),
    sample("CML841", valued("Число", "1e5"), valued("Число", "")),
    sample("CML842", valued("Время", "скоро"), valued("Время", "2026-03-01T10:00:00")),
    sample("CML842", valued("ДатаВремя", "завтра"), valued("ДатаВремя", "01.03.2026 10:00:00")),
    sample("CML842", valued("Дата", "2026"), valued("Дата", "20260301")),
    sample("CML843", optioned(), optioned(external=True)),
    sample("CML843", optioned(), optioned("красный")),
    sample("CML843", optioned(), Property(id="x", name="Цвет", value_type="Строка")),
    sample("CML844", optioned("красный", "Крaсный "), optioned("0,5", "0.5")),
    sample(
        "CML844",
        optioned("красный", option_texts=("Красный",)),
        optioned("красный", option_texts=("красный",)),
    ),
    sample("CML847", several("красный", "синий"), several("красный", " ")),
    sample("CML849", wide("-999\u00a0999\u00a0999,9"), wide("-999,9")),
    sample("CML849", wide("-999 999 999.9"), wide("999 999 999,9")),
    sample("CML849", valued("Число", "-999999999.9"), valued("Число", "-999999")),
    sample("CML847", several("красный", "синий"), several("красный", "синий", multiple=True)),
    sample("CML848", placed("красный", "синий"), placed("красный", "красный")),
    sample("CML846", chosen("красный"), chosen("red")),
    sample("CML846", chosen(" красный "), chosen("синий")),
    sample("CML845", Property(id="x", value_type="Float"), Property(id="x", value_type="Число")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_twins_of_one_property_are_told_once() -> None:
    found = problems(staged(optioned("красный", "красный", "КРАСНЫЙ", "синий")))
    [told] = [problem for problem in found if problem.code == "CML844"]
    assert str(told.message) == "2 options look the same as others, `красный` for one"


def test_the_value_and_its_property_are_named() -> None:
    found = problems(valued("Число", "5 кг"))
    [told] = [problem for problem in found if problem.code == "CML841"]
    assert str(told.message) == "`5 кг` does not fit property `x` of type `Число`"
    assert told.place.path.endswith("ЗначенияСвойств/ЗначенияСвойства[1]")
