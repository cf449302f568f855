"""Counting what is written and what is read."""

from collections import Counter
from pathlib import Path

from tests.unit.packages.convert.samples import END, ROOT, package, shop

from cml_sync.model.kinds import Kind
from cml_sync.packages.convert.counting import CountingTarget, counted
from cml_sync.packages.convert.laying_out import copy
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.package import open_package


def test_documents_of_containers_count_as_documents(tmp_path: Path) -> None:
    two = "<Контейнер><Документ/><Документ/></Контейнер><Документ/>"
    source = package(tmp_path / "s", {"orders.xml": ROOT.format("3.1") + two + END})
    with (
        open_package([source]) as opened,
        CountingTarget(XmlTarget(Output(tmp_path / "out"))) as target,
    ):
        copy(opened, target)
        assert target.records == Counter({Kind.DOCUMENT: 3})
        assert counted(opened.parts[0]) == target.records


def test_every_record_is_counted(tmp_path: Path) -> None:
    with (
        open_package([shop(tmp_path / "s")]) as opened,
        CountingTarget(XmlTarget(Output(tmp_path / "out"))) as target,
    ):
        copy(opened, target)
        assert (sum(target.records.values()), target.sections) == (10, 3)
        assert target.problems == ()
