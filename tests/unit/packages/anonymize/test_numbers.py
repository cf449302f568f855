"""Right numbers become right ones, wrong ones stay wrong, and forms stay."""

from datetime import date

import pytest

from cml_sync.checks.knowledge.digits import (
    fits_bic,
    fits_bic_as_correspondent,
    is_account,
    is_bic,
    is_gtin,
    is_inn,
    is_kpp,
    is_ogrn,
    is_okpo,
    is_weighed,
)
from cml_sync.packages.anonymize import numbers
from cml_sync.packages.anonymize.keyed import Keyed

KEYS = [Keyed(bytes([number]) * 16) for number in range(40)]
BIC, ACCOUNT, CORRESPONDENT = "044525225", "40702810938000000001", "30101810400000000225"


@pytest.mark.parametrize("number", ["7707083893", "500100732259", "0000123450"])
def test_an_inn_stays_right(number: str) -> None:
    assert is_inn(number)
    made = {numbers.inn(keyed, number) for keyed in KEYS}
    assert all(is_inn(one) and len(one) == len(number) for one in made)
    assert len(made) == len(KEYS)
    assert number not in made


@pytest.mark.parametrize(
    "number", ["7707083894", "500100732250", "770708389", "77070838931", "ИНН"]
)
def test_an_inn_that_is_wrong_stays_wrong(number: str) -> None:
    for keyed in KEYS:
        new = numbers.inn(keyed, number)
        assert not is_inn(new)
        assert len(new) == len(number)
        assert new != number


def test_a_kpp_keeps_its_form_and_its_reason() -> None:
    for keyed in KEYS:
        new = numbers.kpp(keyed, "773601001")
        assert is_kpp(new)
        assert (new[4:6], new[:4] != "7736") == ("01", True)


@pytest.mark.parametrize("number", ["1027700132195", "304500116000157"])
def test_an_ogrn_stays_right(number: str) -> None:
    assert is_ogrn(number)
    for keyed in KEYS:
        new = numbers.ogrn(keyed, number)
        assert is_ogrn(new)
        assert (new[0], len(new), new != number) == (number[0], len(number), True)


def test_an_okpo_stays_right_or_wrong() -> None:
    for keyed in KEYS:
        assert is_okpo(numbers.okpo(keyed, "00032537"))
        assert not is_okpo(numbers.okpo(keyed, "00032538"))


def test_a_snils_keeps_its_form_and_gets_its_check_digits() -> None:
    for keyed in KEYS:
        new = numbers.snils(keyed, "112-233-445 95")
        digits = [int(sign) for sign in new if sign.isdigit()]
        total = sum(n * d for n, d in zip(range(9, 0, -1), digits, strict=False)) % 101 % 100
        assert new[3] + new[7] + new[11] == "-- "
        assert digits[9] * 10 + digits[10] == total
    assert numbers.snils(KEYS[0], "112-233") != "112-233"


def test_bank_and_accounts_fit_each_other_as_before() -> None:
    assert fits_bic(ACCOUNT, BIC)
    assert fits_bic_as_correspondent(CORRESPONDENT, BIC)
    for keyed in KEYS:
        bank = numbers.bic(keyed, BIC)
        account = numbers.account(keyed, ACCOUNT, BIC)
        correspondent = numbers.correspondent(keyed, CORRESPONDENT, BIC)
        assert is_bic(bank)
        assert bank[:2] == "04"
        assert is_account(account)
        assert account[:8] == "40702810"
        assert fits_bic(account, bank)
        assert fits_bic_as_correspondent(correspondent, bank)
        assert {bank, account, correspondent}.isdisjoint({BIC, ACCOUNT, CORRESPONDENT})


def test_an_account_that_did_not_fit_does_not() -> None:
    wrong = ACCOUNT[:8] + str((int(ACCOUNT[8]) + 1) % 10) + ACCOUNT[9:]
    assert not fits_bic(wrong, BIC)
    for keyed in KEYS:
        assert not fits_bic(numbers.account(keyed, wrong, BIC), numbers.bic(keyed, BIC))


def test_other_lengths_and_unknown_banks_are_replaced_as_they_are() -> None:
    new = numbers.account(KEYS[0], "DE89370400440532013000", BIC)
    assert len(new) == 22
    assert new[:2].isalpha()
    assert new != "DE89370400440532013000"
    assert numbers.account(KEYS[0], ACCOUNT, None)[:8] == "40702810"
    assert numbers.correspondent(KEYS[0], CORRESPONDENT, None)[:8] == "30101810"
    assert len(numbers.bic(KEYS[0], "4525225")) == 7


def test_branches_of_the_bank_of_russia_stay_what_they_are() -> None:
    new = numbers.bic(KEYS[0], "044525000")
    assert (new[6:], new != "044525000") == ("000", True)
    assert numbers.bic(KEYS[0], "017003983")[:2] == "01"


@pytest.mark.parametrize("number", ["4601546021298", "46015460", "036000291452"])
def test_a_barcode_stays_right(number: str) -> None:
    for keyed in KEYS:
        new = numbers.barcode(keyed, number)
        assert (is_gtin(new), len(new)) == (is_gtin(number), len(number))
        assert not is_weighed(new)
    assert is_weighed(numbers.barcode(KEYS[0], "2000000000015"))


def test_a_day_moves_by_years_and_those_of_children_and_nobody_within_the_year() -> None:
    for keyed in KEYS:
        born = numbers.day(keyed, date(1980, 2, 29))
        assert 1977 <= born.year <= 1983
        assert born != date(1980, 2, 29)
        assert numbers.day(keyed, date(2016, 5, 1)).year == 2016
        assert numbers.day(keyed, date(1899, 12, 31)).year == 1899
        assert numbers.day(keyed, date(1899, 12, 31)) != date(1899, 12, 31)


def test_no_day_becomes_the_empty_date_of_1c() -> None:
    for keyed in KEYS:
        new = numbers.day(keyed, date(1, 1, 2))
        assert (new.year, new not in {date(1, 1, 1), date(1, 1, 2)}) == (1, True)
