"""The units that goods are sold in: their codes in ОКЕИ (ОК 015-94) and the words for them.

The words are those that 1C bases really write; the first of a row is how the unit is written.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "006": ("м", "метр", "mtr"),
        "018": ("пог. м", "погонный метр", "п.м"),
        "055": ("м2", "кв.м", "квадратный метр", "mtk", "м²"),
        "112": ("л", "литр", "ltr"),
        "113": ("м3", "куб.м", "кубический метр", "mtq", "м³"),
        "163": ("г", "гр", "грамм", "grm"),
        "166": ("кг", "килограмм", "kgm"),
        "168": ("т", "тонна", "tne"),
        "356": ("ч", "час", "hur"),
        "625": ("л.", "лист", "lef"),
        "642": ("ед", "единица"),
        "704": ("набор", "набо", "set"),
        "715": ("пар", "пара", "npr"),
        "736": ("рул", "рулон"),
        "778": ("упак", "уп", "упаковка", "упаков", "nmp"),
        "796": ("шт", "штука", "штук", "штуки", "pce", "pcs", "nmb"),
        "798": ("тыс. шт", "тысяча штук"),
        "812": ("ящ", "ящик"),
        "839": ("компл", "комплект", "комп"),
        "868": ("бут", "бутылка"),
        "872": ("флак", "флакон"),
    }
)


def fold(word: str) -> str:
    """`word` for comparison: lower case, without dots and spaces."""
    return word.lower().replace(".", "").replace(" ", "")


_CODES: Final[Mapping[str, str]] = MappingProxyType(
    # "л." is a sheet and "л" a litre to ОКЕИ; without its dot only the litre is meant
    {fold(word): code for code in reversed(list(_WORDS)) for word in _WORDS[code]}
)


def is_code(unit: str) -> bool:
    """Whether `unit` is a code: three digits in ОКЕИ, four in КСПОВО."""
    return unit.isdecimal() and 3 <= len(unit) <= 4  # noqa: PLR2004


def code_of(word: str) -> str | None:
    """The code of the unit that `word` names, or None."""
    return _CODES.get(fold(word))


def word_of(code: str) -> str | None:
    """The short name of the unit with `code`, or None."""
    words = _WORDS.get(code)
    return words[0] if words else None
