import pytest

from cml_sync.xml.writing.characters import Encoder, ForbiddenFoundError, UnencodableFoundError


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
@pytest.mark.parametrize("codec", ["utf-8", "windows-1251", "utf-16-le"])
def test_what_xml_forbids_is_found_in_every_encoding(character: str, codec: str) -> None:
    with pytest.raises(ForbiddenFoundError) as caught:
        Encoder(codec).encode(f"<Ид>a{character}</Ид>")
    assert caught.value.character == character


def test_utf_8_holds_everything_else_as_it_is() -> None:
    assert Encoder("utf-8").encode("₽ 😀 ½\t\n") == "₽ 😀 ½\t\n".encode()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("100 ₽", "100 руб."),
        ("10×20", "10x20"),
        ("м²", "м2"),
        ("½ л", "1/2 л"),
        ("Nestlé Größe", "Nestle Grosse"),
        ("за\u0301мок", "замок"),  # a stress mark
        ("и\u0306од", "йод"),  # taken apart by macOS
        ("а\u200bб\ufe0f", "аб"),
        ("−5 °C", "-5 °C"),
        ("5″", "5&quot;"),
    ],
)
def test_windows_1251_says_it_with_what_it_has(text: str, written: str) -> None:
    assert Encoder("windows-1251").encode(text).decode("cp1251") == written


@pytest.mark.parametrize("text", ["Кружка 😀", "茶", "\ue000"])
def test_what_nothing_stands_for_is_refused_and_never_a_numeric_reference(text: str) -> None:
    with pytest.raises(UnencodableFoundError) as caught:
        Encoder("windows-1251").encode(text)
    assert caught.value.character == text[-1]


def test_replaced_characters_are_counted() -> None:
    encoder = Encoder("cp1251")
    encoder.encode("1 ₽, 2 ₽ и 3 ×")
    encoder.encode("4 ₽")
    assert encoder.replaced == {"₽": 3, "×": 1}


def test_line_ends_are_those_of_the_receiver() -> None:
    assert Encoder("utf-8").encode("a\r\nb\rc\nd") == b"a\nb\nc\nd"
    assert Encoder("utf-8", "\r\n").encode("a\r\nb\rc\nd") == b"a\r\nb\r\nc\r\nd"


def test_the_mark_of_utf_8_is_written_when_wanted_and_that_of_utf_16_always() -> None:
    assert Encoder("utf-8").byte_order_mark(wanted=True) == b"\xef\xbb\xbf"
    assert Encoder("utf-8").byte_order_mark(wanted=False) == b""
    assert Encoder("cp1251").byte_order_mark(wanted=True) == b""
    assert Encoder("utf-16").byte_order_mark(wanted=False) == b"\xff\xfe"
    assert Encoder("utf-16").encode("a") == b"a\x00"
