"""What two packages are compared by: pieces of records, as a reader hands them out.

A piece is a record, or what one part says of it: 3.1 says the prices and the stock of an offer in
parts of their own. Records inside records (groups, documents of a container, payments under their
order) are pieces, too, so that it does not matter how they are nested.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, cast

from cml_sync.model.classifier import Group
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit
from cml_sync.model.kinds import Kind
from cml_sync.model.merging import PRICE_FIELDS, REST_FIELDS, as_stored
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.model.records import MODELS, record_id
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.places.spots import Cut

BASE: Final = 1
PRICES: Final = 2
RESTS: Final = 4
UNKEYED: Final = "?"
"""Begins the key of a record that nothing identifies; a digest follows."""

_NOT_BASE: Final = PRICE_FIELDS | REST_FIELDS | {"id", "characteristic_id"}
_DIGEST: Final = 8

ONCE: Final = frozenset({"product", "offer", "document"})
"""Kinds of which a package may hold millions, each once; others may be said again in every part."""


class Ident(NamedTuple):
    """What two pieces must share to be compared with each other.

    Attributes:
        kind: of the record; changes of offers are offers.
        key: what identifies the record; of a document without ``Ид`` with its operation.
        facets: which of `BASE`, `PRICES` and `RESTS` it says something of.
    """

    kind: str
    key: str
    facets: int


class Piece(NamedTuple):
    """One piece.

    Attributes:
        ident: see there.
        kind: of the model.
        record: the model.
        parent: the `Ид` of the group around a group.
        entry: it was made of.
    """

    ident: Ident
    kind: Kind
    record: Element
    parent: str | None
    entry: RecordRead


def facets_of(fields: set[str]) -> int:
    """What an offer says something of, by the fields that are set."""
    facets = 0 if fields <= _NOT_BASE else BASE
    if not fields.isdisjoint(PRICE_FIELDS):
        facets |= PRICES
    if not fields.isdisjoint(REST_FIELDS):
        facets |= RESTS
    return facets or BASE


def numbered(document: Document) -> str | None:
    """What identifies a document without ``Ид``: its number and operation; None without number."""
    number, operation = document.number, document.operation
    return f"{number} ({operation})" if number and operation else number or None


def pieces_of(entry: RecordRead) -> Iterator[Piece]:
    """The pieces of a record."""
    kind, record = entry.kind, entry.record
    if kind is Kind.OFFER or kind is Kind.OFFER_CHANGE:
        key = record_id(record) or _digest(record)
        ident = Ident("offer", key, facets_of(record.model_fields_set))
        yield Piece(ident, kind, record, None, entry)
    elif isinstance(record, Group):
        yield from _groups(record, None, entry)
    elif isinstance(record, Container):
        yield from _container(record, entry)
    elif isinstance(record, Document):
        yield from _documents(record, entry)
    else:
        key = record_id(record) or _digest(record)
        yield Piece(Ident(kind.value, key, BASE), kind, record, None, entry)


def _groups(group: Group, parent: str | None, entry: RecordRead) -> Iterator[Piece]:
    key = group.id or _digest(group)
    bare = _only(group, group.model_fields_set - {"children"})
    yield Piece(Ident("group", key, BASE), Kind.GROUP, bare, parent or "", entry)
    for child in group.children:
        yield from _groups(child, key, entry)


def _container(container: Container, entry: RecordRead) -> Iterator[Piece]:
    first: str | None = None
    for document in container.documents:
        yield from _documents(_under(document, first), entry)
        first = first or document.id or document.number
    bare = container.model_fields_set - {"documents"}
    if bare or not container.documents:
        rest = _only(container, bare)
        key = record_id(container) or _digest(container)
        yield Piece(Ident("container", key, BASE), Kind.CONTAINER, rest, None, entry)


def _documents(document: Document, entry: RecordRead) -> Iterator[Piece]:
    key = document.id or numbered(document) or _digest(document)
    bare = document
    if "subordinates" in document.model_fields_set:
        bare = cast("Document", _only(document, document.model_fields_set - {"subordinates"}))
    yield Piece(Ident("document", key, BASE), Kind.DOCUMENT, bare, None, entry)
    for inner in document.subordinates:
        fields = {name: inner.__dict__[name] for name in inner.model_fields_set}
        whole = Document.model_construct(_fields_set=set(fields), **fields)
        yield from _documents(_under(whole, document.id or document.number), entry)


def _under(document: Document, basis: str | None) -> Document:
    """`document` with what it belongs to, which others say by where it stands."""
    if basis is None or document.basis_id:
        return document
    return document.model_copy(update={"basis_id": basis})


def _only(record: Element, fields: set[str]) -> Element:
    values = {name: record.__dict__[name] for name in fields}
    return type(record).model_construct(_fields_set=set(fields), **values)


def pack(record: Element) -> bytes:
    """A record as it waits; the same bytes are the same record."""
    return record.__pydantic_serializer__.to_json(record, exclude_unset=True)


def unpack(kind: Kind, data: bytes) -> Element:
    """The record that `pack` was given."""
    return MODELS[kind].model_validate_json(data)


def as_offer(change: OfferChange) -> Offer:
    """A change of an offer as the offer that says the same, and all of it."""
    offer = as_stored(change)
    said = change.model_fields_set
    more: dict[str, Any] = {
        name: getattr(change, name) for name in ("barcode", "sku") if name in said
    }
    if "unit_code" in said:
        more["base_unit"] = BaseUnit(code=change.unit_code)
    return cast("Offer", offer.model_copy(update=more))


def same_bytes(old: RecordRead, new: RecordRead) -> bool:
    """Whether two records were read from the same bytes, spelling and all."""
    if old.record is new.record:
        return True
    here, there = old.origin, new.origin
    return (
        type(here) is Cut
        and type(there) is Cut
        and old.number > 0
        and new.number > 0
        and here.raw(old.number) == there.raw(new.number)
    )


class Twin:
    """Spares the reading of records that the other package has, byte by byte, at the same turn.

    Attributes:
        entry: the last record that the other package told of.
    """

    def __init__(self) -> None:
        self.entry: RecordRead | None = None

    def __call__(self, data: bytes, model: type[Element]) -> Element | None:
        """The record that was made of the same bytes; None if these are others."""
        entry = self.entry
        if entry is None or not entry.number or type(entry.record) is not model:
            return None
        origin = entry.origin
        same = type(origin) is Cut and origin.piece(entry.number) == data
        return entry.record if same else None


def _digest(record: Element) -> str:
    return UNKEYED + hashlib.blake2b(pack(record), digest_size=_DIGEST).hexdigest()
