"""How a table is spelt, where nobody says it."""

from cml_sync.packages.forms.csv.style import SEPARATORS, CsvStyle


def test_a_table_is_spelt_so_that_russian_spreadsheets_part_its_cells() -> None:
    assert CsvStyle() == (";", False, "utf-8", False)
    assert SEPARATORS == (";", ",", "\t")
