import pytest
from tests.unit.checks.staging import Sample, codes, problems, sample, staged

from cml_sync.checks.chapters.ids import RULES
from cml_sync.model.classifier import Group, Property
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer

GUID = "5f05b691-34bc-11de-9e69-00804829546f"
ZERO = "00000000-0000-0000-0000-000000000000"

SAMPLES = (
    sample("CML231", Product(id=GUID[:-1]), Product(id=GUID)),
    sample("CML231", Product(id=f"{GUID}#{GUID[:-4]}"), Product(id=f"{GUID}#{GUID}")),
    sample("CML231", Group(id=GUID.replace("c", "с")), Group(id="a-b-c-d-e")),
    sample("CML231", Product(id=GUID.replace("9e69", "9g69")), Product(id=GUID.upper())),
    sample("CML232", Offer(id="14 123"), Offer(id="14123")),
    sample("CML232", Property(id="цвет\u200b"), Property(id="цвет")),
    sample("CML232", Product(id="ТД\u00a01"), Product(id="ТД-1")),
    sample("CML233", Product(id=ZERO), Product(id=GUID)),
    sample("CML233", Offer(id=f"{ZERO}#{GUID}"), Offer(id=f"{GUID}#{ZERO}")),
    sample("CML234", Offer(id=f"{GUID}#"), Offer(id=f"{GUID}#{GUID}")),
    sample("CML234", Offer(id=f"#{GUID}"), Offer(id=GUID)),
    sample("CML234", Offer(id=f"{GUID}#{ZERO}"), Offer(id=f"{GUID}#0")),
    sample("CML235", Group(id="g" * 41), Group(id="g" * 40)),
    sample("CML236", Product(id=GUID.upper()), Product(id=GUID)),
    sample("CML236", Product(id=f"{{{GUID}}}"), Product(id="ABC-1")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_only_the_broken_side_is_named() -> None:
    found = problems(staged(Offer(id=f"{GUID}#{GUID[:-4]}")))
    [broken] = [problem for problem in found if problem.code == "CML231"]
    assert str(broken.message) == f"`{GUID[:-4]}` is nearly a GUID, but none"
