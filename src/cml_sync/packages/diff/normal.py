"""The normal form of a record: what it means, whatever dialect says it.

- fields lie flat, by dotted path; rows by what identifies them, so their order does not matter
  (that of pictures does);
- a number counts by its value (``350`` is ``350.00``), a flag and a moment likewise, white space as
  the field says; an absent field and an empty one stay apart;
- stock, prices, units, currencies, options and deletion marks have one form (`forms`).
"""

from typing import TYPE_CHECKING, Final

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.packages.diff.forms import FLATTENER
from cml_sync.packages.diff.values import Fields

if TYPE_CHECKING:
    from cml_sync.packages.diff.flatten import Out

_IDENTITY: Final = frozenset({"id"})
_CHANGE_IDENTITY: Final = frozenset({"id", "characteristic_id"})


def normal_fields(kind: Kind, record: Element, parent: str | None = None) -> Fields:
    """What a record says, flat, but for what identifies it.

    Args:
        kind: of its model.
        record: without the records inside it, which are compared on their own.
        parent: of a group: the key of the group around it, empty for none.
    """
    out: Out = {}
    skipped = _CHANGE_IDENTITY if kind is Kind.OFFER_CHANGE else _IDENTITY
    FLATTENER.flatten(record, "", out, skipped)
    if parent is not None:
        out["parent"] = parent or None
    return out
