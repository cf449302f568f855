"""24x: deletion in all its forms, and what still leans on what is deleted."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.memory.gather import is_marked
from cml_sync.checks.memory.index import Target
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PackageView, RecordView
from cml_sync.messages import text, text_n
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer
from cml_sync.model.views import fold
from cml_sync.model.words import Status
from cml_sync.problems import Severity

_FORMS: Final = ("status", "status_element", "deletion_mark")
_DELETED: Final = fold(Status.DELETED)
_ENOUGH: Final = 2


@rule(
    "CML241",
    Severity.WARNING,
    on=(Kind.PRODUCT, Kind.OFFER),
    needs=_FORMS,
    title=text("Forms of deletion that disagree"),
)
def disagreeing_forms(view: RecordView[Product]) -> Iterable[Found]:
    """One form of deletion says that the goods are deleted, another one says that they are not.

    Why: receivers read different forms: 1C-Bitrix the elements, most others the attribute. In one
    shop the goods vanish, in the other they stay.

    Mend: look for the extension that writes the second form. In 1C, put the deletion mark on the
    goods, or take it off, and export again.

    Source: `Товар@Статус` (schema 2.04), `Товар/Статус` (1C-Bitrix), `ПометкаУдаления` (3.1).
    """
    record = view.record
    said = [fold(word) == _DELETED for word in (record.status, record.status_element) if word]
    if record.deletion_mark is not None:
        said.append(record.deletion_mark)
    if len(said) < _ENOUGH or all(said) or not any(said):
        return ()
    return (Found(text("One form says that it is deleted, another one that it is not")),)


@rule(
    "CML242",
    Severity.ADVICE,
    on=(Kind.OFFER,),
    needs=_FORMS,
    title=text("Deleted offer with stock"),
)
def deleted_with_stock(view: RecordView[Offer]) -> Iterable[Found]:
    """An offer is marked as deleted and has stock.

    Why: a receiver that does not read this form of deletion goes on selling it; in the others goods
    lie in the warehouse that nobody can buy.

    Mend: in 1C, write the stock off, or take the deletion mark away.

    Source: `Предложение@Статус`, `Предложение/Количество` (schema 2.04).
    """
    record = view.record
    if not is_marked(record) or record.quantity is None or record.quantity <= 0:
        return ()
    message = text("The offer is deleted, but {count} are in stock", count=record.quantity)
    return (Found(message, at="Количество"),)


@rule("CML243", Severity.WARNING, scope=Scope.PACKAGE, title=text("Everything is deleted"))
def all_deleted(view: PackageView) -> Iterable[Found]:
    """Every product of the package is marked as deleted, and there are several.

    Why: a shop empties itself. Mostly a mark was put on a whole group by accident, or the filter
    lets deleted goods through only.

    Mend: in 1C, look at the deletion marks of the goods, and at the filter of the exchange node
    ("Не выгружать помеченные на удаление" and the like).

    Source: `Товар@Статус` (schema 2.04), `ПометкаУдаления` (3.1). In changes it is normal that a
    few products are deleted; those are not looked at.
    """
    marked, all_of_them = view.index.marked[Kind.PRODUCT], view.index.counts[Kind.PRODUCT]
    full = view.index.sections.get((Section.CATALOG, False))
    if full is not None and marked >= _ENOUGH and marked == all_of_them:
        return (
            Found(text("All {count} products are marked as deleted", count=marked), place=full),
        )
    return ()


@rule("CML244", Severity.ADVICE, scope=Scope.PACKAGE, title=text("Deletion marks in a full set"))
def marks_in_full_set(view: PackageView) -> Iterable[Found]:
    """A full set of goods holds products that are marked as deleted.

    Why: in a full set, what is deleted need not be named: it is absent. A receiver that does not
    read the mark in the form in which it stands here takes these products for live ones.

    Mend: nothing, if the receiver reads this form. In 1C, the marked goods can be left out by the
    filter of the exchange node.

    Source: `СодержитТолькоИзменения`, `Товар@Статус` (schema 2.04).
    """
    marked = view.index.marked[Kind.PRODUCT]
    full = view.index.sections.get((Section.CATALOG, False))
    if full is not None and marked:
        return (
            Found(
                text_n(
                    "{count} product of the full set is marked as deleted",
                    "{count} products of the full set are marked as deleted",
                    marked,
                ),
                place=full,
            ),
        )
    return ()


@rule("CML245", Severity.WARNING, scope=Scope.PACKAGE, title=text("Prices of a deleted type"))
def deleted_price_type(view: PackageView) -> Iterable[Found]:
    """Prices are of a type that is marked as deleted.

    Why: the shop drops the type and the prices with it; goods that have no other price cannot be
    bought.

    Mend: in 1C, take the price type out of the exchange node ("Виды цен"), or its deletion mark
    away.

    Source: `ТипЦены/ПометкаУдаления` (3.1).
    """
    return [
        Found(
            text("Price type `{id}` is deleted, but prices are of it", id=identifier),
            place=met.place,
        )
        for (identifier, *_), met in view.index.references(Target.PRICE_TYPE).to_deleted()
    ]


@rule("CML246", Severity.WARNING, scope=Scope.PACKAGE, title=text("Stock in a deleted warehouse"))
def deleted_warehouse(view: PackageView) -> Iterable[Found]:
    """Stock lies in a warehouse that is marked as deleted.

    Why: the shop drops the warehouse and the stock in it, while the total still counts it.

    Mend: in 1C, take the warehouse out of the exchange node ("Склады"), or move the stock.

    Source: `Склад/ПометкаУдаления` (3.1).
    """
    return [
        Found(
            text("Warehouse `{id}` is deleted, but stock lies in it", id=identifier),
            place=met.place,
        )
        for (identifier, *_), met in view.index.references(Target.WAREHOUSE).to_deleted()
    ]


@rule(
    "CML247",
    Severity.ADVICE,
    scope=Scope.PACKAGE,
    title=text("Values of a deleted property or option"),
)
def deleted_property(view: PackageView) -> Iterator[Found]:
    """Products have values of a property, or of a property option, that is marked as deleted.

    Why: the shop shows no such value; filters miss the goods.

    Mend: in 1C, choose another value ("Значения дополнительных реквизитов"), or take the deletion
    mark away.

    Source: `Свойство/ПометкаУдаления`, `Справочник/ПометкаУдаления` (3.1).
    """
    for target in (Target.PROPERTY, Target.OPTION):
        for key, met in view.index.references(target).to_deleted():
            yield Found(
                text_n(
                    "`{id}` is deleted, but {count} product has it",
                    "`{id}` is deleted, but {count} products have it",
                    met.count,
                    id=key[-1],
                ),
                place=met.place,
            )


@rule("CML248", Severity.ADVICE, scope=Scope.PACKAGE, title=text("Offers of a deleted product"))
def deleted_product(view: PackageView) -> Iterable[Found]:
    """A product is marked as deleted, and offers of it are not.

    Why: receivers that read the offers last make the product alive again, with its price and stock.

    Mend: in 1C, look whether the goods still have stock or a price; a characteristic without a
    deletion mark of its own is the usual cause.

    Source: `Товар@Статус`, `Предложение/Ид` (schema 2.04), `ПометкаУдаления` (3.1).
    """
    return [
        Found(
            text_n(
                "Product `{id}` is deleted, but {count} offer of it is not",
                "Product `{id}` is deleted, but {count} offers of it are not",
                met.count,
                id=identifier,
            ),
            place=met.place,
        )
        for (identifier, *_), met in view.index.references(Target.PRODUCT).to_deleted()
    ]


RULES: Final[tuple[Rule, ...]] = (
    disagreeing_forms,
    deleted_with_stock,
    all_deleted,
    marks_in_full_set,
    deleted_price_type,
    deleted_warehouse,
    deleted_property,
    deleted_product,
)
