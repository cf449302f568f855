import gzip
import io

import pytest

from cml_sync.xml.errors import NoMarkupError, NotCommerceMLError, Other
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.extraction import Extraction
from cml_sync.xml.source.opening import open_bytes, part_problems, unknown_problems

ROOT = "КоммерческаяИнформация"


def opened(text: str) -> object:
    return open_bytes(io.BytesIO(text.encode()), "x.xml", Limits())


def test_the_root_is_handed_on_at_its_line_and_column() -> None:
    found = open_bytes(io.BytesIO(f"<?x?>\n  <{ROOT}>rest".encode()), "x.xml", Limits())
    assert found.padding == b"\n  "
    assert found.root_tag == f"<{ROOT}>".encode()
    assert found.rest == b"rest"
    assert (found.cursor.line, found.cursor.column) == (2, 3 + len(ROOT) + 2)
    assert list(part_problems(found, "x.xml")) == []


def test_a_fragment_gets_an_envelope() -> None:
    found = open_bytes(io.BytesIO("<Каталог xmlns='urn:x'>rest".encode()), "x.xml", Limits())
    assert found.fragment == (f"<{ROOT}>".encode(), f"</{ROOT}>".encode())
    assert found.rest.decode().split() == ["<Каталог", ">rest"]
    assert [problem.code for problem in part_problems(found, "x.xml")] == ["CML163", "CML766"]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("<rss/>", Other.UNKNOWN),
        ("<Товар/>", Other.UNKNOWN),
        ("<Справочник><Cтатусы/></Справочник>", Other.SITE_INFO),
        (f"<{ROOT} xmlns='http://v8.1c.ru/edi/edi_stnd/109'/>", Other.EDI),
        ('<x:Сообщение xmlns:x="urn:moo-sodi.ru:commerceml_sodi"/>', Other.EDI),
    ],
)
def test_other_formats_are_named(text: str, other: Other) -> None:
    with pytest.raises(NotCommerceMLError) as caught:
        opened(text)
    assert caught.value.other is other


def test_unknown_elements_are_listed_by_parent_with_their_count() -> None:
    work = Extraction(Limits())
    work.unknown["Товар", "Слаг"] = 1
    work.unknown["Товар", "Бренд"] = 3
    assert [str(problem.message) for problem in unknown_problems(work, "x.xml")] == [
        "Бренд in Товар is not in the standard; kept as it is, 3 times",
        "Слаг in Товар is not in the standard; kept as it is, 1 time",
    ]


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (gzip.compress(b"<a/>"), "gzip"),
        (b"PK\x03\x04", "zip"),
        (b"PK\x05\x06" + bytes(18), "zip"),
        (b"BZh91AY", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07\x01\x00", "rar"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "JPEG/PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG/PNG"),
    ],
)
def test_an_archive_or_a_picture_behind_the_name_is_called_by_its_own(
    start: bytes, word: str
) -> None:
    with pytest.raises(NoMarkupError) as caught:
        open_bytes(io.BytesIO(start + "Жж".encode("cp1251") * 99), "import.xml", Limits())
    assert str(caught.value.args[0]) == f"This is not XML, but {word}"
    assert str(caught.value.place) == "import.xml:1:1"


@pytest.mark.parametrize(
    ("start", "name", "hint"),
    [
        ('{"kind":"part"}', "goods.jsonl", "If these are JSON Lines: `cml-sync convert FILE"),
        ("\ufeffid;name", "goods.CSV", "If this is a table: `cml-sync convert FILE"),
        ("id;name", "goods.txt", "Check that this is the file that you meant"),
    ],
)
def test_other_forms_of_a_package_are_told_what_makes_xml_of_them(
    start: str, name: str, hint: str
) -> None:
    with pytest.raises(NoMarkupError) as caught:
        open_bytes(io.BytesIO(start.encode()), name, Limits())
    assert str(caught.value.message).startswith("This is not XML: it begins with")
    assert str(caught.value.hint).startswith(hint)


@pytest.mark.parametrize("between", ["\n\ufeff", "\ufeff\n", " \ufeff\ufeff"])
def test_a_byte_order_mark_among_white_space_is_read_over_and_told_of(between: str) -> None:
    data = f'\ufeff{between}<?xml version="1.0"?>\ufeff<{ROOT}/>'.encode()
    found = open_bytes(io.BytesIO(data), "x.xml", Limits())
    assert [problem.code for problem in part_problems(found, "x.xml")] == ["CML161"]


def test_a_fragment_with_a_lie_says_where_it_lies() -> None:
    data = '\n<?xml version="1.0" encoding="UTF-8"?><Каталог xmlns="urn:x"/>'.encode("cp1251")
    found = open_bytes(io.BytesIO(data), "x.xml", Limits())
    assert [(one.code, str(one.place)) for one in part_problems(found, "x.xml")] == [
        ("CML160", "x.xml:2:21"),
        ("CML161", "x.xml:1:1"),
        ("CML163", "x.xml:2:39"),
        ("CML766", "x.xml:2:48"),
    ]
