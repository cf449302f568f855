import shutil
from pathlib import Path

import pytest

from cml_sync.errors import FindingsError
from cml_sync.jobs.diff import canonical, diff
from cml_sync.packages.diff.change import ABSENT, FieldChange, What
from cml_sync.packages.diff.terms import Terms

EXAMPLES = Path(__file__).parents[3] / "examples"
SHOP = EXAMPLES / "shop-2.07"
ORDERS = EXAMPLES / "orders" / "orders.xml"


def test_the_report_counts_what_the_changes_say() -> None:
    with diff([SHOP], [EXAMPLES / "changes"], Terms(apply_changes=True)) as found:
        changes = list(found.changes())
        assert [change.key for change in found.changes()] == [change.key for change in changes]
    report = found.report
    assert report.exit_code == 1
    assert (report.added, report.removed, report.changed) == (1, 0, 6)
    assert [(row.kind, row.added, row.removed, row.changed) for row in report.kinds] == [
        ("product", 1, 0, 2),
        ("offer", 0, 0, 4),
    ]
    for row in report.kinds:
        of_kind = [change.what for change in changes if change.kind == row.kind]
        assert of_kind.count(What.CHANGED) == row.changed


def test_the_same_files_are_not_read() -> None:
    with diff([SHOP], [SHOP]) as found:
        assert list(found.changes()) == []
    assert (found.report.same_files, found.report.equal, found.report.exit_code) == (True, 0, 0)


def test_several_paths_are_one_package() -> None:
    parts = [EXAMPLES / "shop-3.1" / name for name in ("rests", "prices", "offers")]
    terms = Terms(only=frozenset({"rests"}))
    with diff([SHOP], parts, terms) as found:
        assert list(found.changes()) == []
    assert (found.report.same_files, found.report.equal) == (False, 16)


def test_a_part_that_cannot_be_read_is_trouble_even_in_both(tmp_path: Path) -> None:
    for name in ("old", "new"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.xml").write_bytes(ORDERS.read_bytes())
        (folder / "b.xml").write_text("<html>", encoding="utf-8")
    with pytest.raises(FindingsError), diff([tmp_path / "old"], [tmp_path / "new"]):
        pass
    with pytest.raises(FindingsError):
        list(canonical([tmp_path / "old"]))


def test_personal_data_is_masked_unless_asked_for(tmp_path: Path) -> None:
    other = tmp_path / "orders.xml"
    text = ORDERS.read_text(encoding="utf-8-sig")
    other.write_text(text.replace("zakupki@example.org", "info@example.org"), encoding="utf-8")
    said = []
    for show_data in (False, True):
        with diff([ORDERS], [other], show_data=show_data) as found:
            [change] = found.changes()
        said.append([(row.old, row.new) for row in change.fields])
    assert said == [
        [("za•••••rg", "in•••••rg")],
        [("zakupki@example.org", "info@example.org")],
    ]


def test_pictures_are_compared_by_their_bytes_under_the_path_of_the_products(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "goods"
    shutil.copytree(SHOP, folder)
    pictures = sorted(folder.rglob("*.jpg"))
    data = bytearray(pictures[0].read_bytes())
    data[-3] ^= 1
    pictures[0].write_bytes(data)
    pictures[1].unlink()
    (folder / "more.png").write_bytes(b"\x89PNG")
    with diff([SHOP], [tmp_path], Terms(only=frozenset({"picture"}))) as found:
        changes = {change.key: (change.what, change.fields) for change in found.changes()}
    names = [path.relative_to(folder).as_posix() for path in pictures[:2]]
    assert changes == {
        names[0]: (What.CHANGED, (FieldChange("content", ABSENT, ABSENT),)),
        names[1]: (What.REMOVED, changes[names[1]][1]),
        "more.png": (What.ADDED, (FieldChange("bytes", ABSENT, "4"),)),
    }


def test_pictures_beside_a_part_without_products_are_not_about_it() -> None:
    old, new = SHOP / "offers0_1.xml", EXAMPLES / "changes" / "offers0_1.xml"
    with diff([old], [new], Terms(only=frozenset({"picture"}))) as found:
        assert list(found.changes()) == []
