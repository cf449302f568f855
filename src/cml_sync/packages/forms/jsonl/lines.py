"""Records as lines: what every line carries, and around it what the record itself says."""

from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Final

from pydantic_core import to_json

from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer
from cml_sync.model.records import record_id
from cml_sync.model.views import DELETION_REQUISITE, fold, is_deleted
from cml_sync.packages.forms.jsonl.names import LINE_KINDS
from cml_sync.packages.forms.jsonl.plain import as_json, plain

KIND: Final = "kind"
ID: Final = "id"
EXTERNAL_ID: Final = "external_id"
DELETED: Final = "deleted"
UPDATED_AT: Final = "updated_at"
SOURCE: Final = "source"
OWN: Final = "own"
"""What the record itself has in the place of `id`, where that is something else."""

_MARK: Final = fold(DELETION_REQUISITE)
_PLAIN_ID: Final = frozenset({Product, Offer})
"""The models of most records; what they have as `id` is what identifies them."""


class LineMaker:
    """Makes the lines of one part."""

    def __init__(self, source: str, updated_at: datetime | None) -> None:
        """Nothing is made yet.

        Args:
            source: who said what the lines say.
            updated_at: when.
        """
        said: dict[str, str] = {}
        if updated_at is not None:
            said[UPDATED_AT] = updated_at.isoformat()
        said[SOURCE] = source
        rest = to_json(said)[1:]
        self._alive = b',"deleted":false,' + rest
        self._deleted = b',"deleted":true,' + rest

    def line(self, record: Element, word: str) -> bytes:
        """The line of `record`, without its end."""
        values = record.__dict__
        tail = self._deleted if _deleted(record, values) else self._alive
        if external := values.get("site_id"):
            tail = b',"external_id":' + to_json(external) + tail
        model = type(record)
        own = values.get(ID)
        if own and (model in _PLAIN_ID or own == record_id(record)):
            return _head(word) + to_json(plain(model)(record))[1:-1] + tail
        return _head(word) + _odd(record, record_id(record)) + tail


def _odd(record: Element, identifier: str | None) -> bytes:
    """What stands inside the braces where `id` is not what the record has in its field."""
    said: dict[str, Any] = {ID: identifier}
    if ID in type(record).model_fields:
        own = {ID: record.__dict__[ID]} if ID in record.model_fields_set else {}
        if own != said:
            said[OWN] = own
    rest = record.model_copy()
    rest.__pydantic_fields_set__.discard(ID)  # of the copy alone
    body = as_json(rest)[1:-1]
    front = to_json(said)[1:-1]
    return front + b"," + body if body else front


@cache
def _head(word: str) -> bytes:
    return b'{"kind":' + to_json(LINE_KINDS[word].word) + b","


def _deleted(record: Element, values: dict[str, Any]) -> bool:
    """`is_deleted`, sooner: nearly no record says anything about it."""
    if values.get("status") or values.get("status_element") or values.get("deletion_mark"):
        return is_deleted(record)
    for requisite in values.get("requisites", ()):
        if _is_mark(requisite.name):
            return is_deleted(record)
    return False


@lru_cache(maxsize=4096)
def _is_mark(name: str | None) -> bool:
    return name is not None and fold(name) == _MARK
