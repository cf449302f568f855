"""Words of the other side, fit to be shown: short, on one line, without secrets."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from cml_sync.messages import Text, text
from cml_sync.transports.replies import Answer, Word

LENGTH: Final = 200
MASK: Final = "***"

_SHORTEST_SECRET: Final = 4
_LOOKED_AT: Final = 20_000
_MASKED: Final = 2_000
_ASSIGNED: Final = re.compile(
    r"(?i)\b(sessid|session\w*|phpsessid|passw(?:or)?d|pwd|token|api_?key|key|secret|cookie|login"
    r"|authorization)(\s*[=:]\s*)(?:basic\s+|bearer\s+)?[^\s<>;&,]+"
)
_TOKENS: Final = re.compile(
    r"(?<![\w-])(?![0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\w-]))"
    r"(?:[0-9A-Fa-f]{16,}|(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{24,})(?![\w-])"
)
_ANY_KEY: Final = re.compile(r"(?<![\w|-])(?=[\w|-]*\d)[\w|-]{8,}")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE: Final = re.compile(r"\+\d[\d\-() ]{8,}\d")


def show(words: str, secrets: Iterable[str] = (), *, keys: bool = False) -> str:
    """At most 200 characters of `words` on one line, without secrets and control characters.

    Masked are the `secrets`, whatever looks like a session key or a password, mail addresses and
    telephone numbers. GUIDs stay, since they name records.

    Args:
        words: of the other side.
        secrets: that are known.
        keys: the words may hand out keys (the login does): any longer word with a digit is masked.
    """
    cut = words
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            cut = cut.replace(secret, MASK)
    cut = "".join(" " if char.isspace() else char for char in cut[:_LOOKED_AT] if _visible(char))
    cut = " ".join(cut.split())[:_MASKED]
    cut = _ASSIGNED.sub(rf"\1\2{MASK}", cut)
    for pattern in (_MAIL, _PHONE, _ANY_KEY if keys else _TOKENS):
        cut = pattern.sub(MASK, cut)
    return cut if len(cut) <= LENGTH else cut[: LENGTH - 1] + "…"


def _visible(char: str) -> bool:
    return char.isspace() or not unicodedata.category(char).startswith("C")


def explain(answer: Answer) -> Text | None:
    """Why a reply with no status word on line 1 came, as far as it shows; a hint for people."""
    low = answer.text[:_LOOKED_AT].lower()
    if re.search(r"<(?:b>)?(?:notice|warning|fatal error|deprecated)|(?:notice|warning): ", low):
        return text(
            "The script of the other side prints notices of PHP: switch `display_errors` off there"
        )
    if "<html" in low or "<!doctype html" in low:
        return text(
            "This is a web page: a login form, a maintenance page or a check for robots stands in"
            " front of the exchange, or the path in `url` is wrong"
        )
    if answer.word is Word.OTHER and any(line.lower() == "success" for line in answer.lines):
        return text("Something stands before the status word: the script prints too much")
    return None
