import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    catalog,
    classifier,
    codes,
    offers,
    part,
    problems,
    sample,
)

from cml_sync.checks.chapters.references import RULES
from cml_sync.model.classifier import Category, Group, PriceType, Property, PropertyOption, Unit
from cml_sync.model.goods import BaseUnit, Product, PropertyValue
from cml_sync.model.offers import (
    Offer,
    Price,
    Stock,
)
from cml_sync.model.warehouses import Warehouse

COLOUR = Property(
    id="colour",
    name="Цвет",
    value_type="Справочник",
    options=(PropertyOption(id="red", value="красный"),),
)


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


def categorised(identifier: str) -> StagedPart:
    product = Product(id="p", name="Чай", category_id=identifier)
    return part(classifier(Category(id="tea", name="Чай")), catalog(product))


def unit(code: str) -> Product:
    return Product(id="p", name="Чай", base_unit=BaseUnit(text=code))


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
    sample("CML207", part(offers(Offer(id="p"), changes_only=True)), part(offers(Offer(id="p")))),
    sample(
        "CML207",
        part(catalog(Product(id="p", group_ids=("h",)), changes_only=True)),
        part(catalog(Product(id="p", group_ids=("h",)))),
    ),
    sample("CML207", grouped("h", changes_only=True), grouped("g", changes_only=True)),
    sample(
        "CML208",
        part(classifier(Unit(id="796 ")), catalog(unit("112")), version="3.1"),
        part(classifier(Unit(id="796 ")), catalog(unit("796")), version="3.1"),
    ),
    sample("CML209", categorised("cups"), categorised("tea")),
    sample("CML209", categorised("cups"), categorised("00000000-0000-0000-0000-000000000000")),
    sample(
        "CML208",
        part(classifier(Unit(code="796")), catalog(unit("112")), version="2.08"),
        part(catalog(unit("112")), version="2.08"),
    ),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


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


def test_many_unknown_products_are_counted() -> None:
    stray = [Offer(id=f"q{number}") for number in range(12)]
    found = problems(part(catalog(Product(id="p")), offers(*stray)))
    told = [str(one.message) for one in found if one.code == "CML206"]
    assert told[9:] == [
        "Product `q9` is not in the package (1 offer)",
        "2 further products of offers are not in the package",
    ]
