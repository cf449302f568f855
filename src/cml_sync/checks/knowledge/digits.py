"""Check digits of barcodes and of the numbers of Russian companies."""

from collections.abc import Sequence
from typing import Final

from cml_sync.patterns import pattern

_INN_10: Final = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11: Final = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_KPP: Final = pattern(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_ACCOUNT: Final = pattern(r"[0-9]{5}[0-9ABCEHKMPTX][0-9]{14}")
_BRANCHES: Final = frozenset({"000", "001", "002"})
_LETTERS: Final = {letter: str(digit) for digit, letter in enumerate("ABCEHKMPTX")}
_OGRN: Final = {13: 11, 15: 13}
_OKPO_LENGTHS: Final = (8, 10)
_GTIN_LENGTHS: Final = (8, 12, 13, 14)
_EAN_13: Final = 13


def is_gtin_length(barcode: str) -> bool:
    """Whether `barcode` is all digits and as long as EAN-8, UPC-A, EAN-13 or GTIN-14."""
    return barcode.isascii() and barcode.isdigit() and len(barcode) in _GTIN_LENGTHS


def is_gtin(barcode: str) -> bool:
    """Whether the last digit fits the others; `barcode` must have passed `is_gtin_length`."""
    backwards = barcode.encode("ascii")[::-1]
    # the codes of the digits are 48 + digit; 48 a place, thrice in every other one
    odd = 48 * ((len(backwards) + 1) // 2) + 3 * 48 * (len(backwards) // 2)
    return (sum(backwards[::2]) + 3 * sum(backwards[1::2]) - odd) % 10 == 0


def is_weighed(barcode: str) -> bool:
    """Whether `barcode` is one that a shop makes itself for goods sold by weight: 20 to 29 of GS1.

    The scales put the weight into it, so what stands in the base is a pattern without check digit.
    """
    return len(barcode) == _EAN_13 and barcode.startswith("2")


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
    """Whether `number` has the form of a КПП: 9 digits, Latin capitals fifth and sixth.

    Zeros alone are none: the first four digits are those of a tax office.
    """
    return _KPP.fullmatch(number) is not None and bool(number.strip("0"))


def is_bic(number: str) -> bool:
    """Whether `number` has the form of a БИК: 9 digits."""
    return len(number) == 9 and number.isascii() and number.isdigit()  # noqa: PLR2004 - a БИК


def is_account(number: str) -> bool:
    """Whether `number` has the form of a Russian account: 20 signs, the sixth may be a letter."""
    return _ACCOUNT.fullmatch(number) is not None


def _check_digit(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10


def fits_bic(account: str, bic: str) -> bool:
    """Whether the key of an account fits the bank; both must have passed their form.

    Accounts at a branch of the Bank of Russia (a БИК that ends with 000, 001 or 002) are counted
    with the number of the branch. Those of the Treasury (БИК from 01) have another key: they fit.
    """
    if bic.startswith("01") or account.startswith("0"):
        return True
    branch = bic[6:] in _BRANCHES
    return _has_key((f"0{bic[4:6]}" if branch else bic[6:]) + account)


def fits_bic_as_correspondent(account: str, bic: str) -> bool:
    """Whether a correspondent account is that of the bank, at the Bank of Russia."""
    if bic.startswith("01") or bic[6:] in _BRANCHES:
        return True
    return account[-3:] == bic[6:] and _has_key(f"0{bic[4:6]}{account}")


def is_ogrn(number: str) -> bool:
    """Whether `number` is an ОГРН (13 digits) or ОГРНИП (15 digits), check digit right."""
    if not (number.isascii() and number.isdigit() and len(number) in _OGRN):
        return False
    return int(number[:-1]) % _OGRN[len(number)] % 10 == int(number[-1])


def is_okpo(number: str) -> bool:
    """Whether `number` is an ОКПО: 8 digits of a company or 10 of a person, check digit right."""
    if not (number.isascii() and number.isdigit() and len(number) in _OKPO_LENGTHS):
        return False
    digits = [int(digit) for digit in number]
    for first in (1, 3):
        rest = sum(n * (first + i) for i, n in enumerate(digits[:-1])) % 11
        if rest < 10:  # noqa: PLR2004 - a digit
            return rest == digits[-1]
    return digits[-1] == 0


def _has_key(number: str) -> bool:
    digits = (_LETTERS.get(sign, sign) for sign in number)
    return sum(int(n) * (7, 1, 3)[i % 3] for i, n in enumerate(digits)) % 10 == 0
