from datetime import date, datetime, time
from decimal import Decimal

import pytest

from cml_sync.model.words import Status
from cml_sync.xml.writing.markup import (
    NotFiniteError,
    escape,
    escape_attribute,
    is_name,
    spell_decimal,
    spelling,
)


def test_text_uses_three_entities_and_leaves_quotes() -> None:
    assert escape("""Чай "Лето" & 'зима' <5>""") == """Чай "Лето" &amp; 'зима' &lt;5&gt;"""


def test_an_attribute_never_holds_a_bare_sign_that_ends_a_tag() -> None:
    assert escape_attribute('a>b "c" & <d>') == "a&gt;b &quot;c&quot; &amp; &lt;d&gt;"


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\r", "\t"])
def test_line_ends_in_attributes_become_spaces_without_numeric_references(gap: str) -> None:
    assert escape_attribute(f"улица{gap}дом") == "улица дом"


@pytest.mark.parametrize(
    ("number", "spelt"),
    [
        ("350.00", "350.00"),
        ("3E+2", "300"),
        ("1E-7", "0.0000001"),
        ("-0.50", "-0.50"),
        ("0", "0"),
        ("123456789012345678.99", "123456789012345678.99"),
    ],
)
def test_numbers_are_plain_and_keep_their_scale(number: str, spelt: str) -> None:
    assert spell_decimal(Decimal(number)) == spelt


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity", "NaN123"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(NotFiniteError):
        spell_decimal(Decimal(number))


def test_flags_days_and_moments_are_spelt_as_the_schema_wants() -> None:
    assert spelling(bool)(True) == "true"
    assert spelling(bool)(False) == "false"
    assert spelling(date)(date(2026, 3, 1)) == "2026-03-01"
    assert spelling(time)(time(9, 5)) == "09:05:00"
    assert spelling(datetime)(datetime(2026, 3, 1, 4, 0, 5)) == "2026-03-01T04:00:05"  # noqa: DTZ001
    assert spelling(Status)(Status.DELETED) == "Удален"


def test_a_type_without_a_spelling_is_a_bug_of_the_model() -> None:
    with pytest.raises(TypeError, match="bytes"):
        spelling(bytes)


@pytest.mark.parametrize("name", ["Статус", "CML2_SORT", "Картинка1", "а.б-в"])
def test_names_of_elements_pass(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "1Цена", "a b", 'a"', "p:a", "xmlns", "XMLзло", "a>b", "-a"])
def test_what_would_break_a_tag_is_no_name(name: str) -> None:
    assert not is_name(name)
