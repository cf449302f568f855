import errno
from pathlib import Path

import pytest

from cml_sync.packages.diff.change import added
from cml_sync.packages.diff.spool import Spool, Waiting


def piece(key: str, number: int, *, new: bool = False, kind: str = "offer") -> Waiting:
    return Waiting(kind, key, new, number, "offer", None, key.encode())


def test_pieces_come_back_by_record_and_in_their_order(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        for one in (piece("b", 1), piece("a", 2), piece("b", 0, new=True), piece("b", 0)):
            spool.wait(one)
        groups = [[(one.key, one.new, one.number) for one in group] for group in spool.groups()]
        assert groups == [
            [("a", False, 2)],
            [("b", False, 0), ("b", False, 1), ("b", True, 0)],
        ]
        assert [group[0].data for group in spool.groups()] == [b"a", b"b"]


def test_changes_come_back_by_kind_and_key_as_often_as_wanted(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        for kind, key in (("offer", "1"), ("picture", "0"), ("product", "2"), ("product", "1")):
            spool.change(added(kind, key, {}))
        expected = [("product", "1"), ("product", "2"), ("offer", "1"), ("picture", "0")]
        for _ in range(2):
            assert [(one.kind, one.key) for one in spool.changes()] == expected


def test_changes_may_be_found_while_pieces_are_read(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        for number in range(5000):
            spool.wait(piece(f"{number:05}", number))
        for group in spool.groups():
            spool.change(added("offer", group[0].key, {}))
        assert sum(1 for _ in spool.changes()) == 5000


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.wait(piece("a", 0))
        assert list(spool.groups())
        assert list(tmp_path.iterdir()) != []
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_as_the_system_tells_it(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool._base.execute("PRAGMA max_page_count = 4")
        spool.wait(piece("a" * 100_000, 0))
        with pytest.raises(OSError, match="No space left on device") as full:
            list(spool.groups())
    assert full.value.errno == errno.ENOSPC
    assert list(tmp_path.iterdir()) == []
