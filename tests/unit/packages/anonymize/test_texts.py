"""Texts: the same words everywhere, the form of contacts, ids that stay ids."""

import pytest

from cml_sync.packages.anonymize.keyed import Keyed
from cml_sync.packages.anonymize.texts import (
    OF_ADDRESSES,
    OF_TITLES,
    Texts,
    is_neutral,
    is_opaque,
)

TEXTS = Texts(Keyed(b"a key for tests, long enough"))
GUID = "6bba10c4-f5ca-405f-a949-20cd097ca2bb"


def test_a_name_is_the_same_in_a_full_name_and_in_a_comment() -> None:
    last, first = TEXTS.text("Примерова"), TEXTS.text("Анна")
    assert TEXTS.text("Примерова Анна") == f"{last} {first}"
    assert TEXTS.text("ПРИМЕРОВА, А.") == f"{last.upper()}, {TEXTS.text('А')}."
    assert f"({last})" in TEXTS.text("позвонить (Примерова)")
    assert (last[0].isupper(), len(last)) == (True, len("Примерова"))


def test_one_telephone_number_is_one_however_it_is_spaced() -> None:
    forms = ("+7 916 123-45-67", "8 (916) 123 45 67", "89161234567", "916 123-45-67")
    own = {"".join(filter(str.isdigit, TEXTS.text(form)))[-10:] for form in forms}
    assert len(own) == 1
    assert own.pop()[0] == "9"
    new = TEXTS.text("8 (916) 123 45 67")
    assert (new[0], new[2], new[6], len(new)) == ("8", "(", ")", 17)
    assert "1234567" not in TEXTS.text("тел. 1234567")


def test_mail_goes_to_a_domain_of_nobody_and_keeps_its_length_where_it_can() -> None:
    new = TEXTS.text("primerova.anna@mail.example.org")
    assert (new[-12:], len(new)) == ("@example.com", 31)
    assert TEXTS.text("a@b.ru")[-12:] == "@example.com"
    assert TEXTS.text("Primerova.Anna@mail.example.org") == new
    assert TEXTS.text(f"пишите на {'primerova.anna@mail.example.org'}!").endswith(f" {new}!")


def test_an_address_in_which_something_can_always_be_read_is_not_drawn_for_ever() -> None:
    new = TEXTS.text("a" * 60_000 + "@x.ru")
    assert (new[-12:], len(new)) == ("@example.com", 60_005)


def test_dates_in_texts_stay_dates() -> None:
    new = TEXTS.text("привезти 2026-03-15 14:30 или 16.03.2026")
    words = new.split()
    assert words[1].startswith("2026-")
    assert words[1] != "2026-03-15"
    assert words[2] == "14:30"
    assert words[4].endswith(".2026")
    assert TEXTS.text("31.02.2026") != "31.02.2026"


def test_words_of_streets_and_legal_forms_stay() -> None:
    assert TEXTS.text("ул. Речная, д. 5", OF_ADDRESSES)[:4] == "ул. "
    assert TEXTS.text("Дом", OF_ADDRESSES) == "Дом"
    assert TEXTS.text("Дом") != "Дом"
    assert TEXTS.text("ООО «Пример»")[:5] == "ООО «"
    assert TEXTS.text("Каталог товаров (Пример)", OF_TITLES)[:17] == "Каталог товаров ("


@pytest.mark.parametrize("value", ["", "—", "true", "Да", "000000", "Контактное лицо", " - "])
def test_what_says_nothing_stays(value: str) -> None:
    assert is_neutral(value)
    assert TEXTS.text(value) == value


@pytest.mark.parametrize("value", ["Ли", "1", "а", "да кто это"])
def test_what_says_little_does_not(value: str) -> None:
    assert not is_neutral(value)
    assert TEXTS.text(value) != value


@pytest.mark.parametrize("value", ["15", "123456789", GUID, f"{GUID}#{GUID}", "a" * 32, ""])
def test_ids_that_a_program_made_stay(value: str) -> None:
    assert is_opaque(value) == bool(value)
    assert TEXTS.identifier(value) == value


def test_an_id_of_a_login_and_a_name_is_replaced_and_the_same_wherever_it_stands() -> None:
    new = TEXTS.identifier("12#anna#Примерова Анна")
    assert new == f"12#{TEXTS.text('anna')}#{TEXTS.text('Примерова Анна')}"
    assert TEXTS.text("12#anna#Примерова Анна") == new
    assert TEXTS.document_id("12#anna#Примерова Анна") == new
    assert TEXTS.identifier("89161234567") == TEXTS.text("89161234567")
    assert TEXTS.identifier("7707083893") == TEXTS.text("7707083893")


def test_two_ids_never_become_one() -> None:
    made = {TEXTS.identifier(f"client-{number}") for number in range(2000)}
    assert len(made) == 2000


def test_numbers_of_documents_stay_unless_somebody_is_in_them() -> None:
    for number in ("1001", "НФS-004512", "4509123456", "site-1000015"):
        assert TEXTS.document_id(number) == number
    assert "9161234567" not in TEXTS.document_id("order-89161234567-1")
    assert TEXTS.document_id("a.primer@mail.ru-5") != "a.primer@mail.ru-5"


def test_a_text_that_stays_loses_telephones_and_mail_alone() -> None:
    assert TEXTS.scrubbed("Кружка «Анна», 250 мл") == "Кружка «Анна», 250 мл"
    new = TEXTS.scrubbed("Доставка для anna@mail.ru, +7 916 123-45-67, к 2026-03-01 09:05:00")
    assert new.startswith("Доставка для ")
    assert new.endswith(", к 2026-03-01 09:05:00")
    assert "mail.ru" not in new
    assert "123-45-67" not in new


def test_names_of_goods_keep_their_numbers() -> None:
    new = TEXTS.goods("Кружка «Анна» 250 мл, 10 шт")
    assert [word for word in new.split() if word.isdigit()] == ["250", "10"]
    assert "Анна" not in new


@pytest.mark.parametrize(
    "path", [f"import_files/6b/{GUID}.jpg", "import_files/ab/ab12cd_0ff1.jpeg", "12_1.png"]
)
def test_files_that_a_program_named_keep_their_names(path: str) -> None:
    assert TEXTS.file(path) == path


def test_files_that_somebody_named_do_not() -> None:
    new = TEXTS.file("import_files/Паспорт Примерова.PDF")
    assert new.startswith("import_files/")
    assert new.endswith(".PDF")
    assert "Пас" not in new
    assert TEXTS.file("Примерова/скан")[:9] == TEXTS.text("Примерова")
