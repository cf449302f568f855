import pytest

from cml_sync.xml.writing.unit_codes import code_of, is_code, word_of


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("шт", "796"),
        ("Шт.", "796"),
        ("PCE", "796"),
        ("кв. м", "055"),
        ("л", "112"),
        ("сепулька", None),
    ],
)
def test_words_for_a_unit_have_its_code(word: str, code: str | None) -> None:
    assert code_of(word) == code


def test_the_word_for_a_code_is_the_short_one() -> None:
    assert (word_of("796"), word_of("0000")) == ("шт", None)


@pytest.mark.parametrize(
    ("unit", "code"), [("796", True), ("2009", True), ("1", False), ("шт", False)]
)
def test_codes_have_three_or_four_digits(unit: str, code: bool) -> None:
    assert is_code(unit) is code
