from decimal import Decimal

import pytest

from cml_sync.model.classifier import Group
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer
from cml_sync.packages.survey import filling
from cml_sync.packages.survey.filling import Filling, is_empty


def rows(records: list[Offer]) -> dict[str, tuple[int, int, int]]:
    seen = Filling()
    for record in records:
        seen.look(Kind.OFFER, record)
    return {row.field: (row.records, row.present, row.filled) for row in seen.rows()}


RECORDS = [
    Offer(id="1", sku="", quantity=Decimal(0), deletion_mark=False, images=()),
    Offer(id="2", sku="a", quantity=None),
    Offer(id="3", name=None),
]
EXPECTED = {
    "id": (3, 3, 3),
    "deletion_mark": (3, 1, 1),
    "sku": (3, 2, 1),
    "name": (3, 1, 0),
    "images": (3, 1, 0),
    "quantity": (3, 2, 1),
}


def test_zero_and_false_are_something_and_an_empty_text_is_not() -> None:
    assert rows(RECORDS) == EXPECTED


def test_fields_stand_in_the_order_of_the_standard() -> None:
    assert list(rows(RECORDS)) == ["id", "deletion_mark", "sku", "name", "images", "quantity"]


def test_many_combinations_of_fields_are_counted_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(filling, "_COMBINATIONS", 1)
    assert rows(RECORDS) == EXPECTED


def test_kinds_are_apart_and_in_their_order() -> None:
    seen = Filling()
    seen.look(Kind.OFFER, Offer(id="1"))
    seen.look(Kind.GROUP, Group(name="a"))
    assert [(row.kind, row.element) for row in seen.rows()] == [
        (Kind.GROUP, "Наименование"),
        (Kind.OFFER, "Ид"),
    ]


def test_what_is_empty() -> None:
    values = (None, "", (), ("",), ("", "a"), 0, False, Decimal(0), " ")
    assert [value for value in values if is_empty(value)] == [None, "", (), ("",)]


def test_an_empty_element_of_a_list_fills_nothing() -> None:
    records = [Offer(id="1", images=("",)), Offer(id="2", images=("", "a.jpg"))]
    assert rows(records)["images"] == (2, 2, 1)
