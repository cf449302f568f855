import pytest

from cml_sync.problems import Place
from cml_sync.xml.places.framing import WIDTH, Excerpt, frame

GOODS = "КоммерческаяИнформация/Каталог/Товары/Товар[1]"


def shown(line: str, column: int | None, path: str = GOODS) -> Excerpt:
    found = frame(line, (column or 1) - 1, Place("a.xml", 1, column, path), show_data=False)
    assert found is not None
    return found


def marked(excerpt: Excerpt) -> str:
    return excerpt.text[excerpt.offset : excerpt.offset + excerpt.length]


def test_the_indent_is_left_out_and_the_caret_stands_below_the_tag() -> None:
    found = shown("\t\t<Товар>", 3)
    assert (found.text, found.offset, marked(found)) == ("<Товар>", 0, "<Товар")


def test_of_an_element_with_a_value_the_value_is_marked() -> None:
    found = shown("  <Вес>тяжёлый </Вес>", 3, f"{GOODS}/Вес")
    assert (found.text, marked(found)) == ("<Вес>тяжёлый </Вес>", "тяжёлый")
    assert (found.cells, found.marks) == (5, 7)


@pytest.mark.parametrize(
    ("column", "word"), [(8, 'Статус="Удален"'), (15, '"Удален"'), (25, "x"), (24, ">")]
)
def test_what_stands_at_the_column_is_marked(column: int, word: str) -> None:
    line = '<Товар Статус="Удален" />x'
    assert marked(shown(line, column + (1 if word in "x>" else 0))) == word


def test_a_line_without_a_column_is_marked_at_its_first_tag() -> None:
    assert marked(shown("    <Товар>", None)) == "<Товар"


def test_a_minified_file_is_shown_through_a_window() -> None:
    line = "<a>1</a>" * 1000 + "<Вес>x</Вес>" + "<a>1</a>" * 1000
    found = shown(line, 8001)
    assert marked(found) == "<Вес"
    assert len(found.text) == WIDTH + 2
    assert found.text[0] == found.text[-1] == "…"


def test_the_end_of_a_long_line_fills_the_window() -> None:
    found = shown("x" * 500, 500)
    assert found.text == "…" + "x" * WIDTH
    assert marked(found) == "x"


def test_tabs_and_wide_letters_keep_the_caret_in_place() -> None:
    found = shown("<a>\t漢字</a><b>x</b>", 11)
    assert found.text == "<a> 漢字</a><b>x</b>"
    assert (found.offset, found.cells) == (10, 12)


def test_nothing_commands_the_terminal() -> None:
    found = shown("<a>\x1b[31m\x9b\u202e\u2028\x00</a>", 1)
    assert found.text == "<a>␛[31m\ufffd\ufffd\ufffd␀</a>"


def test_an_empty_line_has_no_excerpt() -> None:
    assert frame("  ", 0, Place("a.xml", 1, 1), show_data=False) is None


def test_personal_data_is_shown_when_asked_for() -> None:
    line = "<Имя>Пётр</Имя>"
    place = Place("a.xml", 1, 1, "КоммерческаяИнформация/Документ[1]/Имя")
    hidden, said = (frame(line, 0, place, show_data=show) for show in (False, True))
    assert hidden is not None
    assert said is not None
    assert (hidden.text, marked(hidden)) == ("<Имя>****</Имя>", "****")
    assert (said.text, marked(said)) == ("<Имя>Пётр</Имя>", "Пётр")
