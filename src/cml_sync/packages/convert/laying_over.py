"""How one change is laid over one record. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cml_sync.model.classifier import Group
from cml_sync.model.element import Element
from cml_sync.model.merging import as_stored, merged
from cml_sync.model.offers import OfferChange
from cml_sync.model.views import is_deleted
from cml_sync.xml.writing.changing import changed

_NONE: Final[Mapping[str, Group]] = MappingProxyType({})


class Deleted(StrEnum):
    """What becomes of a record that the changes call deleted."""

    REMOVE = "remove"  # it is not in the result
    MARK = "mark"  # it is there, and says that it is deleted


def laid_over(
    old: Element | None, new: Element, deleted: Deleted, moved: Mapping[str, Group] = _NONE
) -> Element | None:
    """`new` laid over `old`; None if nothing is left.

    Args:
        old: what the package says; None if it does not know the record.
        new: what the changes say.
        deleted: what becomes of records that are deleted.
        moved: groups that stood elsewhere until now, by id.
    """
    if is_deleted(new) and (deleted is Deleted.REMOVE or old is None):
        return None
    stored = as_stored(new)
    if isinstance(stored, Group):
        return _group(old if isinstance(old, Group) else None, stored, deleted, moved)
    if old is None or type(old) is not type(stored):
        return stored
    return merged(old, stored, change=isinstance(new, OfferChange))


def _group(
    old: Group | None, new: Group, deleted: Deleted, moved: Mapping[str, Group]
) -> Group | None:
    """A tree of groups: those that the changes do not name stay where they are."""
    laid = new if old is None else merged(old, new)
    if not isinstance(laid, Group) or "children" not in new.model_fields_set:
        return laid if isinstance(laid, Group) else old
    before = () if old is None else old.children
    known = {child.id: child for child in before if child.id}
    fresh = {child.id: child for child in new.children if child.id}
    children = [
        laid_over(child, fresh[child.id], deleted, moved) if child.id in fresh else child
        for child in before
    ]
    children += [
        laid_over(moved.get(child.id) if child.id else None, child, deleted, moved)
        for child in new.children
        if (child.id not in known if child.id else child not in before)
    ]
    kept = tuple(child for child in children if isinstance(child, Group))
    return changed(laid, {"children": kept})
