"""Real files: what is read and written again says the same."""

import io

import pytest
from tests.corpus.real import CORPUS, named, well_formed
from tests.property.rewriting import as_xml

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.xml.canonical import canonical_file, differences
from cml_sync.xml.dialects import DIALECTS, Dialect
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionOpened
from cml_sync.xml.reader import open_part

pytestmark = pytest.mark.corpus

FILES = named(well_formed())


def read(data: bytes) -> tuple[PartHeader, list[Entry], CommercialInformation]:
    reader = open_part(io.BytesIO(data), "part.xml")
    return reader.header, list(reader), reader.information


def written(data: bytes, dialect: Dialect | None = None) -> bytes:
    return as_xml(open_part(io.BytesIO(data), "part.xml"), dialect)


def told(data: bytes) -> list[object]:
    """Every record and header, with what is set and what is only empty told apart."""
    header, entries, root = read(data)
    models = [
        entry.record if isinstance(entry, RecordRead) else entry.header
        for entry in entries
        if not isinstance(entry, SectionOpened)  # where a header field stood may change
    ]
    return [header.namespace, header.encoding, header.bom, shape(root), *map(shape, models)]


def shape(value: object) -> object:
    """`value` with the names of its set fields: equality of models passes over them."""
    if isinstance(value, Element):
        fields = {name: shape(getattr(value, name)) for name in sorted(value.model_fields_set)}
        return (type(value).__name__, fields)
    return tuple(shape(one) for one in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", FILES)
def test_written_faithfully_nothing_is_lost(name: str) -> None:
    data = (CORPUS / name).read_bytes()
    again = written(data)
    assert told(again) == told(data)
    first, second = canonical_file(io.BytesIO(data)), canonical_file(io.BytesIO(again))
    assert list(differences(first, second)) == []


@pytest.mark.parametrize("name", FILES)
def test_written_once_more_the_bytes_stay(name: str) -> None:
    once = written((CORPUS / name).read_bytes())
    assert written(once) == once


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("preset", ["2.05", "bitrix"])
def test_other_dialects_can_be_read_again(name: str, preset: str) -> None:
    data = (CORPUS / name).read_bytes()
    before = [entry for entry in read(data)[1] if isinstance(entry, RecordRead)]
    after = [
        entry for entry in read(written(data, DIALECTS[preset]))[1] if isinstance(entry, RecordRead)
    ]
    if preset == "bitrix":
        assert [entry.kind for entry in after] == [entry.kind for entry in before]
    known = {entry.kind for entry in before}
    if Kind.CONTAINER in known:
        known.add(Kind.DOCUMENT)  # 2.05 has no containers: their documents are written
    assert {entry.kind for entry in after} <= known
