"""VAT rates as they are written in `Ставка`."""

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from cml_sync.patterns import pattern

PERCENTS: Final = frozenset(
    Decimal(rate)
    for rate in (
        "0",
        "5",  # Russia, simplified tax, from 2025
        "7",  # Russia, simplified tax, from 2025; Ukraine
        "10",
        "12",  # Kazakhstan until 2025, Kyrgyzstan, Uzbekistan
        "16",  # Kazakhstan from 2026
        "18",  # Russia 2004 to 2018, Azerbaijan, Georgia
        "20",  # Russia 2019 to 2025, Ukraine, Belarus, Armenia
        "22",  # Russia from 2026
    )
)
"""The rates of Russia and its neighbours, past ones too, in percent."""

IN_USE: Final[dict[Decimal, tuple[date | None, date | None]]] = {
    Decimal(5): (date(2025, 1, 1), None),
    Decimal(7): (date(2025, 1, 1), None),
    Decimal(18): (None, date(2018, 12, 31)),
    Decimal(20): (date(2019, 1, 1), date(2025, 12, 31)),
    Decimal(22): (date(2026, 1, 1), None),
}
"""The first and the last day of the Russian rates that were changed; None for an open end."""

_WITHOUT: Final = frozenset({"", "безндс", "безналога", "необлагается"})
_PLAIN: Final = pattern(r"[0-9]+(?:\.[0-9]+)?(?:/[0-9]+(?:\.[0-9]+)?)?")


@lru_cache(maxsize=256)
def is_known_rate(written: str) -> bool:
    """Whether `written` is a rate: ``20``, ``20,00``, ``НДС 20%``, ``20/120``, ``Без НДС``."""
    folded = _fold(written)
    if folded in _WITHOUT:
        return True
    percent, slash, whole = _bare(folded).partition("/")
    rate = _number(percent)
    if rate is None or rate not in PERCENTS:
        return False
    return not slash or _number(whole) == rate + 100


@lru_cache(maxsize=256)
def percent_of(written: str) -> Decimal | None:
    """The percent of a known rate, 20 for ``20/120``; None for words and for unknown rates."""
    if not is_known_rate(written):
        return None
    return _number(_bare(_fold(written)).partition("/")[0])


def is_fraction(written: str) -> bool:
    """Whether `written` is a share instead of a percentage: ``0.2``, ``0,18``."""
    number = _number(_bare(_fold(written)))
    return number is not None and 0 < number < 1


def is_plain(written: str) -> bool:
    """Whether a known rate is written as its bare number (``20``, ``20.00``, ``20/120``)."""
    return _PLAIN.fullmatch(written) is not None or _fold(written) in _WITHOUT


def _fold(written: str) -> str:
    return "".join(written.lower().split())


def _bare(folded: str) -> str:
    return folded.removeprefix("ндс").replace(",", ".").replace("%", "")


def _number(written: str) -> Decimal | None:
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
