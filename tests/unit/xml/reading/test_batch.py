from lxml import etree

from cml_sync.problems import Place
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.batch import Batch
from cml_sync.xml.reading.chunks import Chunker
from cml_sync.xml.reading.frames import Frame
from cml_sync.xml.reading.harvest import Harvest
from cml_sync.xml.reading.recording import Recording
from cml_sync.xml.reading.structure import PlaceNode, RecordNode, root_node
from cml_sync.xml.source.encoding import Cursor

TEXT = "\n<Товар><Ид>1</Ид></Товар>\n<Товар><Слаг/></Товар>\n\n<Товар><Ид>3</Ид></Товар>"


def batch(text: str, *, keep_raw: bool = False) -> Batch:
    """The batch of `text`, which begins in line 10 of a container with products."""
    recording = Recording("x.xml", Limits())
    node = root_node()
    for tag in ("", "Каталог", "Товары"):
        inner = node.children[tag] if tag else node
        assert isinstance(inner, PlaceNode)
        node = inner
        recording.frames.append(Frame(node, etree.Element("x"), Place("x.xml", 1, 1, node.tag)))
    product = node.children["Товар"]
    assert isinstance(product, RecordNode)
    chunker = Chunker("Товар", {}, Harvest("Товар", product.plan, Limits(), 4))
    chunk = chunker.read(text.encode(), Cursor(10))
    assert chunk is not None
    return Batch(chunk, "Товар", product, recording, keep_raw=keep_raw)


def test_every_record_has_its_entry_whether_it_is_odd_or_not() -> None:
    whole = batch(TEXT, keep_raw=True)
    entries = list(whole)
    assert [(entry.place.line, entry.place.path) for entry in entries] == [
        (11, "Товары/Товар[1]"),
        (12, "Товары/Товар[2]"),
        (14, "Товары/Товар[3]"),
    ]
    assert [entry.place.record_id for entry in entries] == ["1", None, "3"]
    assert [len(entry.record.unknown) for entry in entries] == [0, 1, 0]
    assert entries[1].raw == "<Товар><Слаг/></Товар>".encode()
    assert (whole.size, whole.lines) == (len(TEXT.encode()), 4)


def test_a_value_that_is_not_right_is_told_of() -> None:
    (entry,) = batch("<Товар><Ид>1</Ид><Вес>1,5</Вес></Товар>")
    assert [problem.code for problem in entry.problems] == ["CML762"]


def test_it_ends_where_it_is_not_certain_that_a_record_follows() -> None:
    begun = "<Товар><Ид>1</Ид></Товар>\n"
    whole = batch(begun + "<Другое/><Товар><Ид>2</Ид></Товар>")
    assert [entry.place.record_id for entry in whole] == ["1"]
    assert (whole.size, whole.lines) == (len(begun.encode()) - 1, 0)
