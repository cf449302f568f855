from cml_sync.checks.memory.tables import Sighting
from cml_sync.checks.memory.variants import Goods
from cml_sync.model.goods import Characteristic, Product
from cml_sync.model.offers import Offer
from cml_sync.problems import Place

HERE, THERE = Sighting(Place("a.xml", 1)), Sighting(Place("a.xml", 2))


def test_the_forms_of_a_product_are_told_apart() -> None:
    goods = Goods()
    goods.product(Product(id="p#1", group_ids=("g",)), HERE)
    goods.product(Product(id="q", group_ids=("g",)), HERE)
    goods.note_variant("q")
    assert [goods.is_listed_by_variant(product) for product in "pq"] == [True, False]
    assert [goods.is_offered_by_variant(product) for product in "pq"] == [False, True]


def test_the_first_product_without_a_group_is_kept_and_all_are_counted() -> None:
    goods = Goods()
    for place in (HERE, THERE):
        goods.product(Product(id="p"), place)
    assert (goods.ungrouped, goods.ungrouped_count) == (HERE.place, 2)


def test_variants_are_told_apart_by_product_values_and_catalogue() -> None:
    goods = Goods()
    red = (Characteristic(name="Цвет", value="красный"),)
    first = Offer(id="p#1", characteristics=red)
    assert not goods.note_features(first, "c")
    assert goods.note_features(Offer(id="p#2", characteristics=red), "c")
    assert not goods.note_features(Offer(id="q#2", characteristics=red), "c")
    assert not goods.note_features(Offer(id="p#2", characteristics=red), "d")
    assert not goods.note_features(Offer(id="p#2"), "c")
