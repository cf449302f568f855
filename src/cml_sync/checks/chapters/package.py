"""9xx: the package as a whole."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.memory.gather import DESCRIBED, PRICED
from cml_sync.checks.memory.index import SPLIT_SINCE
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PackageView, PartView, SectionView
from cml_sync.messages import text, text_n
from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import OffersPackage
from cml_sync.patterns import pattern
from cml_sync.problems import Severity

_MANY: Final = 20
_SEVERAL: Final = 2
_REPEATED: Final = 10
_PORTIONS: Final = 10_000
_PORTION: Final = pattern(r"((?:import|offers)[0-9]{1,6})_([0-9]{1,6})\.xml$", re.IGNORECASE)


@rule("CML901", Severity.ERROR, scope=Scope.PACKAGE, title=text("Full catalogue without products"))
def empty_catalog(view: PackageView) -> Iterable[Found]:
    """A catalogue says that it is complete, and holds no product.

    Why: a receiver may take away everything that is not in a complete catalogue: the whole shop.

    Mend: in 1C, look at the filter of the exchange node; check all portions of the export
    together.

    Source: `Каталог@СодержитТолькоИзменения` = false (schema 2.04).
    """
    place = view.index.sections.get((Section.CATALOG, False))
    if place is not None and not view.index.counts[Kind.PRODUCT] and not view.index.incomplete:
        return (
            Found(
                text("The catalogue says that it is complete, and holds no product"),
                text("Look at the filter of the exchange node in 1C"),
                place=place,
            ),
        )
    return ()


@rule("CML902", Severity.ERROR, scope=Scope.PACKAGE, title=text("Full package without offers"))
def empty_offers(view: PackageView) -> Iterable[Found]:
    """A package of offers says that it is complete, and holds no offer.

    Why: a receiver may take away all prices and all stock.

    Mend: in 1C, look at the filter of the exchange node; check all portions of the export
    together.

    Source: `ПакетПредложений@СодержитТолькоИзменения` = false (schema 2.04).
    """
    place = view.index.sections.get((Section.OFFERS_PACKAGE, False))
    if place is not None and not view.index.counts[Kind.OFFER] and not view.index.incomplete:
        return (
            Found(
                text("The package of offers says that it is complete, and holds no offer"),
                text("Look at the filter of the exchange node in 1C"),
                place=place,
            ),
        )
    return ()


@rule(
    "CML903",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    title=text("Full catalogue that looks like a part"),
)
def partial_catalog(view: PackageView) -> Iterable[Found]:
    """A catalogue says that it is complete, and has fewer products than its offers lack.

    Why: a receiver may take away everything that is not in a complete catalogue: most of the shop.

    Mend: in 1C, look at the filter of the exchange node: goods and offers must pass the same one. A
    selection of goods is sent as changes ("Выгружать только измененные объекты"), never as a full
    export. If the export has several portions, check all of them together.

    Source: `Каталог@СодержитТолькоИзменения` = false (schema 2.04).
    """
    place = view.index.sections.get((Section.CATALOG, False))
    products = view.index.counts[Kind.PRODUCT]
    if place is None or not products or view.index.incomplete:
        return ()
    missing = sum(1 for _ in view.index.products.missing())
    if missing >= _MANY and missing > products:
        return (
            Found(
                text_n(
                    "The catalogue says that it is complete, and has {count} product;"
                    " its offers are of {missing} more",
                    "The catalogue says that it is complete, and has {count} products;"
                    " its offers are of {missing} more",
                    products,
                    missing=missing,
                ),
                text("Send a selection of goods as changes, never as a full export"),
                place=place,
            ),
        )
    return ()


@rule(
    "CML904",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    title=text("Full package without a single price"),
)
def no_price_at_all(view: PackageView) -> Iterable[Found]:
    """A package of offers says that it is complete, and none of its offers has a price.

    Why: a receiver may take away all prices, and with them the goods from sale.

    Mend: in 1C, choose price types in the exchange node ("Виды цен"); look whether the user of the
    exchange may read prices.

    Source: `ПакетПредложений@СодержитТолькоИзменения` = false, `Предложение/Цены` (schema 2.04). In
    3.x prices come in parts of their own; such packages are passed by.
    """
    index = view.index
    place = index.sections.get((Section.OFFERS_PACKAGE, False))
    if place is None or not index.counts[Kind.OFFER] or index.incomplete or _is_split(view):
        return ()
    if index.offers_say & PRICED:
        return ()
    return (
        Found(
            text_n(
                "The package of {count} offer says that it is complete, and has no price",
                "The package of {count} offers says that it is complete, and has no price",
                index.counts[Kind.OFFER],
            ),
            text("Choose price types in the exchange node in 1C"),
            place=place,
        ),
    )


@rule(
    "CML905",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    title=text("Full catalogue without groups"),
)
def no_group_at_all(view: PackageView) -> Iterable[Found]:
    """A catalogue says that it is complete, its products are in groups, and no group is defined.

    Why: a shop puts all goods at the top level, or hides them; one that rebuilds its tree loses it.

    Mend: in 1C, look whether the groups are outside the filter of the exchange node, or whether
    the first portion of the export is missing.

    Source: `Товар/Группы/Ид`, `Классификатор/Группы` (schema 2.04).
    """
    place = view.index.groups_lacking
    if place is None:
        return ()
    missing = sum(1 for _ in view.index.groups.missing())
    return (
        Found(
            text_n(
                "The products are in {count} group, and the package defines none",
                "The products are in {count} groups, and the package defines none",
                missing,
            ),
            text("Export the groups together with the goods"),
            place=place,
        ),
    )


@rule(
    "CML906",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    title=text("Prices or stock without their offers"),
)
def offers_missing(view: PackageView) -> Iterable[Found]:
    """A full set of 3.x has prices or stock, and no part that describes the offers.

    Why: the receiver knows no offer to put them at; a part of the set was lost on the way.

    Mend: look for the file that begins with "offers"; export again and check the whole folder.

    Source: parts `offers`, `prices`, `rests` of a 3.1 package; `СодержитТолькоИзменения` = false.
    """
    index = view.index
    place = index.sections.get((Section.OFFERS_PACKAGE, False))
    if place is None or not _is_split(view) or index.incomplete:
        return ()
    if index.counts[Kind.OFFER] and not index.offers_say & DESCRIBED:
        return (
            Found(
                text("The package has prices or stock of offers that no part describes"),
                text("Look for the part with the offers"),
                place=place,
            ),
        )
    return ()


@rule(
    "CML907",
    Severity.ADVICE,
    scope=Scope.PACKAGE,
    title=text("Full package of offers without its catalogue"),
)
def catalog_missing(view: PackageView) -> Iterable[Found]:
    """A complete package of offers comes without the catalogue that it belongs to.

    Why: a receiver that has not had the catalogue yet drops all offers.

    Mend: nothing, if the catalogue was sent before. To have references to goods and groups looked
    at, check `import….xml` and `offers….xml` together.

    Source: `ПакетПредложений/ИдКаталога` (schema 2.04).
    """
    place = view.index.offers_alone
    if place is None:
        return ()
    return (Found(text("The package of offers comes without its catalogue"), place=place),)


@rule("CML908", Severity.WARNING, scope=Scope.PACKAGE, title=text("Portion missing"))
def missing_portion(view: PackageView) -> Iterator[Found]:
    """The names of the parts say that one of them is missing: `import0_2.xml` without the first.

    Why: the first portion holds the groups and properties, the others goods; what was in the lost
    one is not updated, and in a full export is taken away.

    Mend: look into the exchange folder and at the limit of its size; export again. Files of two
    exports in one folder give such gaps, too.

    Source: names of 1C:УТ, `import<каталог>_<порция>.xml`, portions counted from 1.
    """
    if len(view.parts) < _SEVERAL:
        return
    portions: dict[str, set[int]] = {}
    for part in view.parts:
        name = _PORTION.search(part.header.file)
        if name is not None and int(name[2]) <= _PORTIONS:
            portions.setdefault(name[1].lower(), set()).add(int(name[2]))
    for stem, found in portions.items():
        missing = sorted(set(range(1, max(found))) - found)
        if missing:
            yield Found(
                text_n(
                    "`{first}` is missing ({count} portion)",
                    "`{first}` and others are missing ({count} portions)",
                    len(missing),
                    first=f"{stem}_{missing[0]}.xml",
                ),
                text("Export again, and check the whole folder"),
            )


@rule("CML909", Severity.ADVICE, scope=Scope.PACKAGE, title=text("Goods and orders in one package"))
def mixed_package(view: PackageView) -> Iterable[Found]:
    """The package holds goods or offers as well as documents.

    Why: goods and orders are exchanged in turns of their own; a receiver of the one skips the
    other, or refuses it.

    Mend: let 1C write goods and orders into different folders, and check them one by one.

    Source: exchange of catalogues (`import`, `offers`) and of orders (`orders`), which the protocol
    keeps apart.
    """
    counts = view.index.counts
    goods = counts[Kind.PRODUCT] + counts[Kind.OFFER] + counts[Kind.OFFER_CHANGE]
    documents = counts[Kind.DOCUMENT]
    if goods and documents:
        return (
            Found(
                text(
                    "The package holds goods and offers ({goods}) as well as documents"
                    " ({documents})",
                    goods=goods,
                    documents=documents,
                )
            ),
        )
    return ()


@rule("CML910", Severity.WARNING, scope=Scope.PART, title=text("Part that repeats another"))
def repeated_part(view: PartView) -> Iterable[Found]:
    """Nearly all records of a part have stood in earlier parts of the package.

    Why: the last one counts, be it older or newer; half of the work of the import is wasted.

    Mend: look into the exchange folder for copies ("import0_1 (2).xml") and for files of an earlier
    export; 1C does not always empty the folder before it writes.

    Source: `Товар/Ид`, `Предложение/Ид`, `Документ/Ид` (schema 2.04): at least ten of them,
    and nine of ten records of the part.
    """
    again = view.index.again[view.part.header.file]
    if again >= _REPEATED and again * 10 >= view.records * 9:
        return (
            Found(
                text(
                    "{again} of {count} records have stood in earlier parts",
                    again=again,
                    count=view.records,
                ),
                text("Look for copies in the exchange folder"),
            ),
        )
    return ()


@rule(
    "CML911",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    title=text("Changes that delete everything they name"),
)
def only_deletions(view: PackageView) -> Iterator[Found]:
    """The package holds only changes, there are many, and all of them are deletions.

    Why: a group or a filter was mostly marked by accident; the shop takes the goods from sale, and
    their pages out of the search engines.

    Mend: in 1C, look at the deletion marks of the goods ("Помеченные на удаление") before the
    package is let through.

    Source: `Товар@Статус` = "Удален" (schema 2.04), `ПометкаУдаления` (3.1): at least twenty
    products.
    """
    index = view.index
    if (Section.CATALOG, False) in index.sections or index.incomplete:
        return
    marked = index.marked[Kind.PRODUCT]
    if marked >= _MANY and marked == index.counts[Kind.PRODUCT]:
        yield Found(
            text("All {count} products of the changes are deletions", count=marked),
            text("Look at the deletion marks in 1C"),
            place=index.sections.get((Section.CATALOG, True)),
        )


@rule(
    "CML912",
    Severity.WARNING,
    scope=Scope.SECTION,
    on=(Section.CATALOG, Section.OFFERS_PACKAGE),
    title=text("Empty section that does not say what its emptiness means"),
)
def empty_section(view: SectionView[Catalog] | SectionView[OffersPackage]) -> Iterable[Found]:
    """A catalogue or package of offers holds nothing, and has no `СодержитТолькоИзменения`.

    Why: for one receiver nothing has changed. 1C-Bitrix takes it for complete: all goods are gone,
    and it may take them from sale.

    Mend: in 1C, look at the filter of the exchange node; a sender that has nothing to send must not
    send the section, or must write `СодержитТолькоИзменения` = true.

    Source: `Каталог`, `ПакетПредложений@СодержитТолькоИзменения` (schema 2.04).
    """
    if view.records or view.header.changes_only is not None:
        return ()
    message = text("The section is empty and does not say whether it is complete")
    return (Found(message, text("Look at the filter of the exchange node in 1C")),)


def _is_split(view: PackageView) -> bool:
    return any(part.version is not None and part.version >= SPLIT_SINCE for part in view.parts)


RULES: Final[tuple[Rule, ...]] = (
    empty_catalog,
    empty_offers,
    partial_catalog,
    no_price_at_all,
    no_group_at_all,
    offers_missing,
    catalog_missing,
    missing_portion,
    mixed_package,
    repeated_part,
    only_deletions,
    empty_section,
)
