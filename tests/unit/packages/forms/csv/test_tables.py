import pytest

from cml_sync.packages.forms.csv.tables import TABLES, CellKind, table_of
from cml_sync.packages.parts import PartKind


def test_tables_have_the_names_that_people_have_learnt() -> None:
    assert {name: (table.file, table.part) for name, table in TABLES.items()} == {
        "prices": ("prices.csv", PartKind.PRICES),
        "rests": ("rests.csv", PartKind.RESTS),
        "statuses": ("statuses.csv", PartKind.DOCUMENTS),
        "goods": ("goods.csv", PartKind.GOODS),
    }
    assert TABLES["rests"].names == ("id", "warehouse_id", "quantity")


def test_what_is_needed_is_text_or_a_number_and_no_column_stands_twice() -> None:
    for table in TABLES.values():
        assert len(set(table.names)) == len(table.names)
        needed = [column for column in table.columns if column.needed]
        assert needed[0].name == "id"
        assert all(column.kind is not CellKind.FLAG for column in needed)


@pytest.mark.parametrize(
    ("header", "table"),
    [
        (("id", "value"), "prices"),
        (("currency", "value", "id"), "prices"),
        (("id", "quantity"), "rests"),
        (("id", "status"), "statuses"),
        (("id", "name"), "goods"),
        (("id",), None),
        (("value",), None),
        (("id", "value", "quantity"), None),
        (("id", "value", "colour"), None),
        (("id", "value", "value"), None),
        ((), None),
    ],
)
def test_a_header_row_fits_one_table_or_none(header: tuple[str, ...], table: str | None) -> None:
    found = table_of(header)
    assert (found.name if found else None) == table


def test_all_columns_of_a_table_are_that_table() -> None:
    assert [table_of(table.names) for table in TABLES.values()] == list(TABLES.values())
