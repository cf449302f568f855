"""Numbers of people, companies, accounts and goods in place of others; check digits stay right.

A number that was right is replaced by a right one, and one that was wrong by a wrong one of the
same form: what `validate` finds is the same before and after.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Final

from cml_sync.checks.knowledge.digits import (
    fits_bic,
    fits_bic_as_correspondent,
    is_account,
    is_bic,
    is_gtin,
    is_gtin_length,
    is_inn,
    is_ogrn,
    is_okpo,
    is_weighed,
)
from cml_sync.packages.anonymize.keyed import Keyed

_PERSON: Final = 12
_SNILS: Final = 11
_SNILS_WEIGHTS: Final = range(9, 0, -1)
_DIVISOR: Final = 101
_CLASS: Final = 8
"""The first digits of an account: what kind of account, in which currency."""

_KEY: Final = 8
_CENTRAL_BANK: Final = frozenset({"000", "001", "002"})
_TREASURY: Final = "01"
_EARLIEST, _LATEST = 1905, 2005
_YEARS: Final = 3


def inn(keyed: Keyed, number: str) -> str:
    """Another ИНН of as many digits."""
    checks = 2 if len(number) == _PERSON else 1
    return _checked(keyed.replaced(number), checks, is_inn, right=is_inn(number))


def kpp(keyed: Keyed, number: str) -> str:
    """Another КПП; the two signs in the middle, the reason of registration, stay."""
    new = keyed.replaced(number)
    return new[:4] + number[4:6] + new[6:]


def ogrn(keyed: Keyed, number: str) -> str:
    """Another ОГРН or ОГРНИП; the first digit, the kind of record, stays."""
    new = number[:1] + keyed.replaced(number)[1:]
    return _checked(new, 1, is_ogrn, right=is_ogrn(number))


def okpo(keyed: Keyed, number: str) -> str:
    """Another ОКПО."""
    return _checked(keyed.replaced(number), 1, is_okpo, right=is_okpo(number))


def snils(keyed: Keyed, number: str) -> str:
    """Another СНИЛС, spaced as it was."""
    new = keyed.replaced(number)
    digits = [sign for sign in new if sign.isdigit()]
    if len(digits) != _SNILS:
        return new
    weights = zip(_SNILS_WEIGHTS, digits, strict=False)
    total = sum(weight * int(digit) for weight, digit in weights) % _DIVISOR % 100
    return _laid(new, "".join(digits[:9]) + f"{total:02}")


def bic(keyed: Keyed, number: str) -> str:
    """Another БИК: the country, the Treasury and the branches of the Bank of Russia stay."""
    new = keyed.replaced(number)
    if not is_bic(number):
        return new
    begin = number[:2]
    if number[6:] in _CENTRAL_BANK:
        return begin + new[2:6] + number[6:]
    # none of a bank may look like one of the Bank of Russia
    return begin + new[2:] if new[6:] not in _CENTRAL_BANK else begin + new[2:6] + "050"


def account(keyed: Keyed, number: str, bank: str | None) -> str:
    """Another account of the same kind.

    Args:
        keyed: what draws.
        number: of the account, as it was.
        bank: the БИК as it was, or None where it is not known.
    """
    new = _account(keyed, number)
    if bank is None or not (is_account(number) and is_bic(bank)):
        return new
    theirs = bic(keyed, bank)
    return _keyed_account(new, lambda one: fits_bic(one, theirs), right=fits_bic(number, bank))


def correspondent(keyed: Keyed, number: str, bank: str | None) -> str:
    """Another correspondent account, that of the other bank.

    Args:
        keyed: what draws.
        number: of the account, as it was.
        bank: the БИК as it was, or None where it is not known.
    """
    new = _account(keyed, number)
    if bank is None or not (is_account(number) and is_bic(bank)):
        return new
    theirs = bic(keyed, bank)
    if number[-3:] == bank[6:]:
        new = new[:-3] + theirs[6:]
    right = fits_bic_as_correspondent(number, bank)
    return _keyed_account(new, lambda one: fits_bic_as_correspondent(one, theirs), right=right)


def barcode(keyed: Keyed, number: str) -> str:
    """Another barcode of the same length; home-made ones (20 to 29) stay home-made."""
    new = keyed.replaced(number)
    if is_weighed(number) or is_weighed(new):
        new = (number[:1] if is_weighed(number) else "4") + new[1:]
    if not is_gtin_length(number):
        return new
    return _checked(new, 1, is_gtin, right=is_gtin(number))


def day(keyed: Keyed, value: date) -> date:
    """Another day, up to three years away; of children and of impossible dates the year stays."""
    numbers = keyed.numbers("day", value.isoformat())
    year = value.year
    if _EARLIEST <= year <= _LATEST:
        year += 1 + next(numbers) % _YEARS if next(numbers) % 2 else -1 - next(numbers) % _YEARS
    first = date(year, 1, 1)
    days = (date(year, 12, 31) - first).days
    moved = (next(numbers) * 256 + next(numbers)) % days
    other = first + timedelta(days=moved + 1)
    return other if other != value else first + timedelta(days=(moved + 1) % days + 1)


def _account(keyed: Keyed, number: str) -> str:
    if not is_account(number):
        return keyed.replaced(number)
    return number[:_CLASS] + keyed.replaced(number)[_CLASS:]


def _keyed_account(number: str, fits: Callable[[str], bool], *, right: bool) -> str:
    """`number` with the key at its ninth place that makes it right, or wrong."""
    for digit in "0123456789":
        candidate = number[:_KEY] + digit + number[_KEY + 1 :]
        if fits(candidate) == right:
            return candidate
    return number


def _checked(number: str, digits: int, valid: Callable[[str], bool], *, right: bool) -> str:
    """`number` with last digits that make it right, or that leave it wrong."""
    if valid(number) == right:
        return number
    for ending in _endings(digits if right else 1):
        candidate = number[: -len(ending)] + ending
        if valid(candidate) == right:
            return candidate
    return number


def _endings(digits: int) -> Iterator[str]:
    return map("".join, product("0123456789", repeat=digits))


def _laid(form: str, digits: str) -> str:
    """`digits` in place of those of `form`, one by one."""
    left = iter(digits)
    return "".join(next(left) if sign.isdigit() else sign for sign in form)
