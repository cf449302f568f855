from datetime import datetime
from decimal import Decimal
from typing import Any

from cml_sync.model.documents import Document
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.offers import Price
from cml_sync.model.wiring import slots_by_name
from cml_sync.xml.writing.shapes import Shape, getter, perhaps, texts_of


def test_values_are_taken_in_order_and_spelt_where_text_would_not_do() -> None:
    slots = slots_by_name(Price)
    get = getter([slots["currency"], slots["value"]])
    assert get is not None
    assert list(get({"value": Decimal("7.50"), "currency": "RUB"})) == ["RUB", Decimal("7.50")]
    get = getter([slots_by_name(Document)["deletion_mark"]])
    assert get is not None
    assert [list(get({"deletion_mark": one})) for one in (True, False, None)] == [
        ["true"],
        ["false"],
        [None],
    ]
    moment = getter([slots_by_name(CommercialInformation)["generated_at"]])
    assert moment is not None
    made = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - as 1C writes it
    assert list(moment({"generated_at": made})) == ["2026-01-02T03:04:05"]
    assert getter([]) is None


def test_each_of_several_texts_has_its_markup() -> None:
    markup: list[bytes] = []
    values: list[Any] = []
    fill = texts_of(slots_by_name(Product)["images"], b"<p>%s</p>")
    fill({"images": ("a", "b")}, markup, values)
    fill({"images": None}, markup, values)
    assert (markup, values) == ([b"<p>%s</p>"] * 2, ["a", "b"])


def test_a_container_without_anything_is_an_empty_element() -> None:
    markup: list[bytes] = []
    fill = perhaps(("images",), Shape(b"<i></i>", None, (), ()), b"<i/>")
    for images in ((), ("a",)):
        fill({"images": images}, markup, [])
    assert markup == [b"<i/>", b"<i></i>"]
