"""Values of lines as models; what is at fault is named by key and column."""

import json
from typing import Any

import pytest

from cml_sync.model.documents import Document
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.offers import Offer
from cml_sync.packages.forms.jsonl import values as module
from cml_sync.packages.forms.jsonl.errors import WrongLineError
from cml_sync.packages.forms.jsonl.files import Line
from cml_sync.packages.forms.jsonl.json_text import parsed
from cml_sync.packages.forms.jsonl.layout import RecordsLine
from cml_sync.packages.forms.jsonl.values import Stranger, element, place_of, validated
from cml_sync.problems import Place


def line(data: dict[str, Any]) -> Line:
    return Line(7, json.dumps(data, ensure_ascii=False).encode())


def test_values_that_fit() -> None:
    said = {"kind": "records", "of": "product", "count": 3}
    assert validated(RecordsLine, said, line(said), "f") == RecordsLine(of="product", count=3)
    product = {"id": "1", "weight": "0.5"}
    assert element(Product, product, line(product), "f") == (
        Product.model_validate({"id": "1", "weight": "0.5"}),
        (),
    )


@pytest.mark.parametrize(
    ("data", "path", "column", "reason"),
    [
        ({"name": 5}, "name", 10, "`name` should be a text in quotes"),
        ({"weight": "a"}, "weight", 12, "`weight` should be a number, best as a text with a dot"),
        ({"images": "a.jpg"}, "images", 12, "`images` should be a list in square brackets"),
        ({"base_unit": []}, "base_unit", 15, "`base_unit` should be an object in braces"),
        (
            {"base_unit": {"conversions": [{"coefficient": True}]}},
            "base_unit/conversions/0/coefficient",
            48,
            "`base_unit/conversions/0/coefficient` should be a number",
        ),
        ({"deletion_mark": "perhaps"}, "deletion_mark", 19, "should be `true` or `false`"),
    ],
)
def test_a_value_that_cannot_be_read(
    data: dict[str, Any], path: str, column: int, reason: str
) -> None:
    with pytest.raises(WrongLineError) as caught:
        element(Product, dict(data), line(data), "f")
    assert caught.value.place == Place("f", 7, column, path)
    assert reason in str(caught.value.message)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"date": "tomorrow"}, "a day like `2026-03-01`"),
        ({"time": "noon"}, "a time of day like `12:40:00`"),
        ({"generated_at": "now"}, "a moment like `2026-03-01T12:40:00`"),
        ({"total": []}, "a number, best as a text with a dot: `12.50`"),
        ({"lines": {}}, "a list in square brackets"),
        ({"lines": [1]}, "an object in braces"),
    ],
)
def test_what_a_value_should_be(data: dict[str, Any], expected: str) -> None:
    model = CommercialInformation if "generated_at" in data else Document
    with pytest.raises(WrongLineError) as caught:
        element(model, dict(data), line(data), "f")
    assert str(caught.value.message).endswith(f" should be {expected}")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"kind": "records", "count": 1}, "the key `of` is missing"),
        ({"kind": "records", "of": "a", "count": 1, "x": 1}, "the key `x` is not known here"),
        ({"kind": "records", "of": "a", "count": 1.5}, "`count` should be a whole number"),
        ({"kind": "records", "of": "a", "count": 0}, "`count` has a value that cannot be there"),
    ],
)
def test_a_line_of_ours_has_no_keys_but_its_own(data: dict[str, Any], reason: str) -> None:
    with pytest.raises(WrongLineError) as caught:
        validated(RecordsLine, data, line(data), "f")
    assert reason in str(caught.value.message)


def test_a_key_of_a_record_that_nobody_knows_is_kept_where_it_stood() -> None:
    said = b'{"id":"1","colour":"red","prices":[{"value":"5"},{"value":"6","tags":[1,{"a":null}]}]}'
    record, strangers = element(Offer, parsed(said), Line(1, said), "f")
    assert strangers == (
        Stranger(("prices", 1, "tags"), "tags"),
        Stranger(("colour",), "colour"),
    )
    assert record.unknown == (Unknown(xml="<colour>red</colour>"),)
    assert isinstance(record, Offer)
    assert [price.unknown for price in record.prices] == [
        (),
        (Unknown(xml="<tags>1</tags>"), Unknown(xml="<tags><a/></tags>")),
    ]
    assert record.model_fields_set == {"id", "prices", "unknown"}


def test_it_is_kept_behind_what_was_unknown_already() -> None:
    data = {"unknown": [{"xml": "<a/>"}], "b": 1}
    record, _ = element(Product, data, line(data), "f")
    assert [one.xml for one in record.unknown] == ["<a/>", "<b>1</b>"]
    wrong = {"unknown": "<a/>", "b": 1}
    with pytest.raises(WrongLineError, match="`unknown` should be a list"):
        element(Product, wrong, line(wrong), "f")


def test_a_fault_is_told_before_any_stranger() -> None:
    data = {"colour": 1, "name": 5}
    with pytest.raises(WrongLineError, match="`name` should be a text"):
        element(Product, data, line(data), "f")


def test_more_strangers_than_anybody_means_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    data = {"a": 1, "b": 2, "c": 3}
    with pytest.raises(WrongLineError, match="the key `c` is not known here"):
        element(Product, data, line(data), "f")


def test_a_place_has_its_column_and_keys_that_can_be_shown() -> None:
    said = Line(3, b'{"a": {"\\u001b": [1, 22]}}')
    assert place_of(said, "f", ("a", "\x1b", 1), "id") == Place("f", 3, 22, r"a/\x1b/1", "id")
    assert place_of(said, "f", (), None) == Place("f", 3, 1, "")
