import pytest
from tests.unit.checks.staging import Sample, codes, part, problems, sample, section

from cml_sync.checks.chapters.units import RULES
from cml_sync.model.classifier import Unit
from cml_sync.model.goods import Catalog, Product


def unit(**fields: object) -> Product:
    return Product.model_validate({"id": "p", "base_unit": fields})


def converted(**fields: object) -> Product:
    return unit(code="796", conversions=({**fields},))


SAMPLES = (
    sample("CML411", unit(code="  ", text="шт"), unit(text="шт")),
    sample("CML412", unit(code="1", text="шт"), unit(code="796 ", text="шт")),
    sample("CML412", unit(code="PCE"), unit(text="796 ")),
    sample("CML413", unit(code="0001"), unit(code="2009")),
    sample("CML414", Unit(full_name="Лист"), Unit(id="625 ")),
    sample("CML415", unit(code="796", text="кг"), unit(code="796", text="шт.")),
    sample("CML415", unit(code="796", full_name="Килограмм"), unit(code="796", text="ед")),
    sample("CML415", unit(code="166 ", text="шт"), unit(code="2009", text="кг")),
    sample("CML416", unit(code="796", international="KGM"), unit(code="796", international="NMB")),
    sample("CML416", unit(code="055", international="PCE"), unit(code="055", international="m2")),
    sample("CML417", unit(text="шт"), unit(text="796 ")),
    sample("CML417", unit(full_name="Штука"), unit(code="796", text="шт")),
    sample(
        "CML418", converted(unit="778", coefficient="0"), converted(unit="778", coefficient="6")
    ),
    sample("CML419", converted(coefficient="6"), converted(unit="778", coefficient="6")),
    sample("CML419", converted(unit="778"), unit(code="796")),
    sample("CML424", Unit(code="736", short_name="шт"), Unit(code="736", short_name="рул")),
    sample("CML424", Unit(id="778 ", full_name="Штука"), Unit(id="778 ", full_name="Упаковка")),
    sample("CML426", Unit(code="0001", short_name="лист"), Unit(code="625 ", short_name="лист")),
    sample("CML426", Unit(id="1000"), Unit(id="5f1c")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_a_misnamed_unit_is_told_once() -> None:
    record = unit(code="796", text="кг", full_name="Килограмм")
    staged = part(section(Catalog(id="c", changes_only=True), record))
    found = [one for one in problems(staged) if one.code == "CML415"]
    assert [str(one.message) for one in found] == [
        "The code of the base unit is `796`, its name `кг`"
    ]
