"""How a table is spelt, where nobody says it."""

import codecs

from cml_sync.packages.forms.csv.style import ENCODINGS, SEPARATORS, CsvStyle


def test_a_table_is_spelt_so_that_russian_spreadsheets_part_its_cells() -> None:
    assert CsvStyle() == (";", False, "utf-8", False)
    assert SEPARATORS == (";", ",", "\t")


def test_encodings_are_called_as_python_calls_them() -> None:
    assert [codecs.lookup(name).name for name in ENCODINGS] == list(ENCODINGS)
