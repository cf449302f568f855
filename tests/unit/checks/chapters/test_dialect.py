import pytest
from tests.unit.checks.staging import Sample, codes, part, sample, section

from cml_sync.checks.chapters.dialect import RULES
from cml_sync.model.goods import Catalog

CATALOG = section(Catalog(id="c", changes_only=True))

SAMPLES = (
    sample("CML781", part(CATALOG, version="2.7"), part(CATALOG, version="2.021")),
    sample("CML781", part(CATALOG, version="neu"), part(CATALOG, version="210")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}
