"""Currencies as they are written in `Валюта`, and the ISO 4217 letters they mean."""

from typing import Final

_SPELLINGS: Final[dict[str, tuple[str, ...]]] = {
    "RUB": ("rub", "rur", "руб", "р", "₽", "643", "810"),
    "UAH": ("uah", "грн", "980"),
    "USD": ("usd", "840", "$", "дол"),
    "EUR": ("eur", "978", "€", "евр"),
    "KZT": ("kzt", "398", "тнг"),
    "BYN": ("byn", "933", "byr", "974", "бел"),
    "KGS": ("kgs", "417"),
    "UZS": ("uzs", "860"),
    "AMD": ("amd", "051"),
    "CNY": ("cny", "156"),
    "TRY": ("try", "949"),
    "GEL": ("gel", "981"),
    "AZN": ("azn", "944"),
    "MDL": ("mdl", "498"),
    "TJS": ("tjs", "972"),
    "TMT": ("tmt", "934"),
    "PLN": ("pln", "985"),
    "CZK": ("czk", "203"),
    "BGN": ("bgn", "975"),
    "RON": ("ron", "946"),
    "RSD": ("rsd", "941"),
    "HUF": ("huf", "348"),
    "GBP": ("gbp", "826"),
    "CHF": ("chf", "756"),
    "JPY": ("jpy", "392"),
    "KRW": ("krw", "410"),
    "INR": ("inr", "356"),
    "AED": ("aed", "784"),
    "ILS": ("ils", "376"),
    "THB": ("thb", "764"),
    "VND": ("vnd", "704"),
    "MNT": ("mnt", "496"),
    "HKD": ("hkd", "344"),
    "SEK": ("sek", "752"),
    "NOK": ("nok", "578"),
    "DKK": ("dkk", "208"),
    "CAD": ("cad", "124"),
    "AUD": ("aud", "036"),
}

_LETTERS: Final = {
    spelling: letters for letters, spellings in _SPELLINGS.items() for spelling in spellings
}


def iso_letters(written: str) -> str | None:
    """The ISO 4217 letters of a currency as written (``руб.``, ``643``, ``RUB``), None if unknown.

    BYR is read as BYN: it left circulation in 2016.
    """
    return _LETTERS.get(written.strip().rstrip(".").lower())
