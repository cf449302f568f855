import pytest

from cml_sync.checks.knowledge.spelling import is_look_alike, meant
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Product


@pytest.mark.parametrize(
    ("at", "tag", "known"),
    [
        ("", "Наименовние", "Наименование"),
        ("", "Наименованиее", "Наименование"),
        ("", "Наименовнаие", "Наименование"),
        ("", "Haименование", "Наименование"),
        ("", "Ид2", None),
        ("", "Рейтинг", None),
        ("", "Наименование", None),
        ("Нигде", "Наименовние", None),
    ],
)
def test_one_letter_away(at: str, tag: str, known: str | None) -> None:
    found = meant(Product, Unknown(at=at, xml=f"<{tag}>1</{tag}>"))
    assert found == (None if known is None else (tag, known))


@pytest.mark.parametrize(
    ("at", "xml", "known"),
    [
        ("ЗначенияСвойств", "<ЗначениеСвойства><Ид>x</Ид></ЗначениеСвойства>", "ЗначенияСвойства"),
        ("ЗначенияСвойств", "<ЗначениеСвойства>x</ЗначениеСвойства>", None),
        ("", "<Картинки>\n<Файл>a.jpg</Файл></Картинки>", None),
        ("", "<Картинки>a.jpg</Картинки>", "Картинка"),
        ("", "<Картинки></Картинки>", "Картинка"),
        ("", "<Картинки/>", "Картинка"),
        ("", "<Группа>g</Группа>", None),
        ("", "<Группа><Ид>g</Ид></Группа>", "Группы"),
        ("", "<БазоваяЕдинца>796</БазоваяЕдинца>", "БазоваяЕдиница"),
        ("", "<Haименование><b>Чай</b></Haименование>", "Наименование"),
    ],
)
def test_an_element_of_another_shape_is_another_one(at: str, xml: str, known: str | None) -> None:
    found = meant(Product, Unknown(at=at, xml=xml))
    assert (None if found is None else found[1]) == known


def test_what_is_no_element_is_no_name() -> None:
    assert meant(Product, Unknown(xml="text")) is None


def test_case_and_alphabet_look_alike() -> None:
    assert is_look_alike("Apтикул", "Артикул")
    assert not is_look_alike("Артикль", "Артикул")
