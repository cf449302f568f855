from datetime import datetime

import pytest

from cml_sync.checks.knowledge.moments import is_empty_moment, moment_of


@pytest.mark.parametrize(
    "written",
    ["2026-03-01T09:05:00", "2026-03-01 09:05:00", "01.03.2026 9:05:00", "2026-03-01T9:05:00",
     "2026-03-01T09:05:00+03:00"],
)  # fmt: skip
def test_a_moment_is_read_in_every_shape(written: str) -> None:
    assert moment_of(written) == datetime(2026, 3, 1, 9, 5)  # noqa: DTZ001 - local


def test_a_day_is_its_midnight() -> None:
    assert moment_of("2026-03-01") == datetime(2026, 3, 1)  # noqa: DTZ001 - local


@pytest.mark.parametrize("written", ["завтра", "2026-02-30", "31.13.2026", "", "0001-01-01"])
def test_other_texts_are_no_moment(written: str) -> None:
    assert moment_of(written) is None


@pytest.mark.parametrize(
    ("written", "empty"),
    [("", True), ("T", True), ("0001-01-01T00:00:00", True), ("01.01.0001 0:00:00", True),
     ("2026-03-01", False), ("завтра", False)],
)  # fmt: skip
def test_an_empty_moment_is_known(written: str, empty: bool) -> None:
    assert is_empty_moment(written) is empty
