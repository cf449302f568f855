import pytest

from cml_sync.xml.places.masking import (
    is_personal,
    mask_id,
    mask_value,
    masked,
    personal_tags,
    record_id_shown,
    shown_names,
)

GUID = "6bba10c4-f5ca-405f-a949-20cd097ca2bb"
ROOT = "КоммерческаяИнформация"


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        ("<ФИО>Иванов Иван</ФИО>", "<ФИО>***********</ФИО>"),
        ("<Сумма>10000.00</Сумма>", "<Сумма>10000.00</Сумма>"),
        ("<Роль>Покупатель</Роль>", "<Роль>Покупатель</Роль>"),
        ("  <Фамилия> Ли </Фамилия>", "  <Фамилия> ** </Фамилия>"),
        (f"<Ид>{GUID}#{GUID}</Ид>", f"<Ид>{GUID}#{GUID}</Ид>"),
        ("<Ид>15</Ид>", "<Ид>15</Ид>"),
        ("<Ид>15#ivan#Иванов</Ид>", "<Ид>************</Ид>"),
        ("<Ид>79001234567</Ид>", "<Ид>***********</Ид>"),
        ('<Склад ИдСклада="7" Имя="Пётр"/>', '<Склад ИдСклада="7" Имя="****"/>'),
        ('<Товар Статус="Удален">', '<Товар Статус="Удален">'),
        (
            "<Тип>Телефон</Тип><Значение>123</Значение>",
            "<Тип>Телефон</Тип><Значение>***</Значение>",
        ),
        ("ов Иван</Имя><Пол>М</Пол>", "*******</Имя><Пол>*</Пол>"),
        ('ий" Имя="Пётр"><Курс>1</Курс>', "************<Курс>1</Курс>"),
        ('  ДатаФормирования="вчера">', '  ДатаФормирования="вчера">'),
        ('  ДатаФормирования="вчера" Имя="Пётр">', "  ************"),
        ('ДатаФормирования="вчера"> Пётр', "************"),
        ("<!-- звонить Ивану -->", "************"),
        ("<a><![CDATA[Иван]]></a>", "<a>************</a>"),
        ("<Имя", "<Имя"),
        ('<Имя кому="Пёт', "<************"),
        ("<Сумма>1</Сумма>Иван", "<Сумма>1</Сумма>****"),
        ("<Сумма>1<b>Иван</b></Сумма>", "<Сумма>1<b>****</b></Сумма>"),
        ('<?xml version="1.0"?>', '<?xml version="1.0"?>'),
    ],
)
def test_only_what_is_no_personal_data_is_left(piece: str, shown: str) -> None:
    assert masked(piece, ())[0] == shown


def test_points_stay_at_what_they_meant() -> None:
    piece = "<Имя>Константин Константинович</Имя><Роль>Покупатель</Роль>"
    begin = piece.index("Покупатель")
    shown, (at, end) = masked(piece, (begin, begin + 10))
    assert shown[at:end] == "Покупатель"
    shown, (at, end) = masked(piece, (5, 5 + len("Константин Константинович")))
    assert shown[at:end] == "*" * 12


def test_a_point_behind_the_end_stays_behind_it() -> None:
    assert masked("<Имя>Константин Константинович", (30,)) == ("<Имя>************", [17])


def test_a_mask_keeps_the_length_up_to_a_limit() -> None:
    assert mask_value("Ли") == "**"
    assert mask_value("Константин Константинович") == "*" * 12
    assert mask_value("  ") == "  "


def test_goods_are_shown_and_people_are_not() -> None:
    goods = f"{ROOT}/Каталог/Товары/Товар[3]/Наименование"
    assert not is_personal(goods, "<Наименование>Кружка</Наименование>")
    assert is_personal(goods, "</Товары></Каталог><Документ><Ид>1</Ид>")
    assert is_personal(f"{ROOT}/Классификатор/Владелец/ИНН", "")
    assert is_personal(f"{ROOT}/Документ[1]/Сумма", "")
    assert is_personal(f"{ROOT}/Контейнер[1]/Документ[1]", "")
    assert is_personal(f"{ROOT}/ПользовательскиеСправочники/Справочник[1]", "")
    assert is_personal(ROOT, "")
    assert is_personal("", "")


def test_ids_of_people_are_masked_and_ids_of_orders_are_not() -> None:
    document = f"{ROOT}/Документ[1]"
    assert record_id_shown("site-1000015", document) == "site-1000015"
    assert record_id_shown("site-1000015", f"{document}/Контрагенты/Контрагент[1]") == "*" * 12
    assert record_id_shown(GUID, f"{ROOT}/Контрагент[1]") == GUID


def test_only_short_numbers_and_guids_are_ids() -> None:
    assert mask_id("123456") == "123456"
    assert mask_id("1234567") == "*******"
    assert mask_id(f"{GUID}#{GUID}") == f"{GUID}#{GUID}"


def test_the_lists_come_from_the_models() -> None:
    assert {"Сумма", "Дата", "ИдТипаЦены", "Статус", "ХозОперация"} <= shown_names()
    assert shown_names().isdisjoint({"Наименование", "Значение", "Номер", "Комментарий", "ИНН"})
    assert {"Документ", "Контейнер", "Контрагент", "Владелец", "Подписант"} <= personal_tags()
    assert personal_tags().isdisjoint({"Товар", "Предложение", "Каталог", "Классификатор"})
