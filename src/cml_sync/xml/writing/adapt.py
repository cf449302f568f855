"""Says the same in another dialect: pure functions from record to record.

Only what a dialect asks for is changed; a record that needs nothing comes back itself.
"""

from typing import Any, Final, TypeVar

from cml_sync.model.classifier import Group
from cml_sync.model.documents import Container, Document, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.requisites import Requisite
from cml_sync.model.words import Status
from cml_sync.xml.dialects import DeletionForm, Dialect, Owners, Units
from cml_sync.xml.writing.adapt_stock import adapt_stock
from cml_sync.xml.writing.adapt_units import NO_UNITS, Dictionary, adapt_units
from cml_sync.xml.writing.changing import changed, each

E = TypeVar("E", bound=Element)

_STATUS: Final = "status"
_STATUS_ELEMENT: Final = "status_element"
_MARK: Final = "deletion_mark"
_FIELDS: Final = frozenset({_STATUS, _STATUS_ELEMENT, _MARK})
_FORM_FIELDS: Final = {
    DeletionForm.ATTRIBUTE: _STATUS,
    DeletionForm.CHILD: _STATUS_ELEMENT,
    DeletionForm.MARK: _MARK,
}


def adapt(record: Element, dialect: Dialect, units: Dictionary = NO_UNITS) -> Element:
    """`record` as `dialect` says it: forms of deletion, units, stock, requisites.

    Args:
        record: of any kind.
        dialect: of the receiver.
        units: what the sender calls its units.
    """
    if dialect.deletions:
        record = _adapt_deletion(record, dialect.deletions)
    if dialect.units is not Units.AS_IS:
        record = adapt_units(record, dialect.units, units)
    record = adapt_stock(record, dialect.stocks, alone=dialect.stocks_alone)
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
    carried = _FIELDS & record.model_fields_set
    if not carried:
        return record
    wanted = {_FORM_FIELDS[form] for form in forms} & type(record).model_fields.keys()
    if not wanted:
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
