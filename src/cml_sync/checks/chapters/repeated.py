"""21x: ids that stand twice, and ids that receivers cut differently."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.memory.gather import offer_bits, repeated_scope
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.classifier import Group
from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.problems import Severity


@rule("CML211", Severity.ERROR, on=(Kind.PRODUCT,), title=text("Product twice"))
def repeated_product(view: RecordView[Product]) -> Iterable[Found]:
    """Two products of one catalogue have the same `Ид`.

    Why: the second one overwrites the first, whichever comes later.

    Mend: 1C never writes an id twice; look whether two exports lie in one folder, or for the
    extension or script that made this file.

    Source: `Товар/Ид` (schema 2.04).
    """
    return (_twice(view.record.id),) if view.met and view.record.id else ()


@rule("CML212", Severity.ERROR, on=(Kind.OFFER, Kind.OFFER_CHANGE), title=text("Offer twice"))
def repeated_offer(view: RecordView[Offer] | RecordView[OfferChange]) -> Iterable[Found]:
    """Two offers of one catalogue have the same `Ид` and say the same kind of thing.

    Why: the second one overwrites the prices and the stock of the first.

    Mend: look whether two exports lie in one folder. In 1C, look for goods with the same
    characteristic twice.

    Source: `Предложение/Ид` (schema 2.04). The parts of 3.1 with only prices or only stock
    repeat the ids of the offers; that is no mistake.
    """
    if not view.met or not view.met & offer_bits(view.record):
        return ()
    return (_twice(view.identifier or ""),)


@rule(
    "CML213",
    Severity.ERROR,
    on=(
        Kind.PROPERTY,
        Kind.CATEGORY,
        Kind.PRICE_TYPE,
        Kind.UNIT,
        Kind.WAREHOUSE,
        Kind.COUNTERPARTY,
        Kind.REFERENCE_BOOK,
    ),
    title=text("Id twice in one part"),
)
def repeated_id(view: RecordView[Element]) -> Iterable[Found]:
    """Two properties, price types, warehouses, units … of one part have the same `Ид`.

    Why: what refers to the id may mean either of them.

    Mend: 1C never writes an id twice; look for the extension or script that made this file.

    Source: `Ид` (schema 2.04), unique among its kind.
    """
    return (_twice(view.identifier or ""),) if view.met else ()


@rule("CML214", Severity.ERROR, on=(Kind.GROUP,), title=text("Group twice, or inside itself"))
def repeated_group(view: RecordView[Group]) -> Iterator[Found]:
    """A group stands in the tree twice, or below itself.

    Why: the shop moves it back and forth at every exchange; a group inside itself hangs some
    receivers.

    Mend: in 1C, look at the parent of this group ("Входит в группу"); test and mend the
    base ("Тестирование и исправление") if it is its own parent.

    Source: `Группа/Ид`, `Группа/Группы` (schema 2.04).
    """
    table = view.index.repeated[Kind.GROUP]
    scope = repeated_scope(view)
    seen: set[str] = set()
    told: set[str] = set()
    pending: list[tuple[Group, str, frozenset[str]]] = [(view.record, "", frozenset())]
    while pending:
        group, at, above = pending.pop()
        below = above
        if group.id:
            again = group.id in seen or table.bits(group.id, scope=scope)
            if (again or group.id in above) and group.id not in told:
                told.add(group.id)
                yield _again(group.id, at, inside=group.id in above)
            seen.add(group.id)
            below = above | {group.id} if group.children else above
        if group.children:
            pending.extend(reversed(_children(group, at, below)))


def _children(
    group: Group, at: str, above: frozenset[str]
) -> list[tuple[Group, str, frozenset[str]]]:
    way = f"{at}/Группы" if at else "Группы"
    return [
        (child, f"{way}/Группа[{number}]", above)
        for number, child in enumerate(group.children, start=1)
    ]


def _again(identifier: str, at: str, *, inside: bool) -> Found:
    message = (
        text("Group `{id}` stands inside itself", id=identifier)
        if inside
        else text("Group `{id}` stands in the tree twice", id=identifier)
    )
    return Found(message, text("Look at the parent of this group in 1C"), at=at)


@rule("CML215", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Document twice"))
def repeated_document(view: RecordView[Document]) -> Iterable[Found]:
    """Two documents of one operation have the same `Ид`, or the same `Номер` without one.

    Why: the later one wins; if they differ, a change of the order is lost. 1C sends the same order
    again and again when the site never confirms it.

    Mend: look whether old files lie in the exchange folder, and whether the site answers
    "success" after it has taken the orders.

    Source: `Документ/Ид` (schema 2.04).
    """
    return (_twice(view.identifier or ""),) if view.met else ()


@rule(
    "CML216",
    Severity.WARNING,
    on=(Kind.PRODUCT, Kind.OFFER, Kind.OFFER_CHANGE),
    title=text("Id with several separators"),
)
def several_separators(view: RecordView[Product]) -> Iterable[Found]:
    """An `Ид` holds more than one `#`.

    Why: 1C and HostCMS cut it at the first one, 1C-Bitrix at the last one, so that they see
    different products.

    Mend: look for the extension or script that adds to the ids; what 1C writes is
    `product#characteristic`.

    Source: `Товар/Ид`, `Предложение/Ид` (schema 2.04).
    """
    identifier = view.record.id
    if identifier and identifier.count("#") > 1:
        return (Found(text("Id `{id}` has more than one `#`", id=identifier)),)
    return ()


def _twice(identifier: str) -> Found:
    return Found(
        text("Id `{id}` stands here a second time", id=identifier),
        text("Look whether files of two exports lie together"),
    )


RULES: Final[tuple[Rule, ...]] = (
    repeated_product,
    repeated_offer,
    repeated_id,
    repeated_group,
    repeated_document,
    several_separators,
)
