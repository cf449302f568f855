import pytest

from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.parts import PartKind, classify


@pytest.mark.parametrize(
    ("sections", "kinds", "expected"),
    [
        ({Section.CLASSIFIER, Section.CATALOG}, {Kind.GROUP}, PartKind.GROUPS),
        ({Section.CLASSIFIER, Section.CATALOG}, {Kind.UNIT}, PartKind.UNITS),
        ({Section.CLASSIFIER}, {Kind.PRICE_TYPE}, PartKind.PRICE_TYPES),
        ({Section.CLASSIFIER}, {Kind.WAREHOUSE}, PartKind.WAREHOUSES),
        ({Section.CLASSIFIER, Section.OFFERS_PACKAGE}, {Kind.PROPERTY}, PartKind.PROPERTIES),
        ({Section.CLASSIFIER}, {Kind.GROUP, Kind.PROPERTY}, PartKind.CLASSIFIER),
        ({Section.CLASSIFIER}, set(), PartKind.CLASSIFIER),
        ({Section.CLASSIFIER, Section.CATALOG}, {Kind.GROUP, Kind.PRODUCT}, PartKind.CATALOG),
        ({Section.CATALOG}, {Kind.PRODUCT}, PartKind.GOODS),
        ({Section.CATALOG}, set(), PartKind.GOODS),
        (
            {Section.OFFERS_PACKAGE},
            {Kind.PRICE_TYPE, Kind.WAREHOUSE, Kind.OFFER},
            PartKind.OFFERS,
        ),
        ({Section.CLASSIFIER, Section.OFFERS_PACKAGE}, {Kind.OFFER}, PartKind.OFFERS),
        ({Section.OFFERS_PACKAGE}, set(), PartKind.OFFERS),
        ({Section.OFFERS_CHANGES}, {Kind.OFFER_CHANGE}, PartKind.CHANGES),
        ({Section.OFFERS_CHANGES}, set(), PartKind.CHANGES),
        ({Section.COUNTERPARTIES}, {Kind.COUNTERPARTY}, PartKind.COUNTERPARTIES),
        (set(), {Kind.COUNTERPARTY}, PartKind.COUNTERPARTIES),
        ({Section.REFERENCE_BOOKS}, {Kind.REFERENCE_BOOK}, PartKind.REFERENCE_BOOKS),
        (set(), {Kind.DOCUMENT}, PartKind.DOCUMENTS),
        (set(), {Kind.CONTAINER}, PartKind.DOCUMENTS),
        (set(), {Kind.DOCUMENT, Kind.COUNTERPARTY}, PartKind.DOCUMENTS),
        ({Section.CATALOG, Section.OFFERS_PACKAGE}, {Kind.PRODUCT, Kind.OFFER}, PartKind.MIXED),
        ({Section.CATALOG}, {Kind.PRODUCT, Kind.DOCUMENT}, PartKind.MIXED),
        (set(), set(), PartKind.EMPTY),
    ],
)
def test_a_part_is_what_it_holds(
    sections: set[Section], kinds: set[Kind], expected: PartKind
) -> None:
    assert classify(sections, kinds) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id", "prices"}, PartKind.PRICES),
        ({"id", "rests"}, PartKind.RESTS),
        ({"id", "quantity", "stocks"}, PartKind.RESTS),
        ({"id", "quantity", "prices"}, PartKind.OFFERS),
        ({"id"}, PartKind.OFFERS),
        ({"id", "prices", "rests"}, PartKind.OFFERS),
        ({"id", "prices", "unknown"}, PartKind.OFFERS),
        ({"id", "name"}, PartKind.OFFERS),
    ],
)
def test_offers_of_one_facet_are_prices_or_rests(fields: set[str], expected: PartKind) -> None:
    assert classify({Section.OFFERS_PACKAGE}, {Kind.OFFER}, fields) is expected


def test_a_classifier_without_end_is_that_of_a_catalog() -> None:
    assert classify({Section.CLASSIFIER}, {Kind.GROUP}, complete=False) is PartKind.CATALOG
    header_first = {Section.CATALOG, Section.CLASSIFIER}
    assert classify(header_first, {Kind.GROUP}, complete=False) is PartKind.GROUPS
