"""The fast way: whole records, cut out of the bytes and parsed 64 KiB at a time.

A chunk begins at the start tag of a record and ends with the end tag of one, by its letters alone.
It counts only if a real parser then finds in it exactly as many records as end tags, and nothing
between them. A file cannot lead it astray: with a comment, CDATA or a processing instruction in the
chunk, a record with a prefix or in a namespace of its own, a nested tag of the same name, or a line
end inside the start tag of a record, the chunk is left to the push parser, which reads everything.
"""

import re
from functools import cached_property

from lxml import etree

from cml_sync.xml.encoding import Cursor
from cml_sync.xml.places import Source

_NEVER = ((b"!", b"<!"), (b"?", b"<?"))
"""What makes a chunk uncertain; the single bytes are looked for first: that costs nothing."""


class Chunk:
    """Whole records of one kind.

    Attributes:
        records: their elements.
        data: their bytes.
        cursor: where `data` begins.
    """

    def __init__(self, records: etree._Element, data: bytes, cursor: Cursor, end_tag: bytes):
        self.records = records
        self.data = data
        self.cursor = cursor
        self._end_tag = end_tag

    def line(self, record: etree._Element) -> int:
        """The line of the start tag of `record`."""
        return self.cursor.line + (record.sourceline or 1) - 1

    @cached_property
    def _pieces(self) -> list[bytes]:
        return self.data.split(self._end_tag)

    def raw(self, number: int) -> bytes:
        """The bytes of the record with this number, in UTF-8."""
        return self._pieces[number].lstrip() + self._end_tag

    def source(self, number: int) -> Source:
        """The bytes of the record with this number, and where they begin."""
        before = sum(len(piece) + len(self._end_tag) for piece in self._pieces[:number])
        cursor = self.cursor.copy()
        cursor.advance(self.data[:before])
        return Source(self._pieces[number] + self._end_tag, cursor)


class Chunker:
    """Cuts records with one tag out of one container.

    Args:
        tag: of the records.
        namespaces: the prefixes that hold in the container.
        parser: for whole trees.
    """

    def __init__(self, tag: str, namespaces: dict[str | None, str], parser: etree.XMLParser):
        name = tag.encode()
        self.tag = tag
        self.end_tag = b"</" + name + b">"
        self._split_start = re.compile(b"<" + re.escape(name) + rb"(?=\s)[^<>]*\n")
        wrapper = etree.Element("w", nsmap={p: u for p, u in namespaces.items() if p is not None})
        wrapper.text = " "
        self._open, _, self._close = etree.tostring(wrapper, encoding="utf-8").partition(b"> <")
        self._open += b">"
        self._close = b"<" + self._close
        self._parser = parser

    def read(self, data: bytes, cursor: Cursor) -> Chunk | None:
        """The records of `data`, or None if it is not certain that they are all there is in it."""
        if any(byte in data and sign in data for byte, sign in _NEVER):
            return None
        if self._split_start.search(data):
            return None
        try:
            root = etree.fromstring(self._open + data + self._close, self._parser)
        except etree.XMLSyntaxError:
            return None
        if root.text is not None or len(root) != data.count(self.end_tag):
            return None
        if any(child.tag != self.tag or child.tail is not None for child in root):
            return None
        return Chunk(root, data, cursor, self.end_tag)
