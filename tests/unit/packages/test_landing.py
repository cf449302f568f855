import os
from pathlib import Path

import pytest

from cml_sync.packages.errors import NotRegularFileError, PathMissingError, PathUnreadableError
from cml_sync.packages.landing import new_file, open_regular


def test_a_file_lands_below_the_folder_for_its_owner_only(tmp_path: Path) -> None:
    with new_file(tmp_path, "import_files/ab/1.jpg") as file:
        file.write(b"JPEG")
    landed = tmp_path / "import_files" / "ab" / "1.jpg"
    assert landed.read_bytes() == b"JPEG"
    assert landed.stat().st_mode & 0o777 == 0o600
    assert landed.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"old")
    with pytest.raises(FileExistsError), new_file(tmp_path, "a.xml"):
        pass
    assert (tmp_path / "a.xml").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["link/a.xml", "link"])
def test_a_link_on_the_way_leads_nowhere(tmp_path: Path, name: str) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "link").symlink_to(outside)
    with pytest.raises(OSError, match="link"), new_file(inside, name):
        pass
    assert list(outside.iterdir()) == []


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.xml").write_bytes(b"<a/>")
    (tmp_path / "link.xml").symlink_to("a.xml")
    with pytest.raises(NotRegularFileError, match="is not a regular file"):
        open_regular(tmp_path / "pipe")
    with pytest.raises(NotRegularFileError, match="is not a regular file"):
        open_regular(tmp_path)
    with pytest.raises(NotRegularFileError, match="is a symbolic link"):
        open_regular(tmp_path / "link.xml", follow=False)
    with pytest.raises(PathMissingError, match="does not exist"):
        open_regular(tmp_path / "b.xml")
    with open_regular(tmp_path / "link.xml") as file:
        assert file.read() == b"<a/>"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system has no /proc")
def test_a_read_that_fails_is_our_error() -> None:
    with open_regular(Path("/proc/self/mem")) as file, pytest.raises(PathUnreadableError) as caught:
        file.read(4)
    assert "Input/output error" in str(caught.value)
