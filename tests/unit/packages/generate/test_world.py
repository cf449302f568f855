"""Everything hangs on one seed."""

from tests.unit.packages.generate.inventing import world


def test_two_worlds_of_one_seed_are_alike() -> None:
    one, other = world(seed=4, orders=2), world(seed=4, orders=2)
    assert one.lists.catalog_id == other.lists.catalog_id
    assert one.orders.deal(1) == other.orders.deal(1)
    assert world(seed=5).lists.catalog_id != one.lists.catalog_id


def test_goods_do_not_depend_on_how_many_there_are() -> None:
    few, many = world(products=3), world(products=3000)
    assert few.goods.product(2) == many.goods.product(2)
