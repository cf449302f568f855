"""Check digits of barcodes and of the numbers of Russian companies."""

import re
from collections.abc import Sequence
from typing import Final

_INN_10: Final = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11: Final = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_KPP: Final = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_ACCOUNT: Final = re.compile(r"[0-9]{5}[0-9ABCEHKMPTX][0-9]{14}")
_GTIN_LENGTHS: Final = (8, 12, 13, 14)


def is_gtin_length(barcode: str) -> bool:
    """Whether `barcode` is all digits and as long as EAN-8, UPC-A, EAN-13 or GTIN-14."""
    return barcode.isascii() and barcode.isdigit() and len(barcode) in _GTIN_LENGTHS


def is_gtin(barcode: str) -> bool:
    """Whether the last digit fits the others; `barcode` must have passed `is_gtin_length`."""
    backwards = barcode[::-1]
    total = sum(map(int, backwards[::2])) + 3 * sum(map(int, backwards[1::2]))
    return total % 10 == 0


def is_inn(number: str) -> bool:
    """Whether `number` is an ИНН: 10 digits of a company or 12 of a person, check digits right."""
    if not (number.isascii() and number.isdigit() and number.strip("0")):
        return False
    digits = [int(digit) for digit in number]
    if len(digits) == len(_INN_10) + 1:
        return _check_digit(digits, _INN_10) == digits[9]
    if len(digits) == len(_INN_12) + 1:
        return (
            _check_digit(digits, _INN_11) == digits[10]
            and _check_digit(digits, _INN_12) == digits[11]
        )
    return False


def is_kpp(number: str) -> bool:
    """Whether `number` has the form of a КПП: 9 digits, Latin capitals fifth and sixth."""
    return _KPP.fullmatch(number) is not None


def is_bic(number: str) -> bool:
    """Whether `number` has the form of a БИК: 9 digits."""
    return len(number) == 9 and number.isascii() and number.isdigit()  # noqa: PLR2004


def is_account(number: str) -> bool:
    """Whether `number` has the form of a Russian account: 20 signs, the sixth may be a letter."""
    return _ACCOUNT.fullmatch(number) is not None


def _check_digit(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10
