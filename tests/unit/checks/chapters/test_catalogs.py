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

from cml_sync.checks.chapters.catalogs import RULES
from cml_sync.model.goods import Catalog, Characteristic, Product
from cml_sync.model.offers import Offer, OffersPackage


def coloured(variant: str, colour: str) -> Offer:
    values = (Characteristic(name="Цвет", value=colour), Characteristic(name="Размер", value=""))
    return Offer(id=variant, name="Кружка", characteristics=values)


def catalogued(catalog_id: str) -> StagedPart:
    package = OffersPackage(id=f"#{catalog_id}", changes_only=True)
    return part(catalog(Product(id="p")), section(package, Offer(id="p")))


def classified(classifier_id: str, version: str = "2.07") -> StagedPart:
    header = Catalog(id="c", classifier_id=classifier_id, changes_only=True)
    return part(classifier(), section(header, Product(id="p")), version=version)


SAMPLES = (
    sample("CML251", catalogued("other"), catalogued("c")),
    sample("CML252", classified("other"), classified("c")),
    sample("CML252", classified("other"), classified("other", "3.1")),
    sample(
        "CML253",
        part(catalog(Product(id="p#red")), offers(Offer(id="p#blue"))),
        part(catalog(Product(id="p#red"), Product(id="q")), offers(Offer(id="p#red"))),
    ),
    sample(
        "CML253",
        part(catalog(Product(id="p#red")), offers(Offer(id="p#blue"))),
        part(catalog(Product(id="p")), offers(Offer(id="p#blue"))),
    ),
    sample(
        "CML253",
        part(catalog(Product(id="p#red")), offers(Offer(id="p#blue"))),
        part(catalog(Product(id="p#red")), offers(Offer(id="p#blue", status="Удален"))),
    ),
    sample(
        "CML254",
        part(offers(Offer(id="p"), Offer(id="p#red"))),
        part(offers(Offer(id="p"), Offer(id="q#red"))),
    ),
    sample(
        "CML254",
        part(offers(Offer(id="p#red"), Offer(id="p"))),
        part(offers(Offer(id="p#red"), Offer(id="p#blue"))),
    ),
    sample(
        "CML255",
        part(offers(coloured("p#1", "красный"), coloured("p#2", "Красный "))),
        part(offers(coloured("p#1", "красный"), coloured("p#2", "синий"))),
    ),
    sample(
        "CML255",
        part(offers(coloured("p#1", "красный"), coloured("p#2", "красный"))),
        part(offers(coloured("p#1", "красный"), coloured("q#2", "красный"))),
    ),
    sample(
        "CML255",
        part(offers(coloured("p#1", "красный"), coloured("p#2", "красный"))),
        part(offers(coloured("p#1", ""), coloured("p#2", "-999 999 999,9"))),
    ),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_the_same_offer_twice_is_no_second_variant() -> None:
    twice = part(offers(coloured("p#1", "красный"), coloured("p#1", "красный")))
    assert codes(twice) & {"CML212", "CML255"} == {"CML212"}
