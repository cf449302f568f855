import pytest
from tests.servers.talk import outgoing

from cml_sync.transports.pieces import cut, smaller


@pytest.mark.parametrize(
    ("size", "limit", "sizes"),
    [
        (0, 1024, [0]),
        (1024, 1024, [1024]),
        (1025, 1024, [1024, 1]),
        (3072, 1024, [1024, 1024, 1024]),
        (5000, None, [5000]),
    ],
)
def test_a_file_is_cut_at_its_limit(size: int, limit: int | None, sizes: list[int]) -> None:
    pieces = list(cut(outgoing("a.xml", b"x" * size), limit))
    assert [piece.size for piece in pieces] == sizes
    assert [piece.offset for piece in pieces] == [sum(sizes[:n]) for n in range(len(sizes))]


@pytest.mark.parametrize("shift", [0, 10, 26])
def test_no_later_piece_begins_like_a_new_file(shift: int) -> None:
    content = b"a" * (1024 + shift) + b"<?xml version='1.0'?>" + b"b" * 2000
    pieces = list(cut(outgoing("a.xml", content), 1024))
    starts = [content[piece.offset : piece.offset + 32] for piece in pieces[1:]]
    assert not [start for start in starts if b"<?xml " in start]
    assert sum(piece.size for piece in pieces) == len(content)
    assert max(piece.size for piece in pieces) <= 1024


def test_a_file_of_nothing_but_headers_is_cut_all_the_same() -> None:
    content = b"<?xml ?>" * 1000
    assert sum(piece.size for piece in cut(outgoing("a.xml", content), 1024)) == len(content)


def test_a_refused_size_is_halved_down_to_16_kib() -> None:
    assert smaller(1_048_576) == 524_288
    assert smaller(20_000) == 16_384
    assert smaller(16_384) is None
