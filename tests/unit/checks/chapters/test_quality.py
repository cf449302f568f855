import pytest
from tests.unit.checks.staging import Sample, StagedPart, codes, part, sample, section

from cml_sync.checks.chapters.quality import RULES
from cml_sync.model.goods import Catalog, Product


def named(length: int, version: str) -> StagedPart:
    product = Product(id="p", name="я" * length)
    return part(section(Catalog(id="c", changes_only=True), product), version=version)


SAMPLES = (
    sample("CML801", Product(barcode="4600000000014"), Product(barcode="4600000000015 ")),
    sample("CML801", Product(barcode="4600000000014"), Product(barcode="460000000")),
    sample("CML801", Product(barcode="4600000000014"), Product(barcode="2300005000000")),
    sample("CML802", Product(barcode="1234567"), Product(barcode="ABC-12345")),
    sample("CML803", named(251, "2.05"), named(251, "2.07")),
    sample("CML803", named(256, "3.1"), named(255, "3.1")),
    sample("CML804", Product(id="p" * 81), Product(id="p" * 80)),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}
