"""Invented words that nobody should have to read in a ticket."""

from typing import Final

from cml_sync.patterns import pattern

_RUSSIAN: Final = (
    *("хуе", "хуи", "хую", "хуя", "хуй", "хуё", "хуев", "хер", "хрен", "пизд", "пезд"),
    *("еба", "ебе", "еби", "ебл", "ебн", "ебо", "ебу", "ебы", "еби", "ёб", "ееб", "оеб", "уеб"),
    *("бля", "сук", "суч", "муд", "манд", "жоп", "жоб", "гавн", "говн", "говё", "дерьм", "дрис"),
    *("шлюх", "шлюш", "курв", "шалав", "член", "хуес", "залуп", "елда", "елдо", "пенис", "вагин"),
    *("сра", "сри", "сру", "сса", "сси", "сцу", "сцы", "сыку", "дроч", "минет", "сосат", "соси"),
    *("пидо", "пида", "пиде", "педи", "педо", "гандо", "гондо", "анал", "анус", "трах", "секс"),
    *("сиськ", "сисе", "титьк", "попа", "попу", "попы", "срак", "урод", "дура", "дуре", "дебил"),
    *("идиот", "кретин", "даун", "чмо", "чурк", "хач", "жид", "нигер", "негр", "хохл", "кацап"),
    *("блуд", "бзд", "перд", "перн", "какаш", "каки", "писа", "писю", "труп", "нацист", "гитлер"),
)
_LATIN: Final = (
    *("fuck", "fuk", "shit", "cunt", "dick", "cock", "puss", "slut", "whor", "rape", "anal"),
    *("anus", "arse", "nigg", "nige", "fag", "jew", "nazi", "tits", "cum", "sex", "porn", "penis"),
    *(
        "huy",
        "huj",
        "hui",
        "hue",
        "xuy",
        "xui",
        "pizd",
        "ebal",
        "ebat",
        "ebu",
        "blya",
        "suka",
        "suki",
    ),
    *(
        "mud",
        "zhop",
        "jop",
        "pido",
        "pida",
        "pede",
        "gond",
        "gand",
        "govn",
        "gavn",
        "mand",
        "zalup",
    ),
)
_INDECENT: Final = pattern("|".join((*_RUSSIAN, *_LATIN)))


def is_decent(word: str) -> bool:
    """Whether no swearing and no insult can be read in an invented word; harmless ones go, too.

    Args:
        word: in any case.
    """
    return _INDECENT.search(word.casefold()) is None
