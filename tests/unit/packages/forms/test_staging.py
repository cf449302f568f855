import errno
import fcntl
import os
import platform
from pathlib import Path

import pytest

from cml_sync.packages.forms.staging import Staging, clear_dead, new_staging, set_aside


def test_one_that_is_held_stays_and_one_that_is_not_goes(tmp_path: Path) -> None:
    place = tmp_path / "out"
    held, dead = new_staging(place), new_staging(place)
    (dead.path / "goods").mkdir()
    (dead.path / "goods" / "a.xml").write_bytes(b"<a")
    dead.release()
    assert clear_dead(place) == 1
    assert list(tmp_path.iterdir()) == [held.path]
    held.release()
    assert (clear_dead(place), list(tmp_path.iterdir())) == (1, [])


@pytest.mark.parametrize(
    "name",
    [
        ".other.{host}.1-0.partial",
        ".out.elsewhere.1-0.partial",
        ".out.{host}.1-0.xml",
        ".out.{host}.mine.partial",
        "out.{host}.1-0.partial",
    ],
)
def test_what_is_called_otherwise_stays(tmp_path: Path, name: str) -> None:
    host = new_staging(tmp_path / "out").path.name.split(".")[2]
    other = tmp_path / name.format(host=host)
    other.mkdir()
    clear_dead(tmp_path / "out")
    assert other.is_dir()


def test_a_link_of_that_name_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim" / "a.xml").write_bytes(b"<a/>")
    staging = new_staging(tmp_path / "out")
    staging.release()
    staging.path.rmdir()
    staging.path.symlink_to(tmp_path / "victim")
    assert clear_dead(tmp_path / "out") == 0
    assert (tmp_path / "victim" / "a.xml").exists()


def test_where_the_disk_knows_no_locks_everything_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refused)
    staging = new_staging(tmp_path / "out")
    assert staging == Staging(staging.path, None)
    staging.release()
    assert (clear_dead(tmp_path / "out"), staging.path.is_dir()) == (0, True)


def test_one_that_is_taken_for_dead_before_it_is_locked_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, taken = fcntl.flock, list[Path]()

    def late(descriptor: int, operation: int) -> None:
        if not taken:
            taken.extend(tmp_path.iterdir())
            taken[0].rmdir()
        lock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    staging = new_staging(tmp_path / "out")
    assert (len(taken), staging.path != taken[0], staging.path.is_dir()) == (1, True, True)


def test_what_was_set_aside_stays_while_nothing_stands_in_its_place(tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.mkdir()
    with set_aside(place) as aside:
        place.rename(aside)
        assert clear_dead(place) == 0
        place.mkdir()
        assert clear_dead(place) == 0  # the one who replaces it still lives
        place.rmdir()
    assert (clear_dead(place), aside.is_dir()) == (0, True)
    place.mkdir()
    assert (clear_dead(place), aside.is_dir()) == (1, False)


def test_the_names_tell_the_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: "a/b.example.ru")
    staging = new_staging(tmp_path / "out")
    assert staging.path.name == f".out.a-b-example-ru.{os.getpid()}-0.partial"
    assert clear_dead(tmp_path / "out") == 0
