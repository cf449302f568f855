"""Signs are replaced by others of their class, the same by the same, and only with the key."""

from itertools import islice

import pytest

from cml_sync.packages.anonymize.keyed import Keyed

KEY = Keyed(b"a key for tests, long enough")


def kinds(text: str) -> list[tuple[bool, bool, bool, bool]]:
    """What of each sign stays: letter or not, digit or not, its case."""
    return [(s.isalpha(), s.isdigit(), s.isupper(), s.islower()) for s in text]


@pytest.mark.parametrize(
    "word",
    ["Иванов", "ПЕТРОВ", "o'Neill", "д. 15/2", "ёж", "Ünal", "AB-123456", "Київ", "№ 5", "李明"],
)
def test_form_script_case_and_length_stay_and_no_sign_that_tells_something(word: str) -> None:
    new = KEY.replaced(word)
    assert len(new) == len(word)
    if "李" not in word:  # a script without cases becomes Latin
        assert kinds(new) == kinds(word)
    for old, one in zip(word, new, strict=True):
        assert (old.lower() != one.lower()) == old.isalnum()
        if "а" <= old.lower() <= "я":
            assert "а" <= one.lower() <= "я"


def test_the_same_gives_the_same_whatever_the_case() -> None:
    assert KEY.replaced("Иванов") == KEY.replaced("Иванов")
    assert KEY.replaced("ИВАНОВ") == KEY.replaced("Иванов").upper()
    assert KEY.replaced("Иванов") != KEY.replaced("Иванов", key="another word")


def test_another_key_gives_something_else() -> None:
    other = Keyed(b"another key for tests, as long")
    assert other.replaced("Иванов Иван") != KEY.replaced("Иванов Иван")


def test_a_number_that_began_with_no_zero_begins_with_none() -> None:
    assert all(KEY.replaced(str(number))[0] != "0" for number in range(1, 1000))
    assert KEY.replaced("0012")[0] != "0"


def test_signs_of_other_kinds_are_hidden_and_punctuation_stays() -> None:
    assert KEY.replaced("«…» — 😀 !") == "«…» — * !"
    assert KEY.replaced("\N{VULGAR FRACTION ONE HALF}").isdigit()


def test_numbers_depend_on_what_they_are_for() -> None:
    first, second = (list(islice(KEY.numbers(use, "Иван"), 100)) for use in ("signs", "mail"))
    assert first != second
    assert first == list(islice(KEY.numbers("signs", "Иван"), 100))
    assert max(first) < 256
