"""Every case of a name has one stem, and other words have others."""

import pytest

from cml_sync.packages.anonymize.inflection import stem

NAMES = (
    "петров петрова петровой петрову петровым петрове петровы петровых петровыми петровою",
    "мышкин мышкина мышкину мышкиной мышкиным мышкине мышкины мышкиных",
    "анна анны анне анну анной анною",
    "мария марии марию марией",
    "андрей андрея андрею андреем андрее",
    "николай николая николаю николаем николае",
    "игорь игоря игорю игорем игоре",
    "достоевский достоевского достоевскому достоевским достоевская достоевской достоевских",
    "толстой толстого толстому толстым толстая толстую",
    "илья ильи илью ильёй илье",
    "павел павла павлу павлом павле",
    "пётр петр петра петру петром",
    "иванович ивановича ивановичу ивановичем",
    "ивановна ивановны ивановне ивановну ивановной",
    "любовь любови любовью",
    "наталья натальи наталье наталью натальей",
    "шевчук шевчука шевчуку шевчуком",
    "шевченко",
    "черных",
)


@pytest.mark.parametrize("words", NAMES)
def test_one_name_has_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_different_names_have_different_stems() -> None:
    stems = [stem(words.split()[0]) for words in NAMES]
    assert len(set(stems)) == len(NAMES)


@pytest.mark.parametrize(
    ("name", "word"),
    [("петров", "петровск"), ("петров", "петровка"), ("анна", "анналы"), ("черных", "черный")],
)
def test_other_words_have_others(name: str, word: str) -> None:
    assert stem(name) != stem(word)


@pytest.mark.parametrize("word", ["ivanova", "müller", "王", "42", "", "я"])
def test_words_in_other_letters_are_their_own(word: str) -> None:
    assert stem(word) == word
