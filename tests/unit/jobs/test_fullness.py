"""Which catalogues came whole."""

import pytest

from cml_sync.jobs.fullness import Fullness
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OffersPackage

WHOLE = [(Kind.PRODUCT, "c1")]
FULL = Catalog(id="c1", changes_only=False, products=())
DELTA = Catalog(id="c1", changes_only=True, products=())


def sets(*portions: tuple[str, Catalog]) -> tuple[list[tuple[Kind, str]], list[str]]:
    fullness = Fullness()
    for file, header in portions:
        fullness.saw(Kind.PRODUCT, "c1", Product(id="p1", name="Ведро"))
        fullness.closed(Section.CATALOG, header, "c1", file)
    whole, problems = fullness.sets()
    return whole, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("portions", "expected"),
    [
        ((("import0_1.xml", FULL),), (WHOLE, [])),
        ((("import0_1.xml", DELTA),), ([], [])),
        ((("import0_1.xml", Catalog(id="c1")),), ([], [])),
        ((("import0_1.xml", FULL), ("import0_2.xml", DELTA)), (WHOLE, [])),
        ((("import0_1.xml", DELTA), ("import0_2.xml", FULL)), ([], [])),
        ((("import0_1.xml", FULL), ("import0_3.xml", DELTA)), ([], ["CML932"])),
        ((("import0_2.xml", FULL),), ([], ["CML932"])),
        ((("a.xml", FULL), ("b.xml", DELTA)), (WHOLE, [])),
        ((("shop.zip!import0_1.xml", FULL),), (WHOLE, [])),
    ],
)
def test_the_first_portion_says_it_and_no_portion_may_be_missing(
    portions: tuple[tuple[str, Catalog], ...], expected: tuple[list[tuple[Kind, str]], list[str]]
) -> None:
    assert sets(*portions) == expected


def test_an_empty_list_says_that_nothing_is_left_and_no_list_says_nothing() -> None:
    fullness = Fullness()
    fullness.closed(Section.CATALOG, FULL, "c1", "a.xml")
    bare = OffersPackage(id="c1#", changes_only=False)
    fullness.closed(Section.OFFERS_PACKAGE, bare, "c1", "b.xml")
    assert fullness.sets() == (WHOLE, [])


def test_prices_alone_say_nothing_about_what_is_offered() -> None:
    fullness = Fullness()
    fullness.saw(Kind.OFFER, "c1", Offer(id="o1", prices=()))
    header = OffersPackage(id="c1#", changes_only=False, offers=())
    fullness.closed(Section.OFFERS_PACKAGE, header, "c1", "prices.xml")
    assert fullness.sets() == ([], [])
    fullness.saw(Kind.OFFER, "c1", Offer(id="o2", name="Таз"))
    assert fullness.sets() == ([(Kind.OFFER, "c1")], [])
