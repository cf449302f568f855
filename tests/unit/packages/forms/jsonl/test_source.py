"""Packages of lines are proved before they are read; every fault is named by its line."""

import json
from pathlib import Path

import pytest
from tests.unit.packages.forms.jsonl.packages import HEADER, PRODUCTS, entries, from_shop, written

from cml_sync.errors import FindingsError
from cml_sync.model.element import Element
from cml_sync.packages.errors import NotRegularFileError, PathMissingError
from cml_sync.packages.forms.jsonl.errors import (
    BrokenLineError,
    ManifestError,
    ManifestMismatchError,
    NoManifestError,
    WrongLineError,
)
from cml_sync.packages.forms.jsonl.source import JsonLinesSource, looks_like_jsonl
from cml_sync.packages.parts import PartKind
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.limits import Limits

GOOD = '{"kind":"product","id":"1","name":"Кружка"}\n'


def records(place: Path, limits: Limits | None = None) -> list[Element]:
    with JsonLinesSource([place]) as source:
        found = []
        for part in source.parts:
            with part.read(limits) as reading:
                found += [one.record for one in reading if isinstance(one, RecordRead)]
        return found


def shop(folder: Path, *lines: str, **keys: object) -> Path:
    return from_shop(folder, {"product": ("products.jsonl", "".join(lines))}, **keys)


def place_of(error: FindingsError) -> tuple[str, int | None, int | None]:
    assert error.place is not None
    return (Path(error.place.file or "").name, error.place.line, error.place.column)


@pytest.mark.parametrize("single", [False, True])
def test_a_part_can_be_read_again_and_out_of_order(single: bool, tmp_path: Path) -> None:
    place = written(tmp_path / "a", single=single, names=("a.xml", "b.xml"))
    with JsonLinesSource([place]) as source:
        for part in (*reversed(source.parts), *source.parts):
            with part.read() as reading:
                found = [one.record for one in reading if isinstance(one, RecordRead)]
            assert tuple(found) == PRODUCTS
        assert [part.relative for part in source.parts] == ["a.xml", "b.xml"]
        assert [part.kind for part in source.parts] == [PartKind.GOODS, PartKind.GOODS]
        assert source.parts[0].name == f"{place}!a.xml"


def test_places_are_lines(tmp_path: Path) -> None:
    place = written(tmp_path / "a", names=("a.xml", "b.xml"))
    with JsonLinesSource([place]) as source, source.parts[1].read() as reading:
        found = [entry.place for entry in reading if isinstance(entry, RecordRead)]
    assert [(one.file, one.line, one.record_id) for one in found] == [
        (str(place / "products.jsonl"), line, str(line - 4)) for line in (4, 5, 6)
    ]


def test_a_folder_of_a_shop_needs_no_layout(tmp_path: Path) -> None:
    place = from_shop(
        tmp_path / "a",
        {
            "order": ("orders.jsonl", '{"kind":"order","id":"7","total":10.50}\n'),
            "product": ("products.jsonl", GOOD),
            "price_type": ("price_types.jsonl", '{"kind":"price_type","id":"p"}\n'),
            "prices": ("prices.jsonl", '{"kind":"prices","id":"1","prices":[{"value":"5"}]}\n'),
        },
        changes_only=True,
        package_ids=["c"],
        schema_version="2.07",
        generated_at="2026-03-01T04:00:00",
    )
    with JsonLinesSource([place]) as source:
        assert [(one.relative, one.kind) for one in source.parts] == [
            ("import.xml", PartKind.CATALOG),
            ("offers.xml", PartKind.OFFERS),
            ("orders.xml", PartKind.DOCUMENTS),
        ]
        with source.parts[1].read() as reading:
            assert reading.header.information.schema_version == "2.07"
            opened, *inside, _closed = reading
        assert [type(one.record).__name__ for one in inside] == ["PriceType", "Offer"]  # type: ignore[union-attr]
        assert opened.header.model_dump(exclude_unset=True) == {"changes_only": True, "id": "c"}  # type: ignore[union-attr]
    assert str(records(place)[-1].total) == "10.50"  # type: ignore[attr-defined]


def test_deleted_alone_marks_a_record(tmp_path: Path) -> None:
    (product,) = records(shop(tmp_path / "a", '{"kind":"product","id":"1","deleted":true}\n'))
    assert product.status == "Удален"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('{"kind":"product","id":"1","deleted":false,"status":"Удален"}\n', "deleted"),
        ('{"kind":"product","id":"1","own":{"id":"2"}}\n', "id"),
        ('{"kind":"product","id":"1","external_id":"5","site_id":"6"}\n', "external_id"),
    ],
)
def test_a_contradiction_is_told(line: str, key: str, tmp_path: Path) -> None:
    with JsonLinesSource([shop(tmp_path / "a", line)]) as source, source.parts[0].read() as reading:
        ((problem,),) = [one.problems for one in reading if isinstance(one, RecordRead)]
    assert problem.code == "CML972"
    assert problem.place.path == key
    assert problem.place.line == 1


