import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    catalog,
    classifier,
    codes,
    offers,
    order,
    part,
    problems,
    sample,
    section,
)

from cml_sync.checks.chapters.repeated import RULES
from cml_sync.model.classifier import Group, PriceType
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.offers import (
    Offer,
    OfferChange,
    OffersChanges,
    OffersPackage,
    Price,
    Rest,
    RestWarehouse,
)
from cml_sync.model.warehouses import Warehouse

SAMPLES = (
    sample(
        "CML211",
        part(catalog(Product(id="p"), Product(id="p"))),
        part(catalog(Product(id="p"), Product(id="P"))),
    ),
    sample(
        "CML212",
        part(offers(Offer(id="p", name="Кружка"), Offer(id="p", name="Чашка"))),
        part(offers(Offer(id="p#red", name="Кружка"), Offer(id="p#blue", name="Кружка"))),
    ),
    sample(
        "CML213",
        part(classifier(PriceType(id="r"), PriceType(id="r"))),
        part(classifier(PriceType(id="r"), Warehouse(id="r"))),
    ),
    sample(
        "CML214",
        part(classifier(Group(id="g", children=(Group(id="h", children=(Group(id="g"),)),)))),
        part(classifier(Group(id="g", children=(Group(id="h"), Group(id="i"))))),
    ),
    sample(
        "CML214",
        part(classifier(Group(id="g"), Group(id="h", children=(Group(id="g"),)))),
        part(classifier(Group(id="g", name="Разное"), Group(id="h", name="Разное"))),
    ),
    sample(
        "CML215",
        part(order(), order()),
        part(order(), order(operation="Выплата безналичных денег")),
    ),
    sample("CML216", Offer(id="p#red#large"), Offer(id="p#red")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_the_split_parts_of_one_offer_are_no_duplicates() -> None:
    def split(record: Offer) -> StagedPart:
        header = OffersPackage(id="#c", changes_only=True)
        return part(section(header, record), version="3.1", file=f"{id(record)}.xml")

    described = split(Offer(id="p", name="Кружка"))
    prices = split(Offer(id="p", prices=(Price(price_type_id="r", value=1),)))
    rests = split(Offer(id="p", rests=(Rest(warehouses=(RestWarehouse(id="m", quantity=1),)),)))
    assert "CML212" not in codes(described, prices, rests)
    assert "CML212" in codes(described, prices, rests, prices)


def test_two_catalogues_may_hold_the_same_product() -> None:
    first = part(section(Catalog(id="c1"), Product(id="p")))
    second = part(section(Catalog(id="c2"), Product(id="p")))
    assert "CML211" not in codes(first, second)


def test_every_part_may_repeat_the_price_types() -> None:
    first = part(offers(PriceType(id="r")), file="offers0_1.xml")
    second = part(offers(PriceType(id="r")), file="offers0_2.xml")
    assert "CML213" not in codes(first, second)


def test_a_change_is_known_by_its_characteristic_too() -> None:
    header = OffersChanges(id="c#", catalog_id="c")
    red = OfferChange(id="p", characteristic_id="red", quantity=1)
    blue = OfferChange(id="p", characteristic_id="blue", quantity=1)
    assert "CML212" not in codes(part(section(header, red, blue)))
    assert "CML212" in codes(part(section(header, red, red)))


def test_a_group_that_stands_in_the_tree_thrice_is_told_once_where_it_stands_again() -> None:
    thrice = tuple(Group(id="g", name=f"Чай {number}") for number in range(3))
    found = problems(part(classifier(Group(id="t", name="Бакалея", children=thrice))))
    again = [one for one in found if one.code == "CML214"]
    assert [(str(one.message), one.place.path.partition("]/")[2]) for one in again] == [
        ("Group `g` stands in the tree twice", "Группы/Группа[2]")
    ]
