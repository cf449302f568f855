"""The two values that are made for every record, without a call for each of their fields.

A frozen dataclass sets each of its fields through `object.__setattr__`: for the place and the entry
of a record that takes a twentieth of all the time that reading takes. A draft has the same slots
and is not frozen; it is filled by plain assignments, and then becomes the value.
"""

from dataclasses import fields
from typing import Any, cast

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.places.spots import Origin


class _PlaceDraft:
    __slots__ = tuple(field.name for field in fields(Place))


class _EntryDraft:
    __slots__ = tuple(field.name for field in fields(RecordRead))


def place_of(file: str | None, line: int, path: str, record_id: str | None) -> Place:
    """A `Place` with these values."""
    draft: Any = _PlaceDraft()
    draft.file = file
    draft.line = line
    draft.column = None
    draft.path = path
    draft.record_id = record_id
    draft.__class__ = Place
    return cast("Place", draft)


def entry_of(
    kind: Kind, record: Element, section: Section | None, place: Place, origin: Origin
) -> RecordRead:
    """A `RecordRead` with these values and no problems."""
    draft: Any = _EntryDraft()
    draft.kind = kind
    draft.record = record
    draft.section = section
    draft.place = place
    draft.problems = ()
    draft.raw = None
    draft.origin = origin
    draft.__class__ = RecordRead
    return cast("RecordRead", draft)
