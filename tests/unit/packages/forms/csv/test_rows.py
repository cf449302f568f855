"""A table row by row, and the place of what is at fault."""

from decimal import Decimal
from pathlib import Path

import pytest

from cml_sync.packages.forms.csv.errors import WrongCellError, WrongColumnsError
from cml_sync.packages.forms.csv.rows import Row, looks_like_table, rows, sheet
from cml_sync.problems import Place


def made(folder: Path, content: str | bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "table", "separator", "encoding"),
    [
        ("id;value\n", "prices", ";", "utf-8"),
        ("value,id\n", "prices", ",", "utf-8"),
        ("\ufeffID\t Quantity \n", "rests", "\t", "utf-8"),
        ("id;status\nа;б\n".encode("cp1251"), "statuses", ";", "cp1251"),
        ('"id";"name"\n', "goods", ";", "utf-8"),
    ],
)
def test_the_first_row_says_what_a_table_is(
    tmp_path: Path, content: str | bytes, table: str, separator: str, encoding: str
) -> None:
    path = made(tmp_path, content)
    found = sheet(path)
    assert (found.table.name, found.separator, found.encoding) == (table, separator, encoding)
    assert looks_like_table(path)


def test_an_encoding_that_is_named_is_not_guessed(tmp_path: Path) -> None:
    path = made(tmp_path, "id;value\nа;1\n")
    assert sheet(path).encoding == "utf-8"
    assert next(rows(sheet(path, "cp1251"))).cells["id"] == "Р°"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("", "the first row is empty"),
        ("id;prise", "`prise` is none"),
        ("id;id;value", "`id` stands twice"),
        ("id;quantity;value", "one that is needed is missing, or two are mixed"),
        ("id;currency", "one that is needed is missing, or two are mixed"),
        ("id;\x1b[2J", r"`'\x1b[2j'` is none"),
    ],
)
def test_columns_that_are_no_table(tmp_path: Path, header: str, reason: str) -> None:
    path = made(tmp_path, f"{header}\n")
    assert not looks_like_table(path)
    with pytest.raises(WrongColumnsError) as caught:
        sheet(path)
    assert reason in str(caught.value.message)
    assert caught.value.place == Place(str(path), 1, 1)


def test_empty_cells_are_not_there_and_empty_lines_say_nothing(tmp_path: Path) -> None:
    path = made(
        tmp_path,
        'id;name;weight;deleted\n\na;Кружка; ;\n\n\'=b;"две\nстроки";1,50; Да \nc;n;-2;0',
    )
    assert list(rows(sheet(path))) == [
        Row(3, {"id": "a", "name": "Кружка"}),
        Row(5, {"id": "=b", "name": "две\nстроки", "weight": Decimal("1.50"), "deleted": True}),
        Row(7, {"id": "c", "name": "n", "weight": Decimal(-2), "deleted": False}),
    ]


@pytest.mark.parametrize(
    ("separator", "comma", "number", "fits"),
    [
        (";", None, "1,5", True),
        (";", False, "1,5", False),
        (",", None, '"1,5"', False),
        (",", True, '"1,5"', True),
        ("\t", None, "1,5", True),
    ],
)
def test_a_comma_in_numbers_is_taken_where_it_parts_no_cells(
    tmp_path: Path, separator: str, *, comma: bool | None, number: str, fits: bool
) -> None:
    found = sheet(made(tmp_path, f"id{separator}value\na{separator}{number}\n"))
    if fits:
        assert next(rows(found, comma=comma)).cells["value"] == Decimal("1.5")
        return
    with pytest.raises(WrongCellError, match="`value` is no number like"):
        next(rows(found, comma=comma))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1 234,5", "1234.5"),
        ("1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,80", "1234567.80"),
        ("-12\N{NARROW NO-BREAK SPACE}000", "-12000"),
        ("1 234.5", "1234.5"),
    ],
)
def test_blanks_between_thousands_are_mended_and_told(
    tmp_path: Path, cell: str, number: str
) -> None:
    path = made(tmp_path, f"id;value\na;5\nb;{cell}\n")
    plain, mended = rows(sheet(path))
    assert (plain.problems, mended.cells["value"]) == ((), Decimal(number))
    (problem,) = mended.problems
    assert (problem.code, problem.place) == ("CML762", Place(str(path), 3, 3))
    assert str(problem.message) == "`value` has blanks between its thousands"


@pytest.mark.parametrize("cell", ["1 23,5", "1234 567", "1 234 5", "12 34", "1  234", "1 234,5 6"])
def test_blanks_elsewhere_are_not(tmp_path: Path, cell: str) -> None:
    with pytest.raises(WrongCellError, match="`value` is no number"):
        list(rows(sheet(made(tmp_path, f"id;value\na;{cell}\n"))))


def test_a_comma_that_parts_cells_is_in_no_number_with_blanks_either(tmp_path: Path) -> None:
    path = made(tmp_path, 'id,value\na,"1 234,5"\n')
    with pytest.raises(WrongCellError, match="`value` is no number"):
        list(rows(sheet(path)))


@pytest.mark.parametrize(
    ("content", "line", "column", "reason"),
    [
        ("id;value\na;1\nb\n", 3, 1, "it has 1 cells, and the table has 2 columns"),
        ("id;value\na;1;2;3\n", 2, 5, "it has 4 cells, and the table has 2 columns"),
        ("id;value\n;1\n", 2, 1, "`id` is empty"),
        ("id;value\nab; \n", 2, 4, "`value` is empty"),
        ('id;name;weight\n"a;\nb";c;x\n', 3, 6, "`weight` is no number"),
        ("id;name;deleted\na;b;maybe\n", 2, 5, "`deleted` is neither `true` nor `false`"),
        ('id;value\na;1\n"b;2\n', 3, 1, "a cell in quotes does not end"),
    ],
)
def test_what_is_at_fault_is_named_by_line_and_column(
    tmp_path: Path, content: str, line: int, column: int, reason: str
) -> None:
    path = made(tmp_path, content)
    with pytest.raises(WrongCellError) as caught:
        list(rows(sheet(path)))
    place = caught.value.place
    assert place is not None
    assert (place.file, place.line, place.column) == (str(path), line, column)
    assert reason in str(caught.value.message)


def test_bytes_of_another_encoding(tmp_path: Path) -> None:
    path = made(tmp_path, b"id;value\na;1\n\xd0;2\n")
    with pytest.raises(WrongCellError, match="it is not in the encoding of the table") as caught:
        list(rows(sheet(path, "utf-8")))
    assert caught.value.place is not None
    assert caught.value.place.line == 3


def test_a_line_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cml_sync.packages.forms.csv.rows._LONGEST_LINE", 64)
    path = made(tmp_path, f"id;value\na;{'1' * 70}\n")
    with pytest.raises(WrongCellError, match="it is longer than any row may be"):
        list(rows(sheet(path)))
