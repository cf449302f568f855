"""Bytes that no parser takes are made into such that it does, and remembered with their place.

A parser must refuse a whole file for one control character out of a pasted description, for
``&nbsp;`` and for a bare ``&``. What is meant is plain, so it is read; every other program will
refuse the file, so each of them is an error problem. Only bytes that the fast way could not parse
come here.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from cml_sync.patterns import pattern
from cml_sync.problems import Finding
from cml_sync.xml.findings import BARE_AMPERSAND, FORBIDDEN_CHARACTER, FOREIGN_ENTITY
from cml_sync.xml.limits import Limit, OverLimitError
from cml_sync.xml.places.faults import is_character
from cml_sync.xml.source.entities import ENTITIES

_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r")
_FORBIDDEN: Final = pattern(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_ODD: Final = pattern(
    rb"(?P<forbidden>[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf])"
    rb"|&(?!(?:amp|lt|gt|quot|apos|#(?:3[2-9]|[4-9][0-9]|[1-9][0-9]{2,3})"
    rb"|#x[2-9a-fA-F][0-9a-fA-F]{1,2});)"
    rb"(?:#(?P<code>[0-9]+|x[0-9a-fA-F]+);|(?P<name>[A-Za-z][A-Za-z0-9]*);)?"
)
"""Sound references, of which there may be millions, are passed over by the expression itself."""

_OPENING: Final = pattern(rb"<!--|<!\[CDATA\[|<\?")
_ENDS: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_BEGUN: Final = pattern(rb"&[#A-Za-z0-9]{0,32}\Z")
_SHOWN: Final = 32
_XML: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


class Scrap(NamedTuple):
    """Something that was made into something else.

    Attributes:
        at: its offset, as the caller counts.
        finding: its kind.
        written: what stood there, in a form that can be shown.
        became: what is read in its place.
        size: how many bytes it took.
    """

    at: int
    finding: Finding
    written: str
    became: str
    size: int


class Scrubber:
    """Goes through markup piece by piece.

    Args:
        most: how many may be found, until the caller begins to count anew.

    Attributes:
        scraps: what was found since the caller looked last.
        count: how many were found since the caller set it to 0.
    """

    def __init__(self, most: int) -> None:
        self.scraps: list[Scrap] = []
        self.count = 0
        self._most = most
        self._held = b""
        self._until = b""  # the end of the comment, CDATA or instruction that is open

    def clean(self, data: bytes, at: int, *, last: bool = False) -> bytes:
        """The next piece as a parser can take it; what may go on in the next one is held back.

        Args:
            data: the piece, in UTF-8.
            at: its offset.
            last: nothing follows.

        Raises:
            OverLimitError: there is too much to repair.
        """
        at -= len(self._held)
        data, self._held = self._held + data, b""
        if not self._until and not _may_be_odd(data):
            return data
        out: list[bytes] = []
        done = 0
        while done < len(data):
            end = self._part_end(data, done, last=last)
            clean = self._characters if self._until else self._text
            out.append(clean(data[done:end], at + done))
            done = end
            if self._held:
                break
            self._turn(data, done)
        return b"".join(out)

    def _part_end(self, data: bytes, done: int, *, last: bool) -> int:
        """Where what is open ends: text, a comment, CDATA, an instruction."""
        if self._until:
            found = data.find(self._until, done)
            if found >= 0:
                return found
            kept = 0 if last else _overlap(data[done:], self._until)
        else:
            opening = _OPENING.search(data, done)
            if opening is not None:
                return opening.start()
            begun = None if last else _BEGUN.search(data, done)
            kept = len(data) - begun.start() if begun else 0
        self._held = data[len(data) - kept :] if kept else b""
        return len(data) - kept

    def _turn(self, data: bytes, at: int) -> None:
        """What follows is of the other kind."""
        if self._until:
            self._until = b"" if data.startswith(self._until, at) else self._until
        elif (opening := _OPENING.match(data, at)) is not None:
            self._until = _ENDS[opening[0]]

    def _characters(self, data: bytes, at: int) -> bytes:
        return _FORBIDDEN.sub(self._found(at), data)

    def _text(self, data: bytes, at: int) -> bytes:
        return _ODD.sub(self._found(at), data)

    def _found(self, begun: int) -> Callable[[re.Match[bytes]], bytes]:
        def instead(match: re.Match[bytes]) -> bytes:
            scrap = _scrap(match, begun + match.start())
            if scrap is None:
                return match[0]
            self.scraps.append(scrap)
            self.count += 1
            if self.count > self._most:
                raise OverLimitError(Limit.ODDITIES, self._most)
            return b"&amp;" if scrap.finding is BARE_AMPERSAND else scrap.became.encode()

        return instead


def _may_be_odd(data: bytes) -> bool:
    return (
        b"&" in data
        or b"<!" in data
        or b"<?" in data
        or len(data.translate(None, _CONTROLS)) != len(data)
        or b"\xef\xbf" in data
    )


def _overlap(data: bytes, end: bytes) -> int:
    """How many bytes at the end of `data` may be the beginning of `end`."""
    return next((size for size in (2, 1) if size <= len(data) and data.endswith(end[:size])), 0)


def _scrap(match: re.Match[bytes], at: int) -> Scrap | None:
    groups = match.groupdict()
    forbidden, code, name = groups.get("forbidden"), groups.get("code"), groups.get("name")
    if code is not None:
        if is_character(code):
            return None
        return Scrap(at, FORBIDDEN_CHARACTER, match[0][:_SHOWN].decode(), " ", len(match[0]))
    if name is not None:
        became = None if name in _XML else ENTITIES.get(name.decode())
        if not became:
            return None
        return Scrap(at, FOREIGN_ENTITY, match[0].decode(), became, len(match[0]))
    if match[0] == b"&":
        return Scrap(at, BARE_AMPERSAND, "&", "&", 1)
    character = (forbidden or match[0]).decode()
    return Scrap(at, FORBIDDEN_CHARACTER, f"U+{ord(character):04X}", " ", len(match[0]))
