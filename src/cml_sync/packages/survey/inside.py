"""Records in records: groups in groups, documents in containers, parties in documents."""

from collections.abc import Iterator
from typing import NamedTuple

from cml_sync.model.classifier import Group
from cml_sync.model.documents import Container, Document, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.names import element_path, joined


class Inside(NamedTuple):
    """A record, or one in it.

    Attributes:
        kind: of this one.
        record: itself.
        at: the way to it in the outer record, with numbers (``Группы/Группа[2]``); empty for that
            itself.
    """

    kind: Kind
    record: Element
    at: str


def inside(kind: Kind, record: Element, at: str = "") -> Iterator[Inside]:
    """A record and every record in it, in document order."""
    yield Inside(kind, record, at)
    if isinstance(record, Group):
        for where, child in _numbered(record, "children", at):
            yield from inside(Kind.GROUP, child, where)
    elif isinstance(record, Container):
        for where, document in _numbered(record, "documents", at):
            yield from inside(Kind.DOCUMENT, document, where)
    elif isinstance(record, SubordinateDocument):
        for where, party in _numbered(record, "counterparties", at):
            yield Inside(Kind.COUNTERPARTY, party, where)
        if isinstance(record, Document):
            for where, below in _numbered(record, "subordinates", at):
                yield from inside(Kind.DOCUMENT, below, where)


def _numbered(record: Element, field: str, at: str) -> Iterator[tuple[str, Element]]:
    path = joined(at, element_path(type(record), field))
    for number, one in enumerate(getattr(record, field), start=1):
        yield f"{path}[{number}]", one
