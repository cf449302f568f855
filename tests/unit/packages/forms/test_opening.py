import os
import sys
from pathlib import Path

import pytest

from cml_sync.packages.errors import NoPartsError, PathMissingError, PathUnreadableError
from cml_sync.packages.forms.csv.errors import WrongColumnsError
from cml_sync.packages.forms.csv.source import CsvSource
from cml_sync.packages.forms.jsonl.source import JsonLinesSource
from cml_sync.packages.forms.jsonl.target import JsonLinesTarget
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.forms.output import Output
from cml_sync.packages.package import Package


def test_xml_is_a_package(tmp_path: Path) -> None:
    path = tmp_path / "orders.xml"
    path.write_text('<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация/>')
    with open_source([path]) as source:
        assert isinstance(source, Package)
        assert [part.relative for part in source.parts] == ["orders.xml"]


def test_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(PathMissingError):
        open_source([tmp_path / "none.xml"])


def test_lines_and_tables_are_known_by_what_they_hold(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "orders.xml").write_text(
        '<?xml version="1.0"?><КоммерческаяИнформация><Документ><Номер>1</Номер></Документ>'
        "</КоммерческаяИнформация>"
    )
    with open_source([folder]) as source, JsonLinesTarget(Output(tmp_path / "lines")) as target:
        for part in source.parts:
            with part.read() as reading, target.part(part.relative, reading.header) as written:
                for entry in reading:
                    written.entry(entry)
                written.finish(reading.information)
    assert isinstance(open_source([tmp_path / "lines"]), JsonLinesSource)
    (tmp_path / "prices.csv").write_text("id;price_type_id;value\np;t;1\n")
    assert isinstance(open_source([tmp_path / "prices.csv"]), CsvSource)


def test_an_xml_file_needs_no_other_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "orders.xml"
    path.write_text('<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация/>')
    monkeypatch.setitem(sys.modules, "cml_sync.packages.forms.jsonl.source", None)
    monkeypatch.setitem(sys.modules, "cml_sync.packages.forms.csv.source", None)
    with open_source([path]) as source:
        assert len(source.parts) == 1


def test_a_folder_of_tables_with_wrong_columns_names_the_table(tmp_path: Path) -> None:
    (tmp_path / "rests.csv").write_text("id;warehouse;count\na;b;1\n")
    with pytest.raises(WrongColumnsError) as caught:
        open_source([tmp_path])
    assert str(caught.value.place) == f"{tmp_path / 'rests.csv'}:1:1"


def test_a_folder_without_parts_holds_none(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("id;warehouse;count\n")
    with pytest.raises(NoPartsError):
        open_source([tmp_path])


def test_what_the_system_refuses_is_said_of_the_path(tmp_path: Path) -> None:
    with pytest.raises(PathUnreadableError, match="File name too long"):
        open_source([tmp_path / ("x" * 300)])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look everywhere")
def test_a_folder_that_may_not_be_looked_into_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    with pytest.raises(PathUnreadableError, match="Permission denied"):
        open_source([folder])
