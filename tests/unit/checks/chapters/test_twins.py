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
    section,
)

from cml_sync.checks.chapters.twins import RULES
from cml_sync.model.classifier import PriceType, Property, Unit
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.offers import Offer
from cml_sync.model.warehouses import Warehouse


def listed(*records: Element) -> StagedPart:
    return part(classifier(*records))


def goods(*products: Product) -> StagedPart:
    return part(catalog(*products))


def tea(identifier: str, **fields: object) -> Product:
    return Product.model_validate({"id": identifier, "name": f"Чай {identifier}", **fields})


SAMPLES = (
    sample(
        "CML831",
        listed(PriceType(id="r", name="Розница"), PriceType(id="s", name="Pозница")),
        listed(PriceType(id="r", name="Розница"), PriceType(id="s", name="Розница 2")),
    ),
    sample(
        "CML831",
        listed(Warehouse(id="r", name="Главный"), Warehouse(id="s", name="главный")),
        listed(Warehouse(id="r", name="Главный"), PriceType(id="s", name="главный")),
    ),
    sample(
        "CML831",
        listed(Unit(id="796", short_name="шт"), Unit(id="797", short_name="Шт")),
        listed(Unit(id="796", short_name="шт"), Unit(id="796 ", short_name="Шт")),
    ),
    sample(
        "CML832",
        listed(Property(id="x", name="Цвет"), Property(id="y", name="Цвет")),
        listed(Property(id="x", name="Цвет"), Property(id="y", name="Размер")),
    ),
    sample(
        "CML833",
        goods(tea("p", sku="14123"), tea("q", sku="14 123")),
        goods(tea("p", sku="14123"), tea("q", sku="14124")),
    ),
    sample(
        "CML833",
        goods(tea("p", sku="14123"), tea("q#1", sku="14123")),
        goods(tea("p#1", sku="14123"), tea("p#2", sku="14123")),
    ),
    sample(
        "CML833",
        goods(tea("p", sku="14123"), tea("q", sku="14123")),
        goods(tea("p", sku="14123"), tea("q", sku="14123", status="Удален")),
    ),
    sample(
        "CML834",
        goods(tea("p", barcode="4600000000015"), tea("q", barcode="4600000000015")),
        goods(tea("p", barcode="4600000000015"), tea("p", barcode="4600000000015")),
    ),
    sample(
        "CML834",
        part(offers(Offer(id="p#1", barcode="11"), Offer(id="p#2", barcode="11"))),
        part(catalog(tea("p", barcode="11")), offers(Offer(id="p", barcode="11"))),
    ),
    sample(
        "CML835",
        goods(tea("p", name="Чай", group_ids=("g",)), tea("q", name="чaй", group_ids=("g",))),
        goods(tea("p", name="Чай", group_ids=("g",)), tea("q", name="Чай", group_ids=("h",))),
    ),
    sample("CML836", goods(tea("ab-1"), tea("AB-1")), goods(tea("ab-1"), tea("AB-2"))),
    sample("CML836", goods(tea("AB-1"), tea("ab-1")), goods(tea("AB-1"), tea("AB-1"))),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_two_catalogues_may_share_articles_and_barcodes() -> None:
    parts = [
        part(section(Catalog(id=catalog_id), tea(f"{catalog_id}-p", sku="1", barcode="11")))
        for catalog_id in ("c", "d")
    ]
    assert codes(*parts) & {"CML833", "CML834"} == set()
