"""What of a Russian name stays the same in every case: ``Петров``, ``Петровой``, ``Петровым``.

Whoever looks for a person in a text looks for this. It is no grammar: words that end alike and mean
something else may have the same stem, and are then replaced beside the name that they resemble.
"""

from functools import lru_cache
from typing import Final

from cml_sync.patterns import pattern

_CYRILLIC: Final = pattern(r"[а-яёіїєґў]+")
_ENDING: Final = pattern(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|[аяуюоеый][юей]|ая|яя|[ыиоеая]м|[ая]х|[аяуюыиеоьй])\Z"
)
_LEFT: Final = pattern(r"[аяуюыиеоьй]+\Z")
_FLEETING: Final = pattern(r"(?<=..[^аеиоуыэюя])[ео](?=[лцк]\Z)")
_PLURAL: Final = pattern(r"(?:(?<=ов|ев|ин|ын|ск|цк)[ыи]х)\Z")
_SAME_IN_EVERY_CASE: Final = ("ых", "их")
_SHORTEST: Final = 3
_LONGEST: Final = 60
"""No name is longer; what is would take a step for every two letters."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the cases of a word have in common; of a word in other letters the word itself.

    Names may end like a case themselves (``Максим``, ``Артём``): endings go until none is left.

    Args:
        word: in lower case (`str.casefold`).
    """
    if len(word) > _LONGEST or not _CYRILLIC.fullmatch(word):
        return word
    word = _PLURAL.sub("", word.replace("ё", "е"))
    if word.endswith(_SAME_IN_EVERY_CASE):
        return word
    longer = ""
    while word != longer:
        longer = word
        word = _without_ending(word)
    return _FLEETING.sub("", word)


def _without_ending(word: str) -> str:
    """`word` without one ending, but never shorter than three letters for it."""
    for ending in (_ENDING, _LEFT):
        found = ending.search(word)
        if found is not None:
            word = word[: max(found.start(), _SHORTEST)]
    return word
