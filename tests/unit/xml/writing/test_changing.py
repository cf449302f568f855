"""Copies of elements with other values; the elements themselves are frozen."""

from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, Price
from cml_sync.xml.writing.changing import changed, each


def test_a_copy_has_the_new_values_and_the_old_one_keeps_its_own() -> None:
    product = Product(id="1", name="a", sku="s")
    copy = changed(product, {"name": "b", "barcode": None}, unset=["sku"])
    assert copy == Product(id="1", name="b", barcode=None)
    assert copy.model_fields_set == {"id", "name", "barcode"}
    assert product == Product(id="1", name="a", sku="s")
    assert product.model_fields_set == {"id", "name", "sku"}


def test_what_is_unset_has_its_default_again() -> None:
    copy = changed(Product(images=("a",)), {}, unset=["images"])
    assert (copy.images, copy.model_fields_set) == ((), set())


def test_every_element_of_a_field_is_changed() -> None:
    offer = Offer(id="1", prices=(Price(currency="руб"), Price(currency="RUB")))
    copy = each(offer, "prices", lambda price: price.model_copy(update={"currency": "RUB"}))
    assert [price.currency for price in copy.prices] == ["RUB", "RUB"]
    assert copy.id == "1"


def test_where_nothing_changes_it_is_the_same_record() -> None:
    offer = Offer(id="1", prices=(Price(), Price()))
    assert each(offer, "prices", lambda price: price) is offer
    assert each(Offer(), "prices", lambda price: price.nothing) == Offer()
    second = each(
        offer, "prices", lambda price: price if price is offer.prices[0] else Price(unit="u")
    )
    assert second.prices == (Price(), Price(unit="u"))
