"""One of two packages, walked through: its pieces, what waits, what it says of itself."""

from collections.abc import Iterator

import pytest
from tests.property.sources import MemoryPart, MemorySource, source_of

from cml_sync.model.classifier import Classifier, Group, PriceType
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.kinds import Section
from cml_sync.model.offers import Offer, OffersChanges, OffersPackage, Price, Stock
from cml_sync.model.records import kind_of
from cml_sync.packages.diff.pieces import BASE, PRICES, RESTS, Ident
from cml_sync.packages.diff.side import DOUBLED_SHOWN, Side
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import Terms
from cml_sync.problems import Place
from cml_sync.xml.entries import Entry, RecordRead, SectionClosed, SectionOpened


@pytest.fixture
def spill() -> Iterator[Spill]:
    with Spill() as opened:
        yield opened


def side(source: MemorySource, spill: Spill, terms: Terms | None = None) -> Side:
    return Side(source, True, terms or Terms(), spill)


def walked(one: Side) -> list[Ident]:
    return [piece.ident for piece in one.pieces()]


def waiting(spill: Spill) -> list[tuple[str, str, str | None]]:
    return [(one.kind, one.key, one.parent) for group in spill.groups() for one in group]


def part(*sections: tuple[Section, Element, tuple[Element, ...]]) -> MemoryPart:
    entries: list[Entry] = []
    for section, header, records in sections:
        entries.append(SectionOpened(section, header, Place()))
        entries += [RecordRead(kind_of(one), one, section, Place()) for one in records]
        entries.append(SectionClosed(section, header))
    return MemoryPart("a.xml", entries)


def test_goods_come_as_they_are_and_lists_wait(spill: Spill) -> None:
    source = source_of(
        [Group(id="g", children=(Group(id="h"),)), Product(id="1")],
        [Offer(id="1", name="n"), Offer(id="1", prices=(Price(),), stocks=(Stock(),))],
    )
    one = side(source, spill)
    assert walked(one) == [
        ("product", "1", BASE),
        ("offer", "1", BASE),
        ("offer", "1", PRICES | RESTS),
    ]
    assert waiting(spill) == [("group", "g", ""), ("group", "h", "g")]
    assert (one.records, one.goods, one.doubles) == (5, True, 0)
    assert (one.met("offer", "1"), one.met("offer", "2"), one.met("product", "1")) == (
        True,
        False,
        True,
    )


def test_a_package_of_offers_holds_no_goods(spill: Spill) -> None:
    one = side(source_of([Offer(id="1")]), spill)
    assert walked(one) == [("offer", "1", BASE)]
    assert one.goods is False


def test_who_stands_twice_is_counted_and_the_first_are_named(spill: Spill) -> None:
    many = [Product(id=str(number)) for number in range(DOUBLED_SHOWN + 5)]
    one = side(source_of([*many, *many]), spill)
    assert len(walked(one)) == 2 * len(many)
    assert one.doubles == len(many)
    assert len(one.doubled) == DOUBLED_SHOWN
    first = one.doubled[0]
    assert (first.new, first.kind, first.key, first.place.line) == (True, "product", "0", 106)


def test_another_piece_of_an_offer_is_no_double(spill: Spill) -> None:
    parts = [Offer(id="1", prices=(Price(),))], [Offer(id="1", stocks=(Stock(),))]
    one = side(source_of(*parts, *parts[:1]), spill)
    assert len(walked(one)) == 3
    assert one.doubles == 1


def test_a_list_may_be_said_again_in_every_part_but_not_in_one(spill: Spill) -> None:
    price_type = PriceType(id="r")
    one = side(source_of([price_type], [price_type, price_type]), spill)
    assert walked(one) == []
    assert waiting(spill) == [
        ("price_type", "r", None),
        ("price_type", "r", None),
        ("price_type", "r #2", None),
    ]
    assert one.doubles == 1


def test_what_another_section_says_again_is_no_double(spill: Spill) -> None:
    again = (Section.CLASSIFIER, Classifier(), (Group(id="g"),))
    one = side(MemorySource([part(again, again)]), spill)
    assert (walked(one), waiting(spill)) == ([], [("group", "g", ""), ("group", "g", "")])
    assert one.doubles == 0


def test_what_is_in_one_section_is_not_in_the_next(spill: Spill) -> None:
    source = MemorySource(
        [
            part(
                (Section.CLASSIFIER, Classifier(), (Group(id="g"),)),
                (Section.CATALOG, Catalog(changes_only=True), ()),
            )
        ]
    )
    one = side(source, spill)
    list(one.pieces())
    assert (one.is_shell("classifier", ""), one.is_shell("catalog", "")) == (False, True)


def test_what_is_not_asked_for_is_passed_by(spill: Spill) -> None:
    one = side(source_of([Group(id="g"), Product(id="1")]), spill, Terms(only=frozenset({"offer"})))
    assert (walked(one), waiting(spill), one.records) == ([], [], 0)


def test_a_header_is_told_by_its_section_and_id(spill: Spill) -> None:
    source = MemorySource(
        [
            part(
                (Section.CATALOG, Catalog(id="C", name="n"), ()),
                (Section.CLASSIFIER, Classifier(id="k"), (Group(id="g"),)),
            ),
            part((Section.CATALOG, Catalog(id="C", changes_only=True, classifier_id="k"), ())),
        ]
    )
    one = side(source, spill)
    assert walked(one) == []
    headers = one.headers()
    catalog = headers.pop(("catalog", next(key for name, key in headers if name == "catalog")))
    assert catalog == {"name": "n", "classifier_id": "k", "changes_only": False}
    assert headers == {("classifier", "k"): {"changes_only": False}}


@pytest.mark.parametrize(
    ("section", "header", "records", "changes_only", "shell"),
    [
        (Section.CATALOG, Catalog(changes_only=True), (), True, True),
        (Section.CATALOG, Catalog(changes_only=True), (Product(id="1"),), True, False),
        (Section.CATALOG, Catalog(changes_only=False), (), False, False),
        (Section.CATALOG, Catalog(), (), False, False),
        (Section.CLASSIFIER, Classifier(), (), False, True),
        (Section.CLASSIFIER, Classifier(), (PriceType(id="r"),), False, True),
        (Section.CLASSIFIER, Classifier(), (Group(id="g"),), False, False),
        (Section.OFFERS_CHANGES, OffersChanges(), (), True, True),
        (Section.OFFERS_PACKAGE, OffersPackage(changes_only=True), (), True, True),
    ],
)
def test_a_section_that_says_as_much_as_none(
    spill: Spill,
    section: Section,
    header: Element,
    records: tuple[Element, ...],
    *,
    changes_only: bool,
    shell: bool,
) -> None:
    one = side(MemorySource([part((section, header, records))]), spill)
    list(one.pieces())
    assert one.is_changes_only(section, "") is changes_only
    assert one.is_shell(section.value, "") is shell
    assert one.changes_only is (changes_only and section is not Section.CLASSIFIER)


def test_one_part_that_is_whole_makes_the_section_whole(spill: Spill) -> None:
    source = MemorySource(
        [
            part((Section.CATALOG, Catalog(id="c", changes_only=flag), ()))
            for flag in (False, True, True)
        ]
    )
    one = side(source, spill)
    list(one.pieces())
    assert one.changes_only is False


def test_an_empty_package_says_nothing(spill: Spill) -> None:
    one = side(MemorySource([MemoryPart("a.xml", ())]), spill)
    assert (walked(one), one.headers(), one.changes_only) == ([], {}, False)
