import pytest
from tests.unit.checks.staging import Sample, codes, line, order, problems, sample, staged

from cml_sync.checks.chapters.documents import RULES
from cml_sync.model.documents import DocumentLine
from cml_sync.model.parties import Counterparty

ROLE = Counterparty(id="u", role="Заказчик")

SAMPLES = (
    sample("CML601", order(total="701.00"), order(total="700.01")),
    sample(
        "CML601",
        order(total="630.00"),
        order(total="630.00", discounts=({"amount": "70", "included": False},)),
    ),
    sample(
        "CML601",
        order(total="700.00", lines=(line("350", "1", "350"),)),
        order(total="1000.00", expenses=({"amount": "300", "included": False},)),
    ),
    sample(
        "CML601",
        order(total="841.00"),
        order(
            total="840.00",
            lines=(line("350", "2", "700", taxes=({"amount": "140", "included": False},)),),
        ),
    ),
    sample("CML601", order(total="1"), order(total="1", lines=())),
    sample("CML602", line("350", "2", "710"), line("350", "2", "700")),
    sample(
        "CML602",
        line("350", "2", "630"),
        line("350", "2", "630", discounts=({"amount": "70", "included": True},)),
    ),
    sample("CML602", line("33.33", "3", "99"), line("33.33", "3", "100")),
    sample("CML602", line("33.33", "3", "99"), line("33.33", "3", None)),
    sample("CML603", order(operation="Корректировка"), order(operation="заказ товара")),
    sample("CML604", order(role="Shop"), order(role="Комиссионер")),
    sample("CML604", order(counterparties=(ROLE,)), order()),
    sample("CML605", DocumentLine(quantity=1), DocumentLine(name="Доставка")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_a_sound_order_has_no_problem() -> None:
    assert problems(staged(order())) == []


def test_a_wrong_total_names_both_sums() -> None:
    [found] = problems(staged(order(total="99.00")))
    assert str(found.message) == "The total is `99.00`, the lines give `700.00`"
