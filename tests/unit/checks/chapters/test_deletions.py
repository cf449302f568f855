import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    catalog,
    classifier,
    codes,
    offers,
    part,
    sample,
)

from cml_sync.checks.chapters.deletions import RULES
from cml_sync.model.classifier import PriceType, Property, PropertyOption
from cml_sync.model.goods import Product, PropertyValue
from cml_sync.model.offers import Offer, Price, Stock
from cml_sync.model.warehouses import Warehouse

GONE = Product(id="p", status="Удален")
PRICED = Offer(id="p", prices=(Price(price_type_id="r", value=1),))
STOCKED = Offer(id="p", stocks=(Stock(warehouse_id="m", quantity=1),))
COLOURED = Product(id="p", property_values=(PropertyValue(id="colour", values=("red",)),))


def colour(*, deleted: bool, option_deleted: bool) -> StagedPart:
    option = PropertyOption(id="red", value="красный", deletion_mark=option_deleted)
    record = Property(id="colour", name="Цвет", deletion_mark=deleted, options=(option,))
    return part(classifier(record), catalog(COLOURED))


SAMPLES = (
    sample(
        "CML241",
        Product(id="p", status="Удален", deletion_mark=False),
        Product(id="p", status="Удален", deletion_mark=True),
    ),
    sample(
        "CML241",
        Product(id="p", status="Новый", status_element="Удален"),
        Product(id="p", status="Новый", deletion_mark=False),
    ),
    sample(
        "CML242",
        Offer(id="p", status="Удален", quantity=3),
        Offer(id="p", status="Удален", quantity=0),
    ),
    sample("CML242", Offer(id="p", deletion_mark=True, quantity=3), Offer(id="p", quantity=3)),
    sample(
        "CML243",
        part(catalog(GONE, Product(id="q", deletion_mark=True))),
        part(catalog(GONE, Product(id="q", deletion_mark=False))),
    ),
    sample(
        "CML243",
        part(catalog(GONE, Product(id="q", deletion_mark=True))),
        part(catalog(GONE, Product(id="q", deletion_mark=True), changes_only=True)),
    ),
    sample("CML244", part(catalog(GONE)), part(catalog(GONE, changes_only=True))),
    sample(
        "CML245",
        part(offers(PriceType(id="r", deletion_mark=True), PRICED)),
        part(offers(PriceType(id="r", deletion_mark=False), PRICED)),
    ),
    sample(
        "CML246",
        part(offers(Warehouse(id="m", deletion_mark=True), STOCKED)),
        part(offers(Warehouse(id="m"), STOCKED)),
    ),
    sample(
        "CML247",
        colour(deleted=True, option_deleted=False),
        colour(deleted=False, option_deleted=False),
    ),
    sample(
        "CML248",
        part(catalog(GONE), offers(Offer(id="p#red"))),
        part(catalog(GONE), offers(Offer(id="p#red", status="Удален"))),
    ),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_what_is_deleted_is_not_unknown() -> None:
    found = codes(part(offers(PriceType(id="r", deletion_mark=True), PRICED)))
    assert "CML202" not in found
