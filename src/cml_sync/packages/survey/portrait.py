"""A record for people: every value under the names of the standard, masked where it must be."""

from collections.abc import Iterator
from typing import Any, Final

from cml_sync.messages import shortened
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.survey.names import element_path, joined, record_path
from cml_sync.packages.survey.rows import SurveyRow
from cml_sync.xml.places.masking import is_personal, mask_value, value_shown

LONGEST: Final = 500
"""Longer values are cut."""
MOST_LINES: Final = 300
"""So many lines are made of a record; a document may have a thousand lines itself."""


class LineRow(SurveyRow):
    """One value of a record.

    Attributes:
        element: where it stands in the record: ``Цены/Цена[2]/Валюта``, ``БазоваяЕдиница/@Код``;
            ``[n]`` counts from 1 where there are several.
        value: as text; empty where the element is there and empty.
    """

    element: str
    value: str


class Veil:
    """Says how the values of a record are shown.

    Args:
        kind: of the record.
        section: in which it stands; None directly under the root.
        lifted: nothing is masked.
    """

    def __init__(self, kind: Kind, section: Section | None, *, lifted: bool = False) -> None:
        self._path = record_path(kind, section)
        self._lifted = lifted

    def text(self, value: str, element: str) -> str:
        """A value that stands at `element` in the record."""
        if not self._lifted:
            value = value_shown(value, joined(self._path, element))
        return shortened(value, LONGEST)

    def unknown(self, xml: str, element: str) -> str:
        """An element that no field names: masked as a whole, for it may hold anything."""
        if not self._lifted and is_personal(joined(self._path, element), ""):
            return mask_value(xml)
        return shortened(xml, LONGEST)


def lines(record: Element, veil: Veil) -> tuple[tuple[LineRow, ...], int]:
    """The first lines of a record, and how many there are beyond them."""
    kept: list[LineRow] = []
    more = 0
    for element, value in _values(record, "", "", veil):
        if len(kept) < MOST_LINES:
            kept.append(LineRow(element=element, value=value))
        else:
            more += 1
    return tuple(kept), more


def _values(element: Element, where: str, bare: str, veil: Veil) -> Iterator[tuple[str, str]]:
    """Where each value stands, with numbers and (`bare`) without them; and the value."""
    present = element.model_fields_set
    for name, slot in slots_by_name(type(element)).items():
        if name not in present:
            continue
        path = element_path(type(element), name)
        at, below = joined(where, path), joined(bare, path)
        value: Any = getattr(element, name)
        if not slot.many:
            yield from _value(value, at, below, veil)
        elif not value:
            yield at, ""
        else:
            for number, one in enumerate(value, start=1):
                numbered = f"{at}[{number}]" if len(value) > 1 else at
                yield from _value(one, numbered, below, veil)
    for kept in element.unknown:
        at = joined(where, kept.at)
        yield joined(at, "?"), veil.unknown(kept.xml, joined(bare, kept.at))
    for name, said in element.unknown_attributes:
        yield joined(where, f"@{name}"), veil.text(said, joined(bare, f"@{name}"))


def _value(value: Any, where: str, bare: str, veil: Veil) -> Iterator[tuple[str, str]]:
    if isinstance(value, Element):
        yield from _values(value, where, bare, veil)
    else:
        yield where, veil.text(_said(value), bare) if value is not None else ""


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if hasattr(value, "as_tuple") else str(value)
