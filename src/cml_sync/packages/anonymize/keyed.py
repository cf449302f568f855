"""Signs in place of signs, chosen by a key: the same value gives the same, and nobody goes back.

Each sign is replaced by another of its class (a capital Cyrillic vowel by a capital Cyrillic vowel,
a digit by a digit), never by itself. So scripts, case, lengths and forms stay. Words that nobody
should read are drawn again.
"""

import hmac
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cml_sync.packages.anonymize.decency import is_decent

_CYRILLIC_VOWELS: Final = "аеиоуыэюя"
_CYRILLIC_CONSONANTS: Final = "бвгджзклмнпрстфхцчшщ"
_LATIN_VOWELS: Final = "aeiouy"
_LATIN_CONSONANTS: Final = "bcdfghjklmnpqrstvwxz"
_DIGITS: Final = "0123456789"
_LEADING: Final = "123456789"
_ACCENT: Final = "\N{COMBINING ACUTE ACCENT}"
_MASK: Final = "*"
LONGEST_WORD: Final = 60
"""In what is longer something can be read whatever is drawn."""
_PICTURES: Final = 0x2600
"""From here on symbols are little pictures; before it stand `№` and its kin."""


class Keyed:
    """Draws from a key and a value; the same two always give the same.

    Args:
        key: secret; whoever has it can test guesses.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def numbers(self, purpose: str, value: str) -> Iterator[int]:
        """Numbers from 0 to 255 without end, by HMAC-SHA256.

        Args:
            purpose: what they are for; others for the same value elsewhere.
            value: what is replaced.
        """
        block = 0
        while True:
            message = f"{purpose}\0{block}\0{value}".encode("utf-8", "surrogatepass")
            yield from hmac.digest(self._key, message, "sha256")
            block += 1

    def replaced(self, value: str, *, key: str | None = None) -> str:
        """`value` with every letter, digit and mark replaced by another one of its class.

        Args:
            value: of any signs; spaces and punctuation stay.
            key: what it is known by; otherwise its letters without regard to case.
        """
        known_by = unicodedata.normalize("NFC", value).casefold() if key is None else key
        said = _said(value, self.numbers("signs", known_by))
        attempt = 0
        while len(value) <= LONGEST_WORD and not is_decent(said):
            attempt += 1
            said = _said(value, self.numbers(f"signs {attempt}", known_by))
        return said


def _said(value: str, numbers: Iterator[int]) -> str:
    """`value` with other signs, which the numbers choose."""
    out: list[str] = []
    begins = True
    for sign in value:
        number = next(numbers)
        if sign.isdecimal() and sign.isascii():
            leading = begins and sign != "0"
            out.append(_other(_LEADING if leading else _DIGITS, sign, number))
            begins = False
        else:
            out.append(_replaced_sign(sign, number))
            begins = True
    return "".join(out)


def _other(pool: str, sign: str, number: int) -> str:
    """One of `pool`, but not `sign`."""
    chosen = pool[number % len(pool)]
    return chosen if chosen != sign else pool[(number + 1) % len(pool)]


def _replaced_sign(sign: str, number: int) -> str:
    pool = _pool(sign)
    if pool is None:
        return sign
    lower = sign.lower()
    chosen = _other(pool, lower, number)
    return chosen.upper() if sign != lower and len(pool) > 1 else chosen


@lru_cache(maxsize=4096)
def _pool(sign: str) -> str | None:
    """What may stand for `sign`; None where it stays."""
    category = unicodedata.category(sign)
    if category[0] == "L":
        return _pool_of_letter(sign)
    if category[0] == "N":
        return _DIGITS
    if category[0] == "M":
        return _ACCENT
    pictured = category == "So" and ord(sign) >= _PICTURES
    return _MASK if pictured or category in {"Co", "Cn"} else None


def _pool_of_letter(sign: str) -> str:
    name = unicodedata.name(sign, "")
    if name.startswith("CYRILLIC"):
        vowel = sign.lower() in _CYRILLIC_VOWELS + "ёієїў"
        return _CYRILLIC_VOWELS if vowel else _CYRILLIC_CONSONANTS
    plain = unicodedata.normalize("NFD", sign)[0].lower()
    return _LATIN_VOWELS if plain in _LATIN_VOWELS else _LATIN_CONSONANTS
