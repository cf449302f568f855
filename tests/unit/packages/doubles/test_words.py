"""Words that came twice, in memory and on the disk."""

import errno
import io
import os
import tempfile
from pathlib import Path

import pytest

from cml_sync.packages.doubles import words as module
from cml_sync.packages.doubles.words import FULL, SHIFT, Words
from cml_sync.packages.errors import ScratchWriteError

KEYS = [(number * 0x9E3779B97F4A7C15) % (1 << 64) & ~7 for number in range(1, 40 * FULL)]
"""Spread over all buckets, so that most of them go to the disk in part."""


def test_facets_of_one_key_that_do_not_meet_are_no_double() -> None:
    with Words() as words:
        for facets in (1, 2, 4):
            words.add(KEYS[0] | facets)
        assert words.suspects().total == 0
        words.add(KEYS[0] | 6)
        words.add(KEYS[0] | 1)
        found = words.suspects()
    assert (list(found.keys), found.total) == ([KEYS[0]], 2)


def test_what_lies_on_the_disk_is_found_as_what_is_in_memory() -> None:
    again = [KEYS[5], KEYS[20 * FULL], KEYS[-1]]
    with Words() as words:
        for key in [*KEYS, *again]:
            words.add(key | 1)
        assert all(len(bucket) < FULL for bucket in words.buckets)
        found = words.suspects()
        assert words.suspects() == found
        words.add(KEYS[7] | 1)
        assert words.suspects().total == 4
    assert (list(found.keys), found.total) == (sorted(again), 3)


def test_nothing_goes_to_the_disk_before_a_bucket_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with Words() as words:
        for number in range(FULL - 1):
            words.add(number << 3 | 1)
        assert words.suspects().total == 0
        with pytest.raises(ScratchWriteError, match="missing"):
            words.add(FULL << 3 | 1)


def test_the_number_of_a_bucket_is_what_is_left_of_a_word() -> None:
    with Words() as words:
        assert len(words.buckets) == 1 << (64 - SHIFT)
        words.add((1 << 64) - 1)
        assert list(words.buckets[-1]) == [(1 << 64) - 1]
    assert module.KEY | module.BITS == (1 << 64) - 1


class _Disk(io.FileIO):
    """A file that takes at most `most` bytes at a time, `room` in all, and fails to read."""

    def __init__(self, path: Path, *, most: int, room: int, broken: bool = False) -> None:
        super().__init__(path, "w+")
        self._most, self._room, self._broken = most, room, broken

    def write(self, content: memoryview) -> int:  # type: ignore[override]
        taken = super().write(content[: min(self._most, self._room)])
        self._room -= taken
        return taken

    def read(self, size: int | None = -1) -> bytes:
        if self._broken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().read(-1 if size is None else size)


def _on(monkeypatch: pytest.MonkeyPatch, disk: _Disk) -> _Disk:
    def temporary(**_: object) -> _Disk:
        return disk

    monkeypatch.setattr(module, "TemporaryFile", temporary)
    return disk


def test_what_the_disk_takes_in_parts_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = _on(monkeypatch, _Disk(tmp_path / "words", most=1001, room=1 << 20))
    with Words() as words:
        for number in [*range(FULL), *range(FULL - 1), 1]:
            words.add(number << 3 | 1)
        assert os.fstat(disk.fileno()).st_size == 2 * FULL * 8
        found = words.suspects()
    assert (list(found.keys), found.total) == ([number << 3 for number in range(FULL - 1)], FULL)


def test_a_disk_that_takes_no_more_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _on(monkeypatch, _Disk(tmp_path / "words", most=1 << 20, room=FULL))
    with Words() as words:
        for number in range(FULL - 1):
            words.add(number << 3 | 1)
        with pytest.raises(ScratchWriteError, match="No space left"):
            words.add(FULL << 3 | 1)


@pytest.mark.parametrize("broken", [True, False], ids=["unreadable", "cut short"])
def test_a_disk_that_gives_nothing_back_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, broken: bool
) -> None:
    disk = _on(monkeypatch, _Disk(tmp_path / "words", most=1 << 20, room=1 << 20, broken=broken))
    with Words() as words:
        for number in range(FULL):
            words.add(number << 3 | 1)
        disk.truncate(FULL)
        with pytest.raises(ScratchWriteError, match="Input/output error"):
            words.suspects()
