"""Says the same in another dialect: pure functions from record to record.

Only what a dialect asks for is changed; a record that needs nothing comes back itself.
"""

from typing import Any, Final, TypeVar

from cml_sync.model.classifier import Group
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
from cml_sync.model.requisites import Requisite
from cml_sync.model.words import Status
from cml_sync.xml.adapt_stock import adapt_stock
from cml_sync.xml.changing import changed, each
from cml_sync.xml.dialects import DeletionForm, Dialect, Owners, StockForm, Units
from cml_sync.xml.unit_codes import code_of, fold, is_code, word_of

E = TypeVar("E", bound=Element)

_STATUS: Final = "status"
_STATUS_ELEMENT: Final = "status_element"
_MARK: Final = "deletion_mark"
_WORD: Final = 3
_FORM_FIELDS: Final = {
    DeletionForm.ATTRIBUTE: _STATUS,
    DeletionForm.CHILD: _STATUS_ELEMENT,
    DeletionForm.MARK: _MARK,
}


def adapt(record: Element, dialect: Dialect) -> Element:
    """`record` as `dialect` says it: forms of deletion, units, stock, requisites."""
    if dialect.deletions:
        record = _adapt_deletion(record, dialect.deletions)
    if dialect.units is not Units.AS_IS:
        record = _adapt_units(record, dialect.units)
    if dialect.stocks is not StockForm.AS_IS:
        record = adapt_stock(record, dialect.stocks)
    if not dialect.empty_requisites:
        record = _drop_empty_requisites(record)
    return record


def adapt_header(header: E, dialect: Dialect) -> E:
    """The header of a section as `dialect` says it: with or without its owner."""
    if dialect.owners is Owners.NONE and "owner" in header.model_fields_set:
        return changed(header, {}, unset={"owner"})
    return header


def _adapt_deletion(record: E, forms: frozenset[DeletionForm]) -> E:
    """A deleted record in every form asked for that it has a field for, and in no other."""
    fields = type(record).model_fields
    wanted = {_FORM_FIELDS[form] for form in forms} & fields.keys()
    carried = {_STATUS, _STATUS_ELEMENT, _MARK} & record.model_fields_set
    if not carried or not wanted:
        return record
    words: dict[str, Any] = {
        _STATUS: Status.DELETED.value,
        _STATUS_ELEMENT: Status.DELETED.value,
        _MARK: True,
    }
    if any(getattr(record, name) == words[name] for name in carried):
        record = changed(record, {name: words[name] for name in wanted}, unset=carried - wanted)
    elif _MARK in carried - wanted and getattr(record, _MARK) is False:
        record = changed(record, {}, unset={_MARK})
    if isinstance(record, Group) and record.children:
        return each(record, "children", lambda child: _adapt_deletion(child, forms))
    return record


def _adapt_units(record: Element, style: Units) -> Element:
    if isinstance(record, Product):
        record = _with_base_unit(record)
    if isinstance(record, Offer):
        base = record.base_unit
        return each(record, "prices", lambda price: _unit(price, base, style))
    if isinstance(record, OfferChange):
        return each(record, "prices", lambda price: _unit(price, None, style))
    if isinstance(record, Container):
        return each(record, "documents", lambda document: _adapt_units(document, style))
    if isinstance(record, SubordinateDocument):
        record = each(record, "lines", lambda line: _line_unit(line, style))
        if isinstance(record, Document):
            record = each(record, "subordinates", lambda below: _adapt_units(below, style))
    return record


def _with_base_unit(record: E) -> E:
    """3.1 writes the code as text; schemas want it as an attribute, and the word as text."""
    base: BaseUnit | None = getattr(record, "base_unit", None)
    code = base.text.strip() if base is not None and base.text else ""
    if base is None or base.code or not is_code(code):
        return record
    said = changed(base, {"code": code, "text": word_of(code) or code})
    return changed(record, {"base_unit": said})


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


def _line_unit(line: DocumentLine, style: Units) -> DocumentLine:
    line = _with_base_unit(line)
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


def _drop_empty_requisites(record: Element) -> Element:
    """Without requisites that have no value; in documents down to their lines."""
    if isinstance(record, Container):
        return each(record, "documents", _drop_empty_requisites)
    if isinstance(record, Document):
        record = each(record, "subordinates", _drop_empty_requisites)
    if isinstance(record, SubordinateDocument):
        record = each(record, "lines", _drop_empty_requisites)
    if isinstance(record, (SubordinateDocument, Product)) and record.requisites:
        kept = tuple(requisite for requisite in record.requisites if _has_value(requisite))
        if not kept:
            return changed(record, {}, unset={"requisites"})
        if len(kept) < len(record.requisites):
            return changed(record, {"requisites": kept})
    return record


def _has_value(requisite: Requisite) -> bool:
    return any(requisite.values)
