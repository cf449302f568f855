"""Packages of lines appear whole, with a manifest that tells what is in them."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from tests.unit.packages.forms.jsonl.packages import HEADER, PRODUCTS, entries, written

from cml_sync.model.documents import Document
from cml_sync.model.kinds import Kind
from cml_sync.packages.forms.jsonl.source import JsonLinesSource
from cml_sync.packages.forms.jsonl.target import JsonLinesTarget
from cml_sync.packages.forms.output import Output
from cml_sync.packages.package import Picture
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead


def test_the_manifest_tells_every_file(tmp_path: Path) -> None:
    place = written(tmp_path / "a", names=("a.xml", "b.xml"))
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert [(one["kind"], one["file"], one["count"]) for one in manifest["files"]] == [
        ("product", "products.jsonl", 6),
        ("layout", "layout.jsonl", 10),
    ]
    for file in manifest["files"]:
        data = (place / file["file"]).read_bytes()
        assert file["bytes"] == len(data)
        assert file["sha256"] == hashlib.sha256(data).hexdigest()
    assert [(one["name"], one["records"], one["starts"]) for one in manifest["parts"]] == [
        ("a.xml", {"product": 3}, {"layout": 1, "product": 1}),
        ("b.xml", {"product": 3}, {"layout": 6, "product": 4}),
    ]
    assert manifest["changes_only"] is False
    assert manifest["package_ids"] == ["c"]
    assert {path.name for path in place.iterdir()} == {
        "manifest.json",
        "layout.jsonl",
        "products.jsonl",
    }


def test_a_stream_ends_with_its_manifest(tmp_path: Path) -> None:
    place = written(tmp_path / "a.jsonl", single=True)
    *lines, last = place.read_bytes().splitlines(keepends=True)
    assert [json.loads(line)["kind"] for line in lines] == [
        "part",
        "section",
        "product",
        "product",
        "product",
        "section_end",
        "part_end",
    ]
    (said,) = json.loads(last)["files"]
    assert said["count"] == len(lines)
    assert said["sha256"] == hashlib.sha256(b"".join(lines)).hexdigest()


def test_the_same_package_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a"), written(tmp_path / "b")
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()


@pytest.mark.parametrize("single", [False, True])
def test_parts_side_by_side_stay_together(single: bool, tmp_path: Path) -> None:
    place = tmp_path / "a"
    documents = [Document(id=str(number), operation="Заказ товара") for number in range(2)]
    with (
        JsonLinesTarget(Output(place, single=single)) as target,
        target.part("a.xml", HEADER) as first,
        target.part("b.xml", HEADER) as second,
    ):
        for entry in entries():
            first.entry(entry)
            for document in documents:
                second.entry(RecordRead(Kind.DOCUMENT, document, None, Place()))
        first.finish(HEADER.information)
        second.finish(HEADER.information)
    with JsonLinesSource([place]) as source:
        found = {}
        for part in source.parts:
            with part.read() as reading:
                found[part.relative] = [
                    one.record for one in reading if isinstance(one, RecordRead)
                ]
    assert found == {"a.xml": list(PRODUCTS), "b.xml": documents * 5}


def picture(name: str) -> Picture:
    return Picture(name, name, 3, lambda: io.BytesIO(b"abc"))


def test_pictures_lie_beside(tmp_path: Path) -> None:
    with JsonLinesTarget(Output(tmp_path / "a")) as target:
        target.picture(picture("import_files/a.jpg"))
    assert (tmp_path / "a" / "import_files" / "a.jpg").read_bytes() == b"abc"
    with JsonLinesSource([tmp_path / "a"]) as source:
        assert [one.relative for one in source.pictures] == ["import_files/a.jpg"]


def test_a_stream_has_no_place_for_pictures_and_says_so(tmp_path: Path) -> None:
    with JsonLinesTarget(Output(tmp_path / "a", single=True)) as target:
        target.picture(picture("a.jpg"))
        target.picture(picture("b.jpg"))
    (problem,) = target.problems
    assert problem.code == "CML973"
    assert "2 pictures" in str(problem.message)


@pytest.mark.parametrize("single", [False, True])
def test_an_error_leaves_nothing_behind(single: bool, tmp_path: Path) -> None:
    def broken() -> None:
        with JsonLinesTarget(Output(tmp_path / "a", single=single)) as target:  # noqa: SIM117
            with target.part("a.xml", HEADER) as part:
                for entry in entries():
                    part.entry(entry)
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert list(tmp_path.iterdir()) == []
