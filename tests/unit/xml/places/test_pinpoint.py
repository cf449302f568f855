from io import BytesIO

import pytest

from cml_sync.problems import Place
from cml_sync.xml.places.excerpts import Excerpts
from cml_sync.xml.places.pinpoint import entrance

FILE = """<К>
\t<Документ>
\t\t<Ид>1</Ид>
\t\t<!-- <Сумма>0</Сумма> -->
\t\t<Контрагенты>
\t\t\t<Контрагент><Ид>a</Ид><ИНН>1</ИНН></Контрагент>
\t\t\t<Контрагент>
\t\t\t\t<ИНН Вид="10">2</ИНН>
\t\t\t</Контрагент>
\t\t</Контрагенты>
\t\t<Сумма>5</Сумма>
\t\t<Товары><Товар/><Товар Статус="х"><Сумма>7</Сумма></Товар></Товары>
\t</Документ>
\t<Документ>
\t\t<Валюта>RUB</Валюта>
\t</Документ>
</К>
"""


def exact(path: str, line: int = 2, column: int | None = None) -> tuple[int | None, int | None]:
    excerpts = Excerpts(lambda _: BytesIO(FILE.encode()), show_data=False)
    place = excerpts.exact(Place("a.xml", line, column, path))
    return place.line, place.column


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("К/Документ[1]", 2, 2),
        ("К/Документ[1]/Ид", 3, 3),
        ("К/Документ[1]/Сумма", 11, 3),
        ("К/Документ[1]/Контрагенты/Контрагент[1]/ИНН", 6, 26),
        ("К/Документ[1]/Контрагенты/Контрагент[2]/ИНН", 8, 5),
        ("К/Документ[1]/Контрагенты/Контрагент[2]/ИНН/@Вид", 8, 10),
        ("К/Документ[1]/Товары/Товар[1]", 12, 11),
        ("К/Документ[1]/Товары/Товар[2]/Сумма", 12, 37),
        ("К/Документ[1]/Товары/Товар[2]/@Статус", 12, 26),
    ],
)
def test_the_element_is_found_below_its_record(path: str, line: int, column: int) -> None:
    assert exact(path) == (line, column)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("К/Документ[1]/Валюта", 2, 2),
        ("К/Документ[1]/Контрагенты/Контрагент[3]", 5, 3),
        ("К/Документ[1]/Товары/Товар[1]/Сумма", 12, 11),
        ("К/Документ[1]/Контрагенты/Контрагент[1]/@Вид", 6, 4),
    ],
)
def test_where_it_is_not_the_nearest_above_is_told(path: str, line: int, column: int) -> None:
    assert exact(path) == (line, column)


@pytest.mark.parametrize("path", ["", "К/Предложение[1]/Ид"])
def test_where_no_part_of_the_path_begins_the_place_stays(path: str) -> None:
    assert exact(path) == (2, None)


def test_what_looks_like_many_sections_costs_no_more_than_its_length() -> None:
    words = "<К>\n<Документ>" + "<![CDATA[" * 100_000 + "]]><Ид/></Документ></К>"
    assert exact_in(words, 2) == (2, 1)


@pytest.mark.parametrize(
    ("line", "at", "found"),
    [
        ("\t<Цены><Цена>", None, (1, "Цена[2]/Валюта")),
        ("\t<Цена/><Цена>", None, None),
        ("\t<Цена/><Цена>", 8, (8, "Валюта")),
        ("<ЦеныДругие>", None, None),
        ("<Цены x='1'>", 3, None),
    ],
)
def test_a_path_enters_a_line_at_one_tag(
    line: str, at: int | None, found: tuple[int, str] | None
) -> None:
    assert entrance("К/Цены/Цена[2]/Валюта", line, at) == found


def test_a_place_that_is_exact_is_left_alone() -> None:
    assert exact("К/Документ[1]/Сумма", 11, 3) == (11, 3)
    assert exact("К/Документ[1]/Контрагенты/Контрагент[2]/ИНН/@Вид", 8, 10) == (8, 10)
    assert exact("К/Документ[1]/Сумма", 2, 7) == (2, 7)


def test_the_column_says_which_record_of_a_line_is_meant() -> None:
    words = "<К>\n<Документ><Ид>1</Ид></Документ><Документ><Ид>2</Ид></Документ></К>"
    assert exact_in(words, 2, 32) == (2, 42)
    assert exact_in(words, 2, 1) == (2, 11)


def test_a_file_of_one_line_is_followed_from_its_root() -> None:
    words = "<К><Документ><Ид>1</Ид></Документ><Документ><Ид>2</Ид></Документ></К>"
    assert exact_in(words, 1) == (1, 45)


def test_of_several_records_in_one_line_none_is_guessed() -> None:
    words = "<К>\n<Документ><Ид>1</Ид></Документ><Документ><Ид>2</Ид></Документ></К>"
    assert exact_in(words, 2) == (2, None)


def exact_in(words: str, line: int, column: int | None = None) -> tuple[int | None, int | None]:
    excerpts = Excerpts(lambda _: BytesIO(words.encode()), show_data=False)
    place = excerpts.exact(Place("a.xml", line, column, "К/Документ[2]/Ид"))
    return place.line, place.column
