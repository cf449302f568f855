"""Real files: as JSON Lines they say the same, and as XML again they are what they were."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.corpus.real import CORPUS, named, well_formed
from tests.property.by_pydantic import by_pydantic
from tests.property.rewriting import as_lines, as_xml

from cml_sync.model.element import Element
from cml_sync.packages.forms.form import SourcePart
from cml_sync.packages.forms.jsonl.plain import as_json
from cml_sync.packages.forms.jsonl.source import JsonLinesSource
from cml_sync.packages.package import open_package
from cml_sync.xml.canonical import canonical_file, differences
from cml_sync.xml.entries import PartHeader, RecordRead

pytestmark = pytest.mark.corpus

FILES = named(well_formed())


def shape(value: object) -> object:
    """`value` with the names of its set fields: equality of models passes over them."""
    if isinstance(value, Element):
        fields = {name: shape(getattr(value, name)) for name in sorted(value.model_fields_set)}
        return (type(value).__name__, fields)
    return tuple(shape(one) for one in value) if isinstance(value, tuple) else value


def header(said: PartHeader) -> list[object]:
    return [
        said.encoding,
        said.declared_encoding,
        said.bom,
        said.namespace,
        shape(said.information),
    ]


def told(part: SourcePart) -> Iterator[object]:
    with part.read() as reading:
        yield header(reading.header)
        for entry in reading:
            if isinstance(entry, RecordRead):
                yield entry.kind, entry.section, shape(entry.record)
            else:
                yield type(entry).__name__, entry.section, shape(entry.header)
        yield shape(reading.information)


def written(part: SourcePart) -> bytes:
    with part.read() as reading:
        return as_xml(reading)


@pytest.mark.parametrize("single", [False, True], ids=["folder", "stream"])
@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost(name: str, single: bool, tmp_path: Path) -> None:
    place = tmp_path / "lines"
    with open_package([CORPUS / name]) as package:
        assert as_lines(package, place, single=single) == ()
        (before,) = package.parts
        with JsonLinesSource([place]) as source:
            (after,) = source.parts
            assert (after.relative, after.kind) == (before.relative, before.kind)
            assert list(told(after)) == list(told(before))
            again = written(after)
    first, second = (
        canonical_file(io.BytesIO((CORPUS / name).read_bytes())),
        canonical_file(io.BytesIO(again)),
    )
    assert list(differences(first, second)) == []


def test_a_whole_tree_of_real_parts_is_one_package(tmp_path: Path) -> None:
    place = tmp_path / "lines"
    with open_package([CORPUS / "files" / "freesport"]) as package:
        assert as_lines(package, place) == ()
        with JsonLinesSource([place]) as source:
            for before, after in zip(package.parts, source.parts, strict=True):
                assert (after.relative, after.kind) == (before.relative, before.kind)
                assert list(told(after)) == list(told(before))


@pytest.mark.parametrize("name", FILES)
def test_both_ways_give_the_same_bytes(name: str) -> None:
    with open_package([CORPUS / name]) as package:
        (part,) = package.parts
        with part.read() as reading:
            for entry in reading:
                one = entry.record if isinstance(entry, RecordRead) else entry.header
                assert as_json(one) == by_pydantic(one)
