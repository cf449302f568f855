"""Units of measure by their names: which codes of ОКЕИ a name or an international code can mean."""

from functools import cache, lru_cache
from typing import Final

_NAMES: Final[dict[str, str]] = {
    "003": "мм миллиметр",
    "004": "см сантиметр",
    "005": "дм дециметр",
    "006": "м метр mtr",
    "008": "км километр",
    "018": "погм погонныйметр мпог",
    "050": "мм2 квмм",
    "051": "см2 квсм",
    "055": "м2 квм мтк квадратныйметр",
    "059": "га гектар",
    "111": "мл миллилитр см3",
    "112": "л литр літр дм3",
    "113": "м3 кубм кубическийметр",
    "161": "мг миллиграмм",
    "162": "кар карат",
    "163": "г гр грамм",
    "166": "кг килограмм кілограм kgm",
    "168": "т тонна тонн",
    "206": "ц центнер",
    "214": "квт киловатт",
    "245": "квтч киловаттчас",
    "354": "с сек секунда",
    "355": "мин минута",
    "356": "ч час",
    "359": "сут сутки дн день",
    "360": "нед неделя",
    "362": "мес месяц",
    "366": "г год лет",
    "383": "руб рубль",
    "616": "боб бобина",
    "625": "л лист",
    "641": "дюжина",
    "642": "ед единица",
    "657": "изд изделие",
    "698": "место",
    "704": "набор набо",
    "715": "пар пара пары",
    "728": "пач пачка",
    "736": "рул рулон",
    "778": "упак уп упаков упаковка паков паковання",
    "792": "чел человек",
    "796": "шт штук штука штуки pcs pce",
    "797": "100шт стоштук",
    "798": "тысшт тисшт тысячаштук",
    "799": "млншт миллионштук",
    "812": "ящ ящик",
    "839": "компл комп комплект",
    "868": "бут бутылка",
    "870": "ампул ампула",
    "872": "флак флакон",
    "876": "услед условнаяединица",
    "879": "услшт условнаяштука",
}

_INTERNATIONAL: Final[dict[str, str]] = {
    "MMT": "003",
    "CMT": "004",
    "DMT": "005",
    "MTR": "006",
    "KMT": "008",
    "CMK": "051",
    "MTK": "055",
    "HAR": "059",
    "MLT": "111",
    "LTR": "112",
    "MTQ": "113",
    "MGM": "161",
    "GRM": "163",
    "KGM": "166",
    "TNE": "168",
    "KWT": "214",
    "KWH": "245",
    "SEC": "354",
    "MIN": "355",
    "HUR": "356",
    "DAY": "359",
    "WEE": "360",
    "MON": "362",
    "ANN": "366",
    "LEF": "625",
    "DZN": "641",
    "SET": "704",
    "NPR": "715",
    "NPL": "736",
    "NMP": "778",
    "PCE": "796",
    "NMB": "796",
    "CEN": "797",
    "MIL": "798",
    "MIO": "799",
}

_ALIKE: Final = (
    frozenset({"796", "642", "657", "876", "879", "698"}),  # one thing, whatever it is called
    frozenset({"704", "839"}),
    frozenset({"778", "728"}),
    frozenset({"006", "018"}),
)
"""Codes that bases use for one another, and nobody minds."""


@cache
def _codes() -> dict[str, frozenset[str]]:
    """Every name, and the codes that it can mean."""
    found: dict[str, set[str]] = {}
    for code, names in _NAMES.items():
        for name in names.split():
            found.setdefault(name, set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


@lru_cache(maxsize=1024)
def codes_of_name(name: str) -> frozenset[str]:
    """The codes that a name, short or full, can mean; empty where it is no usual name."""
    folded = "".join(name.lower().replace("ё", "е").split())
    return _codes().get(folded.replace(".", "").replace("-", "").partition("(")[0], frozenset())


def code_of_international(code: str) -> str | None:
    """The code of ОКЕИ of an international one (``PCE``), None if it is not a usual one."""
    return _INTERNATIONAL.get(code.strip().upper())


def are_alike(code: str, others: frozenset[str]) -> bool:
    """Whether `code` is among `others`, or used for one of them."""
    return code in others or any(code in group and group & others for group in _ALIKE)


@lru_cache(maxsize=1024)
def disagree(code: str, name: str) -> bool:
    """Whether `name` is the name of another unit than that of `code`, a code of ОКЕИ."""
    others = codes_of_name(name)
    return bool(others) and code in _NAMES and not are_alike(code, others)


@lru_cache(maxsize=1024)
def meant_by(written: str) -> frozenset[str]:
    """The codes that a unit may mean, given as a code, a name or an international code."""
    bare = written.strip()
    if bare in _NAMES:
        return frozenset({bare})
    international = code_of_international(bare)
    return frozenset({international}) if international else codes_of_name(bare)
