"""The push parser of a part, the bytes it was given since the last border, and what it refused."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree

from cml_sync.patterns import pattern
from cml_sync.problems import Place
from cml_sync.xml.errors import (
    DoubledFileError,
    EncodingError,
    LimitError,
    ReadError,
    TruncatedError,
)
from cml_sync.xml.hardening import explain, explain_end, feed, push_parser
from cml_sync.xml.limits import Limits, OverLimitError
from cml_sync.xml.places.faults import Look, look
from cml_sync.xml.places.spots import Source
from cml_sync.xml.reading.frames import Frame, Lines
from cml_sync.xml.reading.structure import root_node
from cml_sync.xml.source.encoding import Cursor
from cml_sync.xml.source.opening import Opened
from cml_sync.xml.source.scrubbing import Scrap, Scrubber

_DECLARATION: Final = pattern(rb"<\?xml[\s?]", re.IGNORECASE)
_BETWEEN: Final = pattern(rb"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_NOTHING_YET: Final = b""


class Feeder:
    """Feeds a push parser.

    Args:
        opened: what is known of the part.
        name: of the file, for places.
        frames: what is open, the root first; as it was at the last border.
        lines: of the file, for those that the parser names.
        limits: `oddities` holds for what is repaired.

    Attributes:
        scrubs: what no parser takes is repaired; to be ended with the root, for what follows that
            is not ours.
    """

    def __init__(
        self, opened: Opened, name: str, frames: Sequence[Frame], lines: Lines, limits: Limits
    ):
        self._parser = push_parser(root_node().tags())
        self._name = name
        self._frames = frames
        self._lines = lines
        self._encoding = opened.encoding.name
        self.scrubs = True
        self._root_tag = opened.root_tag
        self._fragment = opened.fragment is not None
        self._scrubber = Scrubber(limits.oddities)
        self._repaired: list[Scrap] = []
        self._window = bytearray()
        self._begun = Cursor(opened.line, opened.column)
        feed(self._parser, opened.padding)
        self._feed(opened.root_tag)

    @property
    def source(self) -> Source:
        """The bytes since the last border."""
        return Source(bytes(self._window), self._begun)

    def border(self, cursor: Cursor, begun: bytes = _NOTHING_YET) -> None:
        """What was fed before is of no more interest.

        Args:
            cursor: of the border.
            begun: what was fed of what follows it.
        """
        self._window.clear()
        self._window += begun
        self._begun = cursor.copy()
        self._repaired.clear()
        self._scrubber.count = 0

    def feed(self, before: bytes, tag: bytes) -> Iterator[tuple[str, etree._Element]]:
        """Give the parser text and a tag behind it.

        Returns:
            The events that came of it.

        Raises:
            ReadError: they cannot be read; their class says why.
        """
        self._feed(before + tag if before else tag)
        return self.events()

    def events(self) -> Iterator[tuple[str, etree._Element]]:
        """The events that nobody has seen yet."""
        events: Any = self._parser.read_events()
        return iter(events)

    def take_scraps(self) -> list[Scrap]:
        """What was repaired since it was asked last; places count from the last border."""
        found, self._scrubber.scraps = self._scrubber.scraps, []
        self._repaired += found
        return found

    def close(self, end: Place, end_tag: bytes, records: int) -> None:
        """Nothing more will come.

        Args:
            end: of the file.
            end_tag: of the envelope that stands around a fragment.
            records: how many were read.

        Raises:
            ReadError: the part is not whole.
        """
        try:
            feed(self._parser, self._scrubber.clean(b"", len(self._window), last=True) + end_tag)
            self._parser.close()
        except etree.XMLSyntaxError as error:
            found = explain_end(error, end)
            if isinstance(found, TruncatedError):
                raise TruncatedError(end, self._missing(), records) from None
            raise found from None

    def _missing(self) -> tuple[str, ...]:
        """The names, as written, of what is open, the innermost first."""
        seen = self._look(bytes(self._window))
        names = [tag.name.decode("utf-8", "replace") for tag in seen.open]
        return tuple(reversed(names[self._fragment :]))

    def _feed(self, data: bytes) -> None:
        at = len(self._window)
        self._window += data
        try:
            feed(self._parser, self._scrubber.clean(data, at) if self.scrubs else data)
        except OverLimitError as error:
            cursor = self.source.cursor_at(at)
            place = Place(self._name, cursor.line, cursor.column)
            raise LimitError(place, error.limit, error.allowed) from None
        except etree.XMLSyntaxError as error:
            raise self._refusal(error) from None

    def _refusal(self, error: etree.XMLSyntaxError) -> ReadError:
        """The error of ours, at the first thing since the last border that no XML may hold."""
        told = explain(error, self._told(error), at_end=False, line_of=self._lines.line)
        if isinstance(told, LimitError):
            return told  # a second look would be as long, and remember every level
        data = bytes(self._window)
        at = self._look(data).fault
        if at is None and not self._frames and not data.startswith(self._root_tag):
            at = _end(_BETWEEN.match(data))
        if at is None:
            return told
        cursor = Source(data, self._begun).cursor_at(at)
        place = Place(self._name, cursor.line, cursor.column)
        if _DECLARATION.match(data, at):
            return DoubledFileError(place)
        try:
            data[at:].decode()
        except UnicodeDecodeError as wrong:
            if wrong.start == 0:
                return EncodingError(place, self._encoding, known=True)
        return explain(error, place, at_end=False, line_of=self._lines.line)

    def _look(self, data: bytes) -> Look:
        blanked = bytearray(data)  # what was repaired is no fault
        for scrap in (*self._repaired, *self._scrubber.scraps):
            blanked[scrap.at : scrap.at + scrap.size] = b" " * scrap.size
        return look(
            bytes(blanked), [(_written(one.element), one.element.nsmap) for one in self._frames]
        )

    def _told(self, error: etree.XMLSyntaxError) -> Place:
        """Where libxml2 noticed; its columns count bytes here and there."""
        line, column = error.position
        if not line:
            cursor = self.source.cursor_at(len(self._window))
            return Place(self._name, cursor.line, cursor.column)
        return Place(self._name, line + self._lines.skipped, max(1, column or 1))


def _written(element: etree._Element) -> bytes:
    local = etree.QName(element).localname
    return (f"{element.prefix}:{local}" if element.prefix else local).encode()


def _end(match: re.Match[bytes] | None) -> int:
    return match.end() if match is not None else 0
