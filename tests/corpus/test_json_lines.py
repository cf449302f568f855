"""Real files: as JSON Lines they say the same, and as XML again they are what they were."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.property.by_pydantic import by_pydantic

from cml_sync.model.element import Element
from cml_sync.packages.forms.form import Source, SourcePart
from cml_sync.packages.forms.jsonl.plain import as_json
from cml_sync.packages.forms.jsonl.source import JsonLinesSource
from cml_sync.packages.forms.jsonl.target import JsonLinesTarget
from cml_sync.packages.forms.output import Output
from cml_sync.packages.package import open_package
from cml_sync.xml.canonical import canonical_file, differences
from cml_sync.xml.dialects import faithful
from cml_sync.xml.entries import PartHeader, RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.writer import PartWriter

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.corpus

REFUSED = {"files/rakov77/Sale77.xml"}  # CommerceML 1, whatever its root is called


def well_formed() -> list[str]:
    if not CORPUS.is_dir():
        return []
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [row["local path"] for row in rows if row["well-formed"] == "yes"]


FILES = [
    pytest.param(name, id=name.removeprefix("files/"))
    for name in well_formed()
    if name not in REFUSED
] or [
    pytest.param("", marks=pytest.mark.skip(reason="the real files are not beside the repository"))
]


def convert(source: Source, place: Path, *, single: bool) -> None:
    with JsonLinesTarget(Output(place, single=single)) as target:
        for part in source.parts:
            with part.read() as reading, target.part(part.relative, reading.header) as lines:
                for entry in reading:
                    lines.entry(entry)
                lines.finish(reading.information)
    assert target.problems == ()


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
    file = io.BytesIO()
    with (
        part.read() as reading,
        PartWriter(file, faithful(reading.header), reading.header.information) as writer,
    ):
        for entry in reading:
            match entry:
                case SectionOpened():
                    writer.open(entry.section, entry.header)
                case RecordRead():
                    writer.record(entry.record)
                case SectionClosed():
                    writer.close(entry.header)
        writer.finish(reading.information)
    return file.getvalue()


@pytest.mark.parametrize("single", [False, True], ids=["folder", "stream"])
@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost(name: str, single: bool, tmp_path: Path) -> None:
    place = tmp_path / "lines"
    with open_package([CORPUS / name]) as package:
        convert(package, place, single=single)
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
        convert(package, place, single=False)
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
