import itertools
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cml_sync.site.background import Work
from cml_sync.site.imports import Imported
from cml_sync.site.replies import Outcome
from cml_sync.site.sessions import IDLE, MOST, Sessions


class Hours:
    """A clock that a test moves."""

    now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment now."""
        return self.now


@pytest.fixture
def clock() -> Hours:
    return Hours()


@pytest.fixture
def sessions(tmp_path: Path, clock: Hours) -> Sessions:
    numbers = itertools.count(1)
    return Sessions(tmp_path / "serve", 1000, clock, lambda: f"token-{next(numbers)}")


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as found:
        yield found


def test_a_session_is_found_by_its_token_alone(sessions: Sessions) -> None:
    token, session = sessions.open("10.0.0.1")
    assert sessions.find(token) is session
    assert sessions.find(token + "x") is None
    assert sessions.find("") is None
    assert session.sessid not in {"", token}


def test_every_session_has_a_folder_of_its_own(sessions: Sessions) -> None:
    (one, first), (two, second) = sessions.open("10.0.0.1"), sessions.open("10.0.0.1")
    assert one != two
    assert first.folder != second.folder
    assert one not in str(first.folder)


def test_without_a_cookie_the_session_opened_last_from_there_counts(sessions: Sessions) -> None:
    _, session = sessions.open("10.0.0.1")
    assert sessions.of_address("10.0.0.1") is session
    other = sessions.of_address("10.0.0.2")
    assert other is not session
    assert sessions.of_address("10.0.0.2") is other


def test_a_session_that_nobody_uses_is_over(sessions: Sessions, clock: Hours) -> None:
    used, session = sessions.open("a")
    unused, _ = sessions.open("b")
    clock.now += IDLE - timedelta(seconds=1)
    assert sessions.find(used) is session
    clock.now += timedelta(seconds=1)
    assert sessions.find(unused) is None
    assert len(sessions.over()) == 1
    assert sessions.find(used) is session


def test_the_one_used_least_recently_goes_when_there_are_too_many(
    sessions: Sessions, clock: Hours
) -> None:
    tokens = []
    for _ in range(MOST + 2):
        tokens.append(sessions.open("a")[0])
        clock.now += timedelta(seconds=1)
    sessions.find(tokens[0])
    assert len(sessions.over()) == 2
    assert [sessions.find(token) is None for token in tokens[:4]] == [False, True, True, False]


def test_a_session_at_work_is_never_over(
    sessions: Sessions, clock: Hours, executor: ThreadPoolExecutor
) -> None:
    _, session = sessions.open("a")
    blocked: Future[Imported] = Future()
    session.imports["import.xml"] = Work(executor, lambda _: blocked.result(10))
    clock.now += 2 * IDLE
    assert (sessions.over(), session.importing) == ([], True)
    blocked.set_result(Imported(Outcome(good=True), frozenset()))
    executor.shutdown()
    assert sessions.over() == [session]


def test_what_was_imported_is_noted_once(sessions: Sessions, executor: ThreadPoolExecutor) -> None:
    _, session = sessions.open("a")
    session.uploads.piece("import.xml", 0).keep()
    imported = Imported(Outcome(good=True), frozenset({"import.xml"}), frozenset({"1.jpg"}))
    session.imports["import.xml"] = Work(executor, lambda _: imported)
    executor.shutdown()
    session.settle()
    assert session.uploads.files["import.xml"].closed
    assert session.taken == {"1.jpg"}
    session.forget("import.xml")
    assert session.imports == {}
    session.clear()
    assert (dict(session.uploads.files), session.taken) == ({}, frozenset())


def test_a_new_archive_makes_every_import_void(
    sessions: Sessions, executor: ThreadPoolExecutor
) -> None:
    _, session = sessions.open("a")
    done = Work(executor, lambda _: Imported(Outcome(good=True), frozenset()))
    session.imports |= {"import.xml": done, "offers.xml": done}
    session.forget("offers.xml")
    assert set(session.imports) == {"import.xml"}
    session.forget("v8_1.zip")
    assert session.imports == {}


def test_nothing_is_left_on_the_disk(sessions: Sessions) -> None:
    token, session = sessions.open("a")
    session.uploads.piece("import.xml", 0).keep()
    session.discard()
    assert not session.folder.exists()
    sessions.discard_all()
    assert sessions.find(token) is None
    assert not sessions.folder.exists()
