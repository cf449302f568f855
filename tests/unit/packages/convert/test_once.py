"""Records that portions repeat."""

from cml_sync.model.classifier import PriceType
from cml_sync.model.kinds import Kind
from cml_sync.packages.convert.once import Once


def test_the_same_is_taken_once_per_classifier() -> None:
    once, kind = Once(), Kind.PRICE_TYPE
    one = PriceType(id="t", name="Розничная")
    assert once.is_new(kind, one, "c")
    assert not once.is_new(kind, PriceType(id="t", name="Розничная"), "c")
    assert once.is_new(kind, one, "d")
    assert once.is_new(kind, PriceType(id="t", name="Оптовая"), "c")


def test_what_has_no_id_is_always_new() -> None:
    once = Once()
    for _ in range(2):
        assert once.is_new(Kind.PRICE_TYPE, PriceType(name="Розничная"), "c")
