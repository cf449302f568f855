"""Which layout a package has, and which a receiver expects."""

from pathlib import Path

import pytest
from tests.unit.packages.convert.samples import END, ROOT, package, shop

from cml_sync.packages.convert.layouts import Layout, is_split, layout_for, layout_of
from cml_sync.packages.package import open_package
from cml_sync.xml.dialects import DIALECTS


@pytest.mark.parametrize(
    ("form", "layout"),
    [
        ("2.04", Layout.CLASSIC),
        ("2.10", Layout.CLASSIC),
        ("bitrix", Layout.CLASSIC),
        ("3.1", Layout.SPLIT),
        ("faithful", None),
    ],
)
def test_what_a_receiver_expects(form: str, layout: Layout | None) -> None:
    assert layout_for(DIALECTS[form]) is layout


@pytest.mark.parametrize(
    ("version", "split"),
    [("3.1", True), ("3", True), ("2.10", False), ("210", False), (None, False), ("x", False)],
)
def test_versions_from_3_on_are_split(version: str | None, *, split: bool) -> None:
    assert is_split(version) is split


def test_the_goods_say_what_layout_they_have(tmp_path: Path) -> None:
    order = "<Документ><Номер>1</Номер></Документ>"
    for version, layout in (("2.07", Layout.SPLIT), ("3.1", Layout.SPLIT)):
        folder = package(
            tmp_path / version,
            {
                "orders.xml": ROOT.format(version) + order + END,
                "groups.xml": ROOT.format("3.1") + "<Классификатор/>" + END,
            },
        )
        with open_package([folder]) as source:
            assert layout_of(source) is layout
    with open_package([shop(tmp_path / "shop")]) as source:
        assert layout_of(source) is Layout.CLASSIC
