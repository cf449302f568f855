"""The fast way: whole records, cut out of the bytes 64 KiB at a time.

A chunk begins at the start tag of a record and ends with the end tag of one, by its letters alone.
It counts only if a real parser finds it well-formed, and if either `harvest` understands all the
markup of a record or the parser finds in the chunk exactly as many records as end tags, and nothing
between them. A file cannot lead it astray: with a comment, CDATA or a processing instruction in the
chunk, a record with a prefix or in a namespace of its own, or a nested tag of the same name, the
chunk is left to the push parser, which reads everything.
"""

import re
from typing import Final

from lxml import etree

from cml_sync.xml.hardening import proof_parser, tree_parser
from cml_sync.xml.places.spots import Cut
from cml_sync.xml.reading.harvest import Harvest
from cml_sync.xml.source.encoding import Cursor

_NEVER: Final = ((b"!", b"<!"), (b"?", b"<?"), (b"\xef", b"\xef\xbf"))
"""What makes a chunk uncertain; the single bytes are looked for first: that costs nothing. The last
one begins U+FFFE and U+FFFF, which libxml2 lets pass here and there though XML forbids them."""


class Chunk:
    """What stands between the first start tag and the last end tag of records with one tag.

    Attributes:
        data: its bytes, which are well-formed.
        cursor: where they begin.
        records: the bytes up to each end tag of a record.
        chunker: that cut it out.
    """

    def __init__(
        self, data: bytes, cursor: Cursor, chunker: "Chunker", tree: etree._Element | None
    ):
        self.data = data
        self.cursor = cursor
        self.chunker = chunker
        self.records = data.split(chunker.end_tag)
        self.records.pop()  # what stands behind the last one: nothing
        self._tree = tree

    def element(self, number: int) -> etree._Element | None:
        """The record with this number; None if it is not certain that there are only records."""
        if self._tree is None:
            self._tree = self.chunker.tree(self.data)
        return None if self._tree is None else self._tree[number]

    def cut(self, first: int = 1, file: str | None = None, path: str = "") -> Cut:
        """The bytes of the records, see there; the first of them has the number `first`."""
        cut = Cut(self.data, self.chunker.end_tag, self.cursor, first, file=file, path=path)
        cut.pieces = self.records
        return cut


class Chunker:
    """Cuts records with one tag out of one container.

    Args:
        tag: of the records.
        namespaces: the prefixes that hold in the container.
        harvest: reads these records.

    Attributes:
        harvest: reads these records.
        end_tag: of the records.
    """

    def __init__(self, tag: str, namespaces: dict[str | None, str], harvest: Harvest):
        name = tag.encode()
        self.harvest = harvest
        self.end_tag = b"</" + name + b">"
        self._begins = b"<" + name
        self._tag = tag
        self._split_start = re.compile(b"<" + re.escape(name) + rb"(?=\s)[^<>]*\n")
        wrapper = etree.Element("w", nsmap={p: u for p, u in namespaces.items() if p is not None})
        wrapper.text = " "
        self._open, _, self._close = etree.tostring(wrapper, encoding="utf-8").partition(b"> <")
        self._open += b">"
        self._close = b"<" + self._close
        self._proof_parser = proof_parser()
        self._tree_parser = tree_parser()
        self._expects_odd = False

    def read(self, data: bytes, cursor: Cursor) -> Chunk | None:
        """The records of `data`, or None if it is certain already that they must not be cut out.

        Where some of the chunk before were odd a tree is made at once, which proves the same.
        """
        if any(byte in data and sign in data for byte, sign in _NEVER):
            return None
        tree = self.tree(data) if self._expects_odd else None
        is_good = tree is not None or (not self._expects_odd and self._is_well_formed(data))
        self._expects_odd = False
        if not is_good:
            return None
        chunk = Chunk(data, cursor, self, tree)
        blanks = {record[: record.find(b"<")] for record in chunk.records}  # one, nearly always
        return None if any(blank.strip() for blank in blanks) else chunk

    def tree(self, data: bytes) -> etree._Element | None:
        """The element around the records of `data`, if they are well-formed and all there is."""
        self._expects_odd = True
        try:
            root = self._parsed(data, self._tree_parser)
        except etree.XMLSyntaxError:  # a prefix that was not declared is found only now
            return None
        only_records = (
            root.text is None
            and len(root) == data.count(self.end_tag)
            and all(child.tag == self._tag and child.tail is None for child in root)
            and self._split_start.search(data) is None
            and self._each_begins(data)
        )
        return root if only_records else None

    def _each_begins(self, data: bytes) -> bool:
        """Whether a record begins behind each end tag.

        One in a record and another with a blank in its end tag come out even if only counted.
        """
        pieces = data.split(self.end_tag)[:-1]
        return all(piece.lstrip().startswith(self._begins) for piece in pieces)

    def _is_well_formed(self, data: bytes) -> bool:
        try:
            self._parsed(data, self._proof_parser)
        except etree.XMLSyntaxError:
            return False
        return True

    def _parsed(self, data: bytes, parser: etree.XMLParser) -> etree._Element:
        return etree.fromstring(self._open + data + self._close, parser)
