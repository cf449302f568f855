from datetime import date
from decimal import Decimal

import pytest

from cml_sync.model.goods import BaseUnit
from cml_sync.xml.reading.plans import plan
from cml_sync.xml.reading.repeats import Known, OddError, Words, resolved, small_numbers


def test_references_are_resolved() -> None:
    assert resolved("a &amp; b &amp;lt;") == "a & b &lt;"
    assert resolved("&lt;&#65;&#x42;&amp;lt;&quot;&apos;&gt;") == "<AB&lt;\"'>"


def test_small_numbers_are_what_the_validator_makes_of_them() -> None:
    numbers = small_numbers()
    assert all(str(number) == written for written, number in numbers.items())
    assert (numbers["0"], numbers["999.00"]) == (Decimal(0), Decimal("999.00"))


def test_units_with_one_code_are_made_once_for_each_text() -> None:
    known = Known(plan(BaseUnit), {"code": "796"})
    assert known["шт"] == BaseUnit(code="796", text="шт")
    assert known["шт"] is known["шт"]
    assert known["уп"] == BaseUnit(code="796", text="уп")
    with pytest.raises(OddError):
        known[" шт"]


def test_an_element_with_nothing_in_it_is_odd() -> None:
    with pytest.raises(OddError):
        Known(plan(BaseUnit), {})[""]


def test_flags_are_known_from_the_start_and_no_other_word_is_one() -> None:
    flags = Words(bool)
    assert [flags[text] for text in ("true", "false", "1", "0", "")] == [
        True,
        False,
        True,
        False,
        None,
    ]
    for other in ("True", "yes", " true"):
        with pytest.raises(OddError):
            flags[other]


def test_so_many_dates_are_remembered_and_all_are_right() -> None:
    days = Words(date)
    texts = [f"{year}-01-02" for year in range(1000, 3000)]
    assert [days[text] for text in texts] == texts
    assert len(days) == 1024
    with pytest.raises(OddError):
        days["2024-1-2"]
