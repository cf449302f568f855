"""Cells: no formula for a spreadsheet, and the same text again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cml_sync.packages.forms.csv.cells import (
    flag_cell,
    guarded,
    number_cell,
    read_flag,
    read_number,
    unguarded,
)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+7 900", "'+7 900"),
        ("-5", "'-5"),
        ("@a", "'@a"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=x", "''=x"),
        ("'abc", "'abc"),
        ("abc=", "abc="),
        ("", ""),
    ],
)
def test_formulas_are_guarded(value: str, cell: str) -> None:
    assert guarded(value) == cell
    assert unguarded(cell) == value


@given(st.text("'=+-@\t\r\nаb ;\"", max_size=6))
def test_every_text_comes_back(value: str) -> None:
    cell = guarded(value)
    assert unguarded(cell) == value
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("cell", "comma", "value"),
    [
        ("-5", False, "-5"),
        ("12.50", False, "12.50"),
        ("12,50", True, "12.50"),
        ("12.50", True, "12.50"),
        (" 7 ", False, "7"),
    ],
)
def test_numbers(cell: str, comma: bool, value: str) -> None:
    assert str(read_number(cell, comma=comma)) == value


@pytest.mark.parametrize(
    "cell", ["12,50", "1 000", "1e5", "NaN", "", "1.2.3", "٣", "-", ".5", "9" * 61]
)
def test_what_is_no_number(cell: str) -> None:
    assert read_number(cell, comma=False) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.booleans())
def test_every_number_comes_back(value: Decimal, comma: bool) -> None:
    assert read_number(number_cell(value, comma=comma), comma=comma) == value


def test_a_number_is_written_out() -> None:
    assert number_cell(Decimal("1E+3"), comma=True) == "1000"
    assert number_cell(Decimal("-0.50"), comma=True) == "-0,50"
    assert number_cell(None, comma=True) == ""


def test_flags() -> None:
    said = [read_flag(cell) for cell in ("true", "Да", "1", "FALSE", "нет", "0", "maybe")]
    assert said == [True, True, True, False, False, False, None]
    assert [flag_cell(value=one) for one in (True, False, None)] == ["true", "false", ""]
