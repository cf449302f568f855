import errno
import os
from pathlib import Path

import pytest

from cml_sync.errors import CmlSyncError, ExitCode
from cml_sync.transports.file_errors import (
    AccessDeniedError,
    DiskFullError,
    FileFailedError,
    FolderMissingError,
    StorageAwayError,
    SymbolicLinkError,
)
from cml_sync.transports.tree import entered, files_below, made, mapped, removed_if_empty


@pytest.mark.parametrize(
    ("number", "expected", "exit_code"),
    [
        (errno.ENOSPC, DiskFullError, ExitCode.OTHER_SIDE),
        (errno.EDQUOT, DiskFullError, ExitCode.OTHER_SIDE),
        (errno.EACCES, AccessDeniedError, ExitCode.REFUSED),
        (errno.EROFS, AccessDeniedError, ExitCode.REFUSED),
        (errno.ENOENT, FolderMissingError, ExitCode.OTHER_SIDE),
        (errno.ESTALE, StorageAwayError, ExitCode.TEMPORARY),
        (errno.ELOOP, SymbolicLinkError, ExitCode.OTHER_SIDE),
        (errno.EIO, FileFailedError, ExitCode.OTHER_SIDE),
        (errno.ENAMETOOLONG, FileFailedError, ExitCode.OTHER_SIDE),
    ],
)
def test_what_the_system_says_becomes_an_error_with_the_path(
    number: int, expected: type[CmlSyncError], exit_code: ExitCode
) -> None:
    with pytest.raises(expected, match="/srv/a") as raised, mapped(Path("/srv/a")):
        raise OSError(number, os.strerror(number))
    assert raised.value.exit_code is exit_code
    assert raised.value.hint is not None


def test_errors_of_our_own_pass_unchanged() -> None:
    error = DiskFullError("/srv/a", 1)
    with pytest.raises(DiskFullError) as raised, mapped(Path("/srv/b")):
        raise error
    assert raised.value is error


def test_the_root_may_be_a_link_and_nothing_below_it(tmp_path: Path) -> None:
    (tmp_path / "real" / "inner").mkdir(parents=True)
    (tmp_path / "root").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "link").symlink_to(tmp_path)
    with entered(tmp_path / "root", ["inner"]) as folder:
        assert os.path.samestat(os.fstat(folder), (tmp_path / "real" / "inner").stat())
    with (
        pytest.raises(OSError, match=os.strerror(errno.ELOOP)),
        entered(tmp_path / "root", ["link"]),
    ):
        pass


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    before = len(list(Path("/proc/self/fd").iterdir()))
    with entered(tmp_path, ["a", "b"]):
        pass
    for missing in (["x"], ["a", "x"], ["a", "b", "x"]):
        with pytest.raises(FileNotFoundError), entered(tmp_path, missing):
            pass
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_new_folders_are_told_outermost_first(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert made(tmp_path, ["a", "b", "c"]) == (("a", "b"), ("a", "b", "c"))
    assert made(tmp_path, ["a", "b", "c"]) == ()


def test_only_empty_folders_are_removed(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert removed_if_empty(tmp_path, ["a"]) is False
    assert removed_if_empty(tmp_path, ["a", "b"]) is True
    assert removed_if_empty(tmp_path, ["a"]) is True


def test_only_ordinary_files_are_found(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "done").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("x.xml", "a/y.xml", "a/b/z.xml", "done/w.xml", ".git/v.xml"):
        (tmp_path / name).write_bytes(b"12")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "x.xml")
    found = files_below(tmp_path, frozenset({"done"}))
    assert set(found) == {"x.xml", "a/y.xml", "a/b/z.xml"}
    assert found["x.xml"].st_size == 2
