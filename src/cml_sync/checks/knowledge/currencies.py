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

_TEXT: Final = """
afn all ang aoa ars awg bam bbd bdt bhd bif bmd bnd bob brl bsd btn bwp bzd cdf clp cop
crc cup cve djf dop dzd egp ern etb fjd fkp ghs gip gmd gnf gtq gyd hnl htg hrk idr iqd
irr isk jmd jod kes khr kmf kpw kwd kyd lak lbp lkr lrd lsl ltl lvl lyd mad mga mkd mmk
mop mru mur mvr mwk mxn myr mzn nad ngn nio npr nzd omr pab pen pgk php pkr pyg qar rwf
sar sbd scr sdg sgd shp sle sll sos srd ssp stn svc syp szl tnd top ttd twd tzs ugx uyu
ves vuv wst xaf xcd xof xpf yer zar zmw zwl
"""
_FURTHER: Final = frozenset(_TEXT.split())
"""Further codes of ISO 4217, which have no other usual spelling."""


def iso_letters(written: str) -> str | None:
    """The ISO 4217 letters of a currency as written (``руб.``, ``643``, ``RUB``), None if unknown.

    BYR is read as BYN: it left circulation in 2016.
    """
    bare = written.strip().rstrip(".").lower()
    return _LETTERS.get(bare) or (bare.upper() if bare in _FURTHER else None)
