"""What records and their parts are called in a file: the names of the standard, from the wiring."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from cml_sync.model.element import Element
from cml_sync.model.information import ROOT, CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import SECTION_FIELDS, SPOTS, model_at
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import slots_by_name

KIND_ORDER: Final[Mapping[Kind, int]] = {kind: number for number, kind in enumerate(Kind)}
"""The order in which kinds are shown."""


@cache
def tag_of(kind: Kind) -> str:
    """The element that is a record of `kind`: ``Товар``."""
    for spot, held in SPOTS.items():
        if held is kind:
            return slots_by_name(model_at(spot.section))[spot.field].tag
    raise KeyError(kind)


def section_tag(section: Section) -> str:
    """The element that is a section: ``Каталог``."""
    return slots_by_name(CommercialInformation)[SECTION_FIELDS[section]].tag


@cache
def element_path(model: type[Element], field: str) -> str:
    """Where a field stands in its element: ``Цены/Цена``, ``@Код``; empty for its own text."""
    path = slots_by_name(model)[field].wire.path
    return "" if path == TEXT else path


def joined(path: str, below: str) -> str:
    """Two pieces of a path."""
    return f"{path}/{below}" if path and below else path or below


def record_path(kind: Kind, section: Section | None) -> str:
    """The way to a record from the root, containers left out, as `masking` wants it."""
    middle = "" if section is None else section_tag(section)
    return joined(joined(ROOT, middle), tag_of(kind))
