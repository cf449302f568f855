import pytest

from cml_sync.checks.knowledge.currencies import iso_letters


@pytest.mark.parametrize(
    ("written", "letters"),
    [("RUB", "RUB"), ("RUR", "RUB"), ("руб.", "RUB"), ("р.", "RUB"), ("643", "RUB"), ("грн", "UAH"),
     ("UAH", "UAH"), ("$", "USD"), ("BYR", "BYN"), (" eur ", "EUR")],
)  # fmt: skip
def test_a_currency_is_read_in_every_spelling(written: str, letters: str) -> None:
    assert iso_letters(written) == letters


@pytest.mark.parametrize("written", ["PRO", "", "у.е.", "12"])
def test_other_texts_are_no_currency(written: str) -> None:
    assert iso_letters(written) is None
