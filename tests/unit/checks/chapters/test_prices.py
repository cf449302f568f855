import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    codes,
    part,
    problems,
    sample,
    section,
)

from cml_sync.checks.chapters.prices import RULES
from cml_sync.model.classifier import PriceType
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, OfferChange, OffersPackage, Price

PACKAGE = OffersPackage(id="c#", catalog_id="c", changes_only=True)


def offer(*values: object, **more: object) -> Offer:
    prices = [{"price_type_id": "retail", "value": value, **more} for value in values]
    return Offer.model_validate({"id": "p", "prices": prices})


def tiers(*starts: int) -> Offer:
    prices = [Price(price_type_id="retail", value=10, min_quantity=start) for start in starts]
    return Offer(id="p", prices=tuple(prices))


def named(*names: str | None) -> StagedPart:
    records = [PriceType(id=str(number), name=name) for number, name in enumerate(names)]
    return part(section(PACKAGE, *records))


SAMPLES = (
    sample(
        "CML338",
        Product(id="p", unknown=(Unknown(xml="<Цены><Цена/></Цены>"),)),
        Product(id="p", unknown=(Unknown(xml="<Ценность>1</Ценность>"),)),
    ),
    sample("CML301", offer("-1.50"), offer("0.01")),
    sample(
        "CML301",
        OfferChange(id="p", prices=(Price(price_type_id="retail", value=-1),)),
        OfferChange(id="p", prices=(Price(price_type_id="retail", value=1),)),
    ),
    sample("CML302", offer("0.00"), offer("0.01")),
    sample("CML303", offer(None), offer("0")),
    sample(
        "CML303",
        offer(None),
        offer(None, unknown=(Unknown(xml="<ЦенаЗаЕдиницу>дорого</ЦенаЗаЕдиницу>"),)),
    ),
    sample("CML306", tiers(10, 10), tiers(1, 10)),
    sample("CML307", offer("1.999"), offer("1.990")),
    sample("CML308", named("Розничная", "Розничная"), named("Розничная", "Оптовая")),
    sample("CML308", named("Розничная", "Розничная"), named(None, None)),
    sample("CML309", offer("1000000000000"), offer("999999999999.99")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_the_place_names_the_price() -> None:
    [found] = [
        one for one in problems(part(section(PACKAGE, offer("1", "-2")))) if one.code == "CML301"
    ]
    assert found.place.path.endswith("Цены/Цена[2]/ЦенаЗаЕдиницу")
    assert found.place.record_id == "p"
    assert str(found.message) == "The price is `-2`, below zero"
