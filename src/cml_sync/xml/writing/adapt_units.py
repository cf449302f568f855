"""Says units in the form that a dialect has words for.

3.1 writes the code of a unit and what it is called once, in a dictionary of units; every schema
wants the name at each product. Home-made units (code 0001, лист) stand in no list but that one.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, TypeVar

from cml_sync.model.classifier import Unit
from cml_sync.model.documents import (
    Container,
    Document,
    DocumentLine,
    LineUnit,
    SubordinateDocument,
)
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.xml.dialects import Units
from cml_sync.xml.writing.changing import changed, each
from cml_sync.xml.writing.unit_codes import code_of, fold, is_code, word_of

E = TypeVar("E", bound=Element)

Dictionary = Mapping[str, Unit]
"""Units by what products call them: ``Ид``, else ``Код``."""

NO_UNITS: Final[Dictionary] = MappingProxyType({})
_WORD: Final = 3


def dictionary(units: Iterable[Unit]) -> Dictionary:
    """`units` by their ids; a blank one, which 1C bases do hold, is nobody's."""
    return {name: unit for unit in units if (name := (unit.id or unit.code or "").strip())}


def adapt_units(record: Element, style: Units, units: Dictionary = NO_UNITS) -> Element:
    """`record` with its units in `style`; itself if it says them so already."""
    model = type(record)  # pydantic makes `isinstance` slow, where the answer is no
    if model is Product or model is Offer:
        record = _with_base_unit(record, units)
    if model is Product:
        return record
    if model is Offer or model is OfferChange:
        return _with_prices(record, style)
    if isinstance(record, Container):
        return each(record, "documents", lambda document: adapt_units(document, style, units))
    if isinstance(record, SubordinateDocument):
        record = each(record, "lines", lambda line: _line_unit(line, style, units))
        if isinstance(record, Document):
            record = each(record, "subordinates", lambda below: adapt_units(below, style, units))
    return record


def _with_prices(record: E, style: Units) -> E:
    if style is not Units.NONE:
        for price in record.__dict__["prices"]:
            if not _is_said(price.__dict__["unit"], style):
                break
        else:
            return record
    base = getattr(record, "base_unit", None)
    return each(record, "prices", lambda price: _unit(price, base, style))


@lru_cache(maxsize=1024)  # there are a handful of units
def _is_said(unit: str | None, style: Units) -> bool:
    """Whether a unit is in this style already, whatever the base unit is."""
    if not unit:
        return True
    return is_code(unit) if style is Units.CODE else len(unit) <= _WORD and not is_code(unit)


def _with_base_unit(record: E, units: Dictionary) -> E:
    """3.1 writes the code as text; schemas want it as an attribute, and the word as text."""
    base: BaseUnit | None = getattr(record, "base_unit", None)
    if base is None or base.code:
        return record
    code = base.text.strip() if base.text else ""
    if not (code in units or is_code(code)):
        return record
    unit = units.get(code) or Unit()
    said = {
        "code": unit.code or code,
        "full_name": base.full_name or unit.full_name,
        "international": base.international or unit.international,
        "text": unit.short_name or word_of(code) or unit.full_name or code,
    }
    return changed(record, {"base_unit": changed(base, {k: v for k, v in said.items() if v})})


def _unit(element: E, base: BaseUnit | None, style: Units) -> E:
    """A price or a line with its unit in another style."""
    if "unit" not in element.model_fields_set:
        return element
    if style is Units.NONE:
        return changed(element, {}, unset={"unit"})
    unit: str | LineUnit | None = getattr(element, "unit", None)
    if isinstance(unit, LineUnit):
        said = _said(_plain_unit(unit), base, style)
        return element if unit.text == said else changed(element, {"unit": LineUnit(text=said)})
    if not unit:
        return element
    said = _said(unit, base, style)
    return element if said == unit else changed(element, {"unit": said})


def _line_unit(line: DocumentLine, style: Units, units: Dictionary) -> DocumentLine:
    line = _with_base_unit(line, units)
    if line.unit is None and style is not Units.NONE:
        return line
    return _unit(line, line.base_unit, style)


def _plain_unit(unit: LineUnit) -> str:
    """The unit of a line in one word, whichever of its two forms it has."""
    words = (unit.text, unit.short_name, unit.code, unit.id)
    return next((word.strip() for word in words if word and word.strip()), "")


def _said(unit: str, base: BaseUnit | None, style: Units) -> str:
    """`unit` as a code or as a word; as it is if there is no other name for it."""
    return (_as_code(unit, base) if style is Units.CODE else _as_word(unit, base)) or unit


def _as_code(unit: str, base: BaseUnit | None) -> str | None:
    if is_code(unit):
        return None
    if base is not None and base.code and is_code(base.code):
        names = (base.text, base.short_name, base.full_name, base.international)
        if fold(unit) in {fold(name) for name in names if name}:
            return base.code
    return code_of(unit)


def _as_word(unit: str, base: BaseUnit | None) -> str | None:
    """A word of at most three letters, which is all that schemas up to 2.07 take."""
    if not is_code(unit):
        return _as_code(unit, base) if len(unit) > _WORD else None
    word = word_of(unit)
    if base is not None and base.code == unit and base.text and not is_code(base.text):
        word = base.text
    return word if word is not None and len(word) <= _WORD else None