def test_a_key_that_nobody_knows_is_kept_and_told(tmp_path: Path) -> None:
    line = '{"kind":"offer","id":"1","prices":[{"value":"5","my note":"a"}],"Видео":["x","y"]}\n'
    place = from_shop(tmp_path / "a", {"offer": ("offers.jsonl", line)})
    with JsonLinesSource([place]) as source, source.parts[0].read() as reading:
        (entry,) = [one for one in reading if isinstance(one, RecordRead)]
    assert [one.xml for one in entry.record.unknown] == ["<Видео>x</Видео>", "<Видео>y</Видео>"]
    (price,) = entry.record.prices  # type: ignore[attr-defined]
    assert [one.xml for one in price.unknown] == ["<my_note>a</my_note>"]
    assert sorted((one.code, one.place.path, one.place.column) for one in entry.problems) == [
        ("CML971", "prices/0/my note", 59),
        ("CML971", "Видео", 73),
    ]


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ('{"kind":"offer","id":"1"}\n', 9, "its kind is `offer`"),
        ('{"id":"1"}\n', 1, "`kind` is missing"),
        ('{"kind":"product","name":"x"}\n', 1, "`id` is missing"),
        ('{"kind":"product","id":5}\n', 24, "`id` should be a text"),
        ('{"kind":"product","id":"1","deleted":"yes"}\n', 38, "`deleted` should be `true`"),
        ('{"kind":"product","id":"1","weight":"heavy"}\n', 37, "`weight` should be a number"),
        ('{"kind":"product","id":"1","name":7}\n', 35, "`name` should be a text"),
        ('{"kind":"product","id":"1","base_unit":{"code":7}}\n', 48, "`base_unit/code` should"),
        ('{"kind":"product","id":"1","requisites":{"a":null}}\n', 46, "`requisites/0/values/0`"),
        ('{"kind":"product","id":"1","name":{"a":1}}\n', 35, "`name` should be a text"),
    ],
)
def test_a_line_that_says_what_it_should_not(
    line: str, column: int, word: str, tmp_path: Path
) -> None:
    with pytest.raises(WrongLineError) as caught:
        records(shop(tmp_path / "a", GOOD, line))
    assert place_of(caught.value) == ("products.jsonl", 2, column)
    assert word in str(caught.value.message)


def test_a_line_broken_in_the_middle_is_named_by_line_and_column(tmp_path: Path) -> None:
    place = written(tmp_path / "a")
    file = place / "products.jsonl"
    first, second, third = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(first + second[:30] + b"\n" + third)
    with pytest.raises(BrokenLineError) as caught:
        JsonLinesSource([place])
    assert place_of(caught.value) == ("products.jsonl", 2, 28)


def test_a_line_broken_in_a_stream_is_named_by_line(tmp_path: Path) -> None:
    place = written(tmp_path / "a.jsonl", single=True)
    lines = place.read_bytes().splitlines(keepends=True)
    lines[3] = b"{" + lines[3]
    place.write_bytes(b"".join(lines))
    with pytest.raises(BrokenLineError) as caught:
        JsonLinesSource([place])
    assert place_of(caught.value) == ("a.jsonl", 4, 2)


def test_a_stream_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    place = written(tmp_path / "a.jsonl", single=True)
    lines = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(b"".join(lines[:-1]))
    with pytest.raises(NoManifestError):
        JsonLinesSource([place])
    place.write_bytes(b"")
    with pytest.raises(NoManifestError):
        JsonLinesSource([place])


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda data: data.replace("Кружка".encode(), "Крошка".encode()), "checksum"),
        (lambda data: data + data, "bytes"),
        (lambda data: b"".join(data.splitlines(keepends=True)[:-1]), "bytes"),
    ],
)
def test_a_file_that_is_not_what_the_manifest_says(
    change: object, word: str, tmp_path: Path
) -> None:
    place = written(tmp_path / "a")
    file = place / "products.jsonl"
    file.write_bytes(change(file.read_bytes()))  # type: ignore[operator]
    with pytest.raises(ManifestMismatchError, match=word):
        JsonLinesSource([place])


