"""Looks over documents that let nearly every order pass by many rules (`looks`)."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from cml_sync.checks.chapters.moments import AFTER, MOMENTS
from cml_sync.checks.chapters.states import FLAGS
from cml_sync.checks.knowledge.moments import is_empty_moment, moment_of
from cml_sync.checks.knowledge.vat import is_known_rate
from cml_sync.checks.usual import ENORMOUS
from cml_sync.model.addresses import Contact
from cml_sync.model.documents import Document, DocumentLine
from cml_sync.model.parties import Counterparty
from cml_sync.model.views import fold, fold_name, full_name
from cml_sync.model.words import DELIVERY_ID, Operation, Role

_ZERO: Final = Decimal(0)
_OLDEST: Final = 1990
_OPERATIONS: Final = frozenset(word.value for word in Operation)
_ROLES: Final = frozenset((None, "", *(word.value for word in Role)))
_MAIL: Final = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}").fullmatch
_CANCELLED: Final = fold("Отменен")
_POSTED: Final = fold("Проведен")
_DELETED: Final = fold("ПометкаУдаления")


def has_usual_head(document: Document) -> bool:
    """Whether it has all that it must have, a known operation, a positive total and lines."""
    total, day = document.total, document.date
    return (
        total is not None
        and total > _ZERO
        and day is not None
        and day.year >= _OLDEST
        and document.operation in _OPERATIONS
        and bool(document.number and document.role and document.currency)
        and bool(document.lines and document.counterparties)
        and not document.subordinates
    )


def has_usual_lines(document: Document) -> bool:
    """Whether lines are of known goods and add up as they should, without discounts."""
    whole = _ZERO
    for line in document.lines:
        total = line.total
        if total is None or not _is_usual_line(line, total):
            return False
        whole += total
    return (
        document.total == whole < ENORMOUS
        and not document.subordinates
        and not document.discounts
        and bool(document.lines)
    )


def _is_usual_line(line: DocumentLine, total: Decimal) -> bool:
    identifier, name = line.id, line.name
    if not identifier or identifier == DELIVERY_ID or identifier.isspace():
        return False
    if name and "&" in name:
        return False
    price, quantity = line.price, line.quantity
    if price is None or quantity is None or price * quantity != total:
        return False
    if not (_ZERO < quantity < ENORMOUS and _ZERO <= price < ENORMOUS):
        return False
    return not line.discounts and (line.coefficient is None or line.coefficient > _ZERO)


def has_known_rates(document: Document) -> bool:
    """Whether all tax rates are known ones."""
    for tax in document.taxes:
        if tax.rate and not is_known_rate(tax.rate):
            return False
    for line in document.lines:
        for tax in line.taxes:
            if tax.rate and not is_known_rate(tax.rate):
                return False
        for rate in line.tax_rates:
            if rate.rate and not is_known_rate(rate.rate):
                return False
    return True


def has_nothing_unknown(document: Document) -> bool:
    """Whether all its elements, and those of lines and counterparties, are known."""
    if document.unknown:
        return False
    for line in document.lines:
        if line.unknown:
            return False
    for party in document.counterparties:  # noqa: SIM110 - a loop begins faster
        if party.unknown:
            return False
    return True


def has_usual_requisites(document: Document) -> bool:
    """Whether the requisites are different ones, and say nothing that contradicts itself.

    Marks say ``true`` or ``false``, moments can be read; it is not cancelled, not posted and
    deleted, and where there is a day of payment or shipment no mark of them says ``false``.
    """
    names: set[str | None] = set()
    dated = denied = posted = False
    deleted = bool(document.deletion_mark)
    for item in document.requisites:
        name = item.name
        if name in names:
            return False
        names.add(name)
        sort = _sort(name)
        if sort == _OTHER or not item.values:
            continue
        value = item.values[0]
        if sort in (_MOMENT, _DAY):
            written = value.strip()
            if is_empty_moment(written):
                continue
            if moment_of(written) is None:
                return False
            dated = dated or sort == _DAY
        elif value == "false":
            denied = denied or sort == _FLAG
        elif value != "true" or sort == _CANCELLED:
            return False
        else:
            posted = posted or sort == _POSTED
            deleted = deleted or sort == _DELETED
    return not (dated and denied) and not (posted and deleted)


_OTHER: Final = ""
_MOMENT: Final = "moment"
_DAY: Final = "day"
_FLAG: Final = "flag"


@lru_cache(maxsize=4096)  # names repeat in every document
def _sort(name: str | None) -> str:
    folded = fold_name(name or "")
    if folded in AFTER:
        return _DAY
    if folded in MOMENTS:
        return _MOMENT
    if folded in (_CANCELLED, _POSTED, _DELETED):
        return folded
    return _FLAG if folded in FLAGS else _OTHER


def has_plain_parties(document: Document) -> bool:
    """Whether all counterparties are plain ones, each with an id of its own."""
    if document.role not in _ROLES:
        return False
    parties = document.counterparties
    for party in parties:
        if party.role not in _ROLES or not is_plain_party(party):
            return False
    return len(parties) == 1 or len({party.id for party in parties}) == len(parties)


def is_plain_party(party: Counterparty) -> bool:
    """Whether it has a name, and nothing that has check digits, accounts or people."""
    if party.inn or party.kpp or party.person or party.birth_date or party.unknown:
        return False
    if party.bank_accounts or party.bank_account or party.representatives:
        return False
    name = party.official_name or party.full_name or full_name(party)
    return name is not None and bool(name.strip()) and _are_plain(party.contacts)


def _are_plain(contacts: Iterable[Contact]) -> bool:
    for contact in contacts:
        value = contact.value
        if value and _MAIL(value) is None and _may_be_mail(contact.kind or ""):
            return False
    return True


@lru_cache(maxsize=256)  # there are a handful of kinds
def _may_be_mail(kind: str) -> bool:
    folded = fold(kind)
    return "почта" in folded or "mail" in folded
