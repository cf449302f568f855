"""What differs, and how it is kept in between."""

from decimal import Decimal

import pytest

from cml_sync.packages.diff.change import (
    ABSENT,
    Change,
    FieldChange,
    What,
    added,
    change_of_json,
    change_to_json,
    removed,
    title_of,
)
from cml_sync.packages.diff.values import Fields

FIELDS: Fields = {"name": "Кружка", "weight": Decimal("0.50"), "images": (), "description": None}


def test_an_added_record_had_none_of_its_fields_and_a_removed_one_has_none() -> None:
    new, old = added("product", "1", FIELDS), removed("product", "1", FIELDS)
    assert (new.what, old.what, new.title, old.title) == (
        What.ADDED,
        What.REMOVED,
        "Кружка",
        "Кружка",
    )
    assert new.fields == tuple(FieldChange(name, ABSENT, value) for name, value in FIELDS.items())
    assert old.fields == tuple(FieldChange(name, value, ABSENT) for name, value in FIELDS.items())


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"name": "a", "official_name": "b", "number": "7"}, "a"),
        ({"number": "7", "official_name": "b"}, "b"),
        ({"name": None, "number": "7"}, "7"),
        ({"name": "", "number": "7"}, "7"),
        ({"name": ("a", "b")}, None),
        ({"sku": "s"}, None),
        ({}, None),
    ],
)
def test_a_title_is_the_first_name_there_is(fields: Fields, title: str | None) -> None:
    assert title_of(fields) == title


@pytest.mark.parametrize(
    "change",
    [
        added("product", "1", FIELDS),
        removed("offer", "?1", {}),
        Change(
            "document",
            "7",
            What.CHANGED,
            None,
            (
                FieldChange("a", None, ABSENT),
                FieldChange("b", ABSENT, None),
                FieldChange("c", True, False),
                FieldChange("d", "1.5", Decimal("1.5")),
                FieldChange("e", (), ("x", "y")),
                FieldChange("f", "", "\u2028"),
            ),
        ),
    ],
)
def test_it_comes_back_from_the_disk_as_it_was(change: Change) -> None:
    again = change_of_json(change_to_json(change))
    assert again == change
    kinds = [(type(row.old), type(row.new)) for row in again.fields]
    assert kinds == [(type(row.old), type(row.new)) for row in change.fields]
