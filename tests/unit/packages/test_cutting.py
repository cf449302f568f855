import io

import pytest

from cml_sync.packages.cutting import pieces, portions


@pytest.mark.parametrize(
    ("content", "limit", "expected"),
    [
        (b"0123456789", 4, [b"0123", b"4567", b"89"]),
        (b"0123456789", 10, [b"0123456789"]),
        (b"0123456789", 100, [b"0123456789"]),
        (b"01", 1, [b"0", b"1"]),
        (b"", 5, [b""]),
    ],
)
def test_a_file_is_cut_by_the_limit(content: bytes, limit: int, expected: list[bytes]) -> None:
    assert list(pieces(io.BytesIO(content), limit)) == expected


def test_no_later_piece_begins_like_a_new_file() -> None:
    content = b"abcdef<?xml version"
    assert list(pieces(io.BytesIO(content), 6)) == [b"abcde", b"f<?xml", b" versi", b"on"]


def test_only_the_first_piece_may_begin_like_a_new_file() -> None:
    content = b"<?xml<?xml<?xml"
    assert list(pieces(io.BytesIO(content), 5)) == [b"<?xm", b"l<?xm", b"l<?xm", b"l"]


def test_a_file_that_gives_little_at_a_time_is_cut_the_same() -> None:
    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(3, size or 0))

    assert list(pieces(Dripping(b"0123456789"), 4)) == [b"0123", b"4567", b"89"]


def test_records_are_counted_into_portions() -> None:
    assert list(portions("abcde", 2)) == [("a", "b"), ("c", "d"), ("e",)]
    assert list(portions("abc", None)) == [("a", "b", "c")]
    assert list(portions("", 2)) == []


@pytest.mark.parametrize("size", [0, -1])
def test_a_limit_below_one_is_a_mistake_of_the_caller(size: int) -> None:
    with pytest.raises(ValueError, match=str(size)):
        list(pieces(io.BytesIO(b"a"), size))
    with pytest.raises(ValueError, match=str(size)):
        list(portions("a", size))
