from decimal import Decimal

import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    codes,
    order,
    part,
    problems,
    sample,
    section,
)

from cml_sync.checks.chapters.currencies import RULES
from cml_sync.model.classifier import PriceType
from cml_sync.model.offers import Offer, OffersPackage, Price

PACKAGE = OffersPackage(id="c#", catalog_id="c", changes_only=True)


def in_currency(of_type: str | None, of_price: str | None) -> StagedPart:
    price = Price(price_type_id="retail", value=1, currency=of_price)
    return part(
        section(PACKAGE, PriceType(id="retail", currency=of_type), Offer(id="p", prices=(price,)))
    )


SAMPLES = (
    sample("CML304", in_currency("RUB", "PRO"), in_currency("RUB", "руб.")),
    sample("CML304", in_currency("RUB", "PRO"), in_currency("RUB", "")),
    sample("CML304", in_currency("RUB", "ZZZ"), in_currency("RUB", "SGD")),
    sample("CML305", in_currency("USD", "RUB"), in_currency("руб", "RUB")),
    sample("CML305", in_currency("USD", "RUB"), in_currency(None, "RUB")),
    sample("CML331", in_currency("RUB", "руб"), in_currency("RUB", "RUB")),
    sample("CML331", in_currency("RUR", "RUB"), in_currency("USD", "RUB")),
    sample("CML337", order(currency="643"), order(currency="руб")),
    sample("CML337", order(currency="руб."), order(currency="у.е.")),
    sample("CML337", order(currency="$"), order(currency="USD")),
    sample("CML332", order(currency="у.е."), order(currency="руб.")),
    sample("CML332", order(currency="PRO"), order(currency=None)),
    sample("CML333", order(rate=Decimal(0)), order(rate=Decimal("0.1"))),
    sample("CML334", order(rate=Decimal("92.5")), order(currency="USD", rate=Decimal("92.5"))),
    sample("CML334", order(currency="643", rate=Decimal(2)), order(rate=Decimal("1.0000"))),
    sample("CML335", PriceType(id="retail"), PriceType(id="retail", currency="RUB")),
    sample("CML335", PriceType(id="r", currency=" "), PriceType(id="r", deletion_mark=True)),
    sample("CML336", in_currency("руб.", "RUB"), in_currency("руб", "RUB")),
    sample("CML336", in_currency("RUB", "р."), in_currency("RUB", "у.е.")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_an_unknown_currency_is_reported_once_for_all_price_types() -> None:
    offers = [
        Offer(id=str(n), prices=(Price(price_type_id=str(n), value=1, currency="MIZ"),))
        for n in range(4)
    ]
    found = [one for one in problems(part(section(PACKAGE, *offers))) if one.code == "CML304"]
    assert [str(one.message) for one in found] == ["`MIZ` is no known currency (4 prices)"]


def test_all_spellings_of_a_currency_are_named() -> None:
    found = [one for one in problems(in_currency("643", "RUB")) if one.code == "CML331"]
    assert [str(one.message) for one in found] == ["RUB is written as `RUB`, `643`"]
    assert found[0].place.line is not None
