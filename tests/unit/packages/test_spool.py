import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO

import pytest

from cml_sync.packages.errors import SpoolDamagedError, SpoolWriteError, UnsafeNameError
from cml_sync.packages.spool import Spool, Spooled

MOMENT = datetime(2026, 3, 2, 6, 0, 5, tzinfo=timezone(timedelta(hours=3)))


def numbers() -> Iterator[str]:
    yield from map(str, range(100))


def make_spool(root: Path, moment: datetime = MOMENT) -> Spool:
    ids = numbers()
    return Spool(root, lambda: moment, lambda: next(ids))


def receive(spool: Spool, content: bytes = b"<a/>", channel: str = "erp-catalog") -> Spooled:
    with spool.receive(channel) as incoming:
        incoming.add("import0_1.xml", lambda sink: sink.write(content), "sftp://1c/import0_1.xml")
        incoming.add("import_files/ab/1.jpg", lambda sink: sink.write(b"JPEG"))
        return spool.keep(incoming)


def test_a_package_appears_whole_with_its_manifest(tmp_path: Path) -> None:
    package = receive(make_spool(tmp_path))
    assert package.folder == tmp_path / "spool" / "erp-catalog" / package.name
    assert package.name.startswith("20260302T030005Z-")
    assert sorted(path.name for path in package.folder.iterdir()) == ["files", "manifest.json"]
    assert (package.files / "import0_1.xml").read_bytes() == b"<a/>"
    manifest = json.loads((package.folder / "manifest.json").read_bytes())
    assert manifest["channel"] == "erp-catalog"
    assert manifest["received_at"] == "2026-03-02T03:00:05Z"
    assert package.name.endswith(manifest["sha256"][:12])
    assert manifest["files"][0] == {
        "name": "import0_1.xml",
        "size": 4,
        "sha256": hashlib.sha256(b"<a/>").hexdigest(),
        "source": "sftp://1c/import0_1.xml",
    }
    package.verify()


def test_everything_in_the_spool_is_for_its_owner_only(tmp_path: Path) -> None:
    package = receive(make_spool(tmp_path))
    for path in [tmp_path / "spool", *(tmp_path / "spool").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path
    assert package.files.is_dir()


def test_packages_wait_in_the_order_of_receipt(tmp_path: Path) -> None:
    later = receive(make_spool(tmp_path, MOMENT + timedelta(minutes=1)), b"<b/>")
    earlier = receive(make_spool(tmp_path))
    receive(make_spool(tmp_path), channel="shop-sale")
    assert make_spool(tmp_path).waiting("erp-catalog") == (earlier, later)
    assert make_spool(tmp_path).waiting("nobody") == ()


def test_what_is_not_kept_leaves_nothing(tmp_path: Path) -> None:
    spool = make_spool(tmp_path)

    def breaks(sink: BinaryIO) -> None:
        sink.write(b"half")
        raise ConnectionAbortedError

    with pytest.raises(SpoolWriteError), spool.receive("erp") as incoming:
        incoming.add("a.xml", breaks)
    with spool.receive("erp") as incoming:
        incoming.add("a.xml", lambda sink: sink.write(b"<a/>"))
    assert list((tmp_path / "spool" / "erp").iterdir()) == []


def test_what_a_killed_run_left_is_removed_at_the_next_start(tmp_path: Path) -> None:
    kept = receive(make_spool(tmp_path))
    left = tmp_path / "spool" / "erp-catalog" / ".incoming-17" / "files"
    left.mkdir(parents=True)
    (left / "import0_1.xml").write_bytes(b"<?xml ")
    spool = make_spool(tmp_path)
    assert spool.waiting("erp-catalog") == (kept,)
    assert spool.clean() == 1
    assert spool.clean() == 0
    assert not left.exists()
    assert spool.waiting("erp-catalog") == (kept,)


def test_the_same_content_in_the_same_second_is_two_packages(tmp_path: Path) -> None:
    first, second = receive(make_spool(tmp_path)), receive(make_spool(tmp_path))
    assert (first.manifest.sha256, second.name) == (second.manifest.sha256, f"{first.name}-2")
    assert make_spool(tmp_path).waiting("erp-catalog") == (first, second)


def test_a_package_moves_by_one_rename(tmp_path: Path) -> None:
    spool = make_spool(tmp_path)
    archived = spool.archive(receive(spool))
    assert archived.folder == tmp_path / "archive" / "erp-catalog" / archived.name
    archived.verify()
    rejected = spool.reject(receive(spool, b"<bad"))
    assert rejected.folder.parent == tmp_path / "rejected" / "erp-catalog"
    assert spool.waiting("erp-catalog") == ()
    again = spool.archive(receive(spool))
    assert again.name == f"{archived.name}-2"
    assert spool.waiting("erp-catalog") == ()


def test_changed_bytes_are_found(tmp_path: Path) -> None:
    package = receive(make_spool(tmp_path))
    path = package.files / "import0_1.xml"
    path.write_bytes(b"<b/>")
    with pytest.raises(SpoolDamagedError, match="is not what was received"):
        package.verify()
    path.unlink()
    with pytest.raises(SpoolDamagedError, match=r"import0_1\.xml is missing"):
        package.verify()


@pytest.mark.parametrize("content", [None, b"", b"{}", b"not json"])
def test_a_package_without_a_good_manifest_is_damaged(
    tmp_path: Path, content: bytes | None
) -> None:
    package = receive(make_spool(tmp_path))
    path = package.folder / "manifest.json"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(SpoolDamagedError):
        make_spool(tmp_path).waiting("erp-catalog")


def test_names_from_outside_are_checked(tmp_path: Path) -> None:
    with make_spool(tmp_path).receive("erp") as incoming, pytest.raises(UnsafeNameError):
        incoming.add("../../etc/cron.d/x.xml", lambda sink: sink.write(b""))
    assert list(tmp_path.rglob("*.xml")) == []


def test_the_same_name_twice_does_not_write_over(tmp_path: Path) -> None:
    spool = make_spool(tmp_path)
    with spool.receive("erp") as incoming:
        incoming.add("a.xml", lambda sink: sink.write(b"1"))
        with pytest.raises(SpoolWriteError, match="File exists"):
            incoming.add("a.xml", lambda sink: sink.write(b"2"))


def test_a_spool_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "spool").write_bytes(b"a file stands in the way")
    with (
        pytest.raises(SpoolWriteError, match="cannot be written: File exists") as caught,
        make_spool(tmp_path).receive("erp"),
    ):
        pass
    assert caught.value.exit_code == 12


def test_mistakes_of_the_caller_are_not_taken(tmp_path: Path) -> None:
    spool = make_spool(tmp_path)
    with pytest.raises(ValueError, match="not the name of a channel"), spool.receive("../erp"):
        pass
    with spool.receive("erp") as incoming, pytest.raises(ValueError, match="nothing was received"):
        spool.keep(incoming)


def test_the_moment_is_kept_in_utc(tmp_path: Path) -> None:
    assert receive(make_spool(tmp_path)).manifest.received_at == MOMENT.astimezone(UTC)
