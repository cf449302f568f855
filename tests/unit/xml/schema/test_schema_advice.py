import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest

from cml_sync.problems import Problem, Severity
from cml_sync.xml.errors import TruncatedError
from cml_sync.xml.schema.schema_advice import SHOWN, schema_advice
from cml_sync.xml.schema.schema_file import SchemaFile, load_schema

XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"{target}>
<xs:element name="КоммерческаяИнформация"><xs:complexType><xs:sequence>
  <xs:element name="Каталог"><xs:complexType><xs:sequence>
    <xs:element name="Ид" type="xs:string"/>
    <xs:element name="Владелец" type="xs:string"/>
    <xs:element name="Товары"><xs:complexType><xs:sequence>
      <xs:element name="Товар" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="Ид" type="xs:string"/>
        <xs:element name="Код" minOccurs="0">
          <xs:simpleType><xs:restriction base="xs:string"><xs:minLength value="3"/>
          </xs:restriction></xs:simpleType>
        </xs:element>
        <xs:element name="Пол" minOccurs="0">
          <xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="М"/>
          </xs:restriction></xs:simpleType>
        </xs:element>
        <xs:element name="Сумма" type="xs:decimal" minOccurs="0"/>
        <xs:element name="ИНН" minOccurs="0">
          <xs:simpleType><xs:restriction base="xs:integer"><xs:maxInclusive value="9"/>
          </xs:restriction></xs:simpleType>
        </xs:element>
        <xs:element name="Роль" type="xs:string" fixed="Продавец" minOccurs="0"/>
      </xs:sequence><xs:attribute name="Статус"/></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:sequence><xs:attribute name="ВерсияСхемы" use="required"/></xs:complexType></xs:element>
