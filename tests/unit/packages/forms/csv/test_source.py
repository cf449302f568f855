"""Tables are read strictly: what is not as it should be is named by line and column."""

from decimal import Decimal
from pathlib import Path

import pytest

from cml_sync.errors import FindingsError
from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, Price, Stock
from cml_sync.model.views import is_deleted, requisite
from cml_sync.packages.errors import NoPartsError, PathMissingError
from cml_sync.packages.forms.csv.errors import WrongCellError, WrongColumnsError
from cml_sync.packages.forms.csv.source import CsvSource, looks_like_csv
from cml_sync.packages.forms.csv.style import CsvStyle
from cml_sync.packages.parts import PartKind
from cml_sync.xml.entries import RecordRead, SectionClosed, SectionOpened


def table(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def records(path: Path, style: CsvStyle | None = None) -> list[Element]:
    (part,) = CsvSource([path], style).parts
    with part.read() as reading:
        return [one.record for one in reading if isinstance(one, RecordRead)]


def where(error: FindingsError) -> tuple[int | None, int | None]:
    assert error.place is not None
    return (error.place.line, error.place.column)


def test_prices_are_offers_of_changes(tmp_path: Path) -> None:
    path = table(
        tmp_path / "p.csv", "id;price_type_id;value\na;r;10,50\na;w;9.00\nb;;'5\n".replace("'", "")
    )
    (part,) = CsvSource([path]).parts
    assert (part.relative, part.kind) == ("p.xml", PartKind.PRICES)
    with part.read() as reading:
        opened, first, second, closed = reading
        assert reading.header.namespace == "urn:1C.ru:commerceml_2"
        assert reading.header.table_encoding == "utf-8"
    assert isinstance(opened, SectionOpened)
    assert opened.header.changes_only is True  # type: ignore[attr-defined]
    assert isinstance(closed, SectionClosed)
    assert isinstance(first, RecordRead)
    assert isinstance(second, RecordRead)
    assert first.record == Offer(
        id="a",
        prices=(
            Price(price_type_id="r", value=Decimal("10.50")),
            Price(price_type_id="w", value=Decimal("9.00")),
        ),
    )
    assert (first.place.line, second.place.line) == (2, 4)
    assert second.record == Offer(id="b", prices=(Price(value=Decimal(5)),))


def test_stock_of_warehouses_and_the_total(tmp_path: Path) -> None:
    path = table(tmp_path / "r.csv", "quantity,id,warehouse_id\n3,a,w\n-1,a,v\n2,a,\n")
    assert records(path) == [
        Offer(
            id="a",
            stocks=(
                Stock(warehouse_id="w", quantity=Decimal(3)),
                Stock(warehouse_id="v", quantity=Decimal(-1)),
            ),
            quantity=Decimal(2),
        )
    ]


def test_statuses_and_goods(tmp_path: Path) -> None:
    path = table(tmp_path / "s.csv", "id\tnumber\tstatus\tpaid\n7\t10\tОтгружен\tда\n")
    (document,) = records(path)
    assert isinstance(document, Document)
    assert (document.id, document.number) == ("7", "10")
    assert requisite(document.requisites, "Статус заказа") == "Отгружен"
    assert requisite(document.requisites, "Заказ оплачен") == "true"
    path = table(tmp_path / "g.csv", "id;name;unit_code;group_id;deleted\n1;'=Ваза;796;g;true\n")
    (product,) = records(path)
    assert isinstance(product, Product)
    assert product.name == "=Ваза"
    assert product.group_ids == ("g",)
    assert is_deleted(product)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_the_encoding_is_found_out(encoding: str, tmp_path: Path) -> None:
    path = table(tmp_path / "g.csv", "id;name\r\n1;Кружка\r\n", encoding)
    (product,) = records(path)
    assert product.name == "Кружка"  # type: ignore[attr-defined]


def test_an_encoding_that_is_said_is_held_to(tmp_path: Path) -> None:
    path = table(tmp_path / "g.csv", "id;name\n1;a\n2;Кружка\n", "cp1251")
    with pytest.raises(WrongCellError) as caught:
        records(path, CsvStyle(encoding="utf-8"))
    assert where(caught.value) == (3, 1)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("id;cost\na;5\n", "`cost` is none"),
        ("id;id;value\n", "`id` stands twice"),
        ("id;price_type_id\n", "one that is needed is missing"),
        ("id;value;warehouse_id\n", "two are mixed"),
        ("", "the first row is empty"),
        ("a;5\n", "`a` is none"),
    ],
)
def test_wrong_columns_are_refused_with_those_expected(
    content: str, word: str, tmp_path: Path
) -> None:
    path = table(tmp_path / "p.csv", content)
    assert looks_like_csv(path)
    with pytest.raises(WrongColumnsError) as caught:
        CsvSource([path])
    assert word in str(caught.value.message)
    assert where(caught.value) == (1, 1)
    assert "prices: id, price_type_id, value" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("row", "place", "word"),
    [
        ("b;r;1 00", (3, 5), "`value` is no number"),
        ("b;r;", (3, 5), "`value` is empty"),
        (";r;5", (3, 1), "`id` is empty"),
        ("b;5", (3, 3), "2 cells"),
        ("b;r;5;6", (3, 7), "4 cells"),
        ('"b\nb";r;x', (4, 6), "`value` is no number"),
        ('"b;r;5', (3, 1), "quotes"),
    ],
)
def test_a_wrong_row_is_named_by_line_and_column(
    row: str, place: tuple[int, int], word: str, tmp_path: Path
) -> None:
    path = table(tmp_path / "p.csv", f"id;price_type_id;value\na;r;5\n{row}\n")
    with pytest.raises(WrongCellError) as caught:
        records(path)
    assert where(caught.value) == place
    assert word in str(caught.value.message)
    assert "id, price_type_id, value" in str(caught.value.hint)


def test_where_commas_part_cells_they_are_in_no_number(tmp_path: Path) -> None:
    path = table(tmp_path / "p.csv", 'id,value\na,"1,500"\n')
    with pytest.raises(WrongCellError):
        records(path)


def test_a_long_description_is_read(tmp_path: Path) -> None:
    path = table(tmp_path / "g.csv", f"id;name;description\n1;a;{'x' * 200_000}\n")
    (product,) = records(path)
    assert len(product.description) == 200_000  # type: ignore[attr-defined]


def test_what_looks_like_tables(tmp_path: Path) -> None:
    table(tmp_path / "a.csv", "nothing")
    table(tmp_path / "b.txt", "id;value\n")
    table(tmp_path / "c.txt", "id;nothing\n")
    (tmp_path / "folder").mkdir()
    table(tmp_path / "folder" / "rests.csv", "id;quantity\n")
    (tmp_path / "mixed").mkdir()
    table(tmp_path / "mixed" / "rests.csv", "id;quantity\n")
    table(tmp_path / "mixed" / "a.xml", "<a/>")
    assert {one.name: looks_like_csv(one) for one in tmp_path.iterdir()} == {
        "a.csv": True,
        "b.txt": True,
        "c.txt": False,
        "folder": True,
        "mixed": False,
    }


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(PathMissingError):
        CsvSource([tmp_path / "none.csv"])
    with pytest.raises(NoPartsError):
        CsvSource([tmp_path])
