from decimal import Decimal

from cml_sync.checks.index import Index, Target
from cml_sync.model.kinds import Section
from cml_sync.problems import Place

HERE = Place("a.xml", 1)


def test_a_reference_is_found_before_and_after_its_definition() -> None:
    index = Index()
    index.refer(Target.GROUP, HERE, "late")
    index.refer(Target.GROUP, HERE, "never")
    index.define(Target.GROUP, "late", Section.CLASSIFIER, Decimal("2.07"))
    index.refer(Target.GROUP, HERE, "late")
    assert [key for key, _ in index.missing(Target.GROUP)] == [("never",)]


def test_an_option_belongs_to_its_property() -> None:
    index = Index()
    index.define(Target.OPTION, "colour\0red", Section.CLASSIFIER, None)
    index.refer(Target.OPTION, HERE, "colour", "red")
    index.refer(Target.OPTION, HERE, "size", "red")
    assert [key for key, _ in index.missing(Target.OPTION)] == [("size", "red")]


def test_too_many_references_are_counted_and_not_kept() -> None:
    index = Index(pending_limit=1)
    for identifier in ("a", "b", "c", "a"):
        index.refer(Target.PRODUCT, HERE, identifier)
    assert len(list(index.missing(Target.PRODUCT))) == 1
    assert index.dropped(Target.PRODUCT) == 2


def test_a_classifier_beside_a_catalogue_of_changes_is_partial() -> None:
    index = Index()
    index.define(Target.GROUP, "a", Section.CLASSIFIER, Decimal("2.07"))
    index.section(Section.CLASSIFIER, HERE, changes_only=None)
    index.section(Section.CATALOG, HERE, changes_only=False)
    assert not index.is_partial(Target.GROUP)
    index.section(Section.CATALOG, HERE, changes_only=True)
    assert index.is_partial(Target.GROUP)


def test_the_price_types_of_a_package_of_offers_are_complete_in_2x() -> None:
    index = Index()
    index.section(Section.OFFERS_PACKAGE, HERE, changes_only=True)
    index.define(Target.PRICE_TYPE, "retail", Section.OFFERS_PACKAGE, Decimal("2.07"))
    assert not index.is_partial(Target.PRICE_TYPE)


def test_a_split_classifier_of_changes_is_partial() -> None:
    index = Index()
    index.section(Section.CLASSIFIER, HERE, changes_only=True)
    index.define(Target.PRICE_TYPE, "retail", Section.CLASSIFIER, Decimal("3.1"))
    assert index.is_partial(Target.PRICE_TYPE)
