"""The value that is made for every record, without a call for each of its fields.

A frozen dataclass sets each of its fields through `object.__setattr__`, which takes longer than
anything else about the entry of a record. A draft has the same slots and is not frozen; it is
filled by plain assignments, and then becomes the value. Its place is made when somebody asks.
"""

from dataclasses import fields
from typing import Any, cast

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.places.spots import Cut


class _EntryDraft:
    __slots__ = tuple(field.name for field in fields(RecordRead))


def entry_of(
    kind: Kind, record: Element, section: Section | None, origin: Cut, number: int
) -> RecordRead:
    """A `RecordRead` with these values and no problems; its place is that in `origin`."""
    draft: Any = _EntryDraft()
    draft.kind = kind
    draft.record = record
    draft.section = section
    draft.problems = ()
    draft.raw = None
    draft.origin = origin
    draft.number = number
    draft.__class__ = RecordRead
    return cast("RecordRead", draft)
