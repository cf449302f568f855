import io

import pytest

from cml_sync.xml.canonical import Difference, Node, canonical_file, differences
from cml_sync.xml.errors import HostileError, NotXmlError

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def form(inner: str, *, root: str = "КоммерческаяИнформация", encoding: str = "utf-8") -> Node:
    head = HEAD.replace("UTF-8", encoding)
    return canonical_file(
        io.BytesIO(f"{head}<{root}>{inner}</{root.split(maxsplit=1)[0]}>".encode(encoding))
    )


def offer(inner: str) -> Node:
    return form(
        f"<ПакетПредложений><Предложения><Предложение>{inner}"
        "</Предложение></Предложения></ПакетПредложений>"
    )


def test_namespaces_prefixes_comments_encodings_and_cdata_do_not_count() -> None:
    plain = form("<Документ><Номер>a&amp;b</Номер></Документ>")
    assert plain == form(
        "\n\t<p:Документ><!-- да -->\n<p:Номер><![CDATA[a&b]]></p:Номер></p:Документ>",
        root='КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" xmlns:p="urn:p"',
        encoding="windows-1251",
    )


def test_attributes_of_xml_schema_do_not_count() -> None:
    xsi = "http://www.w3.org/2001/XMLSchema-instance"
    root = f'КоммерческаяИнформация xmlns:xsi="{xsi}" xsi:noNamespaceSchemaLocation="a.xsd"'
    assert form("", root=root) == form("")


def test_the_order_of_different_names_does_not_count_but_of_one_name_it_does() -> None:
    assert offer("<Ид>a</Ид><Артикул>b</Артикул>") == offer("<Артикул>b</Артикул><Ид>a</Ид>")
    assert offer("<Картинка>a</Картинка><Картинка>b</Картинка>") != offer(
        "<Картинка>b</Картинка><Картинка>a</Картинка>"
    )


def test_white_space_counts_as_the_field_says() -> None:
    assert offer("<Ид> a </Ид>") == offer("<Ид>a</Ид>")
    assert offer("<Наименование>a </Наименование>") == offer("<Наименование>a</Наименование>")
    assert offer("<Наименование> a</Наименование>") != offer("<Наименование>a</Наименование>")
    assert offer("<Описание>a </Описание>") != offer("<Описание>a</Описание>")


@pytest.mark.parametrize(
    ("tag", "first", "second"),
    [
        ("Количество", "1 234,50", "1234.50"),
        ("Количество", "+5", "5"),
        ("Количество", " 007 ", "7"),
        ("Количество", "1E3", "1000"),
        ("ПометкаУдаления", "1", "true"),
        ("ПометкаУдаления", "Нет", "false"),
    ],
)
def test_spellings_of_one_value_are_the_same(tag: str, first: str, second: str) -> None:
    assert offer(f"<{tag}>{first}</{tag}>") == offer(f"<{tag}>{second}</{tag}>")


def test_spellings_of_one_moment_are_the_same_and_the_empty_date_is_empty() -> None:
    def root(moment: str) -> Node:
        return form("", root=f'КоммерческаяИнформация ДатаФормирования="{moment}"')

    assert root("2026-03-01T4:05:06") == root("2026-03-01 04:05:06")
    assert root("2026-03-01") == root("2026-03-01T00:00:00")
    assert root("0001-01-01T00:00:00") == root("")
    assert root("вчера") != root("")
    assert root("20260301") != root("2026-03-01")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<Количество>350.00</Количество>", "<Количество>350</Количество>"),
        ("<Количество/>", ""),
        ("<Группы/>", ""),
        ("<Группы><Ид/></Группы>", "<Группы/>"),
        ("<Слаг>a</Слаг>", "<Слаг>a </Слаг>"),
        ("<Слаг/>", ""),
        ("<Слаг вид='a'/>", "<Слаг/>"),
        ("<Слаг><а/><б/></Слаг>", "<Слаг><б/><а/></Слаг>"),
        ("слово<Ид>a</Ид>", "<Ид>a</Ид>"),
        ("<Ид>a</Ид>слово", "<Ид>a</Ид>"),
        ("<Группы>слово<Ид>a</Ид></Группы>", "<Группы><Ид>a</Ид></Группы>"),
        ("<Группы вид='a'><Ид>a</Ид></Группы>", "<Группы><Ид>a</Ид></Группы>"),
        ("<Ид вид='a'>a</Ид>", "<Ид>a</Ид>"),
    ],
)
def test_what_says_something_else_is_not_the_same(first: str, second: str) -> None:
    assert offer(first) != offer(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<ШтрихКод>1</ШтрихКод>", "<Штрихкод>1</Штрихкод>"),
        ("<Группы><Группа><Ид>1</Ид></Группа></Группы>", "<Группы><Ид>1</Ид></Группы>"),
        ("<Цены><Б/></Цены><Цены><В/></Цены>", "<Цены><Б/><В/></Цены>"),
        ("<Группы/><Группы/>", "<Группы/>"),
        ("<Группы/><Группы><Ид>1</Ид></Группы>", "<Группы><Ид>1</Ид></Группы>"),
        ("<Слаг б='2' а='1'>\n<в/>\n</Слаг>", '<Слаг а="1" б="2"><в/></Слаг>'),
    ],
)  # fmt: skip
def test_aliases_and_repeated_containers_are_the_same(first: str, second: str) -> None:
    assert offer(first) == offer(second)


def test_an_attribute_and_the_child_that_says_the_same_are_one() -> None:
    assert form('<Каталог СодержитТолькоИзменения="true"/>') == form(
        "<Каталог><СодержитТолькоИзменения>true</СодержитТолькоИзменения></Каталог>"
    )


def test_a_fragment_counts_as_if_it_stood_in_the_root() -> None:
    assert form("<Ид>a</Ид>", root="Классификатор") == form(
        "<Классификатор><Ид>a</Ид></Классификатор>"
    )


def test_differences_name_their_place() -> None:
    first = offer("<Ид>a</Ид><Картинка>x</Картинка><Картинка>y</Картинка><Слаг/>")
    second = offer("<Ид>b</Ид><Картинка>x</Картинка><Артикул>c</Артикул><Слаг/>")
    base = "КоммерческаяИнформация/ПакетПредложений[1]/Предложения/Предложение[1]"
    assert list(differences(first, second)) == [
        Difference(f"{base}/Артикул[1]", None, "c"),
        Difference(f"{base}/Ид[1]", "a", "b"),
        Difference(f"{base}/Картинка[2]", "y", None),
    ]
    assert list(differences(first, first)) == []


def test_what_cannot_be_read_is_refused_as_by_the_reader() -> None:
    with pytest.raises(NotXmlError):
        canonical_file(io.BytesIO(b"<a><b></a>"))
    with pytest.raises(HostileError):
        canonical_file(io.BytesIO(b"<!DOCTYPE a><a/>"))
