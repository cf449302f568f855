"""Parts that are written side by side."""

from pathlib import Path

import pytest
from tests.unit.packages.convert.samples import headers, held, shop

from cml_sync.model.goods import Catalog, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.convert.parts import OpenParts, Sink, write_header
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.package import open_package


def test_parts_are_open_side_by_side_and_begun_once(tmp_path: Path) -> None:
    with open_package([shop(tmp_path / "s")]) as source, source.parts[0].read() as reading:
        header = reading.header
        with XmlTarget(Output(tmp_path / "out")) as target, OpenParts(target, "2.10") as parts:
            one, two = (parts.part(name, header) for name in ("a.xml", "b.xml"))
            assert parts.part("a.xml", header) is one
            write_header(two, Section.CATALOG, Catalog(id="d"))
            sink = Sink(one, Section.CATALOG, Catalog(id="c"))
            sink.record(Kind.PRODUCT, Product(id="p"))
            sink.header = Catalog(id="c", name="Имя")
            sink.close()
    assert held(tmp_path / "out") == {"a.xml": {"product": 1}, "b.xml": {}}
    assert [getattr(one, "name", None) for one in headers(tmp_path / "out")] == ["Имя", None]
    with open_package([tmp_path / "out"]) as result:
        assert [part.outline.schema_version for part in result.parts if part.outline] == [
            "2.10",
            "2.10",
        ]


def test_after_an_error_no_part_looks_whole(tmp_path: Path) -> None:
    class Stop(Exception):  # noqa: N818 - no error of ours
        pass

    with open_package([shop(tmp_path / "s")]) as source, source.parts[0].read() as reading:

        def half() -> None:
            output = Output(tmp_path / "out")
            with XmlTarget(output) as target, OpenParts(target, None) as parts:
                Sink(parts.part("a.xml", reading.header), Section.CATALOG, Catalog(id="c"))
                raise Stop

        with pytest.raises(Stop):
            half()
    assert not (tmp_path / "out").exists()
