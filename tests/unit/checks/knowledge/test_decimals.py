from decimal import Decimal

import pytest

from cml_sync.checks.knowledge.decimals import digits_after_point


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        ("1.999", 3),
        ("1.990", 2),
        ("100", 0),
        ("1E+30", 0),
        ("0.000", 0),
        ("-0.5", 1),
        ("1E-40", 40),
        ("12345678901234567890123456789012345.1234", 4),
        ("NaN", 0),
    ],
)
def test_digits_after_the_point_are_counted(value: str, digits: int) -> None:
    assert digits_after_point(Decimal(value)) == digits
