import pytest
from tests.unit.checks.staging import Sample, codes, part, problems, sample, section

from cml_sync.checks.chapters.package import RULES
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.offers import Offer, OffersPackage

SAMPLES = (
    sample(
        "CML901",
        part(section(Catalog(id="c", changes_only=False))),
        part(section(Catalog(id="c", changes_only=True))),
    ),
    sample(
        "CML901",
        part(section(Catalog(id="c", changes_only=False))),
        part(section(Catalog(id="c", changes_only=False), Product(id="p"))),
    ),
    sample(
        "CML902",
        part(section(OffersPackage(id="c#", changes_only=False))),
        part(section(OffersPackage(id="c#", changes_only=False), Offer(id="p"))),
    ),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_products_of_another_part_count() -> None:
    header = Catalog(id="c", changes_only=False)
    found = problems(part(section(header)), part(section(header, Product(id="p", name="a"))))
    assert "CML901" not in {problem.code for problem in found}


def test_the_place_is_that_of_the_section() -> None:
    [found] = problems(part(section(Catalog(id="c", changes_only=False))))
    assert found.place.line == 2
