"""Forms by their names."""

from pathlib import Path

import pytest

from cml_sync.packages.convert.targets import (
    FORMS,
    TABLE_NAMES,
    dialect_named,
    tables_target,
)
from cml_sync.packages.forms.csv.tables import TABLES
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.output_errors import OutputPlaceError
from cml_sync.xml.dialects import DIALECTS


def test_every_dialect_is_a_form() -> None:
    assert set(FORMS) == {*DIALECTS, "jsonl", "csv"}
    assert [form for form in FORMS if dialect_named(form) is None] == ["jsonl", "csv"]


def test_the_tables_are_those_of_the_form() -> None:
    assert set(TABLE_NAMES) == set(TABLES)


def test_one_file_takes_the_table_of_its_name(tmp_path: Path) -> None:
    tables_target(Output(tmp_path / "rests.csv", single=True))
    tables_target(Output(tmp_path / "x.csv", single=True), tables=["rests"])
    with pytest.raises(OutputPlaceError, match="say `--kind`"):
        tables_target(Output(tmp_path / "x.csv", single=True))
