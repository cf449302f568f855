"""What somebody means who types a code: in small letters, without its prefix, or only begun."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_DIGITS: Final = re.compile(r"\d+")
_CODE: Final = re.compile(r"(?P<prefix>CML|E|G|)(?P<number>[0-9OО]+)")
_ZERO: Final = str.maketrans("OО", "00")
_LOOK_ALIKE: Final = str.maketrans("СМЕ", "CME")
_NEAREST: Final = 3
_CANDIDATES: Final = 30


def normal_code(word: str, known: Iterable[str]) -> str:
    """The code that is meant: in capitals, with its prefix, Cyrillic letters made Latin."""
    bare = re.sub(r"[\s_-]", "", word).upper().translate(_LOOK_ALIKE)
    if found := _CODE.fullmatch(bare):
        bare = found["prefix"] + found["number"].translate(_ZERO)
    if _DIGITS.fullmatch(bare):
        codes = set(known)
        return next((code for prefix in ("CML", "E") if (code := prefix + bare) in codes), bare)
    return bare


def beginning(word: str, known: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The codes that begin as `word` does: `CML3`, `cml30` and `3` as well as a whole code.

    Returns:
        The beginning in its usual form, and the codes, in their order; none if there are none.
    """
    code = normal_code(word, known)
    if code in known or not code:
        return code, (code,) if code else ()
    for begun in (f"CML{code}", f"E{code}") if _DIGITS.fullmatch(code) else (code,):
        if found := tuple(one for one in known if one.startswith(begun)):
            return begun, found
    return code, ()


def nearest(code: str, known: Sequence[str]) -> tuple[str, ...]:
    """At most three codes that may be meant instead; those of the same chapter first."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for who mistypes

    candidates = [f"CML{code}", f"E{code}"] if _DIGITS.fullmatch(code) else [code]
    found: list[str] = []
    for candidate in candidates:
        found += get_close_matches(candidate, known, n=_CANDIDATES, cutoff=0.5)
    first, wanted = candidates[0], _number(candidates[0])
    found.sort(
        key=lambda one: (one[:4] != first[:4], one[:1] != first[:1], abs(_number(one) - wanted))
    )
    return tuple(dict.fromkeys(found))[:_NEAREST]


def _number(code: str) -> int:
    found = _DIGITS.search(code)
    return int(found[0]) if found else 0
