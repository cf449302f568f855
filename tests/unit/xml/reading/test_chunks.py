import pytest
from lxml import etree

from cml_sync.model.goods import Product
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.chunks import Chunk, Chunker
from cml_sync.xml.reading.harvest import Harvest
from cml_sync.xml.reading.plans import plan
from cml_sync.xml.source.encoding import Cursor

GOOD = "\n<Товар>\n\t<Ид>1</Ид>\n</Товар> <Товар><Ид>2</Ид></Товар>"
ODD = "<Товар><Слаг/></Товар>"


def chunker(namespaces: dict[str | None, str] | None = None) -> Chunker:
    harvest = Harvest("Товар", plan(Product), Limits(), 1)
    return Chunker("Товар", namespaces or {None: "urn:x"}, harvest)


def chunk(text: str, namespaces: dict[str | None, str] | None = None) -> Chunk | None:
    return chunker(namespaces).read(text.encode(), Cursor(7, 3))


def test_whole_records_are_cut_out_with_their_bytes_and_sources() -> None:
    found = chunk(GOOD)
    assert found is not None
    records = [record.decode() for record in found.records]
    assert records == ["\n<Товар>\n\t<Ид>1</Ид>\n", " <Товар><Ид>2</Ид>"]
    cut = found.cut(first=5)
    assert cut.raw(5).decode() == "<Товар>\n\t<Ид>1</Ид>\n</Товар>"
    assert cut.raw(6).decode() == "<Товар><Ид>2</Ид></Товар>"
    source = cut.source(6)
    cursor = source.cursor_at(source.tags[1].at)
    assert (cursor.line, cursor.column) == (10, 17)


def test_a_record_is_an_element_when_it_is_asked_for() -> None:
    found = chunk(GOOD)
    assert found is not None
    second = found.element(1)
    assert second is not None
    assert second.findtext("Ид") == "2"


def test_where_one_record_was_odd_the_next_chunk_is_read_the_same() -> None:
    cutter = chunker()
    first = cutter.read((ODD + GOOD).encode(), Cursor())
    assert first is not None
    assert first.element(0) is not None
    again = cutter.read((GOOD + ODD).encode(), Cursor())
    assert again is not None
    odd = again.element(2)
    assert odd is not None
    assert etree.tostring(odd, encoding="unicode") == ODD
    assert cutter.read(b"<", Cursor()) is None


def test_prefixes_of_the_container_hold_inside() -> None:
    text = '<Товар><Ид xsi:type="x">1</Ид></Товар>'
    declared, undeclared = chunk(text, {None: "urn:x", "xsi": "urn:a?b&c"}), chunk(text)
    assert declared is not None
    assert declared.element(0) is not None
    assert undeclared is not None
    assert undeclared.element(0) is None


@pytest.mark.parametrize(
    "text",
    [
        GOOD + "<!-- -->" + GOOD,
        GOOD + "<![CDATA[]]>" + GOOD,
        GOOD + "<?x?>" + GOOD,
        "<Товар>\uffff</Товар>",
        "<Товар><Товар></Товар>",
        "<Товар>&nbsp;</Товар>",
        "</w><w><Товар></Товар>",
        "</Товар>",
        "<Товар>\x0b</Товар>",
        GOOD + "текст" + GOOD,
        "текст" + GOOD,
    ],
)
def test_what_cannot_be_cut_out_is_left_alone(text: str) -> None:
    assert chunk(text) is None


@pytest.mark.parametrize(
    "text",
    [
        GOOD + "<Другое/>" + GOOD,
        GOOD + "<Товар/>" + GOOD,
        "<Товар xmlns='urn:y'></Товар>",
        "<x:Товар xmlns:x='urn:y'></x:Товар>",
        "<Товар><Товар></Товар></Товар>",
        "<Товар\n Статус='1'></Товар>",
    ],
)
def test_no_element_is_given_where_something_else_stands_between_records(text: str) -> None:
    cutter = chunker()
    found = cutter.read(text.encode(), Cursor())
    assert found is not None
    assert found.element(0) is None
    assert cutter.read(text.encode(), Cursor()) is None  # is looked for at once now
