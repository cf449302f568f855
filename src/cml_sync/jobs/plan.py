"""What becomes of every record, decided without looking at anything but its arguments.

`plan_record` decides for a record that came, `outgoing` for one that goes, `recipients` who gets
the answer of 1C to an order.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.merging import PRICE_FIELDS, REST_FIELDS, as_stored, merged
from cml_sync.model.offers import Offer
from cml_sync.model.records import dump, kind_of, load, record_id
from cml_sync.model.views import is_deleted
from cml_sync.model.words import Operation, Status


class Action(StrEnum):
    """What becomes of one record."""

    ADD = "add"
    CHANGE = "change"
    KEEP = "keep"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Known:
    """The state we have of a record.

    Attributes:
        body: as `model.records.dump` wrote it.
        deleted: its source said that it is deleted.
        withdrawn: a full set came without it.
    """

    body: bytes
    deleted: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """SHA-256 of a record, facet by facet; prices and rests only of offers that have them."""

    base: bytes
    prices: bytes | None = None
    rests: bytes | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of a record that came.

    Attributes:
        action: what.
        body: its new state.
        prints: of that state; None where the record came exactly as it is kept.
        deleted: its source says that it is deleted.
        lost_price: an offer that had a price above zero has none now.
        gained_price: the other way round.
    """

    action: Action
    body: bytes
    prints: Fingerprints | None
    deleted: bool
    lost_price: bool = False
    gained_price: bool = False


class Part(StrEnum):
    """Which part of a record goes out."""

    WHOLE = "whole"
    PRICES = "prices"
    RESTS = "rests"


FULL_SETS: Final[Mapping[Section, Kind]] = {
    Section.CATALOG: Kind.PRODUCT,
    Section.OFFERS_PACKAGE: Kind.OFFER,
}
"""Of which kind a section that says ``СодержитТолькоИзменения="false"`` holds everything."""

DOCUMENTS: Final = (Kind.DOCUMENT, Kind.CONTAINER)
"""Kinds that belong to the endpoint that wrote them."""


def stored_kind(kind: Kind) -> Kind:
    """The kind under which a record is kept: a change of an offer is kept as the offer."""
    return Kind.OFFER if kind is Kind.OFFER_CHANGE else kind


def stored_id(record: Element) -> str | None:
    """What makes a record one and the same in the store; None if nothing does.

    Shops number orders, payments and shipments each from one: a document that is no order carries
    its ``ХозОперация`` in its id.
    """
    id_ = record_id(record)
    if id_ and isinstance(record, Document) and record.operation not in (None, Operation.ORDER):
        return f"{id_}@{record.operation}"
    return id_


def document_number(record: Element) -> str | None:
    """``Номер`` of a document, or of the first of a container."""
    document = _first_document(record)
    return document.number if document else None


def normal_scope(id_: str | None) -> str:
    """The id of a catalogue or of its offers: 2.x writes ``id#``, 3.1 ``#id``; both mean one."""
    return (id_ or "").strip().strip("#")


def section_scope(header: Element) -> str:
    """The catalogue a section belongs to; of offers the one they are offers of."""
    return normal_scope(getattr(header, "catalog_id", None) or getattr(header, "id", None))


def plan_record(record: Element, known: Known | None) -> Planned:
    """What becomes of a record that came, given the state we have."""
    kind = kind_of(record)
    state = as_stored(record)
    if known is not None and not known.withdrawn and dump(state) == known.body:
        # Most of a full export: neither loaded nor laid over anything.
        return Planned(Action.KEEP, known.body, None, known.deleted)
    had_price = False
    if known is not None:
        old = load(stored_kind(kind), known.body)
        had_price = has_price(old)
        state = merged(old, state, change=kind is Kind.OFFER_CHANGE)
    body, prints = fingerprints(state)
    deleted = is_deleted(state)
    priced = has_price(state)
    return Planned(
        _action(body, known, deleted=deleted),
        body,
        prints,
        deleted,
        lost_price=had_price and not priced and not deleted,
        gained_price=priced and not had_price,
    )


