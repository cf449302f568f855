"""20x: references to what the package should define."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.memory.index import Target
from cml_sync.checks.memory.tables import Sighting
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PackageView
from cml_sync.messages import Text, text, text_n
from cml_sync.problems import Severity

_EXPORT_BOTH: Final = text("Export it together with what refers to it, or mend the reference")
_NAMED: Final = 10
"""So many of one kind are told by their ids: where more are missing, it has one cause."""

_NAMES: Final[dict[Target, Text]] = {
    Target.GROUP: text("groups"),
    Target.PROPERTY: text("properties"),
    Target.OPTION: text("property options"),
    Target.PRICE_TYPE: text("price types"),
    Target.WAREHOUSE: text("warehouses"),
    Target.PRODUCT: text("products"),
    Target.UNIT: text("units"),
    Target.CATEGORY: text("categories"),
}


@rule("CML201", Severity.ERROR, scope=Scope.PACKAGE, title=text("Unknown group"))
def unknown_group(view: PackageView) -> Iterable[Found]:
    """Products are in a group that the classifier of the package does not have.

    Why: the shop puts them at the top level, or hides them.

    Mend: in 1C, look whether the group is outside the filter of the exchange node or marked for
    deletion; move the goods or widen the filter.

    Source: `Товар/Группы/Ид` → `Группа/Ид` (schema 2.04).
    """
    return [
        Found(
            text_n(
                "Group `{id}` is not defined in the package ({count} use)",
                "Group `{id}` is not defined in the package ({count} uses)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )
        for (identifier, *_), met in _provable(view, Target.GROUP)
    ]


@rule("CML202", Severity.ERROR, scope=Scope.PACKAGE, title=text("Unknown price type"))
def unknown_price_type(view: PackageView) -> Iterable[Found]:
    """Prices are of a type that the package does not list.

    Why: the shop drops these prices, or takes them for those of another type.

    Mend: in 1C, add the price type to the exchange node ("Виды цен"), or take its prices out.

    Source: `Цена/ИдТипаЦены` → `ТипЦены/Ид` (schema 2.04).
    """
    return [
        Found(
            text_n(
                "Price type `{id}` is not defined in the package ({count} price)",
                "Price type `{id}` is not defined in the package ({count} prices)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )
        for (identifier, *_), met in _provable(view, Target.PRICE_TYPE)
    ]


@rule("CML203", Severity.ERROR, scope=Scope.PACKAGE, title=text("Unknown warehouse"))
def unknown_warehouse(view: PackageView) -> Iterable[Found]:
    """Stock lies in a warehouse that the package does not list.

    Why: the shop drops this stock; goods that are there look sold out.

    Mend: in 1C, add the warehouse to the exchange node ("Склады"), or take its stock out.

    Source: `Предложение/Склад@ИдСклада` → `Склад/Ид` (schema 2.06).
    """
    return [
        Found(
            text_n(
                "Warehouse `{id}` is not defined in the package ({count} use)",
                "Warehouse `{id}` is not defined in the package ({count} uses)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )
        for (identifier, *_), met in _provable(view, Target.WAREHOUSE)
    ]


@rule("CML204", Severity.WARNING, scope=Scope.PACKAGE, title=text("Unknown property"))
def unknown_property(view: PackageView) -> Iterable[Found]:
    """Products have values of a property that the classifier of the package does not have.

    Why: the shop drops these values; filters miss the goods.

    Mend: in 1C, add the property to the exchange, or look whether it was deleted.

    Source: `ЗначенияСвойства/Ид` → `Свойство/Ид` (schema 2.04).
    """
    return [
        Found(
            text_n(
                "Property `{id}` is not defined in the package ({count} value)",
                "Property `{id}` is not defined in the package ({count} values)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )
        for (identifier, *_), met in _provable(view, Target.PROPERTY)
    ]


@rule("CML205", Severity.WARNING, scope=Scope.PACKAGE, title=text("Unknown property option"))
def unknown_option(view: PackageView) -> Iterable[Found]:
    """Products have a value of a property that is not among the options of this property.

    Why: the shop shows the bare id instead of the value, or drops it.

    Mend: in 1C, look whether the value was deleted from the list of values; choose another one.

    Source: `ЗначенияСвойства/Значение` → `ВариантыЗначений/Справочник/ИдЗначения` (schema 2.05).
    The text of an option is accepted in place of its id.
    """
    return [
        Found(
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
        for (identifier, *value), met in _provable(view, Target.OPTION)
    ]


@rule("CML206", Severity.WARNING, scope=Scope.PACKAGE, title=text("Offer of an unknown product"))
def unknown_product(view: PackageView) -> Iterable[Found]:
    """An offer belongs to a product that the package does not have.

    Why: the shop drops the offer, or waits for a product that may never come.

    Mend: in 1C, look whether the filters for goods and for prices differ. If the catalogue comes
    in several portions, check all of them together.

    Source: `Предложение/Ид` up to the `#` → `Товар/Ид` (schema 2.04). The first ten are named, the
    others are counted.
    """
    missing = list(_provable(view, Target.PRODUCT))
    found = [
        Found(
            text_n(
                "Product `{id}` is not in the package ({count} offer)",
                "Product `{id}` is not in the package ({count} offers)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )
        for (identifier, *_), met in missing[:_NAMED]
    ]
    if further := missing[_NAMED:]:
        message = text_n(
            "{count} further product of offers is not in the package",
            "{count} further products of offers are not in the package",
            len(further),
        )
        found.append(Found(message, _EXPORT_BOTH, place=further[0][1].place))
    return found


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

    Source: `СодержитТолькоИзменения` (schema 2.04). Where the whole catalogue or every group is
    missing, that is told instead.
    """
    silent = _told_otherwise(view)
    for target in Target:
        references = view.index.references(target)
        if target in silent:
            continue
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
                text_n(
                    "{count} further use of ids of {what} was too many to be looked at",
                    "{count} further uses of ids of {what} were too many to be looked at",
                    references.dropped,
                    what=_NAMES[target],
                )
            )


