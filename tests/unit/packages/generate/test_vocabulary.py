"""The words fit together."""

from cml_sync.checks.knowledge.okei import OKEI
from cml_sync.packages.generate import vocabulary as words


def test_units_are_those_of_okei() -> None:
    for unit in words.UNITS:
        assert OKEI[unit.code] == unit.short


def test_goods_have_a_unit_and_names_are_told_apart() -> None:
    assert {number for _, number in words.GOODS} == set(range(len(words.UNITS)))
    for names in (words.SERIES, words.COLOURS, words.MATERIALS, words.GROUPS, words.PRICE_TYPES):
        assert len(set(names)) == len(names)
