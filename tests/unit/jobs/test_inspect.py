import json
from pathlib import Path

from cml_sync.jobs.inspect import inspect
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.parts import PartKind

GOODS = """\ufeff<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07"
 ДатаФормирования="2026-03-01T04:00:00">
<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><Наименование>Посуда</Наименование><Товары>
<Товар><Ид>p</Ид><Наименование>Кружка</Наименование><Картинка>import_files/aa/1.jpg</Картинка>
<Картинка>import_files/aa/2.jpg</Картинка><Картинка>https://shop.example/3.jpg</Картинка>
<Слаг>kruzhka</Слаг></Товар>
<Товар><Ид>q</Ид><Наименование>Чашка</Наименование><Картинка>import_files/aa/2.jpg</Картинка>
<Слаг>chashka</Слаг></Товар>
</Товары></Каталог></КоммерческаяИнформация>
"""
OFFERS = """<?xml version="1.0" encoding="windows-1251"?>
<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-03-01">
<ПакетПредложений><Ид>c#</Ид><ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розничная</Наименование>
<Валюта>руб</Валюта></ТипЦены></ТипыЦен>
<Склады><Склад><Ид>w</Ид><Наименование>Основной</Наименование></Склад></Склады>
<Предложения><Предложение><Ид>p</Ид></Предложение></Предложения>
</ПакетПредложений></КоммерческаяИнформация>
"""
ORDERS = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="3.1" ДатаФормирования="2026-03-01T04:00:00" Ид="Обмен">
<Контейнер><Документ><Ид>1</Ид></Документ><Документ><Ид>2</Ид></Документ></Контейнер>
</КоммерческаяИнформация>
"""


def package(folder: Path) -> Path:
    (folder / "import0_1.xml").write_text(GOODS, encoding="utf-8")
    (folder / "offers0_1.xml").write_text(OFFERS, encoding="cp1251")
    (folder / "orders.xml").write_text(ORDERS, encoding="utf-8")
    pictures = folder / "import_files" / "aa"
    pictures.mkdir(parents=True)
    (pictures / "1.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def test_parts_say_what_they_are(tmp_path: Path) -> None:
    goods, offers, orders = inspect([package(tmp_path)]).parts
    assert (goods.kind, goods.bom, goods.encoding) == (PartKind.GOODS, True, "utf-8")
    assert goods.namespace == "urn:1C.ru:commerceml_2"
    assert goods.size == (tmp_path / "import0_1.xml").stat().st_size
    assert goods.generated_at is not None
    assert goods.generated_at.isoformat() == "2026-03-01T04:00:00"
    assert (offers.encoding, offers.declared_encoding) == ("cp1251", "windows-1251")
    assert (orders.kind, orders.exchange_id) == (PartKind.DOCUMENTS, "Обмен")
    [section] = goods.sections
    assert (section.section, section.id, section.changes_only) == (Section.CATALOG, "c", True)


def test_records_are_counted_inside_containers_too(tmp_path: Path) -> None:
    report = inspect([package(tmp_path)])
    assert report.records == {
        Kind.PRODUCT: 2,
        Kind.PRICE_TYPE: 1,
        Kind.WAREHOUSE: 1,
        Kind.OFFER: 1,
        Kind.CONTAINER: 1,
        Kind.DOCUMENT: 2,
    }


def test_price_types_and_warehouses_are_named(tmp_path: Path) -> None:
    report = inspect([package(tmp_path)])
    [price_type], [warehouse] = report.price_types, report.warehouses
    assert (price_type.id, price_type.name, price_type.currency) == ("r", "Розничная", "руб")
    assert (warehouse.id, warehouse.name) == ("w", "Основной")


def test_missing_pictures_are_counted_once_and_addresses_are_none(tmp_path: Path) -> None:
    pictures = inspect([package(tmp_path)]).pictures
    assert (pictures.found, pictures.bytes) == (1, 3)
    assert pictures.referenced == 3
    assert (pictures.missing, pictures.missing_examples) == (1, ("import_files/aa/2.jpg",))


def test_unknown_elements_are_counted(tmp_path: Path) -> None:
    [unknown] = inspect([package(tmp_path)]).unknown_elements
    assert (unknown.path, unknown.count) == ("Товар/Слаг", 2)


def test_a_broken_part_is_shown_with_its_reason(tmp_path: Path) -> None:
    package(tmp_path)
    (tmp_path / "orders.xml").write_text("<html></html>", encoding="utf-8")
    report = inspect([tmp_path])
    [broken] = [part for part in report.parts if part.failure is not None]
    assert broken.failure is not None
    assert broken.failure.code == "E107"
    assert report.exit_code == 1
    assert report.records[Kind.PRODUCT] == 2


def test_the_report_is_json_under_its_schema_name(tmp_path: Path) -> None:
    written = json.loads(inspect([package(tmp_path)]).model_dump_json(by_alias=True))
    assert written["schema"] == "cml-sync.inspect/1"
    assert written["parts"][0]["records"] == {"product": 2}