def test_a_count_that_is_another_one(tmp_path: Path) -> None:
    place = shop(tmp_path / "a", GOOD)
    file = place / "manifest.json"
    file.write_text(file.read_text().replace('"count": 1', '"count": 2'))
    with pytest.raises(ManifestMismatchError, match="1 lines"):
        JsonLinesSource([place])


def test_a_file_that_is_missing_and_one_too_many(tmp_path: Path) -> None:
    place = written(tmp_path / "a")
    (place / "extra.jsonl").write_bytes(b"")
    with pytest.raises(ManifestMismatchError, match="does not name"):
        JsonLinesSource([place])
    (place / "extra.jsonl").unlink()
    (place / "products.jsonl").unlink()
    with pytest.raises(ManifestMismatchError, match="not there"):
        JsonLinesSource([place])


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    place = written(tmp_path / "a")
    (place / "products.jsonl").rename(tmp_path / "elsewhere")
    (place / "products.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotRegularFileError):
        JsonLinesSource([place])


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    place = written(tmp_path / "a")
    (place / "manifest.json").unlink()
    assert looks_like_jsonl(place)
    with pytest.raises(NoManifestError) as caught:
        JsonLinesSource([place])
    assert caught.value.hint is not None


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b'{\n "contract": "cml-sync.jsonl/1",\n "files": [}\n}', 3, 12),
        (b'{"contract": "cml-sync.jsonl/2"}', 1, None),
        (b'{"contract": "cml-sync.jsonl/1", "files": [{"kind": "product"}]}', 1, None),
        (
            b'{"contract":"cml-sync.jsonl/1",'  # noqa: ISC004 - one value
            b'"files":[{"kind":"product","file":"../x.jsonl","count":1}]}',
            1,
            None,
        ),
        (
            b'{"contract":"cml-sync.jsonl/1",'  # noqa: ISC004 - one value
            b'"files":[{"kind":"teapot","file":"x.jsonl","count":1}]}',
            1,
            None,
        ),
    ],
)
def test_a_manifest_that_cannot_be_used(
    content: bytes, line: int, column: int | None, tmp_path: Path
) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(ManifestError) as caught:
        JsonLinesSource([tmp_path])
    assert place_of(caught.value) == ("manifest.json", line, column)


def test_records_that_have_no_place_in_their_section(tmp_path: Path) -> None:
    place = written(tmp_path / "a")
    layout = place / "layout.jsonl"
    manifest = place / "manifest.json"
    said = json.loads(manifest.read_text())
    layout.write_text(layout.read_text().replace('"catalog"', '"classifier"'))
    said["files"] = [
        {key: value for key, value in file.items() if key not in ("sha256", "bytes")}
        for file in said["files"]
    ]
    manifest.write_text(json.dumps(said))
    with pytest.raises(WrongLineError) as caught:
        records(place)
    assert place_of(caught.value) == ("layout.jsonl", 3, 1)


def test_a_line_larger_than_any_record_is_refused(tmp_path: Path) -> None:
    long = json.dumps({"kind": "product", "id": "1", "description": "x" * 100_000}) + "\n"
    place = shop(tmp_path / "a", GOOD, long)
    with pytest.raises(BrokenLineError) as caught:
        records(place, Limits(record_bytes=1000))
    assert place_of(caught.value) == ("products.jsonl", 2, 1)


def test_what_looks_like_lines(tmp_path: Path) -> None:
    written(tmp_path / "folder")
    written(tmp_path / "stream", single=True)
    (tmp_path / "a.jsonl").write_bytes(b"")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.json").write_text('{"channel": "x"}')
    (tmp_path / "a.xml").write_text("<a/>")
    looks = {one.name: looks_like_jsonl(one) for one in tmp_path.iterdir()}
    assert looks == {
        "folder": True,
        "stream": True,
        "a.jsonl": True,
        "other": False,
        "a.xml": False,
    }


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(PathMissingError):
        JsonLinesSource([tmp_path / "none"])


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    place = shop(tmp_path / "a", "\ufeff" + GOOD.replace("\n", "\r\n"))
    assert [product.name for product in records(place)] == ["Кружка"]  # type: ignore[attr-defined]


def test_entries_of_the_package_are_what_was_written(tmp_path: Path) -> None:
    place = written(tmp_path / "a")
    with JsonLinesSource([place]) as source, source.parts[0].read() as reading:
        found = [getattr(one, "record", None) or one.header for one in reading]  # type: ignore[union-attr]
        assert reading.header.namespace == HEADER.namespace
    assert found == [getattr(one, "record", None) or one.header for one in entries()]  # type: ignore[union-attr]
