from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import ValidationError

from cml_sync.model.element import Element, Unknown
from cml_sync.model.wire import Wire
from cml_sync.xml.reading.narrow import validated_narrowly


class Leaf(Element):
    """With a text and a number."""

    name: Annotated[str | None, Wire("Имя")] = None
    weight: Annotated[Decimal | None, Wire("Вес")] = None


class Bough(Element):
    """With one of them, and many."""

    id: Annotated[str | None, Wire("Ид")] = None
    first: Annotated[Leaf | None, Wire("Первый")] = None
    leaves: Annotated[tuple[Leaf, ...], Wire("Листья/Лист")] = ()


VALUES: tuple[dict[str, Any], ...] = (
    {},
    {"id": "1"},
    {"id": None, "first": None, "leaves": ()},
    {"first": {}},
    {"first": {"weight": "2.50"}},
    {"leaves": [{"name": "a"}, {"weight": "1"}, {}]},
    {"leaves": [{"name": "a"}], "first": {"name": "b"}, "id": "7"},
    {"id": "1", "unknown": [{"at": "", "xml": "<a/>"}], "nothing": "x"},
    {"first": {"unknown_attributes": [("a", "b")], "name": "c"}},
)


def validated(values: dict[str, Any]) -> Element:
    return Bough.model_validate(values, extra="ignore")


@pytest.mark.parametrize("values", VALUES, ids=str)
def test_the_same_model_as_by_the_whole_validator(values: dict[str, Any]) -> None:
    made = validated_narrowly(Bough, values)
    whole = validated(values)
    assert made == whole
    assert type(made) is Bough
    assert made.model_dump(exclude_unset=True) == whole.model_dump(exclude_unset=True)


def test_elements_inside_are_of_their_own_class() -> None:
    made = validated_narrowly(Bough, {"first": {"name": "a"}, "leaves": [{"weight": "1"}, {}]})
    assert isinstance(made, Bough)
    assert type(made.first) is Leaf
    assert [type(leaf) for leaf in made.leaves] == [Leaf, Leaf]
    # One narrow model serves all leaves; what each of them has set stays its own.
    assert [leaf.model_fields_set for leaf in made.leaves] == [{"weight"}, set()]
    assert made.leaves[1].weight is None
    unknown = validated_narrowly(Bough, {"unknown": [{"xml": "<a/>"}]}).unknown
    assert unknown == (Unknown(xml="<a/>"),)


@pytest.mark.parametrize(
    "values",
    [
        {"leaves": [{"name": "a"}, {"weight": "x"}]},
        {"first": {"weight": "x"}, "id": 5},
        {"leaves": [{"weight": "x", "name": 1}, {"weight": "y"}], "first": {"name": 2}, "id": 3},
    ],
)
def test_faults_stand_where_the_whole_validator_has_them(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as narrow:
        validated_narrowly(Bough, values)
    with pytest.raises(ValidationError) as whole:
        validated(values)
    assert [error["loc"] for error in narrow.value.errors()] == [
        error["loc"] for error in whole.value.errors()
    ]


def test_what_is_no_element_is_no_element_here_either() -> None:
    with pytest.raises(ValidationError) as caught:
        validated_narrowly(Bough, {"first": "text"})
    assert caught.value.errors()[0]["loc"] == ("first",)
