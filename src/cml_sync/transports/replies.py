"""What the other side answered: bytes to text, text to a status word, login or terms. Pure.

Grammar and oddities: the exchange of 1C with a web site as 1C-Bitrix publishes it, and what public
receivers answer (django-cml, django-cml2, exchange1c of OpenCart, woocommerce-1c, HostCMS,
Webasyst).
"""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BOM: Final = "\ufeff"

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSETS: Final = {
    "utf-8": "utf-8",
    "windows-1251": "cp1251",
    "koi8-r": "koi8-r",
    "ibm866": "cp866",
    "iso-8859-5": "iso8859-5",
    "iso-8859-1": "iso8859-1",
    "us-ascii": "ascii",
}
"""The charsets a reply may name; exotic codecs of Python are not for strangers to choose."""
_NAMES: Final = {codecs.lookup(codec).name: codec for codec in _CHARSETS.values()}
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_PAIR: Final = re.compile(r"^([A-Za-z_]\w{0,63})\s*=\s*(.*)$")
_TERMS: Final = frozenset({"zip", "file_limit", "sessid", "version"})
_COOKIE_NAME: Final = re.compile(r"^[!#$%&'*+.^`|~\w-]{1,256}$", re.ASCII)
_COOKIE_VALUE: Final = re.compile(r"^[^\s;,\x00-\x1f\x7f]{0,4096}$")
_LONGEST_WHOLE: Final = 15
_LONGEST_TOKEN: Final = 4096
"""Characters; what is longer cannot be repeated in an address."""

_PAGE: Final = re.compile(
    r"(?>(?:<\?.*?\?>|<!--.*?-->|\s)*)<(?:!doctype\s+)?html\b", re.DOTALL | re.IGNORECASE
)


class Word(StrEnum):
    """The status word of line 1."""

    SUCCESS = "success"
    PROGRESS = "progress"
    FAILURE = "failure"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A text reply.

    Attributes:
        text: decoded, without a byte order mark.
        charset: the codec that read it.
        guessed: nothing named this charset, or what was named did not fit.
        lines: trimmed; a closing line break makes no empty line.
        word: what line 1 says, and only line 1.
        tail: the text behind the word: the rest of line 1 and all lines after it.
    """

    text: str
    charset: str
    guessed: bool
    lines: tuple[str, ...]
    word: Word
    tail: str

    def line(self, number: int) -> str:
        """Line `number`, counted from 1; "" where there is none."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    @property
    def taken_back(self) -> bool:
        """``success`` with ``rollback`` in line 2 (woocommerce-1c): everything was undone."""
        return self.word is Word.SUCCESS and self.line(2).lower() == "rollback"


@dataclass(frozen=True, slots=True)
class Login:
    """What a ``checkauth`` reply hands out.

    Attributes:
        cookie: name and value of lines 2 and 3; None where they are missing.
        token: name and value of the ``name=value`` line after them (``sessid``), to be repeated.
        token_line: that line as it came; "" where there is none.
        timestamp: the clock of the other side, for ``deactivate``; "" where it gave none.
    """

    cookie: tuple[str, str] | None = None
    token: tuple[str, str] | None = None
    token_line: str = ""
    timestamp: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an ``init`` reply lays down.

    Attributes:
        zip: files may come as one archive.
        file_limit: the largest piece in bytes; None = no limit.
        token: a ``sessid`` handed out here.
        version: the schema version the other side speaks; "" where it did not say.
    """

    zip: bool = False
    file_limit: int | None = None
    token: tuple[str, str] | None = None
    version: str = ""


def decode(body: bytes, content_type: str = "", charset: str = "") -> tuple[str, str, bool]:
    """Bytes to text by the ladder: byte order mark, named charset, strict UTF-8, windows-1251.

    Args:
        body: the reply.
        content_type: its header; the ``charset`` parameter is used where it is known and fits.
        charset: the charset this partner is configured with, before anything but a mark.

    Returns:
        The text without marks, the codec that read it, and whether that had to be guessed.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body.decode(codec, "replace").lstrip(BOM), codec, False
    named = _CHARSET.search(content_type)
    for name in (charset, named[1] if named else ""):
        codec = _codec(name)
        text = _strict(body, codec) if codec else None
        if text is not None:
            return text.lstrip(BOM), codec, False
    text = _strict(body, "utf-8")
    if text is not None:
        return text.lstrip(BOM), "utf-8", not body.isascii()
    return body.decode("cp1251", "replace"), "cp1251", True


