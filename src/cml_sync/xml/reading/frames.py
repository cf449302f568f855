"""What is open while a part is read: root, section, container; and how far the lines are off."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from cml_sync.problems import Place
from cml_sync.xml.places.trail import Piece, Trail
from cml_sync.xml.reading.chunks import Chunker
from cml_sync.xml.reading.structure import PlaceNode
from cml_sync.xml.source.encoding import Cursor

_MAX_LINE: Final = 65_535
"""libxml2 tells no line beyond this one."""


@dataclass(slots=True)
class Frame:
    """An open root, section or container.

    Attributes:
        node: what it is.
        element: in the tree of the push parser.
        place: of its start tag.
        counts: how many records of each tag it has had.
        fields: the fields that these records belong to.
        opened: its section was announced.
        previous: its last child that was read: cleared, and removed when the next one comes.
        strayed: text between its records was told of: once is enough.
        between: where text may stand behind its last child: the first such bytes, their place.
        slow_until: how far the push parser must go before chunks are tried again.
        chunkers: by tag of the record.
        trail: the bytes of the section that it belongs to.
        mark: the start tag of the child that is being read.
    """

    node: PlaceNode
    element: etree._Element
    place: Place
    counts: dict[str, int] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)
    opened: bool = False
    previous: etree._Element | None = None
    strayed: bool = False
    between: tuple[Cursor, bytes] | None = None
    slow_until: int = 0
    chunkers: dict[str, Chunker] = field(default_factory=dict)
    trail: Trail = field(default_factory=Trail)
    mark: Piece | None = None
    _before: Piece | None = None

    @property
    def has_tail(self) -> bool:
        """Whether text stands behind the last child that was read."""
        return self.previous is not None and bool((self.previous.tail or "").strip())

    def forget(self, child: etree._Element) -> str:
        """Let go of a child; only the one before it can be removed: the parser is through with it.

        The last text of the parser may still grow behind `child`; to remove it now would leave
        libxml2 writing into memory that is no more.

        Returns:
            The text that stood behind the removed one, in front of `child`.
        """
        child.clear()
        removed, self.previous = self.previous, child
        before, self._before = self._before, self.mark
        if before is not None:
            self.trail.drop(before, self.mark if child.getprevious() is removed else None)
        if removed is None:
            return ""
        text = (removed.tail or "").strip()
        self.element.remove(removed)
        return text


def so_far(frames: Sequence[Frame], record: etree._Element | None) -> etree._Element:
    """A copy of what stands in the first of `frames` before its first record.

    Args:
        frames: a section and the containers open in it.
        record: the first record, if the push parser has it.
    """
    copies: list[etree._Element] = []
    for index, frame in enumerate(frames, start=1):
        inner = frames[index].element if index < len(frames) else record
        copied = etree.Element(frame.element.tag, dict(frame.element.attrib))
        copied.text = frame.element.text
        for child in frame.element:
            if child is inner:
                break
            copied.append(deepcopy(child))
        copies.append(copied)
    for outer, copied in zip(copies[-2::-1], copies[:0:-1], strict=True):
        if len(copied) or copied.attrib:
            outer.append(copied)
    return copies[0]


class Lines:
    """How many lines the push parser has not seen, because records were cut out before it."""

    __slots__ = ("_jumps", "skipped")

    def __init__(self) -> None:
        self.skipped = 0
        self._jumps: list[tuple[int, int]] = []

    def skip(self, begun: Cursor, ended: Cursor) -> None:
        """The push parser will not see what stands between these."""
        at = begun.line - self.skipped
        self.skipped += ended.line - begun.line
        if self._jumps and self._jumps[-1][0] == at:
            self._jumps[-1] = (at, self.skipped)
        else:
            self._jumps.append((at, self.skipped))

    def of(self, element: etree._Element) -> int | None:
        """The line of an element in the tree of the push parser; None if libxml2 cannot tell."""
        return self.line(element.sourceline)

    def line(self, line: int | None) -> int | None:
        """The line of the file that the push parser calls `line`; None if it cannot tell."""
        if line is None or line >= _MAX_LINE:
            return None
        return line + max((skipped for at, skipped in self._jumps if at < line), default=0)
