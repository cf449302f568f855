"""Pieces without a counterpart, and the changes that were found, on the disk."""

from cml_sync.packages.diff.change import added
from cml_sync.packages.diff.spill import Spill, Waiting


def piece(
    key: str, data: str, *, new: bool = False, kind: str = "offer", parent: str | None = None
) -> Waiting:
    return Waiting(kind, key, new, kind, parent, data.encode())


def test_pieces_come_back_by_record_and_in_their_order() -> None:
    came = (
        piece("b", "1", new=True),
        piece("b", "2"),
        piece("a", "3", kind="group", parent="b"),
        piece("a", "4"),
        piece("b", "5"),
        piece("b", "0", new=True),
    )
    with Spill() as spill:
        for one in came:
            spill.wait(one)
        groups = [list(group) for group in spill.groups()]
    assert groups == [[came[2]], [came[3]], [came[1], came[4], came[0], came[5]]]


def test_who_repeats_one_record_without_end_does_not_fill_the_memory() -> None:
    with Spill() as spill:
        for number in range(10_002):
            spill.wait(piece("a", str(number)))
        assert [len(group) for group in spill.groups()] == [10_000, 2]


def test_changes_come_back_by_kind_and_key_as_often_as_wanted() -> None:
    with Spill() as spill:
        for kind, key in (("offer", "1"), ("picture", "0"), ("product", "2"), ("product", "1")):
            spill.change(added(kind, key, {"name": key}))
        expected = [("product", "1"), ("product", "2"), ("offer", "1"), ("picture", "0")]
        for _ in range(2):
            found = list(spill.changes())
            assert [(one.kind, one.key) for one in found] == expected
            assert found == [added(kind, key, {"name": key}) for kind, key in expected]


def test_changes_may_be_found_while_pieces_are_read() -> None:
    with Spill() as spill:
        for number in range(5000):
            spill.wait(piece(f"{number:05}", ""))
        for group in spill.groups():
            spill.change(added("offer", group[0].key, {}))
        assert [one.key for one in spill.changes()] == [f"{number:05}" for number in range(5000)]
