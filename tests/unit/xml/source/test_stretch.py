import pytest

from cml_sync.xml.errors import LimitError
from cml_sync.xml.limits import Limits
from cml_sync.xml.source.encoding import Cursor
from cml_sync.xml.source.stretch import Stretch, cut_at

CUT = cut_at({"Товар", "Товары"})


def stretch(text: str, step: int = 5, limits: Limits | None = None) -> Stretch:
    data = text.encode()
    blocks = iter([data[at : at + step] for at in range(0, len(data), step)])
    return Stretch(b"", lambda: next(blocks, b""), Cursor(), "x.xml", limits or Limits())


def read_out(one: Stretch) -> list[bytes]:
    parts: list[bytes] = []
    while (piece := one.piece(CUT)) is not None:
        parts += piece
    return parts


def pieces(text: str, step: int = 5) -> list[str]:
    one = stretch(text, step)
    return [
        tag.decode()
        for _, tag in iter(lambda: one.piece(CUT) or (b"", b"end"), (b"", b"end"))
        if tag
    ]


@pytest.mark.parametrize("step", [1, 2, 7, 1000])
def test_pieces_end_with_the_tags_that_matter_however_the_file_comes(step: int) -> None:
    text = '<Товары><x:Товар а="1"><Ид>1</Ид></x:Товар ><Товарный/><Товар/></Товары>'
    assert pieces(text, step) == [
        "<Товары>",
        '<x:Товар а="1">',
        "</x:Товар >",
        "<Товар/>",
        "</Товары>",
    ]


@pytest.mark.parametrize("step", [1, 3, 1000])
def test_nothing_is_lost_between_the_pieces(step: int) -> None:
    text = "а < <Товары>\nб<Товар>в</Товар><!-- > --> <хвост"
    one = stretch(text, step)
    assert b"".join(read_out(one)).decode() == text
    assert one.passed == len(text.encode())


def test_the_place_of_the_tag_is_known() -> None:
    one = stretch("а\nбв<Товар>")
    one.piece(CUT)
    while one.tag is None:
        assert one.piece(CUT) is not None
    assert (one.tag.line, one.tag.column) == (2, 3)


def test_whole_records_end_at_the_last_end_tag_at_hand() -> None:
    one = stretch("<Товар>1</Товар>\n<Товар>2</Товар> <Товар>3")
    end = one.whole("</Товар>".encode())
    assert end is not None
    assert one.take(end).decode() == "<Товар>1</Товар>\n<Товар>2</Товар>"
    assert one.whole("</Товар>".encode()) is None


def test_a_record_longer_than_a_chunk_is_found_and_one_too_long_is_left() -> None:
    text = "<Товар>" + "х" * 100_000 + "</Товар>"
    assert stretch(text, 4096).whole("</Товар>".encode()) == len(text.encode())
    assert stretch(text, 4096, Limits(record_bytes=100_000)).whole("</Товар>".encode()) is None


def test_a_tag_without_end_is_a_limit() -> None:
    one = stretch("<Ид " + "а='1' " * 500, 100, Limits(tag_bytes=1000))
    with pytest.raises(LimitError):
        read_out(one)


def test_too_many_elements_are_a_limit() -> None:
    one = stretch("", limits=Limits(elements=20))
    one.met(20)
    with pytest.raises(LimitError):
        one.met(1)


def test_a_greater_than_sign_in_an_attribute_does_not_end_a_tag() -> None:
    assert pieces("<Товар а=\"1>2\" б='3>4'/>.<Товар>") == [
        "<Товар а=\"1>2\" б='3>4'/>",
        "<Товар>",
    ]


def test_a_long_text_behind_a_tag_is_handed_on_bit_by_bit() -> None:
    one = stretch("<а>" + "х" * 3000 + "<Товар>", 500, Limits(tag_bytes=1000))
    parts = read_out(one)
    assert b"".join(parts).decode() == "<а>" + "х" * 3000 + "<Товар>"
    assert max(map(len, parts)) < 2000


def test_a_wanted_tag_with_an_open_quote_is_a_limit() -> None:
    one = stretch('<Товар а="' + ">" * 3000, 500, Limits(tag_bytes=1000))
    with pytest.raises(LimitError):
        read_out(one)


@pytest.mark.parametrize(
    ("rest", "blocks", "end"),
    [
        ("<а></а><а></а> <в/>", (), 18),
        ("<а></а><а></а> ", (" \n", "<в/>"), 18),
        ("<а></а><а></а>", (), 18),
        ("<а></а><а></а> ж", (), 9),
        ("<а></а><а></а> ", (" ", "ж"), 9),
        ("<а></а>ж", (), None),
    ],
)
def test_a_record_that_a_text_follows_is_not_cut_out(
    rest: str, blocks: tuple[str, ...], end: int | None
) -> None:
    later = iter([block.encode() for block in blocks])
    one = Stretch(rest.encode(), lambda: next(later, b""), Cursor(), "x", Limits())
    whole = one.whole("</а>".encode())
    assert whole is not None
    assert one.before_text(whole, "</а>".encode()) == end
