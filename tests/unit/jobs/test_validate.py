import json
from pathlib import Path

import pytest

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.errors import FindingsError
from cml_sync.jobs.validate import ValidationReport, validate
from cml_sync.model.kinds import Kind
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Problem

IMPORT = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-03-01T04:00:00">
<Классификатор><Ид>c</Ид><Наименование>Посуда</Наименование><Группы>
<Группа><Ид>g</Ид><Наименование>Кружки</Наименование></Группа></Группы></Классификатор>
<Каталог СодержитТолькоИзменения="false"><Ид>c</Ид><ИдКлассификатора>c</ИдКлассификатора>
<Наименование>Посуда</Наименование><Товары>
<Товар><Ид>p</Ид><Наименование>Кружка</Наименование><БазоваяЕдиница Код="796">шт</БазоваяЕдиница>
<Группы><Ид>{group}</Ид></Группы></Товар>
</Товары></Каталог></КоммерческаяИнформация>
"""
OFFERS = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-03-01T04:00:00">
<ПакетПредложений СодержитТолькоИзменения="false"><Ид>c#</Ид><Наименование>Посуда</Наименование>
<ИдКаталога>c</ИдКаталога><ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розничная</Наименование>
<Валюта>RUB</Валюта></ТипЦены></ТипыЦен><Предложения>
<Предложение><Ид>{offer}</Ид><Наименование>Кружка</Наименование><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены>
<ЦенаЗаЕдиницу>{price}</ЦенаЗаЕдиницу><Валюта>RUB</Валюта></Цена></Цены></Предложение>
</Предложения></ПакетПредложений></КоммерческаяИнформация>
"""


def package(folder: Path, *, group: str = "g", offer: str = "p", price: str = "350.00") -> Path:
    (folder / "import0_1.xml").write_text(IMPORT.format(group=group), encoding="utf-8")
    (folder / "offers0_1.xml").write_text(OFFERS.format(offer=offer, price=price), encoding="utf-8")
    return folder


def check(
    *paths: Path, selection: Selection | None = None
) -> tuple[ValidationReport, list[Problem]]:
    problems: list[Problem] = []
    return validate(paths, on_problem=problems.append, selection=selection), problems


def test_a_sound_package_has_no_problem_and_ends_with_0(tmp_path: Path) -> None:
    report, problems = check(package(tmp_path))
    assert problems == []
    assert report.exit_code == 0
    assert [part.kind for part in report.parts] == [PartKind.CATALOG, PartKind.OFFERS]
    assert report.records == {
        Kind.GROUP: 1,
        Kind.PRODUCT: 1,
        Kind.PRICE_TYPE: 1,
        Kind.OFFER: 1,
    }


def test_a_rule_names_file_line_path_and_id(tmp_path: Path) -> None:
    report, [problem] = check(package(tmp_path, price="-1"))
    assert problem.code == "CML301"
    assert problem.place.file == str(tmp_path / "offers0_1.xml")
    assert problem.place.line == 7
    assert problem.place.record_id == "p"
    assert problem.place.path.endswith("Предложение[1]/Цены/Цена[1]/ЦенаЗаЕдиницу")
    assert report.exit_code == 1
    assert [(row.code, row.count) for row in report.findings] == [("CML301", 1)]


def test_references_are_followed_across_parts(tmp_path: Path) -> None:
    report, problems = check(package(tmp_path, group="h", offer="q"))
    assert {problem.code for problem in problems} == {"CML201", "CML206"}
    assert (report.errors, report.warnings) == (1, 1)


def test_one_part_alone_gives_no_errors(tmp_path: Path) -> None:
    report, problems = check(package(tmp_path) / "offers0_1.xml")
    assert [problem.code for problem in problems] == ["CML907"]
    assert report.exit_code == 0


def test_a_broken_part_does_not_stop_the_others(tmp_path: Path) -> None:
    package(tmp_path, price="-1")
    whole = IMPORT.format(group="h").encode()
    (tmp_path / "import0_1.xml").write_bytes(whole[: whole.index("</Товары>".encode())])
    report, problems = check(tmp_path)
    assert {problem.code for problem in problems} >= {"E106", "CML301"}
    assert {problem.code for problem in problems}.isdisjoint({"CML201", "CML206"})
    assert report.unreadable == 1
    assert report.parts[0].failure is not None
    assert report.parts[0].failure.code == "E106"
    assert report.exit_code == 1


def test_a_level_leaves_the_deeper_rules_out(tmp_path: Path) -> None:
    folder = package(tmp_path, group="h", price="-1")
    shallow = Selection(level=Level.STRUCTURE)
    assert check(folder, selection=shallow)[1] == []
    deeper = Selection(level=Level.REFERENCES)
    assert [problem.code for problem in check(folder, selection=deeper)[1]] == ["CML201"]


def test_codes_are_selected_and_ignored_by_prefix(tmp_path: Path) -> None:
    folder = package(tmp_path, group="h", price="-1")
    _, [only] = check(folder, selection=Selection(select=("CML3",)))
    assert only.code == "CML301"
    report, problems = check(folder, selection=Selection(ignore=("CML2", "CML3")))
    assert problems == []
    assert report.exit_code == 0


def test_a_path_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match="does not exist"):
        check(tmp_path / "nothing.xml")


def test_the_report_is_json_under_its_schema_name(tmp_path: Path) -> None:
    report, _ = check(package(tmp_path, price="-1"))
    written = json.loads(report.model_dump_json(by_alias=True))
    assert written["schema"] == "cml-sync.validate/1"
    assert written["findings"][0]["title"] == "Price below zero"
    assert written["records"]["offer"] == 1
    assert written["parts"][1]["schema_version"] == "2.07"


def test_a_picture_that_is_not_in_the_package_is_missed(tmp_path: Path) -> None:
    package(tmp_path)
    part = tmp_path / "import0_1.xml"
    named = "<Картинка>import_files/a.jpg</Картинка><Картинка>import_files/b.jpg</Картинка></Товар>"
    part.write_text(part.read_text("utf-8").replace("</Товар>", named), encoding="utf-8")
    folder = tmp_path / "import_files"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"\xff\xd8")
    found: list[Problem] = []
    validate([tmp_path], on_problem=found.append)
    assert [str(one.message) for one in found if one.code == "CML821"] == [
        "Picture `import_files/b.jpg` is not in the package"
    ]
