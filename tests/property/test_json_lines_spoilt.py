"""Lines spoilt in any way are read to the last or refused by name; nothing is lost in silence."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.property.rewriting import as_lines, as_xml

from cml_sync.errors import ExitCode, FindingsError
from cml_sync.packages.forms.csv.source import CsvSource
from cml_sync.packages.forms.form import Source
from cml_sync.packages.forms.jsonl.source import JsonLinesSource
from cml_sync.packages.package import open_package
from cml_sync.xml.entries import RecordRead

EXAMPLES = Path(__file__).parents[2] / "examples"
PIECES = st.sampled_from(
    [
        b"",
        b"{",
        b"}",
        b"[",
        b'"',
        b",",
        b"null",
        b"-1",
        b"1e9",
        b"true",
        b"\\u0000",
        b"\\ud800",
        b"\xff",
        b"\n",
        b'"own":{},',
        b'"deleted":true,',
        b'"unknown":[{"xml":"<a>"}],',
        b'"a b":{"c":[1,{"d":null}]},',
        b"section",
        b"part_end",
    ]
)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A package of documents and goods, its manifest without checksums."""
    place = tmp_path_factory.mktemp("spoilt") / "lines"
    paths = [EXAMPLES / "statuses", EXAMPLES / "changes"]
    with open_package(paths) as package:
        as_lines(package, place)
    files = {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}
    manifest = json.loads(files["manifest.json"])
    for file in manifest["files"]:
        del file["sha256"], file["bytes"]
    files["manifest.json"] = json.dumps(manifest).encode()
    return files


def walked(source: Source) -> int:
    """How many records there are; every one of them can be written."""
    records = 0
    for part in source.parts:
        with part.read() as reading:
            as_xml(reading)
        with part.read() as reading:
            records += sum(isinstance(entry, RecordRead) for entry in reading)
    return records


def counted(lines: dict[str, bytes]) -> int:
    """How many records the manifest promises."""
    files = json.loads(lines["manifest.json"])["files"]
    return sum(file["count"] for file in files if file["kind"] != "layout")


def assert_refused(error: FindingsError, place: Path) -> None:
    """It is named by its file, if it is not the record itself that cannot be written."""
    assert error.exit_code is ExitCode.FINDINGS
    assert error.place is not None
    assert error.place.file is None or error.place.file.startswith(str(place))
    assert error.place.file or error.place.path or error.place.record_id


def test_what_is_not_spoilt_is_read(lines: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in lines.items():
        (tmp_path / name).write_bytes(content)
    with JsonLinesSource([tmp_path]) as source:
        assert len(source.parts) > 2
        assert walked(source) == counted(lines) > 10


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(which=st.integers(0, 99), at=st.floats(0, 1), length=st.integers(0, 9), piece=PIECES)
def test_spoilt_lines(
    lines: dict[str, bytes],
    which: int,
    at: float,
    length: int,
    piece: bytes,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    place = tmp_path_factory.mktemp("a")
    name = sorted(lines)[which % len(lines)]
    data = lines[name]
    begin = int(at * len(data))
    for other, content in lines.items():
        (place / other).write_bytes(content)
    (place / name).write_bytes(data[:begin] + piece + data[begin + length :])
    try:
        with JsonLinesSource([place]) as source:
            assert walked(source) == counted(lines)
    except FindingsError as error:
        assert_refused(error, place)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    table=st.sampled_from(
        [
            b"id;price_type_id;value\r\na;r;5\r\nb;w;7,50\r\n",
            b'id,name,weight\n1,"a, b",5\n',
            b"id\tnumber\tstatus\tpaid\n7\t8\tnew\ttrue\n",
        ]
    ),
    at=st.floats(0, 1),
    length=st.integers(0, 5),
    piece=PIECES | st.sampled_from([b";", b"\t", b'"', b"\r", b"\x00", b"'=", b"\x98"]),
)
@example(table=b"id;value\na;5\n", at=1.0, length=0, piece=b"\x00;1\n")
def test_spoilt_tables(
    table: bytes,
    at: float,
    length: int,
    piece: bytes,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("a") / "table.csv"
    begin = int(at * len(table))
    path.write_bytes(table[:begin] + piece + table[begin + length :])
    try:
        with CsvSource([path]) as source:
            rows = len(path.read_bytes().splitlines()) - 1
            assert walked(source) <= rows
    except FindingsError as error:
        assert_refused(error, path)
