from pathlib import Path

import pytest

from cml_sync.packages.errors import PathMissingError
from cml_sync.packages.forms.opening import open_source
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