def _codec(name: str) -> str:
    """The codec for a charset name, "" for one that is unknown or not allowed."""
    try:
        return _NAMES.get(codecs.lookup(name).name, "") if name else ""
    except LookupError:
        return ""


def _strict(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def read_answer(
    body: bytes, content_type: str = "", *, charset: str = "", prefix: bool = False
) -> Answer:
    """A reply as text with its status word.

    The word counts only if line 1 is nothing else (any case, spaces around it). With `prefix`, text
    may follow it without a line break, as 1C-Bitrix prints it (``success<br>3 rows``), unless an
    ASCII letter follows. A notice of PHP before the word makes the reply unreadable.
    """
    text, codec, guessed = decode(body, content_type, charset)
    lines = tuple(line.strip() for line in re.split(r"\r\n|\n|\r", text))
    while lines and not lines[-1]:
        lines = lines[:-1]
    word, rest = _word(lines[0] if lines else "", prefix=prefix)
    tail = "\n".join([rest, *lines[1:]]).strip()
    return Answer(text, codec, guessed, lines, word, tail)


def _word(line: str, *, prefix: bool) -> tuple[Word, str]:
    low = line.lower()
    for word in (Word.SUCCESS, Word.PROGRESS, Word.FAILURE):
        if low == word.value:
            return word, ""
        rest = line[len(word.value) :]
        if prefix and low.startswith(word.value) and not re.match("[A-Za-z]", rest):
            return word, rest
    return Word.OTHER, line


def read_login(answer: Answer) -> Login | None:
    """What ``checkauth`` handed out; None if it can be no cookie or no token."""
    name, value = answer.line(2), answer.line(3)
    later = answer.lines[3:]
    cookie = None
    if _PAIR.match(name) and not _COOKIE_NAME.match(name):
        later = answer.lines[1:]  # no cookie in the body, its ``name=value`` lines come at once
    elif name:
        if not (_COOKIE_NAME.match(name) and _COOKIE_VALUE.match(value)):
            return None
        cookie = (name, value)
    if any(len(line) > _LONGEST_TOKEN for line in later):
        return None
    token, token_line, timestamp = None, "", ""
    for line in later:
        pair = _PAIR.match(line)
        if pair and pair[1].lower() == "timestamp":
            timestamp = pair[2].strip()
        elif line and not token_line:
            token_line = line
            token = (pair[1], pair[2].strip()) if pair and pair[2].strip() else None
    return Login(cookie, token, token_line, timestamp)


def read_terms(answer: Answer) -> Terms | None:
    """What ``init`` laid down, as ``name=value`` on any line; None = nothing of it is there.

    ``zip`` is on for exactly ``yes``; a `file_limit` that is no number or not above 0 is no limit.
    """
    found: dict[str, str] = {}
    for line in answer.lines:
        pair = _PAIR.match(line)
        if pair and pair[1].lower() in _TERMS:
            found.setdefault(pair[1].lower(), pair[2].strip())
    if not found.keys() & {"zip", "file_limit"}:
        return None
    digits = found.get("file_limit", "")
    whole = digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_WHOLE
    limit = int(digits) if whole else 0
    sessid = found.get("sessid", "")
    if len(sessid) > _LONGEST_TOKEN:
        return None
    return Terms(
        zip=found.get("zip", "").lower() == "yes",
        file_limit=limit or None,
        token=("sessid", sessid) if sessid else None,
        version=found.get("version", ""),
    )


def read_set_cookie(headers: Sequence[str]) -> dict[str, str | None]:
    """Name → value of ``Set-Cookie`` headers; None for a cookie that is taken back."""
    cookies: dict[str, str | None] = {}
    for header in headers:
        first, *attributes = header.split(";")
        name, equals, value = first.partition("=")
        name, value = name.strip(), value.strip()
        if not (equals and _COOKIE_NAME.match(name) and _COOKIE_VALUE.match(value)):
            continue
        gone = any(
            re.fullmatch(r"\s*max-age\s*=\s*(0|-\d+)\s*", a, re.IGNORECASE) for a in attributes
        )
        cookies[name] = None if gone or value == "deleted" else value
    return cookies


def is_file(head: bytes) -> bool:
    """Whether a reply that begins with `head` is an XML file or a zip archive, and no web page.

    Nothing may stand before it but a byte order mark: 1C itself cannot read such a file either.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return True
    text, _, _ = decode(head)
    element = re.match(r"<[^\x00-\x7f]", text)  # Russian names; no element of HTML begins so
    return bool(element or text.startswith("<?xml")) and not _PAGE.match(text)
