import pytest
from tests.unit.checks.staging import Sample, codes, line, order, part, problems, sample, section

from cml_sync.checks.chapters.units import RULES
from cml_sync.model.classifier import Unit
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.offers import Offer, OfferChange


def unit(**fields: object) -> Product:
    return Product.model_validate({"id": "p", "base_unit": fields})


def converted(**fields: object) -> Product:
    return unit(code="796", conversions=({**fields},))


def priced(base: str, **price: object) -> Offer:
    fields = {"id": "p", "base_unit": {"code": base}, "prices": ({"value": 1, **price},)}
    return Offer.model_validate(fields)


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
    sample("CML421", priced("796", coefficient="0"), priced("796", coefficient="0.5")),
    sample(
        "CML421",
        OfferChange.model_validate({"id": "p", "prices": ({"value": 1, "coefficient": -1},)}),
        OfferChange.model_validate({"id": "p", "prices": ({"value": 1},)}),
    ),
    sample("CML422", priced("796", unit="упак"), priced("796", unit="упак", coefficient="6")),
    sample("CML422", priced("796", unit="166", coefficient="1"), priced("796", unit="PCE")),
    sample("CML422", priced("796 ", unit="кг."), priced("796", unit="билет")),
    sample(
        "CML423", line("350", "2", None, coefficient="0"), line("350", "2", None, coefficient="1")
    ),
    sample("CML424", Unit(code="736", short_name="шт"), Unit(code="736", short_name="рул")),
    sample("CML424", Unit(id="778 ", full_name="Штука"), Unit(id="778 ", full_name="Упаковка")),
    sample("CML425", OfferChange(id="p", unit_code="шт"), OfferChange(id="p", unit_code="796 ")),
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


def test_the_place_of_a_line_is_named() -> None:
    document = order(lines=(line("1", "1", "1"), line("1", "1", "1", coefficient="0")))
    [found] = [one for one in problems(part(document)) if one.code == "CML423"]
    assert found.place.path.endswith("Товары/Товар[2]/Коэффициент")
