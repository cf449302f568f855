import pytest
from lxml import etree

from cml_sync.model.goods import Catalog, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place
from cml_sync.xml.errors import LimitError
from cml_sync.xml.limits import Limits
from cml_sync.xml.places.spots import Source
from cml_sync.xml.reading.frames import Frame
from cml_sync.xml.reading.recording import Recording
from cml_sync.xml.reading.structure import PlaceNode, RecordNode, root_node
from cml_sync.xml.source.encoding import Cursor


def in_a_catalog(text: str, limits: Limits | None = None) -> tuple[Recording, RecordNode]:
    """A recording whose innermost frame is a container of products, and the node of a product."""
    recording = Recording("x.xml", limits or Limits())
    node = root_node()
    element = etree.fromstring(text)
    for tag in ("", "Каталог", "Товары"):
        inner = node.children[tag] if tag else node
        assert isinstance(inner, PlaceNode)
        node = inner
        recording.frames.append(Frame(node, element, Place("x.xml", 1, 1, node.tag)))
    product = node.children["Товар"]
    assert isinstance(product, RecordNode)
    return recording, product


def test_records_are_numbered_and_know_their_section_and_id() -> None:
    recording, node = in_a_catalog("<Каталог/>")
    record = etree.fromstring("<Товар><Ид>т1</Ид></Товар>")
    first, second = (recording.record(node, record, line) for line in (5, 9))
    assert (first.kind, first.section, first.record) == (
        Kind.PRODUCT,
        Section.CATALOG,
        Product(id="т1"),
    )
    assert first.place == Place("x.xml", 5, None, "Товары/Товар[1]", "т1")
    assert second.place.path == "Товары/Товар[2]"


def test_notes_become_problems_once() -> None:
    recording, node = in_a_catalog("<Каталог/>")
    text = "<Товар>\n<Ид> т1</Ид></Товар>"
    record = etree.fromstring(text)
    recording.origin = Source(text.encode(), Cursor(5, 2))
    entry = recording.record(node, record, 5)
    (problem,) = recording.with_problems(entry, record).problems
    assert (problem.place.line, problem.place.column) == (6, 1)
    assert recording.work.notes == []


def test_a_header_leaves_out_the_records_that_were_handed_out() -> None:
    recording, node = in_a_catalog("<Каталог><Ид> к</Ид><Товары/></Каталог>")
    frame = recording.frames[1]
    assert recording.head(frame, frame.element) == Catalog(id="к", products=())
    recording.record(node, etree.fromstring("<Товар/>"), 1)
    assert recording.head(frame, frame.element).model_fields_set == {"id"}
    assert [one.code for one in recording.head_problems(frame)] == ["CML761", "CML761"]


def test_too_much_in_one_record_is_an_error_with_its_place() -> None:
    recording, node = in_a_catalog("<Каталог/>", Limits(attributes=1))
    with pytest.raises(LimitError) as caught:
        recording.record(node, etree.fromstring("<Товар а='1' б='2'/>"), 7)
    assert caught.value.place == Place("x.xml", 7, None, "Товары/Товар[1]")
