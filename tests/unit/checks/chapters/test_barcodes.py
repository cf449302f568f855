import pytest
from tests.unit.checks.staging import Sample, codes, part, problems, sample, section

from cml_sync.checks.chapters.barcodes import RULES
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.offers import Offer, OfferChange

EAN = "4600000000015"
SECOND = "4600000000022"


def coded(barcode: str | None) -> Product:
    return Product(id="p", name="Кружка", barcode=barcode)


SAMPLES = (
    sample("CML431", coded(f"{EAN}, {SECOND}"), coded(EAN)),
    sample("CML431", Offer(id="p", barcode=f"{EAN}{SECOND};{EAN}"), Offer(id="p", barcode="12;34")),
    sample("CML432", coded("460000 0000015"), coded(f" {EAN} ")),
    sample("CML432", coded("А-100"), coded("A-100")),
    sample("CML432", OfferChange(id="p", barcode="нет"), OfferChange(id="p", barcode="")),
    sample("CML432", coded("4600000000015 шт"), coded(f"{EAN} {SECOND}")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_the_barcode_is_shown_as_it_stands() -> None:
    staged = part(section(Catalog(id="c", changes_only=True), coded("460 000")))
    [found] = [one for one in problems(staged) if one.code == "CML432"]
    assert str(found.message) == "The barcode is `460 000`"
