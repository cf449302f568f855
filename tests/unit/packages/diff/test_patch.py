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
)
from cml_sync.packages.diff.errors import PatchConflictError
from cml_sync.packages.diff.patch import apply

OLD = {("product", "1"): {"name": "кружка", "sku": "A"}, ("product", "2"): {"name": "чайник"}}


def changed(*rows: FieldChange, key: str = "1") -> Change:
    return Change("product", key, What.CHANGED, None, rows)


def test_records_come_go_and_change() -> None:
    changes = [
        changed(
            FieldChange("name", "кружка", "чашка"),
            FieldChange("sku", "A", ABSENT),
            FieldChange("code", ABSENT, None),
        ),
        removed("product", "2", {"name": "чайник"}),
        added("product", "3", {"name": "ваза"}),
    ]
    assert apply(OLD, changes) == {
        ("product", "1"): {"name": "чашка", "code": None},
        ("product", "3"): {"name": "ваза"},
    }
    assert OLD["product", "1"]["name"] == "кружка"


@pytest.mark.parametrize(
    "change",
    [
        changed(FieldChange("name", "ваза", "чашка")),
        changed(FieldChange("name", ABSENT, "чашка")),
        changed(FieldChange("code", "1", "2")),
        changed(FieldChange("name", "ваза", "чашка"), key="9"),
        removed("product", "9", {}),
        added("product", "1", {}),
    ],
)
def test_what_does_not_fit_is_refused(change: Change) -> None:
    with pytest.raises(PatchConflictError):
        apply(OLD, [change])


def test_a_section_may_get_another_id() -> None:
    old = {("catalog", "1"): {"name": "a"}}
    rows = (FieldChange("id", "1", "2"), FieldChange("name", "a", "b"))
    change = Change("catalog", "2", What.CHANGED, None, rows)
    assert apply(old, [change]) == {("catalog", "2"): {"name": "b"}}


def test_a_change_comes_back_as_it_was_kept() -> None:
    change = changed(FieldChange("a", ABSENT, None), FieldChange("b", ("x",), True))
    assert change_of_json(change_to_json(change)) == change
