import pytest
from tests.unit.checks.staging import (
    Sample,
    codes,
    line,
    offers,
    order,
    part,
    problems,
    sample,
)

from cml_sync.checks.chapters.unit_uses import RULES
from cml_sync.model.offers import Offer, OfferChange


def priced(base: str, **price: object) -> Offer:
    fields = {"id": "p", "base_unit": {"code": base}, "prices": ({"value": 1, **price},)}
    return Offer.model_validate(fields)


SAMPLES = (
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
    sample("CML425", OfferChange(id="p", unit_code="шт"), OfferChange(id="p", unit_code="796 ")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_the_place_of_a_line_is_named() -> None:
    document = order(lines=(line("1", "1", "1"), line("1", "1", "1", coefficient="0")))
    [found] = [one for one in problems(part(document)) if one.code == "CML423"]
    assert found.place.path.endswith("Товары/Товар[2]/Коэффициент")


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ({"code": "797", "text": "100 шт."}, "100 шт. (797)"),
        ({"code": "797 ", "full_name": "Сто штук"}, "Сто штук (797)"),
        ({"code": "797"}, "797"),
        ({"text": "упак"}, "упак"),
    ],
)
def test_the_base_unit_is_named_as_people_know_it(unit: dict[str, str], shown: str) -> None:
    fields = {"id": "p", "base_unit": unit, "prices": ({"value": 1, "unit": "тыс. шт"},)}
    found = problems(part(offers(Offer.model_validate(fields))))
    [message] = [str(one.message) for one in found if one.code == "CML422"]
    assert message == f"The price is for `тыс. шт`, the base unit is `{shown}`"
