from pathlib import Path

import pytest

from cml_sync.xml.errors import SchemaFault, SchemaFileError
from cml_sync.xml.schema.schema_file import MOST_BYTES, load_schema

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">'  # noqa: E501
ROOT = """
<xs:element name="КоммерческаяИнформация" type="t:Корень"/>
<xs:complexType name="Корень">
  <xs:choice>
    <xs:element name="Каталог" type="t:Каталог"/>
    <xs:element ref="t:Документ" maxOccurs="unbounded"/>
  </xs:choice>
</xs:complexType>
<xs:complexType name="Каталог"><xs:group ref="t:Содержимое"/></xs:complexType>
<xs:group name="Содержимое">
  <xs:sequence><xs:element name="Товары"><xs:complexType><xs:sequence>
    <xs:element name="Товар" type="xs:string" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType></xs:element></xs:sequence>
</xs:group>
<xs:element name="Документ" type="xs:string"/>
"""


def write(folder: Path, content: str, name: str = "s.xsd") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def fault(path: Path) -> SchemaFileError:
    with pytest.raises(SchemaFileError) as caught:
        load_schema(path)
    return caught.value


def test_the_records_that_a_schema_declares_are_found(tmp_path: Path) -> None:
    schema = load_schema(write(tmp_path, f"{HEAD}{ROOT}</xs:schema>"))
    assert schema.namespace == "urn:t"
    assert set(schema.wrappers) == {
        ("КоммерческаяИнформация", "Документ"),
        ("КоммерческаяИнформация", "Каталог", "Товары", "Товар"),
    }


def test_what_it_includes_from_its_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path, f"{HEAD}{ROOT}</xs:schema>", "inner.xsd")
    path = write(tmp_path, f'{HEAD}<xs:include schemaLocation="inner.xsd"/></xs:schema>')
    assert load_schema(path).namespace == "urn:t"


@pytest.mark.parametrize(
    "location", ["../inner.xsd", "http://127.0.0.1:9/inner.xsd", "file:///etc/x.xsd", "/etc/x.xsd"]
)
def test_nothing_outside_its_folder_is_read(tmp_path: Path, location: str) -> None:
    write(tmp_path, f"{HEAD}{ROOT}</xs:schema>", "inner.xsd")
    folder = tmp_path / "in"
    folder.mkdir()
    found = fault(write(folder, f'{HEAD}\n<xs:include schemaLocation="{location}"/></xs:schema>'))
    assert found.fault is SchemaFault.OUTSIDE
    assert (found.place.line if found.place else None) == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<a/>", SchemaFault.OTHER_ROOT),
        ("", SchemaFault.WRONG),
        ("<a", SchemaFault.WRONG),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', SchemaFault.DOCTYPE),
        (f'{HEAD}<xs:element name="a" type="t:no"/></xs:schema>', SchemaFault.WRONG),
        (f'{HEAD}<xs:element name="a" maxOccurs="20000"/></xs:schema>', SchemaFault.REPEATS),
        (f'{HEAD}<xs:include schemaLocation="no.xsd"/></xs:schema>', SchemaFault.UNREADABLE),
        (" " * (MOST_BYTES + 1), SchemaFault.TOO_LARGE),
    ],
)
def test_what_is_no_schema_is_an_error_of_usage(
    tmp_path: Path, content: str, expected: SchemaFault
) -> None:
    found = fault(write(tmp_path, content))
    assert found.fault is expected
    assert found.code == "E220"
    assert found.hint is not None


def test_a_wrong_schema_is_told_with_its_place_and_without_namespaces(tmp_path: Path) -> None:
    path = write(tmp_path, f'{HEAD}\n\n<xs:element name="a" type="t:no"/></xs:schema>')
    found = fault(path)
    assert (found.place.file, found.place.line) == (str(path), 3) if found.place else False
    assert "{" not in str(found.message)


def test_schemas_that_include_each_other_end(tmp_path: Path) -> None:
    write(tmp_path, f'{HEAD}<xs:include schemaLocation="s.xsd"/></xs:schema>', "b.xsd")
    path = write(tmp_path, f'{HEAD}{ROOT}<xs:include schemaLocation="b.xsd"/></xs:schema>')
    assert fault(path).fault is SchemaFault.WRONG
