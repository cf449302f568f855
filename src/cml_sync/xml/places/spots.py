"""Where something in a record stands: found again in its bytes, only when somebody asks.

A record keeps no places while it is read: that would cost more than reading it. It keeps a
reference to the bytes that it was made of, and what stands where in them is found out when a rule
has something to say.
"""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol, cast

from cml_sync.problems import Place
from cml_sync.xml.source.encoding import Cursor

_TOKEN: Final = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    rb"|(?P<end></[^<>]*>)"
    rb"""|<(?P<name>[^\s<>/!?"'=]++)(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(rb"""(?P<name>[^\s=<>"'/]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_STEP: Final = re.compile(r"(?P<name>[^\[\]/]+)(?:\[(?P<number>[1-9][0-9]*)\])?")


class Tag(NamedTuple):
    """A start tag.

    Attributes:
        name: without prefix.
        at: where it begins: an offset in bytes.
        attributes: where its attributes begin.
        end: where it ends.
        children: the tags right below it.
    """

    name: str
    at: int
    attributes: int
    end: int
    children: "list[Tag]"


def tags_in(data: bytes) -> list[Tag]:
    """The start tags of `data` in document order; what is in a comment or in CDATA is none."""
    top = Tag("", 0, 0, 0, [])
    found: list[Tag] = []
    way = [top]
    for token in _TOKEN.finditer(data):
        if token["end"] is not None:
            if len(way) > 1:
                way.pop()
        elif token["name"] is not None:
            name = token["name"].decode("utf-8", "replace").rpartition(":")[2]
            tag = Tag(name, token.start(), token.start("attributes"), token.end(), [])
            found.append(tag)
            way[-1].children.append(tag)
            if not token["attributes"].endswith(b"/"):
                way.append(tag)
    return found


@dataclass(frozen=True)
class Source:
    """The bytes of a record, or of a header.

    Attributes:
        data: UTF-8, its start tag being the first in it.
        cursor: where `data` begins.
        jumps: offsets at which `data` goes on somewhere else, and where.
    """

    data: bytes
    cursor: Cursor
    jumps: tuple[tuple[int, Cursor], ...] = ()

    def source(self, _: int) -> "Source":
        """Itself, whatever the number of the record."""
        return self

    @cached_property
    def tags(self) -> Sequence[Tag]:
        """The start tags in document order; that of the record comes first."""
        return tags_in(self.data)

    def cursor_at(self, offset: int) -> Cursor:
        """The line and column of a byte of `data`."""
        return self.cursors_at([offset])[offset]

    def cursors_at(self, offsets: Iterable[int]) -> dict[int, Cursor]:
        """The line and column of many bytes of `data`, in one walk."""
        found: dict[int, Cursor] = {}
        cursor, done = self.cursor.copy(), 0
        jumps = deque(self.jumps)
        for offset in sorted(set(offsets)):
            while jumps and jumps[0][0] <= offset:
                done, begun = jumps.popleft()
                cursor = begun.copy()
            cursor.advance(self.data[done:offset])
            done = offset
            found[offset] = cursor.copy()
        return found

    def holder_of(self, offset: int) -> int:
        """The number of the start tag of the element that a byte of `data` stands in."""
        number = -1
        way = [0]
        for token in _TOKEN.finditer(self.data):
            if token.start() > offset:
                break
            if token["end"] is not None:
                if token.end() <= offset and len(way) > 1:
                    way.pop()
            elif token["name"] is not None:
                number += 1
                if token.end() > offset:
                    return number
                if number and not token["attributes"].endswith(b"/"):
                    way.append(number)
        return way[-1]

    def attribute_at(self, tag: Tag, name: str) -> int | None:
        """The offset of an attribute with this local name."""
        for found in _ATTRIBUTE.finditer(self.data, tag.attributes, tag.end):
            if found["name"].decode("utf-8", "replace").rpartition(":")[2] == name:
                return found.start()
        return None


class Origin(Protocol):
    """The bytes that a record was made of, perhaps among those of others."""

    def source(self, number: int, /) -> Source:
        """The bytes of the record that is told by the number at the end of its path."""


class _PlaceDraft:
    """Has the slots of a place and is not frozen: a place is made for nearly every record.

    A frozen dataclass sets each of its fields through `object.__setattr__`, which takes longer.
    """

    __slots__ = tuple(field.name for field in fields(Place))


def _place(file: str | None, line: int, path: str, record_id: str | None) -> Place:
    draft: Any = _PlaceDraft()
    draft.file = file
    draft.line = line
    draft.column = None
    draft.path = path
    draft.record_id = record_id
    draft.__class__ = Place
    return cast("Place", draft)


class Cut:
    """The bytes of several records that were cut out together.

    Args:
        data: whole records and white space between them.
        end_tag: with which each of them ends.
        cursor: where `data` begins.
        first: the number of the first record among those of its name.
        file: for places; as the user knows it.
        path: of the records, without their number.
    """

    def __init__(
        self,
        data: bytes,
        end_tag: bytes,
        cursor: Cursor,
        first: int = 1,
        *,
        file: str | None = None,
        path: str = "",
    ):
        self._data = data
        self._end_tag = end_tag
        self._cursor = cursor
        self._first = first
        self._file = file
        self._path = path
        self._asked = (0, cursor)
        self._placed = (0, cursor.line)
        self._last: tuple[int, Source] | None = None

    @cached_property
    def pieces(self) -> list[bytes]:
        """The bytes up to each end tag."""
        return self._data.split(self._end_tag)

    def piece(self, number: int) -> bytes:
        """The bytes up to the end tag of the record with this number, blanks in front of it too."""
        return self.pieces[number - self._first]

    def raw(self, number: int) -> bytes:
        """The bytes of the record with this number, in UTF-8."""
        return self.pieces[number - self._first].lstrip() + self._end_tag

    def place(self, number: int, record_id: str | None) -> Place:
        """Where the start tag of the record with this number stands; without its column."""
        index = number - self._first
        at, line = self._placed
        if at > index:  # they are nearly always asked for in their order
            at, line = 0, self._cursor.line
        for piece in self.pieces[at:index]:
            line += piece.count(b"\n")
        self._placed = (index, line)
        piece = self.pieces[index]
        line += piece.count(b"\n", 0, piece.find(b"<"))
        return _place(self._file, line, f"{self._path}[{number}]", record_id)

    def source(self, number: int, /) -> Source:
        """The bytes of the record with this number, and where they begin."""
        if self._last is not None and self._last[0] == number:
            return self._last[1]  # one record has several problems: its tags are found once
        index = number - self._first
        at, cursor = self._asked
        if at > index:  # they are nearly always asked for in their order
            at, cursor = 0, self._cursor
        cursor = cursor.copy()
        for piece in self.pieces[at:index]:
            cursor.advance(piece + self._end_tag)
        self._asked = (index, cursor)
        source = Source(self.pieces[index] + self._end_tag, cursor)
        self._last = number, source
        return source


class Spot:
    """Knows where the elements and attributes of one record stand in the file.

    Args:
        origin: the bytes of the record, if they are known.
        place: of the record; its path ends in ``[n]``.
    """

    def __init__(self, origin: Origin | None, place: Place):
        self._origin = origin
        self._place = place

    @cached_property
    def source(self) -> Source | None:
        """The bytes of the record, if they are known."""
        if self._origin is None:
            return None
        number = self._place.path.rpartition("[")[2].rstrip("]")
        return self._origin.source(int(number) if number.isdecimal() else 1)

    def place(self, at: str) -> Place | None:
        """The place of an element or an attribute of the record.

        Args:
            at: a path below the record: ``Цены/Цена[2]/Валюта``, ``БазоваяЕдиница/@Код``; empty
                for the record itself. ``[n]`` counts the siblings of one name from 1. A name
                without a number means the first one that leads on: where a container stands
                twice, what is in both is counted through.

        Returns:
            Line and column (from 1, in characters) of the start tag, or of the name of the
            attribute; of the nearest element above, if there is no such one. None if the bytes of
            the record are not known.
        """
        source = self.source
        if source is None or not source.tags:
            return None
        tag, path, attribute = _found(source.tags[0], at)
        offset = source.attribute_at(tag, attribute) if attribute else None
        if offset is not None:
            path += f"/@{attribute}"
        cursor = source.cursor_at(tag.at if offset is None else offset)
        return replace(
            self._place, line=cursor.line, column=cursor.column, path=self._place.path + path
        )


def _found(record: Tag, at: str) -> tuple[Tag, str, str]:
    """The tag that `at` leads to or the nearest above, the way to it, and the attribute asked."""
    here, way = [record], ""
    steps = [step for step in at.split("/") if step]
    attribute = steps.pop()[1:] if steps and steps[-1].startswith("@") else ""
    for index, step in enumerate(steps, start=1):
        asked = _STEP.fullmatch(step)
        if asked is None:
            return here[0], way, ""
        below = [tag for parent in here for tag in parent.children if tag.name == asked["name"]]
        if asked["number"] or index == len(steps):
            number = int(asked["number"] or 1)
            below = below[number - 1 : number]
        if not below:
            return here[0], way, ""
        here, way = below, f"{way}/{step}"
    return here[0], way, attribute
