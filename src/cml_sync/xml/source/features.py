"""How a file is written, below what it says: quotes, CDATA, references, prefixes, comments.

A parser gives all of this the same meaning, and drops it; receivers that read XML with hand-made
code do not. The bytes that stream by are searched, never parsed a second time.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final

from cml_sync.patterns import pattern
from cml_sync.problems import Place
from cml_sync.xml.source.encoding import Cursor


class Feature(StrEnum):
    """One way of writing."""

    DECLARATION = "declaration"  # the file begins with an XML declaration, nothing in front of it
    LEADING = "leading"  # something stands in front of the first <
    ENCODING = "encoding"  # …that names the encoding in double quotes
    SINGLE_QUOTED_ENCODING = "single-quoted encoding"  # …or in single ones
    SINGLE_QUOTES = "single quotes"  # around the value of an attribute
    SPLIT_TAG = "split tag"  # a line end or tab, no space, between the name and the attributes
    GREATER_SIGN = "greater sign"  # a bare > in the value of an attribute
    PREFIX = "prefix"  # in the name of an element
    CDATA = "cdata"
    REFERENCE = "reference"  # a numeric one, or &apos;, but for those of BASIC_REFERENCE
    BASIC_REFERENCE = "basic reference"  # &#34; &#38; &#60; &#62;, in decimal
    COMMENT = "comment"
    COMMENTED_TAG = "commented tag"  # a comment with a < in it
    INSTRUCTION = "instruction"  # a processing instruction
    CRLF = "crlf"  # a line end of Windows


_BASIC: Final = frozenset({b"&#34;", b"&#38;", b"&#60;", b"&#62;"})
_REFERENCE: Final = pattern(rb"&(?:#(?:x[0-9A-Fa-f]+|[0-9]+)|apos);")
_MARKUP: Final = pattern(rb"<(?:!--|!\[CDATA\[|\?)")
_NAMED: Final = pattern(rb"""<[^\s<>/!?:"'=&]++([:\t\r\n])""")
_ATTRIBUTE_END: Final = pattern(rb"""=\s*(?:'|"[^"<>]*>)""")
_TAG: Final = pattern(rb"""<[^\s<>/!?"'=&]++(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")
_ATTRIBUTE: Final = pattern(rb"""[^\s<>"'=/]+\s*=\s*("[^"]*"|'[^']*')""")
_DECLARATION: Final = pattern(rb"<\?xml(?=\s)")
_ENCODING: Final = pattern(rb"""\sencoding\s*=\s*(["'])""", re.IGNORECASE)
_FOLLOWING: Final = 0x80
_LF: Final = 0x0A
_ENDS: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}


class Features:
    """What was seen of a file that streams by: how often, and where first."""

    def __init__(self) -> None:
        self._counts: dict[Feature, int] = {}
        self._first: dict[Feature, tuple[int, int]] = {}
        self._cursor = Cursor()
        self._data = b""
        self._at = 0  # what stands before it was judged; the cursor is there
        self._inside = b""  # the start of the markup that is open
        self._told = False  # of this comment
        self._begun = False

    def count(self, feature: Feature) -> int:
        """How often it was seen."""
        return self._counts.get(feature, 0)

    def place(self, feature: Feature, file: str) -> Place:
        """Where it was seen first; the file alone if it was not."""
        line, column = self._first.get(feature, (None, None))
        return Place(file, line, column)

    def watching(self, read: Callable[[], bytes]) -> Callable[[], bytes]:
        """`read`, with everything that it gives looked at; empty bytes are the end."""

        def watched() -> bytes:
            data = read()
            self.feed(data, last=not data)
            return data

        return watched

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Look at the next bytes, in UTF-8 without a byte order mark, cut anywhere."""
        self._data = self._data[self._at :] + data
        if (
            not self._begun
            and not self.count(Feature.LEADING)
            and self._data[:1] not in (b"", b"<")
        ):
            self._see(Feature.LEADING, 0)
        self._at = 0
        while self._at < len(self._data):
            moved = self._through_markup(last=last) if self._inside else self._plain(last=last)
            if not moved:
                return

    def _see(self, feature: Feature, offset: int, times: int = 1) -> None:
        self._counts[feature] = self._counts.get(feature, 0) + times
        if feature not in self._first:
            cursor = self._cursor.copy()
            cursor.advance(self._data[self._at : offset])
            self._first[feature] = (cursor.line, cursor.column)

    def _take(self, end: int) -> None:
        self._cursor.advance(self._data[self._at : end])
        self._begun = self._begun or end > self._at
        self._at = end

    def _plain(self, *, last: bool) -> bool:
        """Tags and text, up to the next markup that hides its content; whether to go on."""
        found = _MARKUP.search(self._data, self._at)
        if found is None:
            # The last tag may go on, and so may the text behind it.
            end = len(self._data) if last else max(self._data.rfind(b"<", self._at), self._at)
            self._tags(end)
            return False
        self._tags(found.start())
        self._inside = found[0]
        self._told = False
        if self._inside == b"<!--":
            self._see(Feature.COMMENT, found.start())
        elif self._inside == b"<![CDATA[":
            self._see(Feature.CDATA, found.start())
        elif self._begun:
            self._see(Feature.INSTRUCTION, found.start())
        if self._inside != b"<?":
            self._take(found.end())
        return True

    def _through_markup(self, *, last: bool) -> bool:
        """Up to the end of a comment, CDATA or an instruction; whether to go on."""
        sign = _ENDS[self._inside]
        found = self._data.find(sign, self._at)
        end = found + len(sign) if found >= 0 else len(self._data)
        if found < 0 and not last:
            if self._inside == b"<?":  # wanted whole
                return False
            end = self._border(end - len(sign))
        if self._inside == b"<!--" and not self._told:
            self._commented(end)
        if self._inside == b"<?" and not self._begun:
            self._declaration(end)
        self._crlf(end)
        self._take(end)
        if found >= 0:
            self._inside = b""
        return found >= 0

    def _border(self, end: int) -> int:
        """`end`, moved out of a character or a line end."""
        while end > self._at and (self._data[end] & 0xC0 == _FOLLOWING or self._data[end] == _LF):
            end -= 1
        return max(self._at, end)

    def _commented(self, end: int) -> None:
        if (at := self._data.find(b"<", self._at, end)) >= 0:
            self._told = True
            self._see(Feature.COMMENTED_TAG, at)

    def _declaration(self, end: int) -> None:
        if not _DECLARATION.match(self._data, self._at):
            self._see(Feature.INSTRUCTION, self._at)
            return
        self._see(Feature.DECLARATION, self._at)
        if (encoding := _ENCODING.search(self._data, self._at, end)) is not None:
            double = encoding[1] == b'"'
            feature = Feature.ENCODING if double else Feature.SINGLE_QUOTED_ENCODING
            self._see(feature, encoding.start() + 1)

    def _crlf(self, end: int) -> None:
        if (times := self._data.count(b"\r\n", self._at, end)) > 0:
            self._see(Feature.CRLF, self._data.find(b"\r\n", self._at), times)

    def _tags(self, end: int) -> None:
        """Look at whole tags and text, up to `end`."""
        data, at = self._data, self._at
        if end == at:
            return
        self._crlf(end)
        if data.find(b"&", at, end) >= 0:
            for found in _REFERENCE.finditer(data, at, end):
                basic = found[0] in _BASIC
                feature = Feature.BASIC_REFERENCE if basic else Feature.REFERENCE
                self._see(feature, found.start())
        for found in _NAMED.finditer(data, at, end):
            if found[1] == b":":
                self._see(Feature.PREFIX, found.start())
            elif _has_attributes(data, found.start(), end):
                self._see(Feature.SPLIT_TAG, found.start())
        for feature, offset in _odd_attributes(data, at, end):
            self._see(feature, offset)
        self._take(end)


def _has_attributes(data: bytes, at: int, end: int) -> bool:
    tag = _TAG.match(data, at, end)
    return tag is not None and b"=" in tag[0]


def _odd_attributes(data: bytes, at: int, end: int) -> Iterator[tuple[Feature, int]]:
    """Attributes in single quotes or with a bare > in their value, and where they stand."""
    for found in _ATTRIBUTE_END.finditer(data, at, end):
        start = data.rfind(b"<", at, found.start())
        at = found.start()  # no < behind it: the same tag, or the text behind that
        tag = _TAG.match(data, start, end) if start >= 0 else None
        if tag is None:
            continue
        for attribute in _ATTRIBUTE.finditer(data, start, tag.end()):
            if attribute[1].startswith(b"'"):
                yield Feature.SINGLE_QUOTES, attribute.start()
            if b">" in attribute[1]:
                yield Feature.GREATER_SIGN, attribute.start()
