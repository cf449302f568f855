from cml_sync.checks.variants import LISTED_BY_VARIANT, OFFERED_BY_VARIANT, Goods
from cml_sync.model.goods import Characteristic, Product
from cml_sync.model.offers import Offer
from cml_sync.problems import Place

HERE, THERE = Place("a.xml", 1), Place("a.xml", 2)


def test_the_forms_of_a_product_add_up() -> None:
    goods = Goods()
    goods.product(Product(id="p#1", group_ids=("g",)), HERE)
    goods.offer(Offer(id="p#2"), "c")
    goods.offer(Offer(id="q"), "c")
    assert goods.forms("p") == LISTED_BY_VARIANT | OFFERED_BY_VARIANT
    assert goods.forms("q") == 0
    assert (goods.lists("p#1"), goods.lists("p#2")) == (True, False)


def test_the_first_product_without_a_group_is_kept_and_all_are_counted() -> None:
    goods = Goods()
    for place in (HERE, THERE):
        goods.product(Product(id="p"), place)
    assert (goods.ungrouped, goods.ungrouped_count) == (HERE, 2)


def test_variants_are_told_apart_by_product_values_and_catalogue() -> None:
    goods = Goods()
    red = (Characteristic(name="Цвет", value="красный"),)
    goods.offer(Offer(id="p#1", characteristics=red), "c")
    assert goods.is_repeated(Offer(id="p#2", characteristics=red), "c")
    assert not goods.is_repeated(Offer(id="q#2", characteristics=red), "c")
    assert not goods.is_repeated(Offer(id="p#2", characteristics=red), "d")
    assert not goods.is_repeated(Offer(id="p#2"), "c")
