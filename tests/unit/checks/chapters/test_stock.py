import pytest
from tests.unit.checks.staging import Sample, codes, sample

from cml_sync.checks.chapters.stock import RULES
from cml_sync.model.offers import Offer, OfferChange, Rest, RestWarehouse, Stock


def stocked(total: str | None, **quantities: str) -> Offer:
    stocks = [{"warehouse_id": name, "quantity": q} for name, q in quantities.items()]
    return Offer.model_validate({"id": "p", "quantity": total, "stocks": stocks})


def resting(*warehouses: str) -> Offer:
    rests = [Rest(warehouses=(RestWarehouse(id=name, quantity=1),)) for name in warehouses]
    return Offer(id="p", rests=tuple(rests))


def counted(total: str, **unit: str) -> Offer:
    return Offer.model_validate({"id": "p", "quantity": total, "base_unit": unit})


SAMPLES = (
    sample("CML401", stocked("-1"), stocked("0")),
    sample("CML401", stocked(None, main="-9"), stocked(None, main="9")),
    sample(
        "CML401",
        OfferChange(id="p", stocks=(Stock(warehouse_id="main", quantity=-1),)),
        OfferChange(id="p", quantity=1),
    ),
    sample("CML402", stocked("5", main="2", second="2"), stocked("5", main="2", second="3.000")),
    sample("CML402", stocked("5", main="2"), stocked("5")),
    sample("CML403", resting("main", "main"), resting("main", "second")),
    sample(
        "CML407",
        Offer(id="p", rests=(Rest(quantity=1), Rest(warehouse_id="main", quantity=1))),
        Offer(id="p", rests=(Rest(quantity=1), *resting("main").rests)),
    ),
    sample("CML404", stocked("1000000000"), stocked("999999999")),
    sample("CML404", stocked(None, main="9999999999"), stocked(None, main="99999")),
    sample("CML405", stocked("0.0001"), stocked("0.1000")),
    sample("CML405", stocked(None, main="1.23456"), stocked(None, main="1.234")),
    sample("CML406", counted("2.5", code="796"), counted("2.000", code="796")),
    sample("CML406", counted("2.5", text="796 "), counted("2.5", code="166")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}
