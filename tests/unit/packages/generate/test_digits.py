"""Numbers of our own making pass the checks that numbers of others must pass."""

import pytest

from cml_sync.checks.knowledge import digits as known
from cml_sync.packages.generate import digits

NUMBERS = (0, 1, 7, 12_345, 99_999, 123_456_789)


@pytest.mark.parametrize("number", NUMBERS)
def test_check_digits_are_right(number: int) -> None:
    assert known.is_gtin(digits.barcode(number))
    assert known.is_gtin(digits.ean_13("460", number))
    assert known.is_inn(digits.inn_of_company(number + 1))
    assert known.is_inn(digits.inn_of_person(number + 1))
    assert known.is_kpp(digits.kpp(number))
    account, bic = digits.account(number)
    assert known.is_account(account)
    assert known.is_bic(bic)
    assert known.fits_bic(account, bic)


def test_barcodes_are_those_of_examples_and_told_apart() -> None:
    codes = {digits.barcode(number) for number in range(200)}
    assert len(codes) == 200
    assert {(len(code), code[:3]) for code in codes} == {(13, "952")}


def test_a_person_has_twelve_digits_and_a_company_ten() -> None:
    assert (len(digits.inn_of_person(3)), len(digits.inn_of_company(3))) == (12, 10)
