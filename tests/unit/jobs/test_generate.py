"""Inventing a package: where it goes, what is said of it."""

import hashlib
import io
from pathlib import Path

import pytest

from cml_sync.cli.chance import seeded
from cml_sync.jobs.generate import Wanted, asked_for, generate, known_defects, title_of
from cml_sync.jobs.generate_report import GenerateReport
from cml_sync.model.kinds import Kind
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.forms.output import STDOUT
from cml_sync.packages.forms.output_errors import OutputExistsError
from cml_sync.packages.generate.errors import ImpossibleError, UnknownDefectError
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.xml.dialects import DIALECTS


def wanted(output: Path, dialect: str = "2.07", **more: object) -> Wanted:
    fields: dict[str, object] = {"sizes": Sizes(products=4), **more}
    return Wanted(output=output, shape=Shape(DIALECTS[dialect]), **fields)  # type: ignore[arg-type]


def made(one: Wanted) -> GenerateReport:
    return generate(one, seeded(one.seed))


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_report_counts_what_was_written(tmp_path: Path) -> None:
    report = made(
        wanted(tmp_path / "out", sizes=Sizes(products=4, variants=2, pictures=True), seed=5)
    )
    assert [(part.name, part.records) for part in report.parts] == [
        ("import0_1.xml", {Kind.GROUP: 3, Kind.PROPERTY: 4, Kind.PRODUCT: 4}),
        ("offers0_1.xml", {Kind.PRICE_TYPE: 2, Kind.WAREHOUSE: 2, Kind.OFFER: 8}),
    ]
    assert (report.records[Kind.OFFER], report.pictures, report.seed) == (8, 4, 5)
    assert len(list((tmp_path / "out").rglob("*.png"))) == 4


def test_documents_of_containers_are_counted(tmp_path: Path) -> None:
    report = made(wanted(tmp_path / "out", "3.1", sizes=Sizes(orders=10)))
    assert report.records[Kind.CONTAINER] == 10
    assert report.records[Kind.DOCUMENT] > 10


@pytest.mark.parametrize("form", ["xml", "jsonl"])
def test_the_same_wishes_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    sizes = Sizes(products=9, variants=2, orders=5, pictures=True)
    for name in ("a", "b"):
        made(wanted(tmp_path / name, sizes=sizes, form=form, defects=(("CML301", 2),)))
    made(wanted(tmp_path / "c", sizes=sizes, form=form, seed=1))
    assert digests(tmp_path / "a") == digests(tmp_path / "b") != digests(tmp_path / "c")


def test_packages_stay_the_same_from_version_to_version(tmp_path: Path) -> None:
    # who tests with them compares bytes: a change here is told in the changelog
    made(wanted(tmp_path / "out", sizes=Sizes(products=2, orders=1)))
    assert {name: digest[:16] for name, digest in digests(tmp_path / "out").items()} == {
        "import0_1.xml": "4d46e0579ae15498",
        "offers0_1.xml": "36865302c3e894f1",
        "orders.xml": "2a13f3b047df1a40",
    }


def test_json_lines_read_back_as_the_same_records(tmp_path: Path) -> None:
    made(wanted(tmp_path / "lines", form="jsonl"))
    made(wanted(tmp_path / "xml"))
    with open_source([tmp_path / "lines"]) as lines, open_source([tmp_path / "xml"]) as xml:
        for one, other in zip(lines.parts, xml.parts, strict=True):
            with one.read() as read, other.read() as again:
                assert [getattr(entry, "record", None) for entry in read] == [
                    getattr(entry, "record", None) for entry in again
                ]


def test_one_file_for_what_is_one_part(tmp_path: Path) -> None:
    made(wanted(tmp_path / "orders.xml", sizes=Sizes(orders=2)))
    assert (tmp_path / "orders.xml").is_file()
    with pytest.raises(ImpossibleError, match="the package has several"):
        made(wanted(tmp_path / "goods.xml"))
    assert not (tmp_path / "goods.xml").exists()


def test_stdout_gets_the_bytes() -> None:
    sink = io.BytesIO()
    one = wanted(STDOUT, sizes=Sizes(orders=1))
    generate(one, seeded(0), stdout=sink)
    assert sink.getvalue().startswith("\ufeff<?xml".encode())


def test_what_stands_there_stays(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(OutputExistsError):
        made(wanted(tmp_path / "out"))
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "mine.txt"]


def test_a_defect_in_bytes_needs_xml(tmp_path: Path) -> None:
    with pytest.raises(ImpossibleError, match="XML only"):
        made(wanted(tmp_path / "out", form="jsonl", defects=(("CML767", 1),)))
    assert list(tmp_path.iterdir()) == []


def test_defects_are_named_in_any_spelling_and_added_up() -> None:
    asked = asked_for((("cml301", 2), ("302", 1), ("CML301", 3), ("CML303", 0)))
    assert [(one.defect.code, one.cases) for one in asked] == [("CML301", 5), ("CML302", 1)]


@pytest.mark.parametrize("word", ["CML999", "CML951", "nonsense"])
def test_an_unknown_defect_is_refused(word: str) -> None:
    with pytest.raises(UnknownDefectError):
        asked_for(((word, 1),))


def test_every_defect_has_a_title() -> None:
    assert {one.code for one in known_defects() if not str(title_of(one.code))} == set()
