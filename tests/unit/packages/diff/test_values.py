from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from cml_sync.model.wire import Space
from cml_sync.packages.diff.values import bag, number, packed, plain, row, shown, unpacked


@pytest.mark.parametrize(
    ("written", "shown_"),
    [
        ("350", "350"),
        ("350.00", "350"),
        ("0.50", "0.5"),
        ("-0.5", "-0.5"),
        ("-0.00", "0"),
        ("1E+3", "1000"),
        ("1200", "1200"),
        ("0.001", "0.001"),
        ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
        ("1E-999999", "1E-999999"),
        ("1E+41", "1E+41"),
    ],
)
def test_a_number_is_shown_by_its_value(written: str, shown_: str) -> None:
    assert number(Decimal(written)) == shown_


@pytest.mark.parametrize(
    ("value", "space", "meant"),
    [
        (" a ", Space.TRIM, "a"),
        (" a ", Space.RIGHT, " a"),
        (" a ", Space.KEEP, " a "),
        ("", Space.KEEP, None),
        ("  ", Space.TRIM, None),
        (None, Space.TRIM, None),
        (True, Space.TRIM, True),
        (date(2026, 3, 2), Space.TRIM, "2026-03-02"),
        (time(3, 4, 5), Space.TRIM, "03:04:05"),
        (datetime(2026, 3, 2, 3, 0), Space.TRIM, "2026-03-02T03:00:00"),  # noqa: DTZ001 - local
        (
            datetime(2026, 3, 2, 3, 0, tzinfo=timezone(timedelta(hours=3))),
            Space.TRIM,
            "2026-03-02T00:00:00+00:00",
        ),
        (datetime(2026, 3, 2, tzinfo=UTC), Space.TRIM, "2026-03-02T00:00:00+00:00"),
    ],
)
def test_a_value_counts_as_its_field_says(value: object, space: Space, meant: object) -> None:
    assert plain(value, space) == meant


def test_what_no_field_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="list is no value"):
        plain([])


def test_the_order_of_texts_counts_where_it_must() -> None:
    assert bag(["б", "а "]) == ("а", "б")
    assert row(["б", "а "]) == ("б", "а")


@pytest.mark.parametrize("value", ["a", Decimal("350.00"), True, None, ("a", "b"), ()])
def test_what_is_packed_comes_back(value: object) -> None:
    assert unpacked(packed(value)) == value  # type: ignore[arg-type]


def test_values_as_people_read_them() -> None:
    assert [shown(one) for one in (None, True, Decimal("1.50"), ("a", "b"))] == [
        "",
        "true",
        "1.5",
        "a, b",
    ]
