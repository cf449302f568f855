"""VAT rates as they are written in `Ставка`."""

from decimal import Decimal, InvalidOperation
from typing import Final

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

_WITHOUT: Final = frozenset({"", "безндс", "безналога", "необлагается"})


def is_known_rate(written: str) -> bool:
    """Whether `written` is a rate: ``20``, ``20,00``, ``НДС 20%``, ``20/120``, ``Без НДС``."""
    folded = "".join(written.lower().split())
    if folded in _WITHOUT:
        return True
    bare = folded.removeprefix("ндс").replace(",", ".")
    percent, slash, whole = bare.replace("%", "").partition("/")
    rate = _number(percent)
    if rate is None or rate not in PERCENTS:
        return False
    return not slash or _number(whole) == rate + 100


def _number(written: str) -> Decimal | None:
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
