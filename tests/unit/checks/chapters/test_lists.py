import pytest
from tests.unit.checks.staging import Sample, codes, problems, sample, staged

from cml_sync.checks.chapters.lists import RULES
from cml_sync.model.classifier import PriceType, Property, PropertyOption, Unit
from cml_sync.model.goods import Characteristic, Component, Product, PropertyValue
from cml_sync.model.requisites import Requisite
from cml_sync.model.warehouses import Warehouse


def optioned(*values: str) -> Property:
    listed = tuple(PropertyOption(id=f"{n}", value=value) for n, value in enumerate(values))
    return Property(id="x", name="Цвет", value_type="Справочник", options=listed)


def kit(quantity: int | None) -> Product:
    return Product(id="p", name="Сервиз", components=(Component(id="c", quantity=quantity),))


def goods(**fields: object) -> Product:
    return Product.model_validate({"id": "p", "name": "Чай", **fields})


SAMPLES = (
    sample("CML141", optioned("красный", " "), optioned("красный", "синий")),
    sample(
        "CML142",
        goods(property_values=(PropertyValue(name="Цвет", values=("красный",)),)),
        goods(property_values=(PropertyValue(id="x", values=("красный",)),)),
    ),
    sample(
        "CML143",
        goods(characteristics=(Characteristic(value="42"),)),
        goods(characteristics=(Characteristic(id="size", value="42"),)),
    ),
    sample(
        "CML144",
        goods(requisites=(Requisite(values=("1",)),)),
        goods(requisites=(Requisite(name="Вид", values=()),)),
    ),
    sample("CML145", goods(status="Удалён навсегда"), goods(status="удалён")),
    sample("CML145", goods(status_element="Скрыт"), goods(status_element="Изменен")),
    sample("CML147", PriceType(id="r"), PriceType(id="r", deletion_mark=True)),
    sample("CML147", Warehouse(id="m", name=""), Warehouse(id="m", name="Главный")),
    sample("CML147", Unit(code="796"), Unit(code="796", full_name="Штука")),
    sample("CML148", kit(None), kit(2)),
    sample("CML148", kit(0), kit(1)),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_options_without_a_text_are_counted() -> None:
    found = problems(staged(optioned("", "красный", "")))
    [told] = [problem for problem in found if problem.code == "CML141"]
    assert str(told.message) == "2 options have no text"
