"""What a dialect has words for."""

from datetime import date

import pytest
from tests.unit.packages.generate.inventing import shape

from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.xml.dialects import DIALECTS


def test_offers_are_counted_by_their_variants() -> None:
    assert [Sizes(products=4, variants=n).offers for n in (0, 1, 3)] == [4, 4, 12]


@pytest.mark.parametrize(
    ("dialect", "said"),
    [
        ("2.04", (False, False, False, False)),
        ("2.05", (False, True, False, False)),
        ("2.07", (False, True, True, False)),
        ("2.10", (False, True, True, True)),
        ("3.1", (True, True, True, False)),
        ("bitrix", (False, True, True, False)),
    ],
)
def test_each_version_has_words_of_its_own(dialect: str, said: tuple[bool, ...]) -> None:
    one = shape(dialect)
    assert (one.split, one.lists_options, one.has_warehouses, one.subordinates) == said


@pytest.mark.parametrize(
    ("dialect", "year", "rate"),
    [("2.07", 2026, "22"), ("2.07", 2025, "20"), ("2.07", 2018, "18"), ("ut11", 2026, "10")],
)
def test_vat_is_that_of_the_day(dialect: str, year: int, rate: str) -> None:
    assert Shape(DIALECTS[dialect]).vat(date(year, 6, 1)) == rate
