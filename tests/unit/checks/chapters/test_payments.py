import pytest
from tests.unit.checks.staging import Sample, codes, order, problems, sample, staged

from cml_sync.checks.chapters.payments import RULES
from cml_sync.model.documents import Container, Document

PAYMENT = "Выплата безналичных денег"
PAID = ({"name": "Оплачен", "values": ("true",)},)
CANCELLED = ({"name": "Отменен", "values": ("true",)},)


def payment(total: str | None, **more: object) -> dict[str, object]:
    return {"id": "x", "number": "7", "operation": PAYMENT, "total": total, **more}


def below(*payments: dict[str, object], **more: object) -> Document:
    return order(subordinates=payments, **more)


def together(*payments: dict[str, object], **more: object) -> Container:
    documents = (order(**more), *(Document.model_validate(one) for one in payments))
    return Container(documents=documents)


SAMPLES = (
    sample("CML631", below(payment("700"), payment("700")), below(payment("400"), payment("300"))),
    sample("CML631", below(payment("701")), below(payment("701", currency="USD"))),
    sample(
        "CML631",
        below(payment("701")),
        below(payment("700"), payment("700", requisites=CANCELLED)),
    ),
    sample(
        "CML631",
        order(site_payments=({"amount": "701"},)),
        order(site_payments=({"amount": "700.01"},)),
    ),
    sample("CML631", together(payment("701")), together(payment("700"))),
    sample(
        "CML632",
        below(payment("600"), requisites=PAID),
        below(payment("700"), requisites=PAID),
    ),
    sample("CML632", below(payment("600"), requisites=PAID), below(payment("600"))),
    sample("CML632", together(payment("1"), requisites=PAID), together(requisites=PAID)),
    sample(
        "CML634",
        together(payment("700", basis_id="o-2")),
        together(payment("700", basis_id="o-1")),
    ),
    sample(
        "CML634",
        together(payment("700", basis_id="o-2")),
        Container(documents=(Document.model_validate(payment("700", basis_id="o-2")),)),
    ),
    sample("CML635", Container(), together()),
    sample(
        "CML636",
        Document.model_validate(payment("0")),
        Document.model_validate(payment("0.01")),
    ),
    sample(
        "CML636",
        Document.model_validate(payment("-5")),
        Document.model_validate(payment("-5", requisites=CANCELLED)),
    ),
    sample("CML636", Document.model_validate(payment("0")), order(total="0")),
    sample(
        "CML637",
        below(payment("7", currency="USD")),
        below(payment("700", currency="руб")),
    ),
    sample("CML637", together(payment("7", currency="USD")), together(payment("700"))),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_what_is_paid_and_what_is_ordered_are_named() -> None:
    found = [one for one in problems(staged(below(payment("701")))) if one.code == "CML631"]
    assert [str(one.message) for one in found] == ["The payments are `701`, the order `700.00`"]
