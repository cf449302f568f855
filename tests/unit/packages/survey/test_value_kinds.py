from datetime import date, datetime, time
from decimal import Decimal

import pytest

from cml_sync.packages.survey.value_kinds import kind_of_value

GUID = "0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e001"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "empty"),
        ((), "empty"),
        ("", "empty"),
        (" \t", "empty"),
        (True, "flag"),
        ("true", "flag"),
        ("1", "digits"),
        ("0012", "digits"),
        ("4600000000017", "digits"),
        (Decimal(5), "number"),
        (Decimal("1E+3"), "number"),
        (Decimal("350.00"), "number.2"),
        (Decimal("-0.5"), "number.1"),
        (Decimal("1E-12"), "number.9"),
        ("350,00", "number.2"),
        ("-1.5", "number.1"),
        ("0." + "1" * 20, "number.9"),
        (date(2026, 1, 2), "date"),
        (datetime(2026, 1, 2, 3), "moment"),  # noqa: DTZ001 - local, as in files
        (time(3, 4), "time"),
        ("2026-01-02", "date"),
        ("2026-01-02T03:04:05", "moment"),
        ("03:04", "time"),
        (GUID, "guid"),
        (GUID.upper(), "guid"),
        (f"{GUID}#{GUID}", "guid#guid"),
        (f"{GUID}#1", "text"),
        ("шт", "text"),
        ("1 шт", "text"),
        ("9" * 200, "text"),
    ],
)
def test_kinds(value: object, kind: str) -> None:
    assert kind_of_value(value) == kind
