"""Nothing obscene is invented, whatever the name and whatever the key."""

import re

import pytest

from cml_sync.packages.anonymize.decency import is_decent
from cml_sync.packages.anonymize.keyed import Keyed
from cml_sync.packages.anonymize.texts import Texts

OBSCENE = re.compile(
    "жоп|хуй|хуе|хуя|хую|хуи|пизд|еба|ебе|ебл|ебу|бля|сук|муд|гандон|гондон|говн|дерьм|шлюх|член|сра"
    "|пидо|пида|залуп|манд|ёб|дроч|fuck|shit|cunt|dick|huy|huj|pizd|blya|suka"
)
NAMES = (
    *("Зинаида", "Иванов", "Петров", "Сидорова", "Александр", "Анна", "Белозёрская", "Мария"),
    *("Ким", "Цой", "Олег", "Кузнецова", "Николаевич", "Ivanova", "Petrov", "Anna", "Smith"),
)
KEYS = 100_000 // len(NAMES)


def test_no_name_becomes_an_obscene_one() -> None:
    invented = 0
    for number in range(KEYS + 1):
        keyed = Keyed(b"key %d" % number)
        for name in NAMES:
            new = keyed.replaced(name)
            assert not OBSCENE.search(new.casefold()), (number, name, new)
            assert len(new) == len(name)
            invented += 1
    assert invented >= 100_000


def test_some_would_be_and_are_drawn_again() -> None:
    """The same in every case of letters, and in every run."""
    texts = Texts(Keyed(b"a key for tests"))
    for number in range(3000):
        name = f"Зинаида{'абвгдежзик'[number % 10]}{'лмнопрстуф'[number // 10 % 10]}"
        new = texts.text(name)
        assert is_decent(new)
        assert texts.text(name.upper()) == new.upper()


def test_addresses_of_mail_are_decent_as_well() -> None:
    texts = Texts(Keyed(b"a key for tests"))
    for number in range(20_000):
        assert is_decent(texts.mail(f"anna.ivanova.{number}@mail.ru"))


@pytest.mark.parametrize("word", ["Жопеехы", "ПИЗДОХУ", "Засрахе", "Fuckove"])
def test_what_is_not_decent(word: str) -> None:
    assert not is_decent(word)


@pytest.mark.parametrize("word", ["Ущерулю", "Эффу", "Иванов", "kobeze", ""])
def test_what_is(word: str) -> None:
    assert is_decent(word)


def test_a_text_too_long_to_be_decent_everywhere_is_still_replaced() -> None:
    long = "зинаида" * 3000
    new = Keyed(b"a key for tests").replaced(long)
    assert len(new) == len(long)
    assert all(one != other for one, other in zip(new, long, strict=True))
