"""Files for somebody: whole, or as they were."""

import os
from pathlib import Path

import pytest

from cml_sync.cli.errors import OutputFileError
from cml_sync.cli.files import replacing
from cml_sync.packages.forms.output_errors import OutputPlaceError


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    with replacing(path) as out:
        out.write("Кружка\n")
        assert not path.exists()
    assert path.read_bytes() == "Кружка\n".encode()
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")
    with pytest.raises(TypeError), replacing(path) as out:
        out.writelines(["half", 5])  # type: ignore[list-item]
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]


def test_half_a_character_does_not_stop_a_report(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    with replacing(path) as out:
        out.write("a\ud800b")
    assert path.read_bytes() == b"a?b"


@pytest.mark.parametrize(
    ("name", "read", "refused"),
    [
        ("offers.xml", "offers.xml", True),
        ("shop/offers.XML", "shop", True),
        ("shop/deep/offers.jsonl", "shop", True),
        ("shop/report.txt", "shop", False),
        ("other.xml", "shop", False),
        ("offers.xml", "goods.xml", False),
    ],
)
def test_what_is_read_is_never_written_over(
    tmp_path: Path, name: str, read: str, *, refused: bool
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("old")
    if refused:
        with pytest.raises(OutputPlaceError), replacing(path, [tmp_path / read]):
            pass
        assert path.read_text() == "old"
        return
    with replacing(path, [tmp_path / read]) as out:
        out.write("new")
    assert path.read_text() == "new"


def test_a_new_file_beside_what_is_read(tmp_path: Path) -> None:
    with replacing(tmp_path / "new.xml", [tmp_path]) as out:
        out.write("new")
    assert (tmp_path / "new.xml").read_text() == "new"


def test_a_link_to_what_is_read_is_that(tmp_path: Path) -> None:
    (tmp_path / "offers.xml").write_text("old")
    (tmp_path / "link.xml").symlink_to("offers.xml")
    with (
        pytest.raises(OutputPlaceError),
        replacing(tmp_path / "link.xml", [tmp_path / "offers.xml"]),
    ):
        pass
    assert (tmp_path / "offers.xml").read_text() == "old"


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with replacing(path) as out:
            out.write("through")
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert path.is_fifo()


@pytest.mark.parametrize("name", ["nowhere/report.txt", "folder"])
def test_where_nothing_can_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputFileError), replacing(tmp_path / name):
        pass
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_what_an_earlier_run_left_half_written_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("old")
    (tmp_path / f".report.txt.{os.getpid()}.partial").symlink_to(victim)
    with pytest.raises(OutputFileError), replacing(tmp_path / "report.txt"):
        pass
    assert victim.read_text() == "old"
