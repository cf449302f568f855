import pytest

from cml_sync.checks.knowledge.vat import is_known_rate


@pytest.mark.parametrize(
    "rate",
    ["0", "10", "18%", "20.00", "20,00", "22", "5", "НДС 20%", "НДС20", "20/120", "22%/122%",
     "Без НДС", "без налога", "", " 20 "],
)  # fmt: skip
def test_rates_are_known_in_every_spelling(rate: str) -> None:
    assert is_known_rate(rate)


@pytest.mark.parametrize("rate", ["21", "-20", "20/118", "20/", "НДС", "двадцать", "NaN", "2 2 2"])
def test_other_texts_are_no_rate(rate: str) -> None:
    assert not is_known_rate(rate)
