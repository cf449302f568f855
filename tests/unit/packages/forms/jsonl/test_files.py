"""Files of lines: where lines begin, whatever the blocks in which they are read."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cml_sync.packages.forms.jsonl import files
from cml_sync.packages.forms.jsonl.files import LineReader, lines_of, proved
from cml_sync.packages.forms.jsonl.manifest import LinesFile
from cml_sync.xml.limits import Limits


@given(lengths=st.lists(st.integers(0, 9), max_size=12), block=st.integers(1, 7))
def test_every_line_is_found(
    lengths: list[int], block: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("lines") / "a"
    data = b"".join(b"x" * length + b"\n" for length in lengths)
    path.write_bytes(data)
    said = LinesFile(
        kind="product",
        file="a",
        count=len(lengths),
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    wanted = list(range(1, len(lengths) + 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_BLOCK", block)
        offsets = proved(path, said, wanted, Limits())
    assert offsets == {number: sum(lengths[: number - 1]) + number - 1 for number in wanted}


def test_a_last_line_without_an_end_counts(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"{}\n{}")
    assert proved(path, LinesFile(kind="product", file="a", count=2), [2], Limits()) == {2: 3}
    assert [line.content for line in lines_of(path, Limits())] == [b"{}", b"{}"]


def test_lines_are_read_from_any_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\n")
    reader = LineReader(path, 1, 0, Limits())
    assert reader.next() == (1, b"one")
    assert reader.next() == (2, b"two")
    assert reader.next() is None
    reader.close()
    reader = LineReader(path, 2, 8, Limits())
    assert reader.next() == (2, b"two")
    reader.close()
