"""How one change is laid over one record. Pure."""

from enum import StrEnum

from cml_sync.model.classifier import Group
from cml_sync.model.element import Element
from cml_sync.model.merging import as_stored, merged
from cml_sync.model.offers import OfferChange
from cml_sync.model.views import is_deleted
from cml_sync.xml.writing.changing import changed


class Deleted(StrEnum):
    """What becomes of a record that the changes call deleted."""

    REMOVE = "remove"  # it is not in the result
    MARK = "mark"  # it is there, and says that it is deleted


def laid_over(old: Element | None, new: Element, deleted: Deleted) -> Element | None:
    """`new` laid over `old`; None if nothing is left.

    Args:
        old: what the package says; None if it does not know the record.
        new: what the changes say.
        deleted: what becomes of records that are deleted.
    """
    if is_deleted(new) and (deleted is Deleted.REMOVE or old is None):
        return None
    stored = as_stored(new)
    if old is None or type(old) is not type(stored):
        return stored
    if isinstance(old, Group) and isinstance(stored, Group):
        return _group(old, stored, deleted)
    return merged(old, stored, change=isinstance(new, OfferChange))


def _group(old: Group, new: Group, deleted: Deleted) -> Group:
    """A tree of groups: those that the changes do not name stay where they are."""
    laid = merged(old, new)
    if not isinstance(laid, Group) or "children" not in new.model_fields_set:
        return old if not isinstance(laid, Group) else laid
    fresh = {child.id: child for child in new.children if child.id}
    children = []
    for child in old.children:
        change = fresh.pop(child.id, None) if child.id else None
        kept = child if change is None else laid_over(child, change, deleted)
        if isinstance(kept, Group):
            children.append(kept)
    added = (
        child
        for child in new.children
        if (child.id in fresh if child.id else child not in old.children)
    )
    children += [child for child in added if not is_deleted(child)]
    return changed(laid, {"children": tuple(children)})
