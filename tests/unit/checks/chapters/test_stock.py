import pytest
from tests.unit.checks.staging import Sample, codes, sample

from cml_sync.checks.chapters.stock import RULES
from cml_sync.model.classifier import Unit
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.offers import Offer, OfferChange, Rest, RestWarehouse, Stock


def stocked(total: str | None, **quantities: str) -> Offer:
    stocks = [{"warehouse_id": name, "quantity": q} for name, q in quantities.items()]
    return Offer.model_validate({"id": "p", "quantity": total, "stocks": stocks})


def resting(*warehouses: str) -> Offer:
    rests = [Rest(warehouses=(RestWarehouse(id=name, quantity=1),)) for name in warehouses]
    return Offer(id="p", rests=tuple(rests))


def unit(**fields: str) -> Product:
    return Product(id="p", base_unit=BaseUnit.model_validate(fields))


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
    sample("CML411", unit(code="  ", text="шт"), unit(text="шт")),
    sample("CML412", unit(code="1", text="шт"), unit(code="796 ", text="шт")),
    sample("CML412", unit(code="PCE"), unit(text="796 ")),
    sample("CML413", unit(code="0001"), unit(code="2009")),
    sample("CML414", Unit(full_name="Лист"), Unit(id="625 ")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}
