import pytest

from cml_sync.checks.digits import is_account, is_bic, is_gtin, is_gtin_length, is_inn, is_kpp


@pytest.mark.parametrize("barcode", ["4600000000015", "96385074", "036000291452", "10012345678902"])
def test_a_barcode_with_the_right_check_digit_is_one(barcode: str) -> None:
    assert is_gtin_length(barcode)
    assert is_gtin(barcode)


@pytest.mark.parametrize("barcode", ["4600000000018", "96385075", "036000291453"])
def test_a_barcode_with_a_wrong_check_digit_is_none(barcode: str) -> None:
    assert is_gtin_length(barcode)
    assert not is_gtin(barcode)


@pytest.mark.parametrize("barcode", ["46000000000A5", "123456789", "", "٤٦٠٠٠٠٠٠"])
def test_other_lengths_letters_and_foreign_digits_are_no_barcode(barcode: str) -> None:
    assert not is_gtin_length(barcode)


@pytest.mark.parametrize("number", ["7700000009", "500100732259"])
def test_check_digits_of_companies_and_persons_are_right(number: str) -> None:
    assert is_inn(number)


@pytest.mark.parametrize("number", ["7700000001", "500100732258", "12345", "770000000A", ""])
def test_a_wrong_inn_is_none(number: str) -> None:
    assert not is_inn(number)


def test_the_reason_code_may_have_letters_in_two_places_only() -> None:
    assert is_kpp("770101001")
    assert is_kpp("7701AZ001")
    assert not is_kpp("77010100A")
    assert not is_kpp("7701010011")


def test_bank_code_and_account_have_fixed_forms() -> None:
    assert is_bic("044525225")
    assert not is_bic("44525225")
    assert is_account("40702810900000000001")
    assert is_account("40702A10900000000001")
    assert not is_account("4070281090000000000")
