import pickle
from decimal import Decimal

from tests.unit.checks.staging import MOMENT

from cml_sync.checks.memory.gather import gather, recognise
from cml_sync.checks.memory.index import Index
from cml_sync.checks.memory.merging import Added, Copy, take_over
from cml_sync.checks.memory.tables import Sighting
from cml_sync.checks.view import Part, RecordView
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, Price, Stock
from cml_sync.model.records import kind_of, record_id
from cml_sync.problems import Place
from cml_sync.xml.entries import PartHeader

INFORMATION = CommercialInformation(schema_version="2.07", generated_at=MOMENT)
PART = Part(PartHeader("a.xml", "utf-8", "UTF-8", True, "", INFORMATION), Decimal("2.07"))
OFFERS = [
    Offer(
        id=f"p{number // 2}" + ("#v" if number % 2 else ""),
        name="Кружка",
        prices=(Price(price_type_id=f"t{number % 3}", value=Decimal(number % 4), currency="RUB"),),
        stocks=(Stock(warehouse_id=f"w{number % 5}", quantity=Decimal(1)),),
    )
    for number in range(40)
]
PRODUCTS = [
    Product(id=f"p{number}", name="Кружка", group_ids=(f"g{number % 3}",)) for number in range(40)
]


def met(index: Index, records: list[Product] | list[Offer], first: int = 1) -> None:
    for line, record in enumerate(records, start=first):
        view = seen(index, record, line)
        recognise(view)
        gather(view)


def seen(index: Index, record: Element, line: int) -> RecordView[Element]:
    place = Place("a.xml", line, record_id=record_id(record))
    return RecordView(kind_of(record), record, place, PART, Section.CATALOG, "c", index)


def state(index: Index) -> object:
    """All that can be asked of an index."""
    return (
        index.counts,
        index.offers_say,
        index.marked,
        [(key, one.place, one.count) for key, one in index.price_currencies.items()],
        [
            [(key, one.place, one.count) for key, one in references.missing()]
            for references in (index.groups, index.products, index.price_types, index.warehouses)
        ],
        [index.repeated[Kind.OFFER].bits(str(offer.id), scope="c") for offer in OFFERS],
        [index.repeated[Kind.PRODUCT].bits(str(one.id), scope="c") for one in PRODUCTS],
        index.products.sections,
        index.zero_prices,
        index.worthful,
        index.goods.ungrouped,
        index.goods.ungrouped_count,
    )


def told(records: list[Product] | list[Offer], first: int, before: int) -> list[Added]:
    """What another process adds that began when `before` records were met."""
    index = Index()
    met(index, records[:before])
    copy = Copy(index)
    met(index, records[first:], first + 1)
    back: list[Added] = pickle.loads(pickle.dumps(copy.added()))  # noqa: S301 - its own
    return back


def test_two_ranges_come_to_what_one_walk_comes_to() -> None:
    for records in (OFFERS, PRODUCTS):
        for before, border in ((0, 20), (4, 20), (10, 10), (5, 40)):
            whole, index = Index(), Index()
            met(whole, records)
            met(index, records[:border])
            assert take_over(index, told(records, border, before))
            assert state(index) == state(whole)


def test_an_id_that_both_have_met_is_not_taken_over() -> None:
    again = [*OFFERS[:20], *OFFERS[10:]]
    index = Index()
    met(index, again[:20])
    before = state(index)
    assert not take_over(index, told(again, 20, 4))
    assert state(index) == before


def test_an_id_that_was_known_before_both_is() -> None:
    again = [*OFFERS[:20], OFFERS[0], *OFFERS[20:]]
    whole, index = Index(), Index()
    met(whole, again)
    met(index, again[:20])
    assert take_over(index, told(again, 20, 4))
    assert state(index) == state(whole)


def test_cases_that_were_not_kept_count_only_where_nothing_can_be_proved() -> None:
    def begun(*, defined: bool) -> Index:
        index = Index(pending_limit=5)
        if defined:
            index.products.define("other", Section.CATALOG, None)
        return index

    for defined in (False, True):
        index, elsewhere = begun(defined=defined), begun(defined=defined)
        copy = Copy(elsewhere)
        for number in range(20):
            elsewhere.products.refer(Sighting(Place("a.xml", number)), f"p{number}")
        assert take_over(index, copy.added()) is not defined


def test_facts_that_differ_are_not_taken_over() -> None:
    index, elsewhere = Index(), Index()
    copy = Copy(elsewhere)
    elsewhere.currencies["retail"] = "RUB"
    added = copy.added()
    assert take_over(index, added)
    assert index.currencies == {"retail": "RUB"}
    index.currencies["retail"] = "USD"
    assert not take_over(index, added)


def test_nothing_added_is_nothing_told() -> None:
    index = Index()
    met(index, OFFERS)
    assert Copy(index).added() == []
