"""What goes wrong with text on its way from one system to another. Pure looks, no rules."""

import re
from functools import lru_cache
from typing import Final

from cml_sync.patterns import pattern

_MARKUP: Final = pattern(r"<\s*(/?[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
_ENTITY: Final = pattern(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_ESCAPED_TAG: Final = pattern(r"&(?:amp;)?lt;/?[a-zA-Z][a-zA-Z0-9]*(?:\s|/|&(?:amp;)?gt;)")
_ACTIVE: Final = pattern(
    r"<\s*(?:script|iframe|object|embed|form)\b|\bjavascript:|<[^<>]*\son[a-z]{3,}\s*=",
    re.IGNORECASE,
)
_INVISIBLE: Final = pattern(
    "[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]"
)
_SPACES: Final = pattern("[ \u00a0]{2,}|[\u00a0\u2007\u202f\t\r\n]|^\\s")
_SECOND_BYTES: Final = "".join(
    character
    for number in range(0x80, 0xC0)
    if (character := bytes([number]).decode("cp1251", "ignore"))
)
_MOJIBAKE: Final = pattern(
    f"(?:[РС][{re.escape(_SECOND_BYTES)}]){{3,}}"  # UTF-8 read as windows-1251
    "|(?:[ÐÑ][\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]){2,}"  # … as Latin-1
    "|[\u00c0-\u00ff]{5,}"  # windows-1251 read as Latin-1
)
_TELLING: Final = ("Р°", "Рѕ", "Рё", "Ð", "î", "à")
"""One of these stands in nearly every such run: to look for them is faster than the pattern."""
_SIGNS: Final = ("Рё", "°", "ѕ", "Ð", "î", "à")
"""One of these stands wherever one of `_TELLING` does; most are one letter, which is faster."""
_ENOUGH: Final = 200
"""So many characters of a text are looked at: what was read wrongly was so from its start."""
_LOST: Final = pattern("\ufffd|\\?{3,}")
_LATIN: Final = frozenset("aAbBcCeEHKkMmOopPTtxXyY")
_CYRILLIC: Final = frozenset("аАвВсСеЕНКкМмОорРТтхХуУ")
_BOTH: Final = pattern("[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_WORD: Final = pattern("[A-Za-zА-Яа-яЁё]{3,}")
_LATEST_ASCII: Final = "\x7f"


def markup(text: str) -> str | None:
    """The first tag of HTML in `text` (``<br/>``), or None."""
    found = _MARKUP.search(text) if "<" in text else None
    return found[0] if found else None


def entity(text: str) -> str | None:
    """The first entity left in `text` (``&quot;``): it was escaped twice; or None."""
    found = _ENTITY.search(text) if "&" in text else None
    return found[0] if found else None


def escaped_tag(text: str) -> str | None:
    """The first tag that was escaped twice (``&lt;p&gt;``), or None."""
    found = _ESCAPED_TAG.search(text) if "&" in text else None
    return found[0] if found else None


def active(text: str) -> str | None:
    """The beginning of what a browser would run in `text`, or None."""
    found = _ACTIVE.search(text) if "<" in text or ":" in text else None
    return " ".join(found[0].split())[:20] if found else None


def invisible(text: str) -> str | None:
    """The first character that nobody sees, as ``U+200B``; or None. A line end is none."""
    found = None if text.isprintable() else _INVISIBLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def is_oddly_spaced(text: str) -> bool:
    """Whether `text` begins with white space, or holds two spaces, a tab or a no-break space."""
    return _SPACES.search(text) is not None


def mojibake(text: str) -> str | None:
    """The first run of letters that come from reading bytes in a wrong encoding, or None."""
    if text.isascii():
        return None
    start = text[:_ENOUGH]
    for sign in _TELLING:
        if sign in start:
            found = _MOJIBAKE.search(start)
            return found[0][:12] if found else None
    return None


def lost(text: str) -> str | None:
    """What stands where letters were lost (``???``, U+FFFD), or None."""
    found = _LOST.search(text) if "\ufffd" in text or "???" in text else None
    return found[0] if found else None


def is_sound(text: str) -> bool:
    """Whether neither `mojibake` nor `lost` can find anything; a quick look at a text."""
    if "???" in text:
        return False
    if text.isascii():
        return True
    if "\ufffd" in text:
        return False
    start = text if len(text) <= _ENOUGH else text[:_ENOUGH]
    for sign in _SIGNS:  # noqa: SIM110 - a loop begins faster
        if sign in start:
            return False
    return True


@lru_cache(maxsize=4096)
def mixed_word(text: str) -> str | None:
    """The first word in which letters of the other alphabet pass for its own, or None.

    A word of Cyrillic letters with Latin ones that look like Cyrillic (``Pозница``), or the other
    way round; words whose alphabets cannot be confused (``USBкабель``) are meant so.
    """
    if _BOTH.search(text) is None:
        return None
    return next((word for word in _WORD.findall(text) if _is_mixed(word)), None)


def _is_mixed(word: str) -> bool:
    latin = {letter for letter in word if letter <= _LATEST_ASCII}
    cyrillic = set(word) - latin
    return bool(latin and cyrillic) and (latin <= _LATIN or cyrillic <= _CYRILLIC)
