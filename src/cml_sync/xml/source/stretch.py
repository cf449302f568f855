"""The part of a file that is at hand: read on, cut at tags, never rewound."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from cml_sync.problems import Place
from cml_sync.xml.errors import LimitError
from cml_sync.xml.limits import Limit, Limits
from cml_sync.xml.source.encoding import Cursor

_BLANK: Final = re.compile(rb"\s*+")
_TAG_BEGUN: Final = re.compile(rb"</?[^\s<>/!?]++")


def cut_at(tags: Iterable[str]) -> re.Pattern[bytes]:
    """Finds the next start or end tag with one of these names, whatever its prefix.

    It may find one in a comment or in CDATA; that only costs a needless cut.
    """
    names = b"|".join(re.escape(tag.encode()) for tag in sorted(tags))
    attributes = rb"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+"""
    return re.compile(rb"</?(?:[^\s<>:/!?]+:)?(?:" + names + rb")(?=[\s/>])" + attributes + rb">")


class Stretch:
    """Bytes of a file in UTF-8, from where the reader stands.

    Attributes:
        data: what is at hand; the reader stands at `at`.
        at: an offset in `data`.
        cursor: the line and column there.
        tag: the line and column of the tag at which the last piece was cut, if it was.
        passed: how many bytes the reader has left behind.
        ended: nothing more can be read.
        elements: how many were read.
        beyond: lets `read` go on behind a border at which it has stopped; whether there was one.
    """

    def __init__(
        self, data: bytes, read: Callable[[], bytes], cursor: Cursor, name: str, limits: Limits
    ):
        self.data = data
        self.at = 0
        self.cursor = cursor
        self.tag: Cursor | None = None
        self.passed = 0
        self.ended = False
        self.elements = 0
        self.beyond: Callable[[], bool] | None = None
        self._read = read
        self._name = name
        self._limits = limits

    def place(self) -> Place:
        """Where the reader stands."""
        return Place(self._name, self.cursor.line, self.cursor.column)

    def more(self, *, beyond: bool = True) -> bool:
        """Read on, behind a border as well; whether there was anything."""
        block = self._read()
        if not block and beyond and self.beyond is not None and self.beyond():
            block = self._read()
        if not block:
            self.ended = True
            return False
        self.data = self.data[self.at :] + block
        self.at = 0
        return True

    def move(self, cursor: Cursor) -> None:
        """Stand at another place of the file, with nothing at hand."""
        self.data, self.at = b"", 0
        self.cursor = cursor
        self.tag = None
        self.ended = False

    def met(self, elements: int) -> None:
        """Count elements that were read.

        Raises:
            LimitError: the file has too many.
        """
        self.elements += elements
        if self.elements > self._limits.elements:
            raise LimitError(self.place(), Limit.ELEMENTS, self._limits.elements)

    def take(self, end: int) -> bytes:
        """The bytes up to `end`; the reader then stands there."""
        piece = self.data[self.at : end]
        self.cursor.advance(piece)
        self.passed += len(piece)
        self.at = end
        return piece

    def skip(self, size: int, lines: int) -> None:
        """Move over the next `size` bytes, in which so many lines end."""
        end = self.at + size
        if lines:
            self.cursor.line += lines
            self.cursor.column = 1
            self.cursor.advance(self.data[self.data.rindex(b"\n", self.at, end) + 1 : end])
        else:
            self.cursor.advance(self.data[self.at : end])
        self.passed += size
        self.at = end

    def piece(self, cut: re.Pattern[bytes]) -> tuple[bytes, bytes] | None:
        """The bytes up to the next tag that `cut` finds, and that tag; None at the end.

        Without such a tag at hand the second part is empty.

        Raises:
            LimitError: one tag is too long.
        """
        while True:
            found = cut.search(self.data, self.at)
            if found is not None:
                if found.end() - found.start() > self._limits.tag_bytes:
                    raise LimitError(self.place(), Limit.TAG, self._limits.tag_bytes)
                before = self.take(found.start())
                self.tag = self.cursor.copy()
                return before, self.take(found.end())
            self.tag = None
            last = self.data.rfind(b"<", self.at)
            if last > self.at:
                return self.take(last), b""
            if last < 0 and len(self.data) > self.at:
                return self.take(len(self.data)), b""
            if len(self.data) - self.at > self._limits.tag_bytes:
                return self._long(cut), b""
            if not self.more():
                return (self.take(len(self.data)), b"") if len(self.data) > self.at else None

    def _long(self, cut: re.Pattern[bytes]) -> bytes:
        """What follows the one `<` at hand, on which the reader stands: a long text, a comment.

        Raises:
            LimitError: it is a tag that does not end, or one that `cut` wants, with open quotes.
        """
        begun = _TAG_BEGUN.match(self.data, self.at)
        if begun is not None:
            named = begun.end() < len(self.data)
            start = self.data[self.at : begun.end()]
            if not named or b">" not in self.data[self.at :] or cut.match(start + b"/>"):
                raise LimitError(self.place(), Limit.TAG, self._limits.tag_bytes)
        return self.take(len(self.data))

    def before_text(self, end: int, end_tag: bytes) -> int | None:
        """`end`, if a tag follows there; else where the last record but one ends, if there is one.

        The push parser must have the record that a text follows, to tell of the text.
        """
        size = end - self.at
        while (blank := _BLANK.match(self.data, self.at + size)) is not None:
            if blank.end() < len(self.data):
                if self.data.startswith(b"<", blank.end()):
                    return self.at + size
                found = self.data.rfind(end_tag, self.at, self.at + size - len(end_tag))
                return None if found < 0 else found + len(end_tag)
            if not self.more(beyond=False):
                break
        return self.at + size

    def whole(self, end_tag: bytes) -> int | None:
        """Where the last whole record at hand ends, in `chunk_bytes` of the limits if one does.

        None if there is none, or only one so long that it must be watched piece by piece.
        """
        size = self._limits.chunk_bytes
        if not size:
            return None
        while True:
            while len(self.data) - self.at < size and self.more(beyond=False):
                pass
            found = self.data.rfind(end_tag, self.at, self.at + size)
            if found >= 0:
                return found + len(end_tag)
            if self.ended and len(self.data) - self.at <= size:
                return None
            if 4 * size > min(self._limits.tag_bytes, self._limits.record_bytes):
                return None
            size *= 4
