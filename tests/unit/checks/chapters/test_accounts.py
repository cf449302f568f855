import pytest
from tests.unit.checks.staging import Sample, codes, problems, sample, staged

from cml_sync.checks.chapters.accounts import RULES
from cml_sync.model.parties import Bank, BankAccount, Counterparty

BIC = "044525225"
ACCOUNT = "40702810200000000001"
CORRESPONDENT = "30101810400000000225"


def with_account(
    number: str | None = ACCOUNT,
    bic: str | None = BIC,
    correspondent: str | None = None,
    swift: str | None = None,
) -> Counterparty:
    bank = Bank(bic=bic, swift=swift, correspondent_account=correspondent)
    account = BankAccount(number=number, bank=bank)
    return Counterparty(id="u", name="Кружка", bank_accounts=(account,))


SAMPLES = (
    sample("CML503", with_account(bic="4525225"), with_account(bic="044525225   ")),
    sample("CML504", with_account("4070281090000000000"), with_account()),
    sample("CML504", with_account("123"), with_account("DE02", swift="COBADEFF")),
    sample("CML505", with_account("40702810300000000001"), with_account()),
    sample("CML505", with_account("40702810300000000001"), with_account("123")),
    sample(
        "CML505",
        with_account("40702810300000000001"),
        with_account("40702810300000000001", bic="000000000"),
    ),
    sample(
        "CML506",
        with_account(correspondent="30101810500000000225"),
        with_account(correspondent=CORRESPONDENT),
    ),
    sample("CML506", with_account(correspondent="301018"), with_account(correspondent=" ")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_the_account_of_a_document_is_looked_at() -> None:
    account = BankAccount(number="40702810300000000001", bank=Bank(bic=BIC))
    [found] = problems(staged(Counterparty(id="u", name="Кружка", bank_account=account)))
    assert str(found.message) == "The key of account `40•••••01` does not fit the БИК `044525225`"
    assert found.place.path.endswith("РасчетныеСчета/РасчетныйСчет[1]/НомерСчета")
