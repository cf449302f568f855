"""Keys that nobody knows become elements."""

from decimal import Decimal

import pytest

from cml_sync.packages.forms.jsonl.strangers import as_unknown, element_name


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        ("a & <b>", ["<k>a &amp; &lt;b&gt;</k>"]),
        (True, ["<k>true</k>"]),
        (None, ["<k/>"]),
        (Decimal("1E+3"), ["<k>1000</k>"]),
        (7, ["<k>7</k>"]),
        (["a", "b"], ["<k>a</k>", "<k>b</k>"]),
        ({"x": 1, "y": ["p", "q"]}, ["<k><x>1</x><y>p</y><y>q</y></k>"]),
        ([["a"]], ["<k><_>a</_></k>"]),
        ("\x01\ud800", ["<k>\ufffd\ufffd</k>"]),
        ([], []),
    ],
)
def test_a_value_becomes_elements(value: object, xml: list[str]) -> None:
    assert [one.xml for one in as_unknown("k", value).elements] == xml


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Видео", "Видео"),
        ("my key", "my_key"),
        ("1st", "_1st"),
        ("", "_"),
        ("a:b<c>", "a_b_c_"),
        ("-x", "_-x"),
    ],
)
def test_a_key_becomes_a_name(key: str, name: str) -> None:
    assert element_name(key) == name
