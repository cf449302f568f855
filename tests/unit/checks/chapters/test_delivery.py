import pytest
from tests.unit.checks.staging import Sample, codes, line, order, problems, sample, staged

from cml_sync.checks.chapters.delivery import RULES
from cml_sync.model.documents import DocumentLine

SERVICE = ({"name": "ТипНоменклатуры", "values": ("Услуга",)},)


def delivery(quantity: str = "1", **more: object) -> DocumentLine:
    fields = {"id": "ORDER_DELIVERY", "name": "Доставка", "requisites": SERVICE, **more}
    return line("300", quantity, None, **fields)


SAMPLES = (
    sample("CML651", delivery(requisites=()), delivery()),
    sample("CML651", delivery(requisites=()), line("1", "1", "1")),
    sample("CML652", order(lines=(delivery(), delivery())), order(lines=(delivery(),))),
    sample("CML653", delivery(id=None), delivery()),
    sample("CML653", delivery(id="", name="доставка курьером"), line("1", "1", "1", id=None)),
    sample("CML654", delivery("2"), delivery("1.00")),
    sample("CML654", delivery("0"), line("1", "2", "2")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_every_further_delivery_is_named() -> None:
    document = order(total=None, lines=(delivery(), delivery(), delivery()))
    found = [one.place.path for one in problems(staged(document)) if one.code == "CML652"]
    assert [path.rpartition("/")[2] for path in found] == ["Товар[2]", "Товар[3]"]
