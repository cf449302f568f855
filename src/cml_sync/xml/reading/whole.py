"""A part as one value, for small files and tests."""

from typing import BinaryIO, TypeVar

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.records import SECTION_FIELDS, field_of
from cml_sync.problems import Problem
from cml_sync.xml.entries import RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.part import open_part

Fields = dict[str, list[Element]]

T = TypeVar("T", bound=Element)


def read_whole(
    file: BinaryIO, name: str, *, limits: Limits | None = None
) -> tuple[CommercialInformation, list[Problem]]:
    """The whole part, its records in their sections, and every problem.

    Raises:
        ReadError: the part cannot be read.
    """
    reader = open_part(file, name, limits=limits)
    top: Fields = {}
    inner: Fields = {}
    problems: list[Problem] = []
    for entry in reader:
        match entry:
            case SectionOpened():
                inner = {}
            case RecordRead():
                holder = top if entry.section is None else inner
                holder.setdefault(field_of(entry.kind, entry.section), []).append(entry.record)
                problems += entry.problems
            case SectionClosed():
                section = _filled(entry.header, inner)
                top.setdefault(SECTION_FIELDS[entry.section], []).append(section)
                problems += entry.problems
    return _filled(reader.information, top), [*reader.problems, *problems]


def _filled(model: T, fields: Fields) -> T:
    return model.model_copy(update={name: tuple(held) for name, held in fields.items()})
