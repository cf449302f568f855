"""Two values that differ, in one line each, so that whoever looks sees where.

Values that differ only in white space, or far behind their beginning, would look the same.
"""

import json
import unicodedata
from typing import Final

from cml_sync.cli.diff_formats.base import said
from cml_sync.cli.session import Session
from cml_sync.packages.diff.change import FieldChange
from cml_sync.packages.diff.values import Value, shown
from cml_sync.patterns import pattern

_LONGEST: Final = 300
_BEFORE: Final = 30
"""So much of what both have in common is shown before the first difference, if they are long."""
_MARKS: Final = {"\n": "␊", "\r": "␍", "\t": "␉", " ": "·"}
_INVISIBLE: Final = frozenset({"Zs", "Zl", "Zp", "Cf", "Cc"})
_SPACES: Final = pattern(r"\s+")


def contrasted(session: Session, row: FieldChange, longest: int = _LONGEST) -> tuple[str, str]:
    """The old and the new value of a field, each in one line of about `longest` characters."""
    old, new = row.old, row.new
    if not isinstance(old, (str, tuple)) or not isinstance(new, (str, tuple)):
        return said(session, old), said(session, new)
    if not old or not new:
        return said(session, old), said(session, new)
    pair = shown(old), shown(new)
    if pair[0] == pair[1]:
        pair = _listed(old), _listed(new)
    elif _looks(pair[0]) == _looks(pair[1]):
        pair = _revealed(pair[0]), _revealed(pair[1])
    if max(map(len, pair)) > longest:
        start = _parting(*pair) - _BEFORE
        if start > 0:
            pair = f"…{pair[0][start:]}", f"…{pair[1][start:]}"
    return said(session, pair[0]), said(session, pair[1])


def _parting(one: str, other: str) -> int:
    """How many characters both begin with."""
    apart = (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(apart, min(len(one), len(other)))


def _looks(words: str) -> str:
    """The words as people see them."""
    seen = "".join(one for one in words if unicodedata.category(one) != "Cf")
    return _SPACES.sub(" ", seen).strip()


def _revealed(words: str) -> str:
    """The words with a mark for everything that leaves none on paper."""
    return "".join(map(_mark, words))


def _mark(character: str) -> str:
    if character in _MARKS:
        return _MARKS[character]
    invisible = unicodedata.category(character) in _INVISIBLE
    return f"<U+{ord(character):04X}>" if invisible else character


def _listed(value: Value) -> str:
    """Several texts apart from one text that looks like them."""
    return json.dumps(value, ensure_ascii=False)
