import pytest

from cml_sync.problems import Place
from cml_sync.xml.places.spots import Cut, Source, Spot, tags_in
from cml_sync.xml.source.encoding import Cursor

RECORD = (
    "  <Товар>\n\t<!-- <Ид> -->\n\t<Цены><Цена/><Цена><Валюта\n к='>' x:у='<'>р</Валюта></Цена>"
    "</Цены>\n\t<![CDATA[<Ид>]]><Цены><Цена></Цена></Цены><?п <Ид> ?><x:Вес б='1'/>\n</Товар>"
)
PLACE = Place("x.xml", 10, None, "К/Товар[3]", "т1")


def spot(record: str = RECORD, cursor: Cursor | None = None) -> Spot:
    return Spot(Source(record.encode(), cursor or Cursor(10, 5)), PLACE)


def test_start_tags_are_found_past_comments_cdata_and_instructions() -> None:
    source = Source(RECORD.encode(), Cursor(10, 5))
    cursors = source.cursors_at(tag.at for tag in source.tags)
    assert [
        (tag.name, cursors[tag.at].line, cursors[tag.at].column, len(tag.children))
        for tag in source.tags
    ] == [
        ("Товар", 10, 7, 3),
        ("Цены", 12, 2, 2),
        ("Цена", 12, 8, 0),
        ("Цена", 12, 15, 1),
        ("Валюта", 12, 21, 0),
        ("Цены", 14, 18, 1),
        ("Цена", 14, 24, 0),
        ("Вес", 14, 55, 0),
    ]


@pytest.mark.parametrize(
    ("at", "line", "column", "path"),
    [
        ("", 10, 7, ""),
        ("Вес", 14, 55, "/Вес"),
        ("Вес[1]", 14, 55, "/Вес[1]"),
        ("Вес/@б", 14, 62, "/Вес/@б"),
        ("Вес/@в", 14, 55, "/Вес"),
        ("@Статус", 10, 7, ""),
        ("Цены", 12, 2, "/Цены"),
        ("Цены/Цена", 12, 8, "/Цены/Цена"),
        ("Цены/Цена[2]", 12, 15, "/Цены/Цена[2]"),
        ("Цены/Цена[2]/Валюта", 12, 21, "/Цены/Цена[2]/Валюта"),
        ("Цены/Цена[2]/Валюта/@к", 13, 2, "/Цены/Цена[2]/Валюта/@к"),
        ("Цены/Цена[2]/Валюта/@у", 13, 8, "/Цены/Цена[2]/Валюта/@у"),
        ("Цены/Цена[3]", 14, 24, "/Цены/Цена[3]"),
        ("Цены[2]/Цена[1]", 14, 24, "/Цены[2]/Цена[1]"),
        ("Цены[2]/Цена[2]", 14, 18, "/Цены[2]"),
        ("Цены/Цена[4]", 12, 2, "/Цены"),
        ("Цены/Цена/Валюта", 12, 21, "/Цены/Цена/Валюта"),
        ("Цены[3]/Цена", 10, 7, ""),
        ("Цены/Цена[1]/Валюта", 12, 8, "/Цены/Цена[1]"),
        ("Ид", 10, 7, ""),
        ("Цены/[2]", 12, 2, "/Цены"),
    ],
)
def test_a_path_leads_to_its_tag_or_to_the_nearest_above(
    at: str, line: int, column: int, path: str
) -> None:
    assert spot().place(at) == Place("x.xml", line, column, "К/Товар[3]" + path, "т1")


def test_a_name_without_a_number_leads_through_the_first_that_goes_on() -> None:
    record = "<Товар><Цены/><Цены><Цена/></Цены></Товар>"
    place = spot(record, Cursor()).place("Цены/Цена")
    assert place == Place("x.xml", 1, 21, "К/Товар[3]/Цены/Цена", "т1")


def test_without_bytes_there_is_no_place() -> None:
    assert Spot(None, PLACE).place("Ид") is None
    assert Spot(Source(b" ", Cursor()), PLACE).place("Ид") is None


def test_end_tags_without_a_start_are_passed_over() -> None:
    assert [tag.name for tag in tags_in("</а></б><в/></г><д>".encode())] == ["в", "д"]


@pytest.mark.parametrize("order", [(3, 4, 5), (5, 4, 3), (4, 4, 3)])
def test_records_cut_out_together_are_told_apart_in_any_order(order: tuple[int, ...]) -> None:
    data = "\n <а>ж</а><а>\n</а>\n<а>1</а>".encode()
    cut = Cut(data, "</а>".encode(), Cursor(7, 3), first=3)
    expected = {
        3: ("\n <а>ж</а>", 7, 3),
        4: ("<а>\n</а>", 8, 10),
        5: ("\n<а>1</а>", 9, 5),
    }
    for number in order:
        source = cut.source(number)
        told = (source.data.decode(), source.cursor.line, source.cursor.column)
        assert told == expected[number]
    assert cut.raw(5).decode() == "<а>1</а>"


@pytest.mark.parametrize("order", [(3, 4, 5), (5, 4, 3), (4, 4, 3)])
def test_records_cut_out_together_have_places_in_any_order(order: tuple[int, ...]) -> None:
    data = "\n <а>ж</а><а>\n</а>\n<а>1</а>".encode()
    cut = Cut(data, "</а>".encode(), Cursor(7, 3), 3, file="x.xml", path="К/а")
    lines = {3: 8, 4: 8, 5: 10}
    for number in order:
        expected = Place("x.xml", lines[number], None, f"К/а[{number}]", "и")
        assert cut.place(number, "и") == expected
