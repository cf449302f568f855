"""JSON as it is read: every key once, numbers exact, faults with their columns."""

from decimal import Decimal

import pytest

from cml_sync.packages.forms.jsonl.json_text import JsonError, column_of, parsed


def test_numbers_are_exact() -> None:
    assert parsed(b'{"a": 0.1, "b": 10.50, "c": 7}') == {
        "a": Decimal("0.1"),
        "b": Decimal("10.50"),
        "c": 7,
    }
    assert str(parsed(b'{"b": 10.50}')["b"]) == "10.50"


def test_a_map_of_requisites_becomes_the_list_of_the_model() -> None:
    said = parsed('{"requisites": {"Цвет": "синий", "Файл": ["а", "б"]}}'.encode())
    assert said["requisites"] == [
        {"name": "Цвет", "values": ["синий"]},
        {"name": "Файл", "values": ["а"]},
        {"name": "Файл", "values": ["б"]},
    ]


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        (b'{"a": 1, "b": [1, 2}', 20, "`}`"),
        (b'{"a": "x', 7, "string"),
        (b'{"a": 1', 8, "ends"),
        (b"", 1, "empty"),
        (b"   ", 4, "empty"),
        (b'{"a": 1} {"b": 2}', 10, "behind"),
        (b"[1]", 1, "no object"),
        (b'{"a": NaN}', 7, "NaN"),
        (b'{"a": -Infinity}', 7, "-Infinity"),
        ('{"я": "а'.encode() + b'\xff"}', 9, "UTF-8"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', 24, "`c` stands twice"),
        (b'{"a": "tab\there"}', 11, "string"),
        (b'{"a": "\\ud83d\\ude00", "b": "\\ud800"}', 8, "half"),
    ],
)
def test_a_fault_has_its_column(line: bytes, column: int, word: str) -> None:
    with pytest.raises(JsonError) as caught:
        parsed(line)
    assert caught.value.column == column
    assert word in str(caught.value.reason)


@pytest.mark.parametrize(
    "line",
    [b'{"a":' * 100_000, b'{"a": ' + b"1" * 5_000 + b"}", b'{"a": 1e99999999999999999999}'],
    ids=["deep", "long", "exponent"],
)
def test_what_would_cost_too_much_is_refused(line: bytes) -> None:
    with pytest.raises(JsonError):
        parsed(line)


def test_both_halves_are_a_character() -> None:
    assert parsed(b'{"a": "\\ud83d\\ude00"}') == {"a": "😀"}


def test_the_column_of_a_value() -> None:
    line = '{"я": [10, {"b": "x"}], "requisites": {"Цвет": 5}}'.encode()
    assert column_of(line, ("я",)) == 7
    assert column_of(line, ("я", 1, "b")) == 18
    assert column_of(line, ("requisites", 0, "values", 0)) == 48
    assert column_of(line, ("absent",)) == 1
