"""How a number is written, whatever its size."""

from decimal import Decimal


def digits_after_point(value: Decimal) -> int:
    """How many digits stand after the decimal point, zeros at the end not counted."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or exponent >= 0:
        return 0
    for zeros, digit in enumerate(reversed(digits)):
        if digit:
            return max(0, -exponent - zeros)
    return 0