</xs:schema>
"""
TARGET = ' targetNamespace="urn:t" elementFormDefault="qualified"'
GOOD = "<Товар><Ид>{}</Ид></Товар>\n"


@pytest.fixture(params=["", TARGET], ids=["no namespace", "a namespace"])
def schema(request: pytest.FixtureRequest, tmp_path: Path) -> SchemaFile:
    path = tmp_path / "s.xsd"
    path.write_text(XSD.format(target=request.param), encoding="utf-8")
    return load_schema(path)


def part(products: str, owner: str = "<Владелец/>", root: str = ' ВерсияСхемы="2.07"') -> bytes:
    return (
        f"<КоммерческаяИнформация{root}>\n<Каталог><Ид>c</Ид>{owner}<Товары>\n{products}"
        "</Товары></Каталог></КоммерческаяИнформация>"
    ).encode()


def advice(schema: SchemaFile, content: bytes) -> list[Problem]:
    return list(schema_advice(schema, BytesIO(content), "f.xml"))


NAMESPACES = ("", ' xmlns="urn:1C.ru:commerceml_2"', ' xmlns="urn:t"')


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_a_part_that_keeps_to_the_schema_is_told_nothing(
    schema: SchemaFile, namespace: str
) -> None:
    content = part(GOOD.format("p") * 3, root=f' ВерсияСхемы="2.07"{namespace}')
    assert advice(schema, content) == []


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_a_deviation_is_told_with_its_place(schema: SchemaFile, namespace: str) -> None:
    wrong = '<Товар Статус="Удален">\n<Ид>q</Ид>\n<Код>шт</Код></Товар>\n'
    content = part(GOOD.format("p") + wrong, root=f' ВерсияСхемы="2.07"{namespace}')
    (problem,) = advice(schema, content)
    assert (problem.code, problem.severity) == ("CML792", Severity.ADVICE)
    assert problem.place.line == 6
    assert problem.place.path == "КоммерческаяИнформация/Каталог/Товары/Товар[2]/Код"
    assert problem.place.record_id == "q"
    assert str(problem.message).startswith(
        "`Код`: The value is too short (The value has a length of '2'"
    )


@pytest.mark.parametrize(
    ("product", "saying"),
    [
        ("<Код>796</Код>", "The element is not expected here, or a child of it is missing"),
        ("<Ид>p</Ид><Цвет/>", "The element is not expected here, or a child of it is missing"),
        ("<Ид>p</Ид><Пол>Ж</Пол>", "The value is none of those that are listed"),
        ("<Ид>p</Ид><Сумма>много</Сумма>", "The value is of another type"),
    ],
)
def test_what_is_wrong_is_said_in_our_words(schema: SchemaFile, product: str, saying: str) -> None:
    messages = [str(one.message) for one in advice(schema, part(f"<Товар>{product}</Товар>"))]
    assert messages
    assert all(saying in message for message in messages)


def test_values_are_not_repeated(schema: SchemaFile) -> None:
    secret = "Ив'ано'ва 4000-01"
    content = part(
        f"<Товар><Ид>p</Ид><Пол>{secret}</Пол><Сумма>{secret}</Сумма><ИНН>4000</ИНН>"
        f"<Роль>{secret}</Роль></Товар>"
    )
    messages = [str(one.message) for one in advice(schema, content)]
    assert {message.split("`")[1] for message in messages} == {"Пол", "Сумма", "ИНН", "Роль"}
    assert not any(word in " ".join(messages) for word in ("Ив", "ано", "4000"))


def test_the_name_of_an_attribute_is_kept(schema: SchemaFile) -> None:
    (problem,) = advice(schema, part('<Товар Цвет="белый"><Ид>p</Ид></Товар>'))
    assert str(problem.message).endswith("(The attribute 'Цвет' is not allowed)")


def test_records_are_compared_although_the_header_is_wrong(schema: SchemaFile) -> None:
    wrong = "<Товар><Ид>p</Ид><Код>1</Код></Товар>"
    found = advice(schema, part(wrong, owner="", root=""))
    assert {one.place.path.rpartition("/")[2] for one in found} == {
        "КоммерческаяИнформация",
        "Товары",
        "Код",
    }


def test_cases_of_one_kind_are_counted_after_the_first_ones(schema: SchemaFile) -> None:
    wrong = "<Товар><Ид>p</Ид><Код>1</Код></Товар>\n"
    found = advice(schema, part(wrong * (SHOWN + 1_500)))
    assert len(found) == SHOWN + 1
    assert str(found[-1].message) == "`Код`: The value is too short, 1500 more times"


def test_lines_are_right_far_down(schema: SchemaFile) -> None:
    products = (GOOD.format("p")) * 70_000
    (problem,) = advice(schema, part(products + "<Товар><Ид>q</Ид><Код>1</Код></Товар>\n"))
    assert problem.place.line == 70_003
    assert "/Товар[70001]/" in problem.place.path


def test_a_part_that_is_cut_is_refused_as_the_reader_does(schema: SchemaFile) -> None:
    with pytest.raises(TruncatedError):
        advice(schema, part(GOOD.format("p"))[:-10])


def test_memory_does_not_grow_with_the_part(schema: SchemaFile) -> None:
    def peak(count: int) -> int:
        content = _Repeating(part("@").partition(b"@"), GOOD.format("p" * 500).encode(), count)
        tracemalloc.start()
        assert list(schema_advice(schema, content, "f.xml")) == []
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak(20_000) < 1.5 * peak(2_000)


class _Repeating(BytesIO):
    """A file that is made while it is read."""

    def __init__(self, around: tuple[bytes, bytes, bytes], record: bytes, count: int) -> None:
        super().__init__()
        self._pieces = iter((around[0], *(record * 100 for _ in range(count // 100)), around[2]))
        self._rest = b""

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = 1 << 30 if size is None or size < 0 else size
        while len(self._rest) < wanted and (piece := next(self._pieces, b"")):
            self._rest += piece
        data, self._rest = self._rest[:wanted], self._rest[wanted:]
        return data
