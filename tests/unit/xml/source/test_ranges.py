import io
from pathlib import Path

import pytest

from cml_sync.xml.source.ranges import cut, is_plain

TAG = b"X"


def test_ranges_begin_and_end_between_records(tmp_path: Path) -> None:
    data = b"<r>" + b"\n".join(b"<X><id>%d</id></X>" % number for number in range(1000)) + b"</r>"
    path = tmp_path / "part.xml"
    path.write_bytes(data)
    with path.open("rb") as file:
        ranges = cut(file, 100, TAG, 4, least=1)
        assert len(ranges) == 3
        assert [one.stop for one in ranges] == [*(one.start for one in ranges[1:]), len(data) - 4]
        for one in ranges:
            assert data[: one.start].endswith(b"</X>")
            assert data[one.start :].lstrip().startswith(b"<X>")
        assert cut(file, 100, TAG, 4, least=len(data)) == []
        assert cut(file, 100, b"Y", 4, least=1) == []


def test_variants_of_one_product_stay_together(tmp_path: Path) -> None:
    ids = ["a"] * 6 + ["b"] * 6
    pieces = [f"<X>\n<id>{one}#{n}</id></X>".encode() for n, one in enumerate(ids)]
    path = tmp_path / "part.xml"
    path.write_bytes(b"\n".join(pieces))
    whole = path.read_bytes()
    with path.open("rb") as file:
        assert cut(file, 0, TAG, 3, least=1)[0].start == len(b"\n".join(pieces[:6]))
    assert whole.count(b"b#") == 6


@pytest.mark.parametrize("data", [b"<X></X>", b"<X></X>text<X></X>", b"<X></X><Xy></Xy>", b""])
def test_a_file_without_a_border_is_not_cut(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "part.xml"
    path.write_bytes(data)
    with path.open("rb") as file:
        assert cut(file, 0, TAG, 2, least=0) == []


def test_only_a_file_on_a_disk_is_plain(tmp_path: Path) -> None:
    path = tmp_path / "part.xml"
    path.write_bytes(b"<X/>")
    with path.open("rb") as file:
        assert is_plain(file)
    assert not is_plain(io.BytesIO(b"<X/>"))
