"""A classifier before whatever refers to it, as the schemas have it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.packages.convert.samples import (
    CATALOG,
    CLASSIFIER,
    END,
    ROOT,
    offers_part,
    product,
    records,
)

from cml_sync.jobs.convert import Wish, convert
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.convert.sequence import classifier_first
from cml_sync.packages.package import open_package
from cml_sync.xml.entries import RecordRead, SectionOpened

if TYPE_CHECKING:
    from cml_sync.problems import Problem

GOODS = CATALOG.format(flag="false", products=product("p1") + product("p2"))


def part(path: Path, *sections: str, version: str = "2.07") -> Path:
    path.write_text(ROOT.format(version) + "".join(sections) + END, encoding="utf-8")
    return path


def refuse(problem: "Problem") -> None:
    raise AssertionError(problem.message)


def sections(path: Path) -> list[Section]:
    with open_package([path]) as package:
        (part,) = package.parts
        with part.read() as reading:
            return [one.section for one in reading if isinstance(one, SectionOpened)]


@pytest.mark.parametrize("written", [(GOODS, CLASSIFIER), (CLASSIFIER, GOODS)])
def test_a_classifier_comes_before_the_goods(tmp_path: Path, written: tuple[str, ...]) -> None:
    with open_package([part(tmp_path / "a.xml", *written)]) as package:
        (one,) = package.parts
        with one.read() as reading:
            entries = list(classifier_first(one, reading))
    opened = [entry.section for entry in entries if isinstance(entry, SectionOpened)]
    assert opened == [Section.CLASSIFIER, Section.CATALOG]
    kinds = [entry.kind.value for entry in entries if isinstance(entry, RecordRead)]
    assert kinds == ["group", "property", "product", "product"]


def test_several_classifiers_come_in_their_order(tmp_path: Path) -> None:
    other = CLASSIFIER.replace("<Ид>c</Ид>", "<Ид>d</Ид>")
    with open_package([part(tmp_path / "a.xml", GOODS, CLASSIFIER, other)]) as package:
        (one,) = package.parts
        with one.read() as reading:
            entries = list(classifier_first(one, reading))
    opened = [entry.header for entry in entries if isinstance(entry, SectionOpened)]
    assert [getattr(header, "id", None) for header in opened] == ["c", "d", "c"]


@pytest.mark.parametrize("to", ["2.05", "2.10", "ut11", "bitrix", "django-cml"])
@pytest.mark.parametrize("version", ["2.07", "3.1"])
def test_a_receiver_of_2_meets_the_classifier_first(tmp_path: Path, version: str, to: str) -> None:
    source = part(tmp_path / "a.xml", GOODS, CLASSIFIER, version=version)
    told: list[Problem] = []
    convert([source], Wish(to=to, output=tmp_path / "out.xml"), on_problem=told.append)
    assert sections(tmp_path / "out.xml") == [Section.CLASSIFIER, Section.CATALOG]
    assert told == []


@pytest.mark.parametrize("to", ["faithful", "jsonl"])
def test_what_is_to_stay_as_it_is_keeps_its_order(tmp_path: Path, to: str) -> None:
    source = part(tmp_path / "a.xml", GOODS, CLASSIFIER)
    convert([source], Wish(to=to, output=tmp_path / "out"), on_problem=refuse)
    convert([tmp_path / "out"], Wish(to="faithful", output=tmp_path / "b"), on_problem=refuse)
    (result,) = (tmp_path / "b").iterdir()
    assert sections(result) == [Section.CATALOG, Section.CLASSIFIER]


def test_a_classifier_behind_more_than_is_looked_at_is_told(tmp_path: Path) -> None:
    """A part is known by its first megabyte; nobody reads a million goods twice for this."""
    many = "".join(product(f"p{number}", "Чай" * 30) for number in range(5000))
    goods = CATALOG.format(flag="false", products=many)
    source = part(tmp_path / "a.xml", goods, CLASSIFIER)
    told: list[Problem] = []
    convert([source], Wish(to="2.07", output=tmp_path / "out.xml"), on_problem=told.append)
    assert [(one.code, one.place.path) for one in told] == [("CML793", "Классификатор")]
    assert "Schema 2.07 has a classifier first: 1 stands" in str(told[0].message)
    convert([source], Wish(to="2.07", output=tmp_path / "merged", merge=True), on_problem=refuse)
    assert {one.name: sections(one) for one in (tmp_path / "merged").iterdir()} == {
        "import0_1.xml": [Section.CATALOG],
        "import1_1.xml": [Section.CLASSIFIER],
    }


def test_a_classifier_before_offers_is_not_lost_on_the_way_from_3_1(tmp_path: Path) -> None:
    offers = offers_part("", lists="").removeprefix(ROOT.format("2.07")).removesuffix(END)
    lists = CLASSIFIER.replace(
        "</Классификатор>",
        "<ТипыЦен><ТипЦены><Ид>t</Ид><Наименование>Ц</Наименование></ТипЦены></ТипыЦен>"
        "</Классификатор>",
    )
    offer = "<Предложение><Ид>p1</Ид></Предложение>"
    whole = offers.replace("<Предложения>", f"<Предложения>{offer}")
    source = part(tmp_path / "a.xml", lists, whole, version="3.1")
    report = convert([source], Wish(to="2.07", output=tmp_path / "out"), on_problem=refuse)
    assert {kind.value: count for kind, count in report.records.items()} == {
        "group": 1,
        "property": 1,
        "price_type": 1,
        "offer": 1,
    }
    assert [one.name for one in report.parts] == ["import0_1.xml", "offers1_1.xml"]


def test_a_classifier_that_no_catalogue_means_stands_alone(tmp_path: Path) -> None:
    goods = GOODS.replace("<ИдКлассификатора>c<", "<ИдКлассификатора>other<")
    source = part(tmp_path / "a.xml", goods, CLASSIFIER, version="3.1")
    convert([source], Wish(to="2.07", output=tmp_path / "out"), on_problem=refuse)
    assert {one.name: sections(one) for one in (tmp_path / "out").iterdir()} == {
        "import0_1.xml": [Section.CATALOG],
        "import1_1.xml": [Section.CLASSIFIER],
    }


@pytest.mark.parametrize("late", [True, False], ids=["late", "first"])
@pytest.mark.parametrize("merge", [True, False], ids=["merged", "as it is"])
def test_what_changes_add_is_there_however_often_a_part_is_read(
    tmp_path: Path, merge: bool, late: bool
) -> None:
    """A part in which a classifier comes late is read twice, one that is merged as well."""
    source = part(tmp_path / "a.xml", *((GOODS, CLASSIFIER) if late else (CLASSIFIER, GOODS)))
    said = product("p3", "Кофе") + product("p1", "Мате")
    goods = CATALOG.format(flag="true", products=said)
    changes = part(tmp_path / "b.xml", goods)
    wish = Wish(to="2.07", output=tmp_path / "out", changes=(changes,), merge=merge)
    told: list[Problem] = []
    report = convert([source], wish, on_problem=told.append)
    assert {kind.value: count for kind, count in report.records.items()} == {
        "group": 1,
        "property": 1,
        "product": 3,
    }
    assert [(one.code, one.message.count) for one in told] == [("CML794", 1)]
    found = records(tmp_path / "out", Kind.PRODUCT)
    assert [getattr(one, "name", "") for one in found.values()] == ["Мате", "Чай", "Кофе"]
