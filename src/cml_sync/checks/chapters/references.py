"""2xx: ids, what refers to them, and what has them twice."""

from collections.abc import Iterator
from typing import Final

from cml_sync.checks.gather import offer_bits, repeated_scope
from cml_sync.checks.index import Target
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.tables import Sighting
from cml_sync.checks.view import PackageView, RecordView
from cml_sync.messages import Text, text, text_n
from cml_sync.model.classifier import Group
from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.problems import Severity

_EXPORT_BOTH: Final = text("Export it together with what refers to it, or mend the reference")
_NAMES: Final[dict[Target, Text]] = {
    Target.GROUP: text("groups"),
    Target.PROPERTY: text("properties"),
    Target.OPTION: text("property options"),
    Target.PRICE_TYPE: text("price types"),
    Target.WAREHOUSE: text("warehouses"),
    Target.PRODUCT: text("products"),
    Target.UNIT: text("units"),
}


@rule("CML201", Severity.ERROR, scope=Scope.PACKAGE, title=text("Unknown group"))
def unknown_group(view: PackageView) -> Iterator[Found]:
    """Products are in a group that the classifier of the package does not have.

    Why: the shop puts them at the top level, or hides them.

    Mend: in 1C, look whether the group is outside the filter of the exchange node or marked for
    deletion; move the goods or widen the filter.

    Source: `Товар/Группы/Ид` → `Группа/Ид` (schema 2.04).
    """
    for (identifier, *_), met in _provable(view, Target.GROUP):
        yield Found(
            text_n(
                "Group `{id}` is not defined in the package ({count} use)",
                "Group `{id}` is not defined in the package ({count} uses)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )


@rule("CML202", Severity.ERROR, scope=Scope.PACKAGE, title=text("Unknown price type"))
def unknown_price_type(view: PackageView) -> Iterator[Found]:
    """Prices are of a type that the package does not list.

    Why: the shop drops these prices, or takes them for those of another type.

    Mend: in 1C, add the price type to the exchange node ("Виды цен"), or take its prices out.

    Source: `Цена/ИдТипаЦены` → `ТипЦены/Ид` (schema 2.04).
    """
    for (identifier, *_), met in _provable(view, Target.PRICE_TYPE):
        yield Found(
            text_n(
                "Price type `{id}` is not defined in the package ({count} price)",
                "Price type `{id}` is not defined in the package ({count} prices)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )


@rule("CML203", Severity.ERROR, scope=Scope.PACKAGE, title=text("Unknown warehouse"))
def unknown_warehouse(view: PackageView) -> Iterator[Found]:
    """Stock lies in a warehouse that the package does not list.

    Why: the shop drops this stock; goods that are there look sold out.

    Mend: in 1C, add the warehouse to the exchange node ("Склады"), or take its stock out.

    Source: `Предложение/Склад@ИдСклада` → `Склад/Ид` (schema 2.06).
    """
    for (identifier, *_), met in _provable(view, Target.WAREHOUSE):
        yield Found(
            text_n(
                "Warehouse `{id}` is not defined in the package ({count} use)",
                "Warehouse `{id}` is not defined in the package ({count} uses)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )


@rule("CML204", Severity.WARNING, scope=Scope.PACKAGE, title=text("Unknown property"))
def unknown_property(view: PackageView) -> Iterator[Found]:
    """Products have values of a property that the classifier of the package does not have.

    Why: the shop drops these values; filters miss the goods.

    Mend: in 1C, add the property to the exchange, or look whether it was deleted.

    Source: `ЗначенияСвойства/Ид` → `Свойство/Ид` (schema 2.04).
    """
    for (identifier, *_), met in _provable(view, Target.PROPERTY):
        yield Found(
            text_n(
                "Property `{id}` is not defined in the package ({count} value)",
                "Property `{id}` is not defined in the package ({count} values)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )


@rule("CML205", Severity.WARNING, scope=Scope.PACKAGE, title=text("Unknown property option"))
def unknown_option(view: PackageView) -> Iterator[Found]:
    """Products have a value of a property that is not among the options of this property.

    Why: the shop shows the bare id instead of the value, or drops it.

    Mend: in 1C, look whether the value was deleted from the list of values; choose another one.

    Source: `ЗначенияСвойства/Значение` → `ВариантыЗначений/Справочник/ИдЗначения` (schema 2.05).
    The text of an option is accepted in place of its id.
    """
    for (identifier, *value), met in _provable(view, Target.OPTION):
        yield Found(
            text_n(
                "`{value}` is no option of property `{id}` ({count} use)",
                "`{value}` is no option of property `{id}` ({count} uses)",
                met.count,
                id=identifier,
                value="".join(value),
            ),
            _EXPORT_BOTH,
            place=met.place,
        )


@rule("CML206", Severity.WARNING, scope=Scope.PACKAGE, title=text("Offer of an unknown product"))
def unknown_product(view: PackageView) -> Iterator[Found]:
    """An offer belongs to a product that the package does not have.

    Why: the shop drops the offer, or waits for a product that may never come.

    Mend: in 1C, look whether the filters for goods and for prices differ. If the catalogue comes
    in several portions, check all of them together.

    Source: `Предложение/Ид` up to the `#` → `Товар/Ид` (schema 2.04).
    """
    for (identifier, *_), met in _provable(view, Target.PRODUCT):
        yield Found(
            text_n(
                "Product `{id}` is not in the package ({count} offer)",
                "Product `{id}` is not in the package ({count} offers)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )


@rule(
    "CML207",
    Severity.ADVICE,
    scope=Scope.PACKAGE,
    title=text("References that the package alone cannot prove"),
)
def unproven(view: PackageView) -> Iterator[Found]:
    """Ids refer to something that no part of the package defines, and need not.

    Why: this is normal for changes, for portions after the first, and for parts with only prices
    or stock. But a receiver that has never had the definitions drops what refers to them.

    Mend: nothing, if the receiver has had a full export. To prove the references, check the parts
    of the full export together.

    Source: `СодержитТолькоИзменения` (schema 2.04).
    """
    for target in Target:
        references = view.index.references(target)
        unresolved = dict(references.missing())
        if unresolved and not _is_provable(view, target):
            key, met = next(iter(unresolved.items()))
            yield Found(
                text_n(
                    "{count} id of {what} is not defined in the package: `{example}`",
                    "{count} ids of {what} are not defined in the package, `{example}` for one",
                    len(unresolved),
                    what=_NAMES[target],
                    example=key[-1],
                ),
                place=met.place,
            )
        elif references.dropped and _is_provable(view, target):
            yield Found(
                text(
                    "{count} further uses of ids of {what} were too many to be looked at",
                    count=references.dropped,
                    what=_NAMES[target],
                )
            )


@rule("CML211", Severity.ERROR, on=(Kind.PRODUCT,), title=text("Product twice"))
def repeated_product(view: RecordView[Product]) -> Iterator[Found]:
    """Two products of one catalogue have the same `Ид`.

    Why: the second one overwrites the first, whichever comes later.

    Mend: 1C never writes an id twice; look whether two exports lie in one folder, or for the
    extension or script that made this file.

    Source: `Товар/Ид` (schema 2.04).
    """
    if view.record.id and view.index.repeated[view.kind].bits(view.record.id, scope=view.scope):
        yield _twice(view.record.id)


@rule("CML212", Severity.ERROR, on=(Kind.OFFER, Kind.OFFER_CHANGE), title=text("Offer twice"))
def repeated_offer(view: RecordView[Offer] | RecordView[OfferChange]) -> Iterator[Found]:
    """Two offers of one catalogue have the same `Ид` and say the same kind of thing.

    Why: the second one overwrites the prices and the stock of the first.

    Mend: look whether two exports lie in one folder. In 1C, look for goods with the same
    characteristic twice.

    Source: `Предложение/Ид` (schema 2.04). The parts of 3.1 with only prices or only stock
    repeat the ids of the offers; that is no mistake.
    """
    identifier = view.place.record_id
    if identifier:
        before = view.index.repeated[view.kind].bits(identifier, scope=view.scope)
        if before & offer_bits(view.record):
            yield _twice(identifier)


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
def repeated_id(view: RecordView[Element]) -> Iterator[Found]:
    """Two properties, price types, warehouses, units … of one part have the same `Ид`.

    Why: what refers to the id may mean either of them.

    Mend: 1C never writes an id twice; look for the extension or script that made this file.

    Source: `Ид` (schema 2.04), unique among its kind.
    """
    identifier = view.place.record_id
    table = view.index.repeated[view.kind]
    if identifier and table.bits(identifier, scope=repeated_scope(view)):
        yield _twice(identifier)


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
    pending: list[tuple[Group, frozenset[str]]] = [(view.record, frozenset())]
    while pending:
        group, above = pending.pop()
        below = above
        if group.id:
            if group.id in above:
                yield Found(
                    text("Group `{id}` stands inside itself", id=group.id),
                    text("Look at the parent of this group in 1C"),
                )
            elif group.id in seen or table.bits(group.id, scope=scope):
                yield Found(
                    text("Group `{id}` stands in the tree twice", id=group.id),
                    text("Look at the parent of this group in 1C"),
                )
            seen.add(group.id)
            below = above | {group.id} if group.children else above
        pending.extend((child, below) for child in reversed(group.children))


@rule("CML215", Severity.WARNING, on=(Kind.DOCUMENT,), title=text("Document twice"))
def repeated_document(view: RecordView[Document]) -> Iterator[Found]:
    """Two documents of one operation have the same `Ид`, or the same `Номер` without one.

    Why: the later one wins; if they differ, a change of the order is lost. 1C sends the same order
    again and again when the site never confirms it.

    Mend: look whether old files lie in the exchange folder, and whether the site answers
    "success" after it has taken the orders.

    Source: `Документ/Ид` (schema 2.04).
    """
    identifier = view.place.record_id
    if identifier and view.index.repeated[Kind.DOCUMENT].bits(
        identifier, scope=repeated_scope(view)
    ):
        yield _twice(identifier)


@rule(
    "CML216",
    Severity.WARNING,
    on=(Kind.PRODUCT, Kind.OFFER, Kind.OFFER_CHANGE),
    title=text("Id with several separators"),
)
def several_separators(view: RecordView[Product]) -> Iterator[Found]:
    """An `Ид` holds more than one `#`.

    Why: 1C and HostCMS cut it at the first one, 1C-Bitrix at the last one, so that they see
    different products.

    Mend: look for the extension or script that adds to the ids; what 1C writes is
    `product#characteristic`.

    Source: `Товар/Ид`, `Предложение/Ид` (schema 2.04).
    """
    identifier = view.record.id
    if identifier and identifier.count("#") > 1:
        yield Found(text("Id `{id}` has more than one `#`", id=identifier))


def _twice(identifier: str) -> Found:
    return Found(
        text("Id `{id}` stands here a second time", id=identifier),
        text("Look whether files of two exports lie together"),
    )


def _is_provable(view: PackageView, target: Target) -> bool:
    return bool(view.index.references(target)) and not view.index.is_partial(target)


def _provable(view: PackageView, target: Target) -> Iterator[tuple[tuple[str, ...], Sighting]]:
    """The references without a definition, if the package holds all definitions."""
    if _is_provable(view, target):
        yield from view.index.references(target).missing()


RULES: Final[tuple[Rule, ...]] = (
    unknown_group,
    unknown_price_type,
    unknown_warehouse,
    unknown_property,
    unknown_option,
    unknown_product,
    unproven,
    repeated_product,
    repeated_offer,
    repeated_id,
    repeated_group,
    repeated_document,
    several_separators,
)
