import pytest

from cml_sync.checks.knowledge.digits import (
    fits_bic,
    fits_bic_as_correspondent,
    is_account,
    is_bic,
    is_gtin,
    is_gtin_length,
    is_inn,
    is_kpp,
    is_ogrn,
    is_okpo,
    is_weighed,
)


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
    assert not is_kpp("000000000")
    assert not is_kpp("7701010011")


def test_bank_code_and_account_have_fixed_forms() -> None:
    assert is_bic("044525225")
    assert not is_bic("44525225")
    assert is_account("40702810900000000001")
    assert is_account("40702A10900000000001")
    assert not is_account("4070281090000000000")


@pytest.mark.parametrize(
    ("account", "bic", "fits"),
    [
        ("40702810200000000001", "044525225", True),
        ("40702810300000000001", "044525225", False),
        ("40702810000000000001", "044525001", True),  # at a branch of the Bank of Russia
        ("40702810200000000001", "044525001", False),
        ("03214643000000017300", "044525225", True),  # an account of the Treasury
        ("40702810300000000001", "014525225", True),
    ],
)
def test_the_key_of_an_account_fits_its_bank(account: str, bic: str, fits: bool) -> None:
    assert fits_bic(account, bic) is fits


@pytest.mark.parametrize(
    ("account", "bic", "fits"),
    [
        ("30101810400000000225", "044525225", True),
        ("30101810500000000225", "044525225", False),
        ("30101810400000000225", "044525226", False),
        ("30101810400000000225", "044525000", True),
    ],
)
def test_a_correspondent_account_ends_as_its_bank(account: str, bic: str, fits: bool) -> None:
    assert fits_bic_as_correspondent(account, bic) is fits


@pytest.mark.parametrize(
    ("number", "right"),
    [("1239900000010", True), ("1239900000011", False), ("315990000000015", True),
     ("315990000000016", False), ("123990000001", False), ("123990000001А", False)],
)  # fmt: skip
def test_an_ogrn_ends_with_its_check_digit(number: str, right: bool) -> None:
    assert is_ogrn(number) is right


@pytest.mark.parametrize(
    ("number", "right"),
    [("99900016", True), ("99900017", False), ("12345678", True), ("1234567891", True),
     ("1234567890", False), ("9990001", False)],
)  # fmt: skip
def test_an_okpo_ends_with_its_check_digit(number: str, right: bool) -> None:
    assert is_okpo(number) is right


@pytest.mark.parametrize(
    ("barcode", "weighed"),
    [("2300005000000", True), ("4600000000015", False), ("23000050", False)],
)
def test_barcodes_of_scales_begin_with_two(barcode: str, weighed: bool) -> None:
    assert is_weighed(barcode) is weighed
