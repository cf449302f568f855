"""9xx: the package as a whole."""

from collections.abc import Iterator
from typing import Final

from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PackageView
from cml_sync.messages import text
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Severity


@rule("CML901", Severity.ERROR, scope=Scope.PACKAGE, title=text("Full catalogue without products"))
def empty_catalog(view: PackageView) -> Iterator[Found]:
    """A catalogue says that it is complete, and holds no product.

    Why: a receiver may take away everything that is not in a complete catalogue: the whole shop.

    Mend: in 1C, look at the filter of the exchange node; check all portions of the export
    together.

    Source: `Каталог@СодержитТолькоИзменения` = false (schema 2.04).
    """
    place = view.index.sections.get((Section.CATALOG, False))
    if place is not None and not view.index.counts[Kind.PRODUCT] and not view.index.incomplete:
        yield Found(
            text("The catalogue says that it is complete, and holds no product"),
            text("Look at the filter of the exchange node in 1C"),
            place=place,
        )


@rule("CML902", Severity.ERROR, scope=Scope.PACKAGE, title=text("Full package without offers"))
def empty_offers(view: PackageView) -> Iterator[Found]:
    """A package of offers says that it is complete, and holds no offer.

    Why: a receiver may take away all prices and all stock.

    Mend: in 1C, look at the filter of the exchange node; check all portions of the export
    together.

    Source: `ПакетПредложений@СодержитТолькоИзменения` = false (schema 2.04).
    """
    place = view.index.sections.get((Section.OFFERS_PACKAGE, False))
    if place is not None and not view.index.counts[Kind.OFFER] and not view.index.incomplete:
        yield Found(
            text("The package of offers says that it is complete, and holds no offer"),
            text("Look at the filter of the exchange node in 1C"),
            place=place,
        )


RULES: Final[tuple[Rule, ...]] = (empty_catalog, empty_offers)