def has_price(record: Element) -> bool:
    """Whether an offer has a price above zero; anything else has none."""
    return isinstance(record, Offer) and any(
        price.value is not None and price.value > 0 for price in record.prices
    )


def fingerprints(record: Element) -> tuple[bytes, Fingerprints]:
    """The `dump` of a record, and its fingerprints."""
    if not isinstance(record, Offer):
        body = dump(record)
        return body, Fingerprints(hashlib.sha256(body).digest())
    # As `dump` does, but field by field, so that nothing is encoded twice.
    value = record.model_dump(mode="json", exclude_unset=True)
    fields = {name: f'"{name}":{_encode(value[name])}' for name in sorted(value)}
    base = [text for name, text in fields.items() if name not in _FACETS]
    return _object(fields.values()), Fingerprints(
        hashlib.sha256(_object(base)).digest(),
        _facet(fields, PRICE_FIELDS),
        _facet(fields, REST_FIELDS),
    )


def outgoing(record: Element, part: Part, *, live: bool) -> Element:
    """A record as it goes out: only the asked part of an offer; with a mark if it is gone."""
    if part is not Part.WHOLE and isinstance(record, Offer):
        # Bitrix knows a file of prices or rests by offers with exactly two children.
        wanted = PRICE_FIELDS if part is Part.PRICES else REST_FIELDS
        fields = {
            name: getattr(record, name)
            for name in record.model_fields_set
            if name == "id" or name in wanted
        }
        return Offer.model_construct(_fields_set=set(fields), **fields)
    if live or is_deleted(record):
        return record
    if isinstance(record, Product):
        return record.model_copy(update={"status": Status.DELETED.value})
    if "deletion_mark" in type(record).model_fields:
        return record.model_copy(update={"deletion_mark": True})
    return record


def recipients(answer: Element, orders: Sequence[tuple[str, Element]]) -> Collection[str]:
    """The shops that a document of 1C answers to.

    1C gives its own ``Ид`` or the shop's, and the shop's number: an order with the same id decides;
    otherwise one with the same number, of the same date where both say one. Two shops that fit
    equally well are both named, and the caller must not guess.

    Args:
        answer: the document or container that 1C wrote.
        orders: documents of shops with that id or number, each with its shop.
    """
    document = _first_document(answer)
    if document is None:
        return set()
    ids = {document.id, document.basis_id} - {None, ""}
    by_id: set[str] = set()
    by_number: set[str] = set()
    for shop, order in orders:
        ours = _first_document(order)
        if ours is None:
            continue
        if ours.id and ours.id in ids:
            by_id.add(shop)
        if ours.number and ours.number == document.number and _same_day(ours, document):
            by_number.add(shop)
    both = by_id & by_number
    return both or by_id or by_number


def answered_ids(answer: Element) -> tuple[tuple[str, ...], str | None]:
    """The ids and the number by which orders are looked up that `answer` may answer."""
    document = _first_document(answer)
    if document is None:
        return (), None
    return tuple(id_ for id_ in (document.id, document.basis_id) if id_), document.number


def _same_day(left: Document, right: Document) -> bool:
    return left.date is None or right.date is None or left.date == right.date


def _first_document(record: Element) -> Document | None:
    if isinstance(record, Container):
        return record.documents[0] if record.documents else None
    return record if isinstance(record, Document) else None


def _action(body: bytes, known: Known | None, *, deleted: bool) -> Action:
    if known is None:
        return Action.ADD
    if deleted and not known.deleted:
        return Action.DELETE
    same = body == known.body and deleted == known.deleted and not known.withdrawn
    return Action.KEEP if same else Action.CHANGE


def _facet(fields: Mapping[str, str], names: Collection[str]) -> bytes | None:
    found = [text for name, text in fields.items() if name in names]
    return hashlib.sha256(_object(found)).digest() if found else None


def _object(fields: Iterable[str]) -> bytes:
    return f"{{{','.join(fields)}}}".encode()


_FACETS: Final = PRICE_FIELDS | REST_FIELDS
_encode: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
