"""Into another layout, or as it is."""

from pathlib import Path

import pytest
from tests.unit.packages.convert.samples import held, package, shop
from tests.unit.packages.convert.test_routing import routed

from cml_sync.model.kinds import Kind
from cml_sync.packages.convert.counting import CountingTarget, counted
from cml_sync.packages.convert.laying_out import Plan, copy_pictures, lay_out
from cml_sync.packages.convert.layouts import Layout
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.package import open_package

CLASSIC, SPLIT = Layout.CLASSIC, Layout.SPLIT


@pytest.mark.parametrize(
    ("plan", "parts"),
    [
        (Plan(CLASSIC, CLASSIC), 2),
        (Plan(CLASSIC, SPLIT, "3.1"), 8),
        (Plan(CLASSIC, CLASSIC, merge=True), 2),
    ],
)
def test_a_plan_says_how_a_package_is_divided(tmp_path: Path, plan: Plan, parts: int) -> None:
    source = package(shop(tmp_path / "s"), {"import_files/1.jpg": "JPEG"})
    with (
        open_package([source]) as opened,
        CountingTarget(XmlTarget(Output(tmp_path / "out"))) as target,
    ):
        lay_out(opened, target, plan)
        copy_pictures(opened, target, plan)
        assert (target.records[Kind.PRODUCT], target.pictures) == (3, 1)
    assert len(held(tmp_path / "out")) == parts
    goods = "goods/" if plan.after is SPLIT else ""
    assert (tmp_path / "out" / f"{goods}import_files" / "1.jpg").is_file()


def test_pictures_come_back_beside_the_goods(tmp_path: Path) -> None:
    split = routed(shop(tmp_path / "s"), tmp_path / "split")
    package(split, {"goods/import_files/1.jpg": "JPEG"})
    with (
        open_package([split]) as opened,
        XmlTarget(Output(tmp_path / "out")) as target,
    ):
        plan = Plan(SPLIT, CLASSIC, "2.07")
        lay_out(opened, target, plan)
        copy_pictures(opened, target, plan)
    assert (tmp_path / "out" / "import_files" / "1.jpg").is_file()
    with open_package([tmp_path / "out"]) as result:
        assert [sum(counted(part).values()) for part in result.parts] == [5, 5]
