"""Numbers whose check digits are right, and that belong to nobody."""

from typing import Final

_DEMO: Final = "952"
"""The prefix that GS1 keeps for demonstrations and examples: no goods on sale have it."""

_OFFICE: Final = "0000"
"""A tax office that there is not: no company and no person has such a number."""

_INN_10: Final = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11: Final = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_BIC: Final = "049999999"
_WEIGHTS: Final = (7, 1, 3)


def barcode(number: int) -> str:
    """An EAN-13: the prefix for examples, nine digits, the check digit."""
    return ean_13(_DEMO, number % 10**9)


def ean_13(prefix: str, number: int) -> str:
    """An EAN-13 that begins with `prefix`."""
    body = f"{prefix}{number:0{12 - len(prefix)}d}"
    # the codes of the digits are 48 + digit, six in odd and six in even places: 48·6·4 ≡ 2 (mod 10)
    data = body.encode("ascii")
    return f"{body}{(2 - sum(data[::2]) - 3 * sum(data[1::2])) % 10}"


def inn_of_company(number: int) -> str:
    """An ИНН of ten digits, never zeros alone."""
    body = f"{_OFFICE}{number % 99_999 + 1:05d}"
    return body + _check(body, _INN_10)


def inn_of_person(number: int) -> str:
    """An ИНН of twelve digits, never zeros alone."""
    body = f"{_OFFICE}{number % 999_999 + 1:06d}"
    body += _check(body, _INN_11)
    return body + _check(body, _INN_12)


def kpp(number: int) -> str:
    """A КПП of that office."""
    return f"{_OFFICE}01{number % 999 + 1:03d}"


def account(number: int) -> tuple[str, str]:
    """An account of a company, and the БИК of the bank that there is not, which it fits."""
    head, tail = "40702810", f"{number % 10**11:011d}"
    body = f"{_BIC[6:]}{head}0{tail}"
    total = sum(int(digit) * _WEIGHTS[place % 3] for place, digit in enumerate(body))
    # the key stands in a place of weight 3: 3·k + total ≡ 0 (mod 10), and 3·7 ≡ 1
    key = (-total * pow(_WEIGHTS[len(_BIC[6:] + head) % 3], -1, 10)) % 10
    return f"{head}{key}{tail}", _BIC


def _check(digits: str, weights: tuple[int, ...]) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return str(total % 11 % 10)
