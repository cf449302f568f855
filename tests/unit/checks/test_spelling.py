import pytest

from cml_sync.checks.spelling import is_look_alike, meant
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Product


@pytest.mark.parametrize(
    ("at", "tag", "known"),
    [
        ("", "Наименовние", "Наименование"),
        ("", "Наименованиее", "Наименование"),
        ("", "Наименовнаие", "Наименование"),
        ("", "Haименование", "Наименование"),
        ("ЗначенияСвойств", "ЗначениеСвойства", "ЗначенияСвойства"),
        ("", "Ид2", None),
        ("", "Рейтинг", None),
        ("", "Наименование", None),
        ("Нигде", "Наименовние", None),
    ],
)
def test_one_letter_away(at: str, tag: str, known: str | None) -> None:
    found = meant(Product, Unknown(at=at, xml=f"<{tag}>1</{tag}>"))
    assert found == (None if known is None else (tag, known))


def test_what_is_no_element_is_no_name() -> None:
    assert meant(Product, Unknown(xml="text")) is None


def test_case_and_alphabet_look_alike() -> None:
    assert is_look_alike("Apтикул", "Артикул")
    assert not is_look_alike("Артикль", "Артикул")
