"""Packages written as XML."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.unit.packages.convert.samples import (
    END,
    ROOT,
    catalog_part,
    held,
    offer,
    offers_part,
    package,
    product,
    records,
    shop,
)

from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.convert.laying_out import copy
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_form import XmlTarget, field_path
from cml_sync.packages.package import open_package
from cml_sync.problems import Problem
from cml_sync.xml.dialects import DIALECTS

UNITS = (
    "<ЕдиницыИзмерения><ЕдиницаИзмерения><Ид>0001</Ид><Код>0001</Код>"
    "<НаименованиеКраткое>лист</НаименованиеКраткое></ЕдиницаИзмерения></ЕдиницыИзмерения>"
)


def write(
    source: Path, place: Path, form: str | None = None, bom: bool | None = None
) -> tuple[Sequence[Problem], dict[Kind, int]]:
    dialect = DIALECTS[form] if form else None
    with (
        open_package([source]) as opened,
        XmlTarget(Output(place), dialect, bom=bom) as target,
    ):
        copy(opened, target)
        for picture in opened.pictures:
            target.picture(picture)
        return target.problems, dict(target.left_out)


def test_every_part_is_written_as_it_was_read(tmp_path: Path) -> None:
    latin = offers_part(offer("p1")).replace('"UTF-8"', '"windows-1251"')
    source = package(tmp_path / "s", {"import0_1.xml": "\ufeff" + catalog_part(product("p1"))})
    (source / "offers0_1.xml").write_bytes(latin.encode("cp1251"))
    assert write(source, tmp_path / "out") == ((), {})
    goods = (tmp_path / "out" / "import0_1.xml").read_bytes()
    assert goods.startswith(b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>')
    offers = (tmp_path / "out" / "offers0_1.xml").read_bytes()
    assert offers.startswith(b'<?xml version="1.0" encoding="windows-1251"?>')
    assert "Розничная".encode("cp1251") in offers


def test_a_dialect_is_written_into_every_part(tmp_path: Path) -> None:
    write(shop(tmp_path / "s"), tmp_path / "out", "2.10", bom=False)
    for name in ("import0_1.xml", "offers0_1.xml"):
        start = (tmp_path / "out" / name).read_text(encoding="utf-8").splitlines()[1]
        assert start == '<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.10">'


def test_records_that_a_version_has_no_place_for_are_left_out_and_told(tmp_path: Path) -> None:
    told, left_out = write(shop(tmp_path / "s"), tmp_path / "out", "2.05")
    assert left_out == {Kind.WAREHOUSE: 1}
    assert [(one.code, one.place.path, one.message.count) for one in told] == [
        ("CML793", "ПакетПредложений/Склады/Склад", 1),
        ("CML793", "Предложение/Склад", 3),
    ]
    assert held(tmp_path / "out")["offers0_1.xml"] == {"price_type": 1, "offer": 3}


def test_a_section_that_a_version_does_not_have_is_left_out(tmp_path: Path) -> None:
    changes = (
        "<ИзмененияПакетаПредложений><Ид>c#</Ид><Предложения><Предложение><Ид>p1</Ид>"
        "</Предложение></Предложения></ИзмененияПакетаПредложений>"
    )
    source = package(tmp_path / "s", {"offers.xml": ROOT.format("2.07") + changes + END})
    told, left_out = write(source, tmp_path / "out", "2.06")
    assert left_out == {Kind.OFFER_CHANGE: 1}
    assert told[0].place.path == "ИзмененияПакетаПредложений/Предложения/Предложение"
    assert held(tmp_path / "out") == {"offers.xml": {}}


def test_containers_are_taken_apart_for_2_x_and_told_if_that_loses_something(
    tmp_path: Path,
) -> None:
    one = "<Контейнер><Документ><Номер>1</Номер></Документ></Контейнер>"
    two = one.replace("</Контейнер>", "<Документ><Номер>2</Номер></Документ></Контейнер>")
    alone = package(tmp_path / "a", {"orders.xml": ROOT.format("3.1") + one + END})
    both = package(tmp_path / "b", {"orders.xml": ROOT.format("3.1") + two + END})
    for form in ("2.07", "bitrix"):
        assert write(alone, tmp_path / f"a-{form}", form) == ((), {})
        assert held(tmp_path / f"a-{form}") == {"orders.xml": {"document": 1}}
        told, left_out = write(both, tmp_path / f"b-{form}", form)
        assert ([one.code for one in told], left_out) == (["CML793"], {})
        assert held(tmp_path / f"b-{form}") == {"orders.xml": {"document": 2}}


def test_units_of_a_dictionary_are_said_at_the_products(tmp_path: Path) -> None:
    classifier = f"<Классификатор><Ид>c</Ид>{UNITS}</Классификатор>"
    sheet = product("p1").replace("</Товар>", "<БазоваяЕдиница>0001</БазоваяЕдиница></Товар>")
    source = package(tmp_path / "s", {"import0_1.xml": catalog_part(sheet, classifier=classifier)})
    write(source, tmp_path / "out", "2.07")
    written = records(tmp_path / "out", Kind.PRODUCT)["p1"]
    assert isinstance(written, Product)
    assert written.base_unit is not None
    assert (written.base_unit.code, written.base_unit.text) == ("0001", "лист")


def test_what_a_hundred_portions_lose_is_told_once(tmp_path: Path) -> None:
    names = {f"offers0_{n}.xml": offers_part(offer(f"p{n}")) for n in range(1, 6)}
    told, left_out = write(package(tmp_path / "s", names), tmp_path / "out", "2.05")
    assert [one.message.count for one in told] == [5, 5]
    assert left_out == {Kind.WAREHOUSE: 5}


def test_pictures_are_copied(tmp_path: Path) -> None:
    source = package(shop(tmp_path / "s"), {"import_files/ab/1.jpg": "JPEG"})
    write(source, tmp_path / "out")
    assert (tmp_path / "out" / "import_files" / "ab" / "1.jpg").read_bytes() == b"JPEG"


@pytest.mark.parametrize(
    ("kind", "section", "path"),
    [
        (Kind.DOCUMENT, None, "Документ"),
        (Kind.COUNTERPARTY, "counterparties", "Контрагенты/Контрагент"),
        (Kind.UNIT, "classifier", "Классификатор/ЕдиницыИзмерения/ЕдиницаИзмерения"),
    ],
)
def test_places_are_named_as_the_standard_names_them(
    kind: Kind, section: str | None, path: str
) -> None:
    assert field_path(kind, Section(section) if section else None) == path
