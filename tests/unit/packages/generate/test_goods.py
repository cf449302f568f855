"""Products and offers, by number."""

from decimal import Decimal

from tests.unit.packages.generate.inventing import world

from cml_sync.checks.knowledge.digits import is_gtin
from cml_sync.model.offer_views import price_tiers, stock_levels
from cml_sync.packages.generate.goods import picture_name


def test_a_product_is_the_same_whoever_asks() -> None:
    goods = world().goods
    assert goods.product(3) == world().goods.product(3)
    assert goods.product(3) != goods.product(4)
    assert goods.product_id(3) == goods.product(3).id == goods.offer(3).id


def test_variants_are_offered_under_both_ids() -> None:
    made = world(variants=3)
    offer = made.goods.offer(4)
    assert offer.id == made.goods.offer_id(4)
    assert (offer.id or "").partition("#")[0] == made.goods.product(1).id
    assert [one.value for one in offer.characteristics] == ["синий"]
    assert len({made.goods.offer_id(n) for n in range(15)}) == 15


def test_barcodes_fit_their_digit_and_stand_where_something_is_sold() -> None:
    plain, varied = world().goods, world(variants=2).goods
    assert plain.product(2).barcode == plain.offer(2).barcode
    assert varied.product(2).barcode is None
    assert is_gtin(varied.offer(5).barcode or "")


def test_every_price_type_has_a_price_and_some_offers_a_tier() -> None:
    made = world(price_types=3)
    ids = {one.id for one in made.lists.price_types}
    offers = [made.goods.offer(number) for number in range(60)]
    assert all({price.price_type_id for price in offer.prices} == ids for offer in offers)
    tiered = [offer for offer in offers if len(offer.prices) > 3]
    assert 0 < len(tiered) < 40
    first, tier = price_tiers(tiered[0])[:2]
    assert tier.start == Decimal(10)
    assert (tier.value or 0) < (first.value or 0)


def test_stock_adds_up_in_each_form() -> None:
    for dialect in ("2.05", "2.07", "3.1"):
        made = world(dialect, warehouses=3)
        offer = made.goods.stocked(1) if dialect == "3.1" else made.goods.offer(1)
        levels = stock_levels(offer)
        rows = [row.quantity for row in levels.warehouses]
        assert len(rows) == (0 if dialect == "2.05" else 3)
        if rows:
            assert levels.total == sum(one or 0 for one in rows)
        assert (levels.total or 0) > 0


def test_the_parts_of_3_1_say_one_thing_each() -> None:
    goods = world("3.1").goods
    assert goods.priced(0).model_fields_set == {"id", "prices"}
    assert goods.stocked(0).model_fields_set == {"id", "rests"}
    assert goods.described(0).model_fields_set.isdisjoint({"prices", "rests", "quantity"})


def test_a_picture_lies_where_1c_puts_it() -> None:
    assert picture_name("ab12-cd") == "import_files/ab/ab12cd.png"
