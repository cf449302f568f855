"""A line cut to what fits and fits to be shown: a window, a caret, nothing that commands."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from cml_sync.problems import Place
from cml_sync.xml.places.masking import is_personal, masked

WIDTH: Final = 120
"""At most so many characters of a line are shown."""

_BEFORE: Final = 40
_CUT: Final = "…"
_MARKUP: Final = re.compile(r"</?[\w:.-]+|<[?!]\S*")
_ATTRIBUTE: Final = re.compile(r"""[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')|"[^"<]*"|'[^'<]*'""")
_ELEMENT: Final = re.compile(r"<(?P<tag>[^\s<>/]+)[^<>]*>(?P<value>[^<]+)(?:</|\Z)")
_VALUE: Final = re.compile(r"[^<]+")
_UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_PICTURES: Final = 0x2400
_ASCII: Final = 0x20


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a line, harmless to show.

    Attributes:
        text: at most `WIDTH` characters, and a mark where it was cut.
        offset: where in `text` the problem begins, in characters.
        length: how many characters it takes.
        cells: the columns of a terminal that `offset` characters take.
        marks: the columns that the problem takes.
    """

    text: str
    offset: int
    length: int
    cells: int
    marks: int


def frame(line: str, at: int, place: Place, *, show_data: bool) -> Excerpt | None:
    """The excerpt of a line around the character `at`; None for an empty line."""
    if not line.strip():
        return None
    if place.column is None or line[at : at + 1].isspace():
        at += len(line[at:]) - len(line[at:].lstrip())
    at = min(at, max(len(line.rstrip()) - 1, 0))
    at, end = _marked(line, at, place.path)
    if not show_data and is_personal(place.path, line):
        line, (at, end) = masked(line, (at, end))
    end = max(end, at + 1)
    begin, stop = _window(line, at)
    head = _CUT if line[:begin].strip() else ""
    tail = _CUT if line[stop:].strip() else ""
    shown = head + _harmless(line[begin:stop]) + tail
    offset = at - begin + len(head)
    length = max(1, min(end, stop) - at)
    cells, marks = _cells(shown[:offset]), _cells(shown[offset : offset + length])
    return Excerpt(shown, offset, length, cells, max(1, marks))


def _marked(line: str, at: int, path: str) -> tuple[int, int]:
    """Where what is meant begins and ends: of an element that holds a value, the value."""
    last = path.rsplit("/", 1)[-1].split("[", 1)[0]
    found = _ELEMENT.match(line, at)
    if found and found["tag"] == last and found["value"].strip():
        begin, end = found.span("value")
        value = found["value"]
        return begin + len(value) - len(value.lstrip()), end - len(value) + len(value.rstrip())
    return at, at + _length(line, at)


def _length(line: str, at: int) -> int:
    """How long what stands at `at` is: a tag, an attribute, a value."""
    in_tag = line.rfind("<", 0, at) > line.rfind(">", 0, at)
    for pattern in (_MARKUP, _ATTRIBUTE) if in_tag else (_MARKUP,):
        if found := pattern.match(line, at):
            return len(found[0])
    found = None if in_tag else _VALUE.match(line, at)
    return len(found[0].rstrip()) if found else 1


def _window(line: str, at: int) -> tuple[int, int]:
    begin = len(line) - len(line.lstrip())
    stop = len(line.rstrip())
    if stop - begin > WIDTH:
        begin = max(begin, min(at - _BEFORE, stop - WIDTH))
        stop = min(stop, begin + WIDTH)
    return begin, stop


def _harmless(words: str) -> str:
    return _UNSEEN.sub(_picture, words)


def _picture(found: re.Match[str]) -> str:
    """A character that moves, hides or turns text, as one that does not; a tab as a space."""
    number = ord(found[0])
    if found[0] == "\t":
        return " "
    return chr(_PICTURES + number) if number < _ASCII else "\ufffd"


def _cells(words: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in words
    )
