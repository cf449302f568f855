import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from cml_sync.transports.base import Offered, Outgoing, Topic
from cml_sync.transports.file_errors import FileChangedError, SymbolicLinkError
from cml_sync.transports.folder import FolderTransport
from cml_sync.transports.folder_options import FolderOptions

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOKEN = "0123456789abcdef"


def transport_to(folder: Path, **options: object) -> FolderTransport:
    chosen = FolderOptions.model_validate({"path": folder, **options})
    return FolderTransport(chosen, lambda: NOW, lambda: TOKEN)


def put(path: Path, content: bytes, age: timedelta) -> None:
    path.write_bytes(content)
    os.utime(path, ((NOW - age).timestamp(),) * 2)


def test_a_file_is_settled_exactly_when_its_time_is_over(tmp_path: Path) -> None:
    put(tmp_path / "young.xml", b"", timedelta(seconds=9.9))
    put(tmp_path / "old.xml", b"", timedelta(seconds=10))
    assert transport_to(tmp_path).offered(Topic.CATALOG) == (
        Offered("old.xml", 0, NOW - timedelta(seconds=10)),
    )


def test_a_file_from_a_clock_that_is_days_ahead_is_not_passed_over_for_ever(tmp_path: Path) -> None:
    put(tmp_path / "other_zone.xml", b"", timedelta(hours=-14))
    put(tmp_path / "year_2099.xml", b"", timedelta(days=-30_000))
    offered = transport_to(tmp_path).offered(Topic.CATALOG)
    assert [offer.name for offer in offered] == ["year_2099.xml"]


def test_a_moment_that_no_calendar_has_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "import.xml", b"x", timedelta())
    fields = list((tmp_path / "import.xml").stat())
    far = os.stat_result([*fields[:7], *[10**12] * 3])
    monkeypatch.setattr("cml_sync.transports.folder.files_below", lambda *_: {"import.xml": far})
    assert transport_to(tmp_path).offered(Topic.CATALOG) == (Offered("import.xml", 1),)


def test_a_file_that_grows_while_it_is_read_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "import.xml"
    put(path, b"x" * 10, timedelta(hours=1))
    transport = transport_to(tmp_path)
    (offered,) = transport.offered(Topic.CATALOG)

    class Sink(BytesIO):
        def write(self, block: object) -> int:
            del block
            with path.open("ab") as file:
                file.write(b"more")
            os.utime(path, ((NOW - timedelta(hours=1)).timestamp(),) * 2)
            return 0

    with pytest.raises(FileChangedError):
        transport.fetch(Topic.CATALOG, offered, Sink())


def test_a_pipe_in_place_of_a_file_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "import.xml")
    with pytest.raises(SymbolicLinkError):
        transport_to(tmp_path).fetch(Topic.CATALOG, Offered("import.xml"), BytesIO())


def test_the_temporary_name_is_never_somebody_elses_file(tmp_path: Path) -> None:
    taken = tmp_path / f".import.xml.{TOKEN}.part"
    put(taken, b"theirs", timedelta(hours=1))
    outgoing = Outgoing("import.xml", 1, lambda: BytesIO(b"1"))
    with pytest.raises(Exception, match="File exists"):
        transport_to(tmp_path).deliver(Topic.CATALOG, [outgoing])
    assert taken.read_bytes() == b"theirs"
    assert not (tmp_path / "import.xml").exists()


def test_what_is_published_was_on_the_disk_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(file: int) -> None:
        target = Path(f"/proc/self/fd/{file}").readlink()
        steps.append(f"fsync {target.relative_to(tmp_path)}")
        fsync(file)

    def noted_replace(source: str, target: str, **folders: int) -> None:
        steps.append(f"replace {target}")
        replace(source, target, **folders)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    outgoing = Outgoing("sub/import.xml", 1, lambda: BytesIO(b"1"))
    transport_to(tmp_path).deliver(Topic.CATALOG, [outgoing])
    assert steps == [
        f"fsync sub/.import.xml.{TOKEN}.part",
        "replace import.xml",
        "fsync .",
        "fsync sub",
    ]
