import errno
import fcntl
import os
import platform
import threading
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


def test_who_replaces_waits_for_who_does_and_gets_what_stands_there_then(tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.mkdir()
    waits, met = threading.Event(), list[bool]()

    def second() -> None:
        waits.set()
        with set_aside(place) as aside:
            place.rename(aside)
            met.append((aside / "new").is_dir())

    thread = threading.Thread(target=second)
    with set_aside(place) as aside:
        thread.start()
        assert waits.wait(30)
        place.rename(aside)
        (tmp_path / "staged" / "new").mkdir(parents=True)
        (tmp_path / "staged").rename(place)
    thread.join(30)
    assert met == [True]


def test_who_is_always_late_gives_up_with_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "out"
    place.mkdir()

    def taken(*_: object) -> None:
        return

    def other(*_: object) -> bool:
        return False

    monkeypatch.setattr(fcntl, "flock", taken)
    monkeypatch.setattr(os.path, "samestat", other)
    before = _open_descriptors()
    with pytest.raises(BlockingIOError), set_aside(place):
        pass
    assert _open_descriptors() == before


def test_one_that_went_as_soon_as_it_was_locked_is_not_kept_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, taken = fcntl.flock, list[Path]()

    def then_gone(descriptor: int, operation: int) -> None:
        lock(descriptor, operation)
        if not taken:
            taken.extend(tmp_path.iterdir())
            taken[0].rmdir()

    monkeypatch.setattr(fcntl, "flock", then_gone)
    before = _open_descriptors()
    staging = new_staging(tmp_path / "out")
    assert (len(taken), _open_descriptors()) == (1, before + 1)
    staging.release()


def _open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - one descriptor is that of the look


@pytest.mark.parametrize("letter", ["a", "я", "語", "😀"])
def test_a_long_name_leaves_room_for_what_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    monkeypatch.setattr(platform, "node", lambda: "h" * 64)
    name = letter * (255 // len(letter.encode()))
    staging = new_staging(tmp_path / name)
    assert len(os.fsencode(staging.path.name)) <= 255 - len(b"4294967295-99") + len(
        f"{os.getpid()}-0"
    )
    staging.release()
    assert clear_dead(tmp_path / name) == 1
