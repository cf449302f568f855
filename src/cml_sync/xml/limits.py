"""How much a file may ask of us before it is refused."""

from enum import Enum
from typing import NamedTuple


class Limit(Enum):
    """What is limited; its value is the field of `Limits`."""

    FILE = "file_bytes"
    PROLOG = "prolog_bytes"
    RECORD = "record_bytes"
    MARKS = "record_marks"
    TAG = "tag_bytes"
    TEXT = "text_bytes"
    DEPTH = "depth"
    ATTRIBUTES = "attributes"
    ELEMENTS = "elements"
    KEPT = "kept"
    ODDITIES = "oddities"
    SECTIONS = "sections"
    HOLLOW = "hollow"


class Limits(NamedTuple):
    """The limits of one reader; real exports stay far below the defaults.

    Attributes:
        file_bytes: of one part, as it lies on disk.
        prolog_bytes: everything before the root.
        record_bytes: between two borders of records, in UTF-8; bounds the memory.
        record_marks: of `<` and `=` between two borders of records: a tag or an attribute of a few
            bytes takes a quarter of a kilobyte in memory.
        tag_bytes: of one tag with its attributes.
        depth: of nested elements; libxml2 itself stops at 256.
        attributes: of one element.
        elements: of one part.
        kept: children of one section or container that are no records; unknown elements of one
            element.
        oddities: of one record that are told of.
        sections: of one part.
        chunk_bytes: of whole records that are parsed at once; with 0 every one is left to the push
            parser, which is slow and gives the same.
        hollow: records, and elements with a model of their own, of one part with nothing in them.
    """

    file_bytes: int = 4 * 1024**3
    prolog_bytes: int = 4 * 1024**2
    record_bytes: int = 16 * 1024**2
    record_marks: int = 300_000
    tag_bytes: int = 1024**2
    depth: int = 64
    attributes: int = 256
    elements: int = 200_000_000
    kept: int = 10_000
    oddities: int = 10_000
    sections: int = 1_000
    chunk_bytes: int = 64 * 1024
    hollow: int = 10_000


TEXT_BYTES = 10_000_000
"""The longest text or attribute that libxml2 takes; not ours to change."""


class OverLimitError(Exception):
    """A limit was passed in an element; whoever knows the place makes a `LimitError` of it."""

    def __init__(self, limit: Limit, allowed: int):
        super().__init__(limit.value)
        self.limit = limit
        self.allowed = allowed
