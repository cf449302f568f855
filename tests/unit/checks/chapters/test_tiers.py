import pytest
from tests.unit.checks.staging import Sample, StagedPart, codes, part, problems, sample, section

from cml_sync.checks.chapters.tiers import RULES
from cml_sync.model.offers import Offer, OffersPackage

PACKAGE = OffersPackage(id="c#", catalog_id="c", changes_only=True)


def priced(*prices: dict[str, object]) -> Offer:
    return Offer.model_validate(
        {"id": "p", "prices": [{"price_type_id": "r", **p} for p in prices]}
    )


def tier(value: str, start: str | None, end: str | None, **more: object) -> dict[str, object]:
    return {"value": value, "qty_from": start, "qty_to": end, **more}


def spoken(value: str, words: str) -> Offer:
    return priced({"value": value, "presentation": words})


def offers(*values: str | None) -> StagedPart:
    return part(section(PACKAGE, *(priced({"value": value}) for value in values)))


SAMPLES = (
    sample("CML321", priced(tier("1", "10", "5")), priced(tier("1", "10", "10"))),
    sample("CML321", priced(tier("1", None, "-1")), priced(tier("1", "10", None))),
    sample(
        "CML321",
        priced({"value": "1", "min_quantity": "-1"}),
        priced({"value": "1", "min_quantity": "1"}),
    ),
    sample(
        "CML322",
        priced(tier("9", "1", "10"), tier("8", "5", "20")),
        priced(tier("9", "1", "10"), tier("8", "11", "20")),
    ),
    sample(
        "CML322",
        priced(tier("8", "5", "20"), tier("9", None, "10")),
        priced(tier("8", "5", "20"), tier("9", None, "10", price_type_id="w")),
    ),
    sample(
        "CML323",
        priced(tier("8", "1", "10"), tier("9", "11", None)),
        priced(tier("9", "1", "10"), tier("8", "11", None)),
    ),
    sample(
        "CML323",
        priced(tier("8", "1", None), tier("90", "12", None)),
        priced(tier("8", "1", None), tier("90", "12", None, unit="упак")),
    ),
    sample("CML325", spoken("1250.50", "1\u00a0350,5 руб. за шт"), spoken("1250.50", "1 250 руб")),
    sample("CML325", spoken("10", "12 RUB за PCE"), spoken("10", "цена по запросу")),
    sample("CML326", offers("0", "0.00", None), offers("0", "0", "0.01")),
    sample("CML326", offers("0", "0"), offers("0")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_a_type_of_zeros_is_told_once() -> None:
    found = [one for one in problems(offers("0", None, "0")) if one.code == "CML326"]
    assert [str(one.message) for one in found] == [
        "Price type `r` has 3 prices, and all of them are zero"
    ]


def test_the_place_of_an_overlap_is_the_later_tier() -> None:
    record = priced(tier("8", "5", "20"), tier("9", "1", "10"))
    [found] = [one for one in problems(part(section(PACKAGE, record))) if one.code == "CML322"]
    assert found.place.path.endswith("Цены/Цена[1]")
