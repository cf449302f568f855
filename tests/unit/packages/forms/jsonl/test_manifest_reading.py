"""Manifests are found, and held against what lies beside them."""

import json
from pathlib import Path
from typing import Any

import pytest

from cml_sync.packages.forms.jsonl import manifest_reading as module
from cml_sync.packages.forms.jsonl.errors import (
    ManifestError,
    ManifestMismatchError,
    NoManifestError,
)
from cml_sync.packages.forms.jsonl.manifest import Manifest
from cml_sync.packages.forms.jsonl.manifest_reading import folder_manifest, stream_manifest

FILE = {"kind": "product", "file": "products.jsonl", "count": 2}
LAYOUT = {"kind": "layout", "file": "layout.jsonl", "count": 4}
PART = {"name": "a.xml", "kind": "goods", "records": {"product": 2}, "starts": {"product": 1}}
STREAM = {"kind": "stream", "file": "a.jsonl", "count": 3}


def manifest(**keys: object) -> dict[str, Any]:
    return {"contract": "cml-sync.jsonl/1", "kind": "manifest", **keys}


def folder(place: Path, content: dict[str, Any] | str, *beside: str) -> Path:
    said = content if isinstance(content, str) else json.dumps(content)
    (place / "manifest.json").write_text(said, encoding="utf-8")
    for name in beside:
        (place / name).touch()
    return place


def stream(place: Path, *lines: dict[str, Any] | str) -> Path:
    path = place / "a.jsonl"
    said = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(said), encoding="utf-8")
    return path


def test_a_folder(tmp_path: Path) -> None:
    said = manifest(files=[FILE, LAYOUT], parts=[{**PART, "starts": {"product": 2, "layout": 4}}])
    held = folder_manifest(folder(tmp_path, said, "products.jsonl", ".hidden.jsonl", "note.txt"))
    assert (held.manifest, held.offset) == (Manifest.model_validate(said), 0)


def test_a_folder_without_one(tmp_path: Path) -> None:
    with pytest.raises(NoManifestError, match=r"no `manifest\.json`"):
        folder_manifest(tmp_path)


def test_a_file_of_lines_that_is_not_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestMismatchError, match="does not name this file") as caught:
        folder_manifest(folder(tmp_path, manifest(files=[FILE]), "products.jsonl", "z.jsonl"))
    assert caught.value.place is not None
    assert caught.value.place.file == str(tmp_path / "z.jsonl")


@pytest.mark.parametrize(
    ("content", "line", "column", "reason"),
    [
        ('{"contract":\n  x}', 2, 3, "cannot be used"),
        ("[]", 1, 1, "it is no object"),
        (manifest(contract="other/9"), 1, None, "its `contract` is `other/9`"),
        ({"kind": "manifest"}, 1, None, "its `contract` is `None`"),
        (manifest(files=[{"kind": "product"}]), 1, None, "the key `files/0/file` is missing"),
        (manifest(pictures=-1), 1, None, "`pictures` has a value that cannot be there"),
        (manifest(files=[{**FILE, "kind": "goods"}]), 1, None, "the kind `goods` is not known"),
        (manifest(files=[FILE, FILE]), 1, None, "`product` stands twice"),
        (
            manifest(files=[FILE, {**FILE, "kind": "offer"}]),
            1,
            None,
            "`products.jsonl` stands twice",
        ),
        (manifest(files=[{**FILE, "file": "a/b.jsonl"}]), 1, None, "does not lie beside it"),
        (manifest(files=[{**FILE, "file": "../b.jsonl"}]), 1, None, "cannot be used"),
        (manifest(files=[{**FILE, "file": "b.txt"}]), 1, None, "cannot be used"),
        (manifest(files=[FILE], parts=[]), 1, None, "no file of the kind `layout`"),
        (
            manifest(files=[FILE, LAYOUT], parts=[{**PART, "records": {"goods": 1}}]),
            1,
            None,
            "the kind `goods` is not known",
        ),
        (
            manifest(files=[FILE, LAYOUT], parts=[PART]),
            1,
            None,
            "the part `a.xml` begins in no line of `layout`",
        ),
        (
            manifest(files=[FILE, LAYOUT], parts=[{**PART, "starts": {"product": 3, "layout": 1}}]),
            1,
            None,
            "the part `a.xml` begins in no line of `product`",
        ),
        (
            manifest(files=[LAYOUT], parts=[{**PART, "starts": {"offer": 1, "layout": 1}}]),
            1,
            None,
            "the part `a.xml` begins in no line of `offer`",
        ),
    ],
)
def test_a_manifest_that_cannot_be_used(
    tmp_path: Path, content: dict[str, Any] | str, line: int, column: int | None, reason: str
) -> None:
    with pytest.raises(ManifestError) as caught:
        folder_manifest(folder(tmp_path, content))
    place = caught.value.place
    assert place is not None
    assert (Path(place.file or "").name, place.line, place.column) == (
        "manifest.json",
        line,
        column,
    )
    assert reason in str(caught.value.message)


def test_a_manifest_larger_than_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = json.dumps(manifest())
    monkeypatch.setattr(module, "LARGEST", len(said))
    assert folder_manifest(folder(tmp_path, said)).manifest == Manifest()
    with pytest.raises(ManifestError, match="larger than any manifest may be"):
        folder_manifest(folder(tmp_path, said + " "))


@pytest.mark.parametrize("block", [1, 7, 64 * 1024])
@pytest.mark.parametrize("end", ["", "\n", "\r\n\n \n"])
def test_the_manifest_of_a_stream_is_its_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, end: str
) -> None:
    monkeypatch.setattr(module, "_BLOCK", block)
    said = manifest(files=[STREAM], parts=[{**PART, "starts": {"stream": 3}}])
    path = stream(tmp_path, '{"kind":"part"}', "{}", json.dumps(said) + end)
    held = stream_manifest(path)
    assert held.manifest == Manifest.model_validate(said)
    assert path.read_bytes()[held.offset :].startswith(b'{"contract"')
    assert path.read_bytes()[: held.offset] == b'{"kind":"part"}\n{}\n'


def test_a_stream_of_nothing_but_its_manifest(tmp_path: Path) -> None:
    assert stream_manifest(stream(tmp_path, manifest(files=[STREAM], parts=[]))).offset == 0


@pytest.mark.parametrize("last", ['{"kind":"product"}', "{", "", "[]"])
def test_a_stream_that_is_cut_off(tmp_path: Path, last: str) -> None:
    with pytest.raises(NoManifestError, match="the stream is cut off"):
        stream_manifest(stream(tmp_path, last))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (manifest(files=[FILE], parts=[]), "should name `stream` and nothing else"),
        (manifest(files=[STREAM, FILE], parts=[]), "should name `stream` and nothing else"),
        (manifest(parts=[]), "should name `stream` and nothing else"),
        (manifest(files=[STREAM]), "a stream needs `parts`"),
        (manifest(files=[STREAM], parts=[PART]), "begins in no line of `stream`"),
        (
            manifest(files=[STREAM], parts=[{**PART, "starts": {"stream": 4}}]),
            "begins in no line of `stream`",
        ),
    ],
)
def test_a_manifest_that_is_none_of_a_stream(
    tmp_path: Path, said: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ManifestError, match=reason):
        stream_manifest(stream(tmp_path, "{}", said))
