"""The XML Schemas of schemas/xsd: what is written fits, what is spoilt does not."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from lxml import etree
from tests.cli.commandline import EXAMPLES
from tests.property.rewriting import as_xml

from cml_sync.xml.dialects import VERSIONS, of_version
from cml_sync.xml.reader import open_part, read_whole
from cml_sync.xml.schema.schema_file import load_schema
from cml_sync.xml.writer import write_whole
from schemas.generate import HERE
from schemas.xml_schema import SPACE, schema

XSD: Final = f"{{{SPACE}}}"
PARTS: Final = sorted(EXAMPLES.rglob("*.xml"))


def path_of(version: str) -> Path:
    return HERE / "xsd" / f"commerceml-{version}.xsd"


@cache
def loaded(version: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path_of(version)))


def faults(written: bytes, version: str) -> list[str]:
    found = loaded(version)
    found.validate(etree.fromstring(written))
    return [entry.message for entry in found.error_log]


def converted(path: Path, version: str) -> bytes:
    with path.open("rb") as file:
        information, _ = read_whole(file, path.name)
    written = io.BytesIO()
    write_whole(written, information, of_version(version))
    return written.getvalue()


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_every_example_fits_the_version_it_names(path: Path) -> None:
    root = etree.parse(path).getroot()
    version = str(root.get("ВерсияСхемы"))
    space = of_version(version).namespace
    for element in root.iter("{*}*"):  # orders stand in no namespace
        name = etree.QName(element).localname
        element.tag = f"{{{space}}}{name}" if space else name
    assert faults(etree.tostring(root, encoding="utf-8"), version) == []


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_every_example_written_for_a_version_fits(path: Path, version: str) -> None:
    assert faults(converted(path, version), version) == []


def in_order() -> Iterator[tuple[Path, str]]:
    """Parts, and the versions in which their sections stand in the right order."""
    for path in PARTS:
        yield from ((path, version) for version in VERSIONS if "shop-3.1" not in path.parts)
        yield path, "3.1"


@pytest.mark.parametrize(
    ("path", "version"), sorted(set(in_order())), ids=lambda it: getattr(it, "name", it)
)
def test_record_by_record_it_fits_as_well(path: Path, version: str) -> None:
    with path.open("rb") as file:
        written = as_xml(open_part(file, path.name), of_version(version))
    assert faults(written, version) == []


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Наименование>", "<Слаг/><Наименование>"),  # a name that is not known
        ("<Каталог", "<Каталог Вид=''"),  # an attribute that is not known
        ("<Товары>", "<Товары><Наименование/>"),  # in another place
        ("</Ид>", "</Ид><Ид>1</Ид>"),  # twice
        ("<Товары>", "слово<Товары>"),  # text between elements
        ("ВерсияСхемы=", "Версия="),
        ('ДатаФормирования="', 'ДатаФормирования="вчера '),
    ],
)
def test_what_is_spoilt_does_not_fit(version: str, old: str, new: str) -> None:
    written = converted(EXAMPLES / "shop-2.07" / "import0_1.xml", version).decode("utf-8-sig")
    assert old in written
    spoilt = written.replace(old, new, 1)
    assert len(faults(spoilt.encode(), version)) >= 1


@pytest.mark.parametrize("version", VERSIONS)
def test_a_wrong_number_does_not_fit(version: str) -> None:
    written = converted(EXAMPLES / "shop-2.07" / "offers0_1.xml", version).decode("utf-8-sig")
    spoilt = written.replace("<ЦенаЗаЕдиницу>", "<ЦенаЗаЕдиницу>около ", 1)
    assert any("ЦенаЗаЕдиницу" in fault for fault in faults(spoilt.encode(), version))


def test_a_file_of_another_version_does_not_fit() -> None:
    written = converted(EXAMPLES / "shop-2.07" / "import0_1.xml", "2.10")
    assert any("2.07" in fault for fault in faults(written, "2.07"))


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        ("Offer/Склад", "2.06", "3.1"),
        ("Price/ИдКаталога", "2.07", "3.1"),
        ("SubordinateDocument/Оплаты", None, None),
        ("Document/Оплаты", "2.09", "2.09"),
        ("Document/ПодчиненныеДокументы", "2.10", "3.1"),
        ("Offer/Остатки", "3.1", "3.1"),
        ("Offer/КоличествоНаСкладах", "3.1", "3.1"),
        ("Product/Наименование", "2.04", "3.1"),
    ],
)
def test_a_version_has_what_its_time_had(path: str, first: str | None, last: str | None) -> None:
    model, tag = path.split("/")
    having = [
        version
        for version in VERSIONS
        if etree.parse(path_of(version)).xpath(
            f"/x:schema/x:complexType[@name='{model}']/x:sequence/x:element[@name='{tag}']",
            namespaces={"x": SPACE},
        )
    ]
    assert (having[:1], having[-1:]) == ([first] if first else [], [last] if last else [])


def test_what_no_schema_has_is_in_3_1_only_where_1c_or_bitrix_writes_it() -> None:
    names = {node.get("name") for node in etree.parse(path_of("3.1")).iter(f"{XSD}element")}
    assert {"Остатки", "ПометкаУдаления", "Контейнер", "КоличествоНаСкладах"} <= names
    assert not {"ИдСайта", "СкидкиНаценки", "РеквизитыФизЛица"} & names


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_is_explained_in_both_languages(version: str) -> None:
    tree = etree.fromstring(schema(version).encode())
    declared = [
        node
        for tag in ("element", "attribute")
        for node in tree.iter(f"{XSD}{tag}")
        if node.get("type") and node.getparent() is not tree
    ]
    languages = [
        [str(said.get("{http://www.w3.org/XML/1998/namespace}lang")) for said in node[0]]
        for node in declared
    ]
    assert len(declared) > 150
    assert [found for found in languages if found != ["en", "ru"]] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_validate_can_use_them(version: str) -> None:
    found = load_schema(path_of(version))
    assert found.namespace == of_version(version).namespace
    assert ("КоммерческаяИнформация", "Каталог", "Товары", "Товар") in found.wrappers
