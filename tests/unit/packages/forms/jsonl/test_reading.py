"""Lines that stand where they may not are named by their line."""

import pytest
from tests.unit.packages.forms.jsonl.packages import PRODUCTS

from cml_sync.packages.forms.jsonl.default import GivenLines
from cml_sync.packages.forms.jsonl.errors import WrongLineError
from cml_sync.packages.forms.jsonl.reading import LinesReading
from cml_sync.xml.entries import RecordRead, SectionClosed

PART = b'{"kind":"part","name":"a.xml"}'
CATALOG = b'{"kind":"section","section":"catalog","header":{"id":"c"}}'
PRODUCT = b'{"kind":"product","id":"0","name":"\xd0\x9a\xd1\x80\xd1\x83\xd0\xb6\xd0\xba\xd0\xb0"}'
END = b'{"kind":"section_end"}'
LAST = b'{"kind":"part_end"}'


def stream(*lines: bytes) -> LinesReading:
    return LinesReading("a", GivenLines("stream", lines), None)


def test_a_stream_is_walked_through() -> None:
    reading = stream(
        PART.replace(b'"}', b'","root":{"schema_version":"2.07"}}'),
        CATALOG,
        PRODUCT,
        b'{"kind":"section_end","header":{"id":"c","name":"late"}}',
        b'{"kind":"part_end","root":{"schema_version":"2.07","unknown":[{"xml":"<a/>"}]}}',
    )
    _, product, closed = reading
    assert isinstance(product, RecordRead)
    assert product.record == PRODUCTS[0]
    assert isinstance(closed, SectionClosed)
    assert closed.header.name == "late"  # type: ignore[attr-defined]
    assert reading.header.information.schema_version == "2.07"
    assert [one.xml for one in reading.information.unknown] == ["<a/>"]


def test_a_key_of_a_header_that_nobody_knows_is_told() -> None:
    reading = stream(PART, CATALOG.replace(b'"c"', b'"c","colour":"blue"'), END, LAST)
    list(reading)
    (problem,) = reading.problems
    assert problem.code == "CML971"


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ([CATALOG], "`section` cannot stand here"),
        ([PART], "`part_end` is missing"),
        ([PART, CATALOG], "`part_end` is missing"),
        ([PART, CATALOG, CATALOG], "`section` cannot stand here"),
        ([PART, CATALOG, LAST], "`part_end` cannot stand here"),
        ([PART, END], "`section_end` cannot stand here"),
        ([PART, PRODUCT], "`product` cannot stand outside a section"),
        ([PART, CATALOG, b'{"kind":"group","id":"1"}'], "`group` cannot stand in `catalog`"),
        ([PART, CATALOG, b'{"kind":"teapot","id":"1"}'], "`teapot` cannot stand here"),
        ([PART, CATALOG, b'{"kind":["a"],"id":"1"}'], "cannot stand here"),
        ([PART, b'{"kind":"records","of":"product","count":1}'], "`records` cannot stand here"),
        ([PART, CATALOG.replace(b"catalog", b"teapots")], "cannot be there"),
        ([PART.replace(b"}", b',"encoding":"teapot"}')], "`teapot` is no encoding"),
        ([PART.replace(b"}", b',"encoding":"rot13"}')], "`rot13` is no encoding"),
        ([PART.replace(b"}", b',"encoding":"a\\u0000"}')], "is no encoding"),
    ],
)
def test_what_may_not_stand_there(lines: list[bytes], word: str) -> None:
    with pytest.raises(WrongLineError) as caught:
        list(stream(*lines))
    assert word in str(caught.value.message)
