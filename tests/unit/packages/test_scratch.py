"""Tables in a temporary file."""

import sqlite3
import tempfile
from pathlib import Path

import pytest

from cml_sync.errors import ExitCode
from cml_sync.packages.errors import ScratchWriteError
from cml_sync.packages.scratch import Scratch

INSERT = "INSERT INTO numbers VALUES (?)"
ALL = "SELECT number FROM numbers ORDER BY number"


class Numbers(Scratch):
    """As small as one may be."""

    def __init__(self, more: str = "") -> None:
        super().__init__(f"CREATE TABLE numbers (number); {more}", cache=100)

    def keep(self, number: object) -> None:
        """One more."""
        self._keep(INSERT, (number,))

    def without(self, number: int) -> None:
        """Forget one."""
        self._do("DELETE FROM numbers WHERE number = ?", (number,))

    def all(self) -> list[object]:
        """In order."""
        return [number for (number,) in self._rows(ALL)]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1250])
def test_what_is_kept_is_found_whether_it_was_written_yet_or_not(count: int) -> None:
    with Numbers() as numbers:
        for number in range(count):
            numbers.keep(number)
        assert numbers.all() == list(range(count))
        numbers.keep(count)
        assert numbers.all() == list(range(count + 1))


def test_a_statement_sees_what_was_kept_before_it() -> None:
    with Numbers() as numbers:
        for number in range(4):
            numbers.keep(number)
        numbers.without(2)
        numbers.keep(2.5)
        assert numbers.all() == [0, 1, 2.5, 3]


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with Numbers() as numbers:
        numbers.keep(1)
        assert numbers.all() == [1]
        assert [path.name for path in tmp_path.rglob("*.sqlite3")] == ["scratch.sqlite3"]
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_as_the_system_tells_it(tmp_path: Path) -> None:
    with Numbers("PRAGMA max_page_count = 4;") as numbers:
        numbers.keep("a" * 100_000)
        with pytest.raises(ScratchWriteError) as caught:
            numbers.all()
    error = caught.value
    assert str(error.message) == (
        f"The temporary folder `{tmp_path}` cannot be written: No space left on device"
    )
    assert error.exit_code is ExitCode.STORE
    assert isinstance(error.__cause__, sqlite3.OperationalError)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_from_the_beginning_leaves_nothing(tmp_path: Path) -> None:
    numbers = Numbers("CREATE TABLE numbers (number);")  # the database refuses the second
    with pytest.raises(ScratchWriteError, match="Input/output error"), numbers:
        pass
    assert list(tmp_path.iterdir()) == []
