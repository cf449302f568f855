"""25x: sections and variants that do not belong together."""

from collections.abc import Iterable
from typing import Final

from cml_sync.checks.memory.gather import is_marked, offer_bits
from cml_sync.checks.memory.index import SPLIT_SINCE
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PackageView, RecordView, SectionView
from cml_sync.messages import text
from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer
from cml_sync.problems import Severity

_OFFERS: Final = (Section.OFFERS_PACKAGE, Section.OFFERS_CHANGES)


@rule("CML251", Severity.WARNING, scope=Scope.PACKAGE, title=text("Offers of another catalogue"))
def foreign_offers(view: PackageView) -> Iterable[Found]:
    """A package of offers belongs to a catalogue that is not among those of the package.

    Why: the receiver looks for the goods in another catalogue and finds none: offers without goods,
    goods without prices.

    Mend: look whether files of two exchange nodes, or of two bases, lie in one folder; export
    catalogue and offers from one node.

    Source: `ПакетПредложений/ИдКаталога` → `Каталог/Ид` (schema 2.04); `#` at either end of the id
    of a package is ignored.
    """
    known = {catalog for section, catalog in view.index.catalogs if section is Section.CATALOG}
    if not known:
        return ()
    return [
        Found(
            text(
                "The offers are of catalogue `{id}`, the goods of `{other}`",
                id=catalog,
                other=min(known),
            ),
            text("Export goods and offers from one exchange node"),
            place=place,
        )
        for (section, catalog), place in view.index.catalogs.items()
        if section in _OFFERS and catalog not in known
    ]


@rule(
    "CML252",
    Severity.WARNING,
    scope=Scope.SECTION,
    on=(Section.CATALOG,),
    title=text("Catalogue of another classifier"),
)
def foreign_classifier(view: SectionView[Catalog]) -> Iterable[Found]:
    """A catalogue names a classifier that is not the one of the package.

    Why: groups and properties of the goods are looked for in a classifier that the receiver may
    never have had.

    Mend: look whether files of two exchange nodes lie in one folder, or whether a script made a new
    id for one of the two.

    Source: `Каталог/ИдКлассификатора` → `Классификатор/Ид` (schema 2.04). In 3.x the catalogue
    stands before the classifier, which is not known then.
    """
    version = view.part.version
    if version is None or version >= SPLIT_SINCE:
        return ()
    named = view.header.classifier_id
    known = {catalog for section, catalog in view.index.catalogs if section is Section.CLASSIFIER}
    if not named or not known or named in known:
        return ()
    message = text("Classifier `{id}` is not in the package", id=named)
    return (Found(message, at="ИдКлассификатора"),)


@rule("CML253", Severity.WARNING, on=(Kind.OFFER,), title=text("Unknown characteristic"))
def unknown_variant(view: RecordView[Offer]) -> Iterable[Found]:
    """An offer is of a characteristic with which its product does not stand in the catalogue.

    Why: the catalogue lists this product once for every characteristic, and this one is not among
    them; the shop has a price for a variant that it does not know.

    Mend: in 1C, look whether the characteristic ("Характеристики номенклатуры") was deleted, or
    falls under another filter than the prices; export goods and offers together.

    Source: `Предложение/Ид` → `Товар/Ид` (`Ид#Ид`; schema 2.04). Where the catalogue lists products
    by their bare id only, characteristics are known from the offers alone, and nothing is missing.
    """
    identifier = view.record.id
    if not identifier or "#" not in identifier:
        return ()
    if not view.index.goods.is_listed_by_variant(identifier.partition("#")[0]):
        return ()
    if view.index.repeated[Kind.PRODUCT].knows(identifier):
        return ()
    if is_marked(view.record):
        return ()
    return (Found(text("The catalogue does not list `{id}`", id=identifier)),)


@rule(
    "CML254",
    Severity.ADVICE,
    on=(Kind.OFFER,),
    title=text("Product offered with and without a characteristic"),
)
def whole_and_variant(view: RecordView[Offer]) -> Iterable[Found]:
    """A product is offered by its bare id, and with a characteristic, too.

    Why: the shop shows a variant without a name beside the real ones, often with the stock of them
    all; some receivers take the bare offer for the product and hide the variants.

    Mend: in 1C, this is stock or a price that was booked before characteristics were switched on
    for these goods; move it to a characteristic.

    Source: `Предложение/Ид` (schema 2.04).
    """
    identifier = view.record.id
    if not identifier or is_marked(view.record):
        return ()
    goods = view.index.goods
    if "#" not in identifier:
        return (_both(identifier),) if goods.is_offered_by_variant(identifier) else ()
    product = identifier.partition("#")[0]
    if goods.is_offered_by_variant(product):
        return ()
    goods.note_variant(product)
    whole = view.index.repeated[Kind.OFFER].bits(product, scope=view.scope)
    return (_both(product),) if whole else ()


def _both(product: str) -> Found:
    return Found(text("Product `{id}` is offered with and without a characteristic", id=product))


@rule(
    "CML255",
    Severity.WARNING,
    on=(Kind.OFFER,),
    needs=("characteristics",),
    title=text("Two variants with the same values"),
)
def same_variant(view: RecordView[Offer]) -> Iterable[Found]:
    """Two offers of one product have the same values of all their characteristics.

    Why: shops tell variants apart by these values: one of the two replaces the other, or the
    import stops at it.

    Mend: in 1C, look at the characteristics of the goods ("Характеристики номенклатуры"): two of
    them are filled in alike, or a requisite that tells them apart is not exported.

    Source: `Предложение/ХарактеристикиТовара` (schema 2.04). Empty values are not compared.
    """
    record = view.record
    if not record.characteristics or not record.id or "#" not in record.id:
        return ()
    if is_marked(record) or not view.index.goods.note_features(record, view.scope):
        return ()
    if view.met & offer_bits(record):  # the same offer twice, which another rule tells
        return ()
    return (
        Found(
            text("Another offer of this product has the same characteristics"),
            text("Look which of the two characteristics is the right one in 1C"),
            at="ХарактеристикиТовара",
        ),
    )


RULES: Final[tuple[Rule, ...]] = (
    foreign_offers,
    foreign_classifier,
    unknown_variant,
    whole_and_variant,
    same_variant,
)
