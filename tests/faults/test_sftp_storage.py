"""F04, F05: SFTP servers that cannot or may not store; they are left as they were."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.servers.places import outgoing
from tests.servers.sshd_server import Sshd, running_sshd

from cml_sync.errors import ExitCode
from cml_sync.transports.base import Topic
from cml_sync.transports.file_errors import (
    AccessDeniedError,
    DiskFullError,
    FileFailedError,
    FolderMissingError,
    SymbolicLinkError,
    UnsafeNameError,
)
from cml_sync.transports.sftp import SftpTransport
from cml_sync.transports.ssh_errors import NoAtomicRenameError

pytestmark = pytest.mark.servers

Connect = Callable[..., SftpTransport]
OFFER = [outgoing("new/import.xml", b"<x/>")]


@pytest.fixture
def variant(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Sshd]:
    """A server whose SFTP is started with the options that the test is parametrised with."""
    folder = tmp_path / "variant"
    folder.mkdir()
    with running_sshd(folder, f"Subsystem sftp internal-sftp {request.param}") as server:
        yield server


@pytest.mark.parametrize("variant", ["-P mkdir,write"], indirect=True)
def test_a_server_that_lets_us_not_write_is_told_so_and_left_as_it_was(
    variant: Sshd, connect: Connect, remote: Path
) -> None:
    transport = connect(variant)
    for name in ("new/import.xml", "import.xml"):
        with pytest.raises(AccessDeniedError, match=str(remote)) as denied:
            transport.deliver(Topic.CATALOG, [outgoing(name, b"1")])
        assert denied.value.exit_code is ExitCode.REFUSED
    assert list(remote.iterdir()) == []


@pytest.mark.parametrize("variant", ["-P remove,rename"], indirect=True)
@pytest.mark.parametrize("after", ["delete", "move"])
def test_a_server_that_lets_us_not_put_files_away_is_told_so(
    variant: Sshd, connect: Connect, remote: Path, after: str
) -> None:
    (remote / "import.xml").write_bytes(b"<x/>")
    transport = connect(variant, after=after)
    with pytest.raises(AccessDeniedError):
        transport.confirm(Topic.CATALOG, transport.offered(Topic.CATALOG))
    assert (remote / "import.xml").read_bytes() == b"<x/>"


@pytest.mark.parametrize("variant", ["-R"], indirect=True)
def test_a_server_for_reading_only_can_be_read(
    variant: Sshd, connect: Connect, remote: Path
) -> None:
    (remote / "import.xml").write_bytes(b"<x/>")
    transport = connect(variant)
    assert [offer.name for offer in transport.offered(Topic.CATALOG)] == ["import.xml"]
    with pytest.raises(NoAtomicRenameError) as refused:
        transport.deliver(Topic.CATALOG, OFFER)
    assert "may write" in str(refused.value.hint)


@pytest.mark.parametrize("variant", ["-P posix-rename"], indirect=True)
def test_a_server_that_cannot_replace_in_one_step_gets_nothing(
    variant: Sshd, connect: Connect, remote: Path
) -> None:
    with pytest.raises(NoAtomicRenameError) as refused:
        connect(variant).deliver(Topic.CATALOG, OFFER)
    assert refused.value.exit_code is ExitCode.OTHER_SIDE
    assert list(remote.iterdir()) == []


@pytest.mark.parametrize("variant", ["-P fsync,statvfs"], indirect=True)
def test_a_server_with_fewer_extensions_will_do(
    variant: Sshd, connect: Connect, remote: Path
) -> None:
    connect(variant).deliver(Topic.CATALOG, OFFER)
    assert (remote / "new" / "import.xml").read_bytes() == b"<x/>"


def test_a_full_disk_is_named_and_left_as_it_was(
    sshd: Sshd, connect: Connect, full_disk: Path
) -> None:
    (full_disk / "import.xml").write_bytes(b"old")
    files = [outgoing("import.xml", b"new"), outgoing("sub/offers.xml", bytes(2 * 1024 * 1024))]
    with pytest.raises(DiskFullError, match=r"sub/offers\.xml` \(2097152 bytes\)") as full:
        connect(sshd).deliver(Topic.CATALOG, files)
    assert full.value.exit_code is ExitCode.OTHER_SIDE
    assert [path.name for path in full_disk.rglob("*")] == ["import.xml"]
    assert (full_disk / "import.xml").read_bytes() == b"old"


def test_a_read_only_disk_is_told_and_left_as_it_was(
    sshd: Sshd, connect: Connect, read_only: Path
) -> None:
    with pytest.raises((AccessDeniedError, FileFailedError)):
        connect(sshd).deliver(Topic.CATALOG, OFFER)
    assert list(read_only.iterdir()) == []


def test_a_folder_that_is_a_file_is_missing(sshd: Sshd, connect: Connect, remote: Path) -> None:
    remote.rmdir()
    remote.write_bytes(b"")
    with pytest.raises(FolderMissingError):
        connect(sshd).offered(Topic.CATALOG)


def test_a_link_on_the_way_is_not_written_through(
    sshd: Sshd, connect: Connect, remote: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (remote / "new").symlink_to(elsewhere)
    with pytest.raises(SymbolicLinkError):
        connect(sshd).deliver(Topic.CATALOG, OFFER)
    assert list(elsewhere.iterdir()) == []


def test_a_name_that_is_not_unicode_is_told(sshd: Sshd, connect: Connect, remote: Path) -> None:
    (Path(remote) / "импорт.xml".encode("cp1251").decode(errors="surrogateescape")).touch()
    with pytest.raises(UnsafeNameError):
        connect(sshd).offered(Topic.CATALOG)


def test_a_folder_stands_where_a_file_should_go(sshd: Sshd, connect: Connect, remote: Path) -> None:
    (remote / "import.xml" / "inner").mkdir(parents=True)
    with pytest.raises(FileFailedError, match=r"import\.xml"):
        connect(sshd).deliver(Topic.CATALOG, [outgoing("import.xml", b"1")])
    assert [path.name for path in remote.iterdir()] == ["import.xml"]
