"""The fast way: whole records, cut out of the bytes and parsed 64 KiB at a time.

A chunk begins at the start tag of a record and ends with the end tag of one, by its letters alone.
It counts only if a real parser then finds in it exactly as many records as end tags, and nothing
between them. A file cannot lead it astray: with a comment, CDATA or a processing instruction in the
chunk, a record with a prefix or in a namespace of its own, a nested tag of the same name, or a line
end inside the start tag of a record, the chunk is left to the push parser, which reads everything.
"""

import re

from lxml import etree

from cml_sync.xml.encoding import Cursor
from cml_sync.xml.spots import Cut

_NEVER = ((b"!", b"<!"), (b"?", b"<?"), (b"\xef", b"\xef\xbf"))
"""What makes a chunk uncertain; the single bytes are looked for first: that costs nothing. The last
one begins U+FFFE and U+FFFF, which libxml2 lets pass here and there though XML forbids them."""


class Chunk:
    """Whole records of one kind.

    Attributes:
        records: their elements.
        data: their bytes.
        cursor: where `data` begins.
        end_tag: of the records.
    """

    def __init__(self, records: etree._Element, data: bytes, cursor: Cursor, end_tag: bytes):
        self.records = records
        self.data = data
        self.cursor = cursor
        self.end_tag = end_tag

    def line(self, record: etree._Element) -> int:
        """The line of the start tag of `record`."""
        return self.cursor.line + (record.sourceline or 1) - 1

    def cut(self, first: int = 1) -> Cut:
        """The bytes of the records, the first of which has the number `first`."""
        return Cut(self.data, self.end_tag, self.cursor, first)


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
