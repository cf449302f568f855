from decimal import Decimal

from cml_sync.checks.memory.index import Index, Target, option_key
from cml_sync.checks.memory.tables import Sighting
from cml_sync.model.kinds import Section
from cml_sync.problems import Place

PLACE = Place("a.xml", 1)
HERE = Sighting(PLACE)


def test_a_reference_is_found_before_and_after_its_definition() -> None:
    index = Index()
    index.groups.refer(HERE, "late")
    index.groups.refer(HERE, "never")
    index.groups.define("late", Section.CLASSIFIER, Decimal("2.07"))
    index.groups.refer(HERE, "late")
    assert [key for key, _ in index.groups.missing()] == [("never",)]


def test_an_option_belongs_to_its_property() -> None:
    index = Index()
    index.options.define(option_key("colour", "red"), Section.CLASSIFIER, None)
    index.options.refer_to_option(HERE, "colour", "red")
    index.options.refer_to_option(HERE, "size", "red")
    assert [key for key, _ in index.options.missing()] == [("size", "red")]


def test_too_many_references_are_counted_and_not_kept() -> None:
    index = Index(pending_limit=1)
    for identifier in ("a", "b", "c", "a"):
        index.products.refer(HERE, identifier)
    assert len(list(index.products.missing())) == 1
    assert index.products.dropped == 2


def test_a_classifier_beside_a_catalogue_of_changes_is_partial() -> None:
    index = Index()
    index.groups.define("a", Section.CLASSIFIER, Decimal("2.07"))
    index.section(Section.CLASSIFIER, PLACE, changes_only=None)
    index.section(Section.CATALOG, PLACE, changes_only=False)
    assert not index.is_partial(Target.GROUP)
    index.section(Section.CATALOG, PLACE, changes_only=True)
    assert index.is_partial(Target.GROUP)


def test_the_price_types_of_a_package_of_offers_are_complete_in_2x() -> None:
    index = Index()
    index.section(Section.OFFERS_PACKAGE, PLACE, changes_only=True)
    index.price_types.define("retail", Section.OFFERS_PACKAGE, Decimal("2.07"))
    assert not index.is_partial(Target.PRICE_TYPE)


def test_a_split_classifier_of_changes_is_partial() -> None:
    index = Index()
    index.section(Section.CLASSIFIER, PLACE, changes_only=True)
    index.price_types.define("retail", Section.CLASSIFIER, Decimal("3.1"))
    assert index.is_partial(Target.PRICE_TYPE)


def test_after_an_unreadable_part_everything_may_be_partial() -> None:
    index = Index()
    index.price_types.define("retail", Section.OFFERS_PACKAGE, Decimal("2.07"))
    index.incomplete = True
    assert index.is_partial(Target.PRICE_TYPE)


def test_every_target_has_its_references() -> None:
    index = Index()
    index.groups.define("a", Section.CLASSIFIER, None)
    assert [target for target in Target if index.references(target)] == [Target.GROUP]


def test_what_is_deleted_is_neither_defined_nor_missing() -> None:
    index = Index()
    index.groups.refer(HERE, "gone")
    index.groups.refer(HERE, "never")
    index.groups.define("gone", Section.CLASSIFIER, None, deleted=True)
    assert [key for key, _ in index.groups.missing()] == [("never",)]
    assert [key for key, _ in index.groups.to_deleted()] == [("gone",)]
    index.groups.define("gone", Section.CLASSIFIER, None)
    assert list(index.groups.to_deleted()) == []


def test_prices_count_their_pair_and_refer_to_their_type() -> None:
    index = Index()
    index.priced("retail", "RUB", HERE)
    index.price_types.define("retail", Section.OFFERS_PACKAGE, Decimal("2.07"))
    for currency in ("RUB", "RUB", "USD", None):
        index.priced("retail", currency, HERE)
    index.priced(None, "RUB", HERE)
    index.priced("other", "RUB", HERE)
    index.priced("other", "RUB", HERE)
    assert {key: met.count for key, met in index.price_currencies.items()} == {
        ("retail", "RUB"): 3,
        ("retail", "USD"): 1,
        ("", "RUB"): 1,
        ("other", "RUB"): 2,
    }
    assert {key: met.count for key, met in index.price_types.missing()} == {("other",): 2}
