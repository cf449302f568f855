import pytest

from cml_sync.xml.chunks import Chunk, Chunker
from cml_sync.xml.encoding import Cursor
from cml_sync.xml.hardening import tree_parser

GOOD = "\n<Товар>\n\t<Ид>1</Ид>\n</Товар> <Товар><Ид>2</Ид></Товар>"


def chunk(text: str, namespaces: dict[str | None, str] | None = None) -> Chunk | None:
    chunker = Chunker("Товар", namespaces or {None: "urn:x"}, tree_parser())
    return chunker.read(text.encode(), Cursor(7, 3))


def test_whole_records_are_read_with_their_lines_bytes_and_sources() -> None:
    found = chunk(GOOD)
    assert found is not None
    assert [record.findtext("Ид") for record in found.records] == ["1", "2"]
    assert [found.line(record) for record in found.records] == [8, 10]
    cut = found.cut(first=5)
    assert cut.raw(5).decode() == "<Товар>\n\t<Ид>1</Ид>\n</Товар>"
    assert cut.raw(6).decode() == "<Товар><Ид>2</Ид></Товар>"
    source = cut.source(6)
    cursor = source.cursor_at(source.tags[1].at)
    assert (cursor.line, cursor.column) == (10, 17)


def test_prefixes_of_the_container_hold_inside() -> None:
    text = '<Товар><Ид xsi:type="x">1</Ид></Товар>'
    assert chunk(text, {None: "urn:x", "xsi": "urn:a?b&c"}) is not None
    assert chunk(text) is None


@pytest.mark.parametrize(
    "text",
    [
        GOOD + "<!-- -->" + GOOD,
        GOOD + "<![CDATA[]]>" + GOOD,
        GOOD + "<?x?>" + GOOD,
        "<Товар>\uffff</Товар>",
        GOOD + "<Другое/>" + GOOD,
        GOOD + "<Товар/>" + GOOD,
        GOOD + "текст" + GOOD,
        "текст" + GOOD,
        "<Товар xmlns='urn:y'></Товар>",
        "<x:Товар xmlns:x='urn:y'></x:Товар>",
        "<Товар><Товар></Товар></Товар>",
        "<Товар><Товар></Товар>",
        "<Товар\n Статус='1'></Товар>",
        "<Товар>&nbsp;</Товар>",
        "</w><w><Товар></Товар>",
        "<x:Товар></x:Товар>",
        "</Товар>",
    ],
)
def test_whatever_is_not_certain_is_left_alone(text: str) -> None:
    assert chunk(text) is None
