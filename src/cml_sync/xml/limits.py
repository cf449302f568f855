"""How much a file may ask of us before it is refused."""

from dataclasses import dataclass
from enum import Enum


class Limit(Enum):
    """What is limited; its value is the field of `Limits`."""

    FILE = "file_bytes"
    RECORD = "record_bytes"
    TAG = "tag_bytes"
    TEXT = "text_bytes"
    DEPTH = "depth"
    ATTRIBUTES = "attributes"
    ELEMENTS = "elements"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one reader; real exports stay far below the defaults.

    Attributes:
        file_bytes: of one part, as it lies on disk.
        record_bytes: between two borders of records, in UTF-8; bounds the memory.
        tag_bytes: of one tag with its attributes.
        depth: of nested elements; libxml2 itself stops at 256.
        attributes: of one element.
        elements: of one part.
        kept: children of one section or container that are no records.
    """

    file_bytes: int = 4 * 1024**3
    record_bytes: int = 32 * 1024**2
    tag_bytes: int = 1024**2
    depth: int = 64
    attributes: int = 256
    elements: int = 200_000_000
    kept: int = 10_000


TEXT_BYTES = 10_000_000
"""The longest text or attribute that libxml2 takes; not ours to change."""


class OverLimitError(Exception):
    """A limit was passed in an element; whoever knows the place makes a `LimitError` of it."""

    def __init__(self, limit: Limit, allowed: int):
        super().__init__(limit.value)
        self.limit = limit
        self.allowed = allowed
