import pytest
from tests.unit.checks.staging import Sample, codes, line, order, problems, sample, staged

from cml_sync.checks.chapters.amounts import RULES
from cml_sync.model.documents import Document, DocumentLine

VAT = {"name": "НДС", "included": True}


def discounted(where: str, **discount: object) -> Document:
    if where == "line":
        return order(lines=(line("350", "2", None, discounts=(discount,)),))
    return order(discounts=(discount,))


def taxed(whole: str | None, *of_lines: str | None) -> Document:
    lines = tuple(
        line("350", "1", "350", taxes=({**VAT, "amount": amount},) if amount else ())
        for amount in of_lines
    )
    return order(taxes=({**VAT, "amount": whole},), lines=lines)


SAMPLES = (
    sample("CML606", line("350", "-1", "-350"), line("350", "0.001", "0.35")),
    sample("CML606", line("350", "0", "0"), DocumentLine(name="Кружка")),
    sample("CML607", line("-350", "1", "-350"), line("0", "1", "0")),
    sample("CML607", line("350", "1", "-350"), line("350", "1", "350")),
    sample("CML607", order(total="-1"), order(total="0")),
    sample("CML608", line("350", "0.3333", None), line("350", "0.3330", None)),
    sample("CML609", taxed("100", "63.11", "63.11"), taxed("126.22", "63.11", "63.11")),
    sample("CML609", taxed("100", "63.11", "63.11"), taxed("126.24", "63.11", "63.11")),
    sample("CML609", taxed("100", "63.11"), taxed("100", "63.11", None)),
    sample("CML609", taxed("100", "63.11"), taxed(None, "63.11")),
    sample("CML610", discounted("line", amount="701"), discounted("line", amount="700")),
    sample("CML610", discounted("line", percent="101"), discounted("line", percent="100")),
    sample("CML610", discounted("line", amount="-1"), discounted("line", amount="1")),
    sample("CML610", discounted("document", amount="800"), discounted("document", amount="70")),
    sample(
        "CML610",
        discounted("document", amount="800"),
        discounted("document", amount="800", included=True),
    ),
    sample(
        "CML611",
        discounted("line", amount="70"),
        discounted("line", amount="70", included=False),
    ),
    sample("CML611", discounted("document", amount="70"), discounted("document", percent="10")),
    sample("CML612", order(total="1000000000000"), order(total="999999999999.99")),
    sample("CML612", line("1", "4600000000015", None), line("1", "46000000000", None)),
    sample("CML613", DocumentLine(id="p", quantity=1), DocumentLine(id="p", quantity=1, price=0)),
    sample("CML613", DocumentLine(id="p", quantity=1), DocumentLine(id="p")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_taxes_that_differ_are_both_named() -> None:
    [found] = [one for one in problems(staged(taxed("100", "63.11"))) if one.code == "CML609"]
    assert str(found.message) == "The taxes are `100`, the lines have `63.11`"


def test_the_place_of_a_quantity_is_named() -> None:
    document = order(lines=(line("350", "2", "700"), line("350", "-2", "-700")))
    [found] = [one for one in problems(staged(document)) if one.code == "CML606"]
    assert found.place.path.endswith("Товары/Товар[2]/Количество")
