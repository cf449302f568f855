import pytest
from tests.unit.checks.staging import Sample, codes, order, problems, sample, staged

from cml_sync.checks.chapters.parties import RULES
from cml_sync.model.parties import Bank, BankAccount, Counterparty, PersonDetails


def with_account(number: str, bic: str = "044525225", swift: str | None = None) -> Counterparty:
    bank = Bank(bic=bic, swift=swift)
    return Counterparty(id="u", bank_accounts=(BankAccount(number=number, bank=bank),))


SAMPLES = (
    sample(
        "CML501", Counterparty(id="u", inn="7700000001"), Counterparty(id="u", inn="7700000009")
    ),
    sample("CML501", Counterparty(id="u", inn="0000000000"), Counterparty(id="u", inn="")),
    sample(
        "CML501",
        Counterparty(id="u", person=PersonDetails(inn="500100732258")),
        Counterparty(id="u", person=PersonDetails(inn="500100732259")),
    ),
    sample(
        "CML501",
        order(counterparties=(Counterparty(id="u", inn="770"),)),
        order(counterparties=(Counterparty(id="u", inn="500100732259"),)),
    ),
    sample("CML502", Counterparty(id="u", kpp="7701010010"), Counterparty(id="u", kpp="7701AB001")),
    sample(
        "CML503",
        with_account("40702810900000000001", bic="4525225"),
        with_account("40702810900000000001", bic="044525225   "),
    ),
    sample("CML504", with_account("4070281090000000000"), with_account("40702810900000000001")),
    sample("CML504", with_account("123"), with_account("DE02", swift="COBADEFF")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_numbers_of_people_never_stand_in_messages() -> None:
    [found] = problems(staged(Counterparty(id="u", inn="500100732258")))
    assert "5001" not in str(found.message)
