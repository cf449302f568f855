"""F04, F05: folders that are full, read-only or somebody else's; they are left as they were."""

from pathlib import Path

import pytest
from tests.servers.places import outgoing, surroundings

from cml_sync.errors import ExitCode
from cml_sync.transports.base import Topic
from cml_sync.transports.file_errors import (
    AccessDeniedError,
    DiskFullError,
    FileFailedError,
    SymbolicLinkError,
    UnsafeNameError,
)
from cml_sync.transports.folder import FolderTransport, open_folder
from cml_sync.transports.folder_options import After, FolderOptions


def transport_to(folder: Path, after: After = After.KEEP) -> FolderTransport:
    return open_folder(FolderOptions(path=folder, after=after), surroundings(folder))


def test_a_full_disk_is_named_and_left_as_it_was(full_disk: Path) -> None:
    (full_disk / "import.xml").write_bytes(b"old")
    files = [outgoing("import.xml", b"new"), outgoing("sub/offers.xml", bytes(2 * 1024 * 1024))]
    with pytest.raises(DiskFullError, match=r"sub/offers\.xml` \(2097152 bytes\)") as full:
        transport_to(full_disk).deliver(Topic.CATALOG, files)
    assert full.value.exit_code is ExitCode.OTHER_SIDE
    assert [path.name for path in full_disk.rglob("*")] == ["import.xml"]
    assert (full_disk / "import.xml").read_bytes() == b"old"


def test_a_read_only_folder_is_named(read_only: Path) -> None:
    with pytest.raises(AccessDeniedError) as denied:
        transport_to(read_only).deliver(Topic.CATALOG, [outgoing("new/import.xml", b"1")])
    assert denied.value.exit_code is ExitCode.REFUSED
    assert str(read_only / "new") in str(denied.value)
    assert list(read_only.iterdir()) == []


def test_a_link_on_the_way_is_not_written_through(remote: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (remote / "new").symlink_to(elsewhere)
    with pytest.raises(SymbolicLinkError):
        transport_to(remote).deliver(Topic.CATALOG, [outgoing("new/import.xml", b"1")])
    assert list(elsewhere.iterdir()) == []


def test_a_name_that_is_not_unicode_is_told(remote: Path) -> None:
    (remote / "импорт.xml".encode("cp1251").decode(errors="surrogateescape")).touch()
    with pytest.raises(UnsafeNameError):
        transport_to(remote).offered(Topic.CATALOG)


def test_a_folder_stands_where_a_file_should_go(remote: Path) -> None:
    (remote / "import.xml" / "inner").mkdir(parents=True)
    with pytest.raises(FileFailedError, match=r"import\.xml"):
        transport_to(remote).deliver(Topic.CATALOG, [outgoing("import.xml", b"1")])
    assert [path.name for path in remote.iterdir()] == ["import.xml"]
