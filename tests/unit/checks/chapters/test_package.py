import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    codes,
    order,
    part,
    problems,
    section,
)

from cml_sync.checks.chapters.package import RULES
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.offers import Offer, OffersPackage, Price

FULL = Catalog(id="c", changes_only=False)
CHANGES = Catalog(id="c", changes_only=True)
FULL_OFFERS = OffersPackage(id="c#", changes_only=False)
CHANGED_OFFERS = OffersPackage(id="c#", changes_only=True)
PRICES = (Price(price_type_id="r", value=1),)


def products(count: int, **more: object) -> list[Product]:
    return [Product.model_validate({"id": f"p{n}", "name": "a", **more}) for n in range(count)]


def offers(count: int, **more: object) -> list[Offer]:
    return [Offer.model_validate({"id": f"p{n}", **more}) for n in range(count)]


def shop(known: int, offered: int, catalog: Catalog = FULL) -> tuple[StagedPart, ...]:
    return (
        part(section(catalog, *products(known))),
        part(section(CHANGED_OFFERS, *offers(offered, prices=PRICES))),
    )


def deleted(count: int, catalog: Catalog) -> tuple[StagedPart, ...]:
    return (part(section(catalog, *products(count, status="Удален"))),)


def offered(version: str = "2.07", header: OffersPackage = FULL_OFFERS, **more: object) -> Sample:
    return Sample("", (part(section(header, *offers(2, **more)), version=version),), ())


def files(*names: str) -> tuple[StagedPart, ...]:
    return tuple(part(section(CHANGES), file=name) for name in names)


def twice(count: int, again: int) -> tuple[StagedPart, ...]:
    second = products(count + 100)[count - again : 2 * count - again]
    return (
        part(section(CHANGES, *products(count)), file="import0_1.xml"),
        part(section(CHANGES, *second), file="import0_1 (2).xml"),
    )


SAMPLES = (
    Sample(
        "CML912",
        (part(section(OffersPackage(id="c#", catalog_id="c"))),),
        (part(section(OffersPackage(id="c#", catalog_id="c", changes_only=True))),),
    ),
    Sample(
        "CML912",
        (part(section(Catalog(id="c"))),),
        (part(section(Catalog(id="c"), Product(id="p", name="Чай"))),),
    ),
    Sample("CML901", (part(section(FULL)),), (part(section(CHANGES)),)),
    Sample("CML901", (part(section(FULL)),), (part(section(FULL, Product(id="p"))),)),
    Sample(
        "CML902",
        (part(section(FULL_OFFERS)),),
        (part(section(FULL_OFFERS, Offer(id="p"))),),
    ),
    Sample("CML903", shop(10, 30), shop(20, 39)),
    Sample("CML903", shop(10, 40), shop(30, 60)),
    Sample("CML903", shop(10, 40), shop(10, 40, CHANGES)),
    Sample("CML904", offered(quantity=1).found, offered(prices=PRICES).found),
    Sample("CML904", offered(name="a").found, offered("3.1", name="a").found),
    Sample("CML904", offered(name="a").found, offered(header=CHANGED_OFFERS, name="a").found),
    Sample(
        "CML905",
        (part(section(FULL, *products(1, group_ids=("g",)))),),
        (part(section(CHANGES, *products(1, group_ids=("g",)))),),
    ),
    Sample(
        "CML905",
        (part(section(FULL, *products(1, group_ids=("g",)))),),
        (part(section(FULL, *products(1))),),
    ),
    Sample("CML906", offered("3.1", prices=PRICES).found, offered("3.1", name="a").found),
    Sample("CML906", offered("3.1", prices=PRICES).found, offered(prices=PRICES).found),
    Sample("CML907", offered(name="a").found, shop(1, 1)),
    Sample("CML908", files("import0_2.xml", "offers0_1.xml"), files("import0_2.xml")),
    Sample(
        "CML908",
        files("a/import0_1.xml", "a/import0_3.xml"),
        files("import0_1.xml", "import0_2.xml", "import1_1.xml", "offers.xml"),
    ),
    Sample("CML909", (*shop(1, 1), part(order())), (part(order()),)),
    Sample("CML910", twice(10, 10), twice(10, 8)),
    Sample("CML910", twice(20, 18), twice(9, 9)),
    Sample("CML911", deleted(20, CHANGES), deleted(19, CHANGES)),
    Sample("CML911", deleted(20, CHANGES), deleted(20, FULL)),
    Sample("CML911", deleted(20, CHANGES), (*deleted(20, CHANGES), *shop(1, 1, CHANGES))),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_products_of_another_part_count() -> None:
    found = problems(part(section(FULL)), part(section(FULL, Product(id="p", name="a"))))
    assert "CML901" not in {problem.code for problem in found}


def test_the_place_is_that_of_the_section() -> None:
    [found] = [one for one in problems(part(section(FULL))) if one.code == "CML901"]
    assert found.place.line == 2


def test_the_first_missing_portion_is_named() -> None:
    found = problems(*files("import0_4.xml", "import0_2.xml"))
    assert "`import0_1.xml` and others are missing (2 portions)" in {
        str(one.message) for one in found
    }


def test_names_with_enormous_numbers_are_no_portions() -> None:
    names = ("import0_1.xml", "import0_999999.xml", "import0_20260301095000.xml")
    assert "CML908" not in codes(*files(*names))


def test_prices_without_offers_are_fine_among_changes() -> None:
    case = offered("3.1", header=CHANGED_OFFERS, prices=PRICES)
    assert "CML906" not in codes(*case.found)