@rule("CML208", Severity.WARNING, scope=Scope.PACKAGE, title=text("Unknown unit"))
def unknown_unit(view: PackageView) -> Iterable[Found]:
    """The base unit of products is not among the units that the package lists.

    Why: the shop takes its default, usually pieces, for goods sold by weight or length.

    Mend: in 1C, look at the storage unit of the goods ("Единица хранения") and at the list of units
    ("Единицы измерения"): its code is blank, or the unit was left out of the exchange.

    Source: `Товар/БазоваяЕдиница` → `ЕдиницаИзмерения/Ид` (3.1), `ЕдиницаИзмерения/Код` (1C:УНФ).
    """
    return [
        Found(
            text_n(
                "Unit `{code}` is not listed in the package ({count} use)",
                "Unit `{code}` is not listed in the package ({count} uses)",
                met.count,
                code=code,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )
        for (code, *_), met in _provable(view, Target.UNIT)
    ]


@rule("CML209", Severity.WARNING, scope=Scope.PACKAGE, title=text("Unknown category"))
def unknown_category(view: PackageView) -> Iterator[Found]:
    """Products are of a category that the classifier of the package does not have.

    Why: the shop does not know which properties these goods have, and shows none.

    Mend: in 1C:УНФ, look at the category of the goods ("Категория номенклатуры") and whether it is
    marked for deletion.

    Source: `Товар/Категория` → `Категории/Категория/Ид` (1C:УНФ; no schema has them).
    """
    for (identifier, *_), met in _provable(view, Target.CATEGORY):
        yield Found(
            text_n(
                "Category `{id}` is not defined in the package ({count} use)",
                "Category `{id}` is not defined in the package ({count} uses)",
                met.count,
                id=identifier,
            ),
            _EXPORT_BOTH,
            place=met.place,
        )


def _told_otherwise(view: PackageView) -> set[Target]:
    silent = {Target.UNIT}  # that is told by its code alone, which is the same everywhere
    if view.index.offers_alone is not None:
        silent.add(Target.PRODUCT)
    if view.index.groups_lacking is not None:
        silent.add(Target.GROUP)
    return silent


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
    unknown_unit,
    unknown_category,
)
