import pytest
from tests.unit.checks.test_checker import HEADER

from cml_sync.checks.checker import Checker
from cml_sync.checks.memory.gather import DESCRIBED, PRICED, STOCKED, offer_bits
from cml_sync.checks.memory.index import Index, Target, option_key
from cml_sync.checks.memory.tables import Sighting
from cml_sync.model.classifier import Group, PriceType, Property, PropertyOption, PropertyVariant
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price, Rest, Stock
from cml_sync.model.records import kind_of, record_id
from cml_sync.model.warehouses import Warehouse
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead


def remembered(*records: Element) -> Index:
    checker = Checker()
    checker.begin(HEADER)
    for line, record in enumerate(records, start=1):
        place = Place("a.xml", line, record_id=record_id(record))
        list(checker.look(RecordRead(kind_of(record), record, None, place)))
    return checker.index


def missing(index: Index, target: Target) -> list[tuple[str, ...]]:
    return [key for key, _ in index.references(target).missing()]


@pytest.mark.parametrize(
    ("record", "bits"),
    [
        (Offer(id="p"), DESCRIBED),
        (Offer(id="p", name="Кружка", prices=()), DESCRIBED | PRICED),
        (Offer(id="p", prices=()), PRICED),
        (Offer(id="p", rests=(Rest(quantity=1),)), STOCKED),
        (OfferChange(id="p", prices=(), quantity=1), PRICED | STOCKED),
    ],
)
def test_an_offer_says_what_it_is_about(record: Offer | OfferChange, bits: int) -> None:
    assert offer_bits(record) == bits


def test_groups_are_defined_at_any_depth() -> None:
    tree = Group(id="a", children=(Group(id="b", children=(Group(id="c"),)),))
    index = remembered(tree, Product(id="p", group_ids=("a", "c", "d")))
    assert missing(index, Target.GROUP) == [("d",)]


def test_options_are_known_by_id_and_by_text_in_every_form() -> None:
    index = remembered(
        Property(id="x", options=(PropertyOption(id="1", value="да "),)),
        Property(id="y", variants=(PropertyVariant(id="2", value="нет"),)),
        Property(id="z", option_texts=("может быть",)),
    )
    for key in ("x\0" + "1", "x\0" + "да", "y\0" + "2", "z\0" + "может быть"):
        index.options.refer_to_option(Sighting(Place()), *key.split("\0"))
    assert missing(index, Target.OPTION) == []
    assert option_key("x", "1") == "x\0" + "1"


def test_options_kept_in_a_reference_book_are_not_looked_for() -> None:
    index = remembered(Property(id="x", external=True, options=(PropertyOption(id="1"),)))
    assert index.listed == set()


def test_an_offer_refers_to_product_price_types_and_warehouses() -> None:
    offer = Offer(
        id="p#blue",
        prices=(Price(price_type_id="retail", currency="RUB"),),
        stocks=(Stock(warehouse_id="main", quantity=1),),
    )
    index = remembered(offer)
    assert missing(index, Target.PRODUCT) == [("p",)]
    assert missing(index, Target.PRICE_TYPE) == [("retail",)]
    assert missing(index, Target.WAREHOUSE) == [("main",)]
    assert [key for key, _ in index.price_currencies.items()] == [("retail", "RUB")]
    defined = remembered(Product(id="p"), PriceType(id="retail"), Warehouse(id="main"), offer)
    assert [missing(defined, target) for target in Target] == [[]] * len(Target)


def test_records_are_counted_by_kind() -> None:
    assert remembered(Product(id="p"), Product(id="q")).counts == {Kind.PRODUCT: 2}
