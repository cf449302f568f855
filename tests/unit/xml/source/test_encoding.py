import io

import pytest

from cml_sync.problems import Place
from cml_sync.xml.errors import EncodingError, LimitError
from cml_sync.xml.limits import Limits
from cml_sync.xml.source.encoding import Cursor, Encoding, Utf8Source, decide

ROOT = "<КоммерческаяИнформация/>"


def document(declared: str | None) -> str:
    return (f'<?xml version="1.0" encoding="{declared}"?>' if declared else "") + ROOT


@pytest.mark.parametrize(
    ("data", "name", "bom", "lies"),
    [
        (document("UTF-8").encode(), "utf-8", 0, False),
        (document(None).encode(), "utf-8", 0, False),
        (document("UTF-8").encode("utf-8-sig"), "utf-8", 3, False),
        (b"\xef\xbb\xbf" + document("UTF-8").encode("utf-8-sig"), "utf-8", 6, False),
        (document("windows-1251").encode("utf-8-sig"), "utf-8", 3, True),
        (document("windows-1251").encode("cp1251"), "cp1251", 0, False),
        (document("windows-1251").encode(), "utf-8", 0, True),
        (document("UTF-8").encode("cp1251"), "cp1251", 0, True),
        (document(None).encode("cp1251"), "cp1251", 0, True),
        (document("koi8-r").encode("koi8-r"), "koi8-r", 0, False),
        (document("UTF-16").encode("utf-16-le"), "utf-16-le", 0, False),
        (document("UTF-16").encode("utf-16-be"), "utf-16-be", 0, False),
        (b"\xff\xfe" + document("UTF-16").encode("utf-16-le"), "utf-16-le", 2, False),
        (b"\xfe\xff" + document(None).encode("utf-16-be"), "utf-16-be", 2, False),
        (document("UTF-16").encode(), "utf-8", 0, True),
    ],
)
def test_mark_then_bytes_then_declaration_decide(
    data: bytes, name: str, bom: int, lies: bool
) -> None:
    found = decide(data, Place("x.xml"))
    assert (found.name, found.bom, found.lies) == (name, bom, lies)


def test_a_character_cut_at_the_end_of_the_sample_is_no_lie() -> None:
    assert decide(document("UTF-8").encode() + "ж".encode()[:1], Place()).name == "utf-8"


def test_a_wrong_byte_behind_utf8_letters_does_not_make_it_windows_1251() -> None:
    assert decide(document("UTF-8").encode() + b"\xcf", Place()).name == "utf-8"


@pytest.mark.parametrize("name", ["ebcdic-cp-us", "rot13", "unicode_escape", "utf-7"])
def test_an_encoding_that_nobody_needs_is_refused(name: str) -> None:
    with pytest.raises(EncodingError):
        decide(f'<?xml version="1.0" encoding="{name}"?><a/>'.encode(), Place())


def source(data: bytes, name: str, limits: Limits | None = None) -> Utf8Source:
    encoding = Encoding(name, None, 0, lies=False)
    return Utf8Source(io.BytesIO(data[4:]), data[:4], encoding, "x.xml", limits or Limits())


def everything(one: Utf8Source) -> bytes:
    return b"".join(iter(one.read, b""))


@pytest.mark.parametrize("name", ["utf-8", "cp1251", "utf-16-le", "utf-16-be", "koi8-r"])
def test_whatever_the_encoding_utf8_comes_out(name: str) -> None:
    assert everything(source(document(None).encode(name), name)) == document(None).encode()


def test_a_byte_that_does_not_fit_is_an_error_with_its_place() -> None:
    with pytest.raises(EncodingError) as caught:
        everything(source("один\nдва".encode("cp1251") + b"\x98", "cp1251"))
    assert str(caught.value.place) == "x.xml:2:4"


def test_half_a_character_at_the_end_is_an_error() -> None:
    with pytest.raises(EncodingError):
        everything(source("один".encode("utf-16-le")[:-1], "utf-16-le"))


def test_a_file_longer_than_allowed_is_refused() -> None:
    with pytest.raises(LimitError):
        everything(source(b"x" * 100, "utf-8", Limits(file_bytes=99)))


def test_a_cursor_counts_lines_and_characters() -> None:
    cursor = Cursor()
    cursor.advance("один\r\nдва".encode())
    assert (cursor.line, cursor.column) == (2, 4)
    other = cursor.copy()
    other.advance("🙂!".encode())
    assert (other.line, other.column) == (2, 6)
    assert (cursor.line, cursor.column) == (2, 4)


@pytest.mark.parametrize("first", [1, 2, 3, 4])
def test_a_return_alone_is_a_line_end_wherever_blocks_meet(first: int) -> None:
    text = "а\rб\r\nв\n\rг\r"
    for name in ("utf-8", "cp1251"):
        data = text.encode(name)
        file = io.BytesIO(data[first:])
        one = Utf8Source(file, data[:first], Encoding(name, None, 0, lies=False), "x", Limits())
        assert everything(one).decode() == "а\nб\r\nв\n\nг\n"


def test_a_byte_that_does_not_fit_has_its_place_behind_returns_too() -> None:
    with pytest.raises(EncodingError) as caught:
        everything(source("один\rдва\r\nтри\r".encode("cp1251") + b"\x98", "cp1251"))
    assert str(caught.value.place) == "x.xml:4:1"
