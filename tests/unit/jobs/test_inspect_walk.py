from pathlib import Path

import pytest

from cml_sync.errors import ExitCode, FindingsError
from cml_sync.jobs.inspect import inspect, survey
from cml_sync.jobs.inspect_walk import Asked
from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.drift import Change

GOODS = """<КоммерческаяИнформация ВерсияСхемы="2.07" xmlns="urn:1C.ru:commerceml_2">
<Каталог><Ид>c</Ид><Товары>{products}</Товары></Каталог>
</КоммерческаяИнформация>
"""
PRODUCT = "<Товар><Ид>{number}</Ид><Наименование>Кружка {number}</Наименование></Товар>"
ORDERS = """<КоммерческаяИнформация ВерсияСхемы="3.1">
<Контейнер><Документ><Ид>1</Ид><Номер>А-1</Номер></Документ><Документ><Ид>2</Ид></Документ>
</Контейнер></КоммерческаяИнформация>
"""


def goods(folder: Path, count: int, extra: str = "", name: str = "goods.xml") -> Path:
    products = "".join(PRODUCT.format(number=number) for number in range(count))
    path = folder / name
    products = products.replace("</Товар>", f"{extra}</Товар>")
    path.write_text(GOODS.format(products=products), encoding="utf-8")
    return path


def test_fill_rates_stand_in_every_report(tmp_path: Path) -> None:
    (tmp_path / "orders.xml").write_text(ORDERS, encoding="utf-8")
    goods(tmp_path, 3)
    rows = {(row.kind, row.field): row for row in inspect([tmp_path]).fields}
    assert rows[Kind.PRODUCT, "name"].filled == 3
    assert rows[Kind.DOCUMENT, "number"].records == 2
    assert rows[Kind.DOCUMENT, "number"].filled == 1


def test_only_the_kinds_that_were_asked_for(tmp_path: Path) -> None:
    (tmp_path / "orders.xml").write_text(ORDERS, encoding="utf-8")
    goods(tmp_path, 3)
    asked = Asked(kinds=(Kind.PRODUCT,), sample=2, shape=True, find=("1",))
    report, shape = survey([tmp_path], asked)
    assert {row.kind for row in report.fields} == {Kind.PRODUCT}
    assert [sample.id for sample in report.samples or ()] == ["0", "2"]
    assert [record.kind for found in report.found or () for record in found.records] == [
        Kind.PRODUCT
    ]
    assert shape is not None
    assert {holder.path for holder in shape.holders} == {"product"}
    assert report.records[Kind.DOCUMENT] == 2


def test_what_was_not_asked_for_is_not_there(tmp_path: Path) -> None:
    report, shape = survey([goods(tmp_path, 1)], Asked())
    assert (report.tree, report.found, report.samples, report.drift, shape) == (None,) * 5


def test_a_later_package_is_compared_with_a_shape(tmp_path: Path) -> None:
    _, shape = survey([goods(tmp_path, 40)], Asked(shape=True))
    same, _ = survey([goods(tmp_path, 60)], Asked(against=shape))
    assert same.drift is not None
    assert (same.drift.drifted, same.exit_code) == (False, ExitCode.DONE)
    other, _ = survey([goods(tmp_path, 60, "<Слаг>a</Слаг>")], Asked(against=shape))
    assert other.drift is not None
    assert [(row.change, row.element) for row in other.drift.changes] == [
        (Change.NEW_UNKNOWN, "Товар/Слаг")
    ]
    assert other.exit_code == ExitCode.FINDINGS


def test_a_shape_of_one_kind_is_compared_with_that_kind(tmp_path: Path) -> None:
    goods(tmp_path, 5)
    _, shape = survey([tmp_path], Asked(shape=True, kinds=(Kind.PRODUCT,)))
    (tmp_path / "orders.xml").write_text(ORDERS.replace("3.1", "2.07"), encoding="utf-8")
    report, _ = survey([tmp_path], Asked(against=shape))
    assert report.drift is not None
    assert [row.change for row in report.drift.changes] == [Change.NAMESPACE]


def test_a_broken_part_among_good_ones(tmp_path: Path) -> None:
    path = goods(tmp_path, 40)
    broken = path.read_text(encoding="utf-8")[:-200]
    (tmp_path / "broken.xml").write_text(broken, encoding="utf-8")
    (tmp_path / "empty.xml").write_bytes(b"")
    report, shape = survey([tmp_path], Asked(shape=True, sample=100, find=("39",)))
    assert shape is None
    assert report.exit_code == ExitCode.FINDINGS
    assert sorted(part.failure is None for part in report.parts) == [False, False, True]
    [found] = report.found or ()
    assert [Path(record.place.file or "").name for record in found.records] == ["goods.xml"]
    assert len(report.samples or ()) == sum(report.records.values()) > 40


def test_nothing_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.xml").write_bytes(b"")
    with pytest.raises(FindingsError):
        survey([tmp_path], Asked(sample=1))


def test_groups_are_counted_with_those_inside_others(tmp_path: Path) -> None:
    inner = "<Группы><Группа><Ид>{}</Ид></Группа><Группа><Ид>{}</Ид></Группа></Группы>"
    group = f"<Группа><Ид>a</Ид>{inner.format('b', 'c')}</Группа>"
    classifier = f"<Классификатор><Группы>{group}<Группа><Ид>d</Ид></Группа></Группы>"
    path = tmp_path / "groups.xml"
    path.write_text(
        GOODS.format(products="").replace("<Каталог>", f"{classifier}</Классификатор><Каталог>"),
        encoding="utf-8",
    )
    report = inspect([path])
    assert (report.records[Kind.GROUP], report.groups, report.parts[0].groups) == (2, 4, 4)
    assert inspect([goods(tmp_path, 1)]).groups == 0


def test_a_table_has_no_root_that_could_say_anything(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("id;value;currency\na;10,50;руб\n", encoding="cp1251")
    report, shape = survey([path], Asked(shape=True))
    (part,) = report.parts
    said = (part.schema_version, part.namespace, part.declared_encoding, part.generated_at)
    assert said == (None,) * 4
    assert (part.encoding, part.bom) == ("cp1251", False)
    assert shape is not None
    assert (shape.versions, shape.namespaces, shape.encodings) == (("",), ("",), ("cp1251",))


def test_what_is_kept_as_it_is_was_not_repaired(tmp_path: Path) -> None:
    unknown = inspect([goods(tmp_path, 3, "<Слаг>x</Слаг>")])
    assert (unknown.problems, unknown.repaired) == (1, 0)
    stray = inspect([goods(tmp_path, 3, "<ЗначенияСвойств>x</ЗначенияСвойств>")])
    assert (stray.problems, stray.repaired) == (3, 3)
