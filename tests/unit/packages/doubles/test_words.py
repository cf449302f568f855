"""Words that came twice, in memory and on the disk."""

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
