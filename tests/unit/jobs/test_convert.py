"""Packages in another form."""

from pathlib import Path

import pytest
from tests.unit.packages.convert.samples import END, ROOT, package, shop

from cml_sync.errors import CmlSyncError, FindingsError
from cml_sync.jobs import convert as module
from cml_sync.jobs.convert import Wish, convert
from cml_sync.jobs.convert_report import ConvertReport
from cml_sync.model.kinds import Kind
from cml_sync.packages.convert.counting import CountingTarget
from cml_sync.packages.convert.errors import (
    LossError,
    OptionsDisagreeError,
    ResultDiffersError,
)
from cml_sync.packages.convert.portions import Size
from cml_sync.packages.forms.output_errors import OutputPlaceError
from cml_sync.problems import Problem, Severity


def told(source: Path, wish: Wish) -> tuple[list[Problem], ConvertReport]:
    found: list[Problem] = []
    return found, convert([source], wish, on_problem=found.append)


def test_the_report_counts_what_was_written(tmp_path: Path) -> None:
    source = package(shop(tmp_path / "s"), {"import_files/1.jpg": "JPEG"})
    found, report = told(source, Wish(to="3.1", output=tmp_path / "out"))
    assert found == []
    assert report.records == {
        Kind.GROUP: 1,
        Kind.PROPERTY: 1,
        Kind.PRICE_TYPE: 1,
        Kind.WAREHOUSE: 1,
        Kind.PRODUCT: 3,
        Kind.OFFER: 9,
    }
    assert (len(report.parts), report.pictures, report.repaired, report.exit_code) == (8, 1, 0, 0)
    assert [part.size for part in report.parts] == [
        (tmp_path / "out" / part.name).stat().st_size for part in report.parts
    ]


def test_losses_are_told_and_reported(tmp_path: Path) -> None:
    found, report = told(shop(tmp_path / "s"), Wish(to="2.05", output=tmp_path / "out"))
    assert [one.code for one in found] == ["CML793", "CML793"]
    assert [(row.code, row.path, row.count) for row in report.problems] == [
        ("CML793", "ПакетПредложений/Склады/Склад", 1),
        ("CML793", "Предложение/Склад", 3),
    ]
    assert report.left_out == {Kind.WAREHOUSE: 1}


def test_strict_writes_nothing_after_telling(tmp_path: Path) -> None:
    found: list[Problem] = []
    wish = Wish(to="2.05", output=tmp_path / "out", strict=True)
    with pytest.raises(LossError, match=r"2 things cannot be said in 2\.05"):
        convert([shop(tmp_path / "s")], wish, on_problem=found.append)
    assert len(found) == 2
    assert not (tmp_path / "out").exists()


def test_what_does_not_read_back_does_not_appear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deaf(CountingTarget):
        def __exit__(self, *given: object) -> None:
            super().__exit__(None, None, None)
            self.records[Kind.OFFER] += 1

    monkeypatch.setattr(module, "CountingTarget", Deaf)
    with pytest.raises(ResultDiffersError, match="offer 4 were to be written, and 3 are there"):
        told(shop(tmp_path / "s"), Wish(to="2.07", output=tmp_path / "out"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s"]


def test_what_was_repaired_is_counted(tmp_path: Path) -> None:
    source = shop(tmp_path / "s")
    path = source / "import0_1.xml"
    content = path.read_text(encoding="utf-8").replace(
        "<Товар><Ид>p1</Ид>", "<Товар><Ид>p1</Ид><Вес>1,5</Вес>"
    )
    path.write_text(content, encoding="utf-8")
    for form in ("faithful", "3.1"):
        _, report = told(source, Wish(to=form, output=tmp_path / form))
        assert report.repaired == 1


def test_a_part_that_cannot_be_read_stops_everything(tmp_path: Path) -> None:
    source = package(shop(tmp_path / "s"), {"orders.xml": "<КоммерческаяИнформация>"})
    for form in ("faithful", "2.07", "3.1", "jsonl", "csv"):
        with pytest.raises(FindingsError, match=r"orders\.xml"):
            told(source, Wish(to=form, output=tmp_path / "out"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s"]


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Wish(to="jsonl", output=Path("x"), bom=True), OptionsDisagreeError),
        (Wish(to="jsonl", output=Path("x"), size=Size(1)), OptionsDisagreeError),
        (Wish(to="2.07", output=Path("-"), size=Size(1)), OptionsDisagreeError),
        (Wish(to="2.07", output=Path("x"), decimal_comma=True), OptionsDisagreeError),
        (Wish(to="2.07", output=Path("x"), delimiter=","), OptionsDisagreeError),
        (Wish(to="2.07", output=Path("no/where")), OutputPlaceError),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wish: Wish, error: type[CmlSyncError]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error):
        told(Path("there is nothing here"), wish)
    assert list(tmp_path.iterdir()) == []


def test_several_changes_are_applied_one_after_the_other(tmp_path: Path) -> None:
    source = shop(tmp_path / "s")
    changes = []
    for number in (1, 2):
        row = f"id;value\np{number};{number}00\n"
        changes.append(package(tmp_path / str(number), {"prices.csv": row}) / "prices.csv")
    wish = Wish(to="csv", output=tmp_path / "prices.csv", changes=tuple(changes))
    told(source, wish)
    rows = (tmp_path / "prices.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row.split(";")[:3] for row in rows] == [
        ["p1", "", "100"],
        ["p2", "", "200"],
        ["p3", "t1", "10"],
    ]


def test_pictures_that_have_no_place_are_counted(tmp_path: Path) -> None:
    source = package(shop(tmp_path / "s"), {"import_files/1.jpg": "JPEG"})
    for form, name in (("jsonl", "a.jsonl"), ("csv", "tables")):
        _, report = told(source, Wish(to=form, output=tmp_path / name))
        assert (report.pictures, report.pictures_left) == (0, 1)
    _, report = told(source, Wish(to="2.07", output=tmp_path / "b", pictures=False))
    assert (report.pictures, report.pictures_left) == (0, 0)


def test_strict_does_not_mind_what_says_nothing(tmp_path: Path) -> None:
    groups = "<Группы><Группа><Ид>g</Ид><НомерВерсии>AAAA</НомерВерсии></Группа></Группы>"
    part = f"{ROOT.format('3.1')}<Классификатор><Ид>c</Ид>{groups}</Классификатор>{END}"
    source = package(tmp_path / "s", {"groups.xml": part})
    told: list[Problem] = []
    wish = Wish(to="2.07", output=tmp_path / "out", strict=True)
    convert([source], wish, on_problem=told.append)
    assert [(one.severity, one.place.path) for one in told] == [(Severity.ADVICE, "НомерВерсии")]
