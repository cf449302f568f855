import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    StagedSection,
    codes,
    order,
    part,
    problems,
    sample,
    section,
)

from cml_sync.checks.chapters.references import RULES
from cml_sync.model.classifier import Classifier, Group, PriceType, Property, PropertyOption
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog, Product, PropertyValue
from cml_sync.model.offers import (
    Offer,
    OfferChange,
    OffersChanges,
    OffersPackage,
    Price,
    Rest,
    RestWarehouse,
    Stock,
)
from cml_sync.model.warehouses import Warehouse

COLOUR = Property(
    id="colour",
    name="Цвет",
    value_type="Справочник",
    options=(PropertyOption(id="red", value="красный"),),
)


def classifier(*records: Element, changes_only: bool | None = None) -> StagedSection:
    if changes_only is None:
        return section(Classifier(id="c"), *records)
    return section(Classifier(id="c", changes_only=changes_only), *records)


def catalog(*products: Product, changes_only: bool | None = False) -> StagedSection:
    return section(Catalog(id="c", changes_only=changes_only), *products)


def offers(*records: Element, changes_only: bool = False) -> StagedSection:
    return section(OffersPackage(id="c#", catalog_id="c", changes_only=changes_only), *records)


def painted(value: str) -> StagedPart:
    values = (PropertyValue(id="colour", values=(value,)),)
    return part(classifier(COLOUR), catalog(Product(id="p", property_values=values)))


def grouped(identifier: str, *, changes_only: bool | None = False) -> StagedPart:
    product = Product(id="p", group_ids=(identifier,))
    return part(
        classifier(Group(id="g", name="Посуда")), catalog(product, changes_only=changes_only)
    )


def priced(identifier: str) -> StagedPart:
    offer = Offer(id="p", prices=(Price(price_type_id=identifier, value=1),))
    return part(offers(PriceType(id="retail"), offer, changes_only=True))


def stocked(identifier: str) -> StagedPart:
    offer = Offer(id="p", stocks=(Stock(warehouse_id=identifier, quantity=1),))
    return part(offers(Warehouse(id="main"), offer))


SAMPLES = (
    sample("CML201", grouped("h"), grouped("g")),
    sample("CML201", grouped("h", changes_only=None), grouped("h", changes_only=True)),
    sample("CML202", priced("wholesale"), priced("retail")),
    sample("CML203", stocked("second"), stocked("main")),
    sample(
        "CML204",
        part(
            classifier(COLOUR),
            catalog(Product(id="p", property_values=(PropertyValue(id="size"),))),
        ),
        painted("red"),
    ),
    sample("CML205", painted("blue"), painted("red")),
    sample("CML205", painted("blue"), painted("красный ")),
    sample("CML205", painted("blue"), painted("")),
    sample(
        "CML206",
        part(catalog(Product(id="p")), offers(Offer(id="q#blue"))),
        part(catalog(Product(id="p")), offers(Offer(id="p#blue"))),
    ),
    sample("CML207", part(offers(Offer(id="p"))), part(catalog(Product(id="p")))),
    sample("CML207", grouped("h", changes_only=True), grouped("g", changes_only=True)),
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


def test_a_missing_group_is_reported_once_with_its_uses() -> None:
    products = [Product(id=str(number), group_ids=("h",)) for number in range(3)]
    found = problems(part(classifier(Group(id="g", name="Посуда")), catalog(*products)))
    [missing] = [problem for problem in found if problem.code == "CML201"]
    assert str(missing.message) == "Group `h` is not defined in the package (3 uses)"
    assert missing.place.line == 5


def test_prices_without_their_types_give_one_advice() -> None:
    records = [
        Offer(id=str(number), prices=(Price(price_type_id=str(number), value=1),))
        for number in range(50)
    ]
    found = problems(part(offers(*records, changes_only=True)))
    assert [problem.code for problem in found] == ["CML207", "CML207"]
    assert str(found[0].message) == (
        "50 ids of price types are not defined in the package, `0` for one"
    )


def test_the_built_in_properties_of_bitrix_need_no_definition() -> None:
    values = (PropertyValue(id="CML2_ACTIVE", values=("true",)),)
    found = codes(part(classifier(COLOUR), catalog(Product(id="p", property_values=values))))
    assert found & {"CML204", "CML207"} == set()


def test_a_reference_to_nothing_is_none() -> None:
    nothing = "00000000-0000-0000-0000-000000000000"
    assert codes(grouped(nothing)) & {"CML201", "CML207"} == set()
