"""Real files: every one is read to its end or refused with a clear word, and both ways agree."""

import io
import re
from collections import Counter

import pytest
from lxml import etree
from tests.corpus.real import CORPUS, VERSION_1, listed, named, well_formed

from cml_sync.model.kinds import Kind
from cml_sync.problems import Severity
from cml_sync.xml.entries import Entry, RecordRead
from cml_sync.xml.errors import NotCommerceMLError, Other
from cml_sync.xml.peek import peek
from cml_sync.xml.reading.part import PartReader, open_part
from cml_sync.xml.reading.structure import PlaceNode, RecordNode, root_node

pytestmark = pytest.mark.corpus

GOOD = named(well_formed())


def read(data: bytes, name: str) -> tuple[PartReader, list[Entry]]:
    part = open_part(io.BytesIO(data), name)
    return part, list(part)


def counted(entries: list[Entry]) -> Counter[Kind]:
    return Counter(entry.kind for entry in entries if isinstance(entry, RecordRead))


def walked(data: bytes) -> Counter[Kind]:
    """The records of each kind, by a walk over the whole tree that knows only where they stand."""
    found: Counter[Kind] = Counter()

    def walk(element: etree._Element, node: PlaceNode) -> None:
        for child in element.iterchildren("*"):
            inner = node.children.get(etree.QName(child).localname)
            if isinstance(inner, RecordNode):
                found[inner.kind] += 1
            elif inner is not None:
                walk(child, inner)

    walk(etree.fromstring(data), root_node())
    return found


@pytest.mark.parametrize("name", GOOD)
def test_every_record_is_handed_out_once(name: str) -> None:
    data = (CORPUS / name).read_bytes()
    _, entries = read(data, name)
    assert counted(entries) == walked(data)


@pytest.mark.parametrize("name", GOOD)
def test_no_value_of_a_real_file_is_unreadable_or_lost(name: str) -> None:
    part, entries = read((CORPUS / name).read_bytes(), name)
    problems = [
        *part.problems,
        *(one for entry in entries for one in getattr(entry, "problems", ())),
    ]
    assert [one for one in problems if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", GOOD)
def test_the_fast_way_says_the_same_as_the_slow_one(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (CORPUS / name).read_bytes()
    fast, fast_entries = read(data, name)
    monkeypatch.setattr(PartReader, "_chunked", lambda _: iter(()))
    slow, slow_entries = read(data, name)
    assert fast_entries == slow_entries
    assert fast.problems == slow.problems
    assert fast.information == slow.information


@pytest.mark.parametrize("name", GOOD)
def test_a_record_stands_on_the_line_that_is_told(name: str) -> None:
    part, entries = read((CORPUS / name).read_bytes(), name)
    text = (CORPUS / name).read_bytes().decode(part.header.encoding)
    lines = re.split(r"\r\n|[\r\n]", text)
    for entry in entries:
        if isinstance(entry, RecordRead):
            tag = entry.place.path.rsplit("/", 1)[1].partition("[")[0]
            assert entry.place.line is not None
            assert f"<{tag}" in lines[entry.place.line - 1]


@pytest.mark.parametrize("name", GOOD)
def test_a_cheap_look_names_what_reading_finds(name: str) -> None:
    data = (CORPUS / name).read_bytes()
    part, entries = read(data, name)
    outline = peek(io.BytesIO(data), name, size=100_000_000)
    assert outline.complete
    assert set(outline.kinds) == set(counted(entries))
    assert outline.schema_version == part.header.information.schema_version
    assert outline.namespace == part.header.namespace


@pytest.mark.parametrize("name", named([VERSION_1] if listed() else []))
def test_commerceml_1_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(NotCommerceMLError) as caught:
        read((CORPUS / name).read_bytes(), name)
    assert caught.value.other is Other.VERSION_1


@pytest.mark.parametrize(
    ("name", "code", "products"),
    [
        pytest.param(name, code, products, id=name)
        for name, code, products in (
            ("files/kovtun-malformed/import.xml", "CML162", 4),
            ("files/geekoon-malformed/import_struct.xml", "CML160", 1),
        )
    ]
    if listed()
    else [pytest.param("", "", 0, marks=pytest.mark.skip(reason="the real files are missing"))],
)
def test_a_malformed_file_is_read_with_an_error_problem_at_its_place(
    name: str, code: str, products: int
) -> None:
    part, entries = read((CORPUS / name).read_bytes(), name)
    assert counted(entries)[Kind.PRODUCT] == products
    (problem,) = [one for one in part.problems if one.severity is Severity.ERROR]
    assert problem.code == code
    assert (problem.place.file, problem.place.line) == (name, 1)
    assert problem.place.column is not None
