"""The defects of one chapter; that each is found is in `test_registry`."""

from cml_sync.packages.generate.defects import shops
from cml_sync.packages.generate.defects.registry import DEFECTS


def test_they_are_listed() -> None:
    codes = [one.code for one in shops.DEFECTS]
    assert len(codes) == len(set(codes))
    assert {DEFECTS[code] for code in codes} == set(shops.DEFECTS)


def test_each_is_for_one_shop() -> None:
    assert all(one.receiver for one in shops.DEFECTS)
