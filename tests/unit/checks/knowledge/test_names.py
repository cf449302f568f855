import pytest

from cml_sync.checks.knowledge.names import Named, Names, likeness
from cml_sync.model.kinds import Kind


@pytest.mark.parametrize(
    "twin",
    ["Розничная", "розничная ", "Рознич\u00adная", "Pозничнaя", "РОЗНИЧНАЯ", "Рознич ная\u00a0"],
)
def test_names_that_look_the_same_are_alike(twin: str) -> None:
    assert likeness(twin) == likeness("Розничная")


@pytest.mark.parametrize(("one", "other"), [("0,5 л", "0.5 л"), ("Цена 1", "Цена 2"), ("a", "")])
def test_digits_and_punctuation_tell_names_apart(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


def test_the_first_bearer_of_a_name_is_kept_by_kind_and_scope() -> None:
    names = Names()
    names.remember(Kind.GROUP, "Посуда", "g", scope="top")
    names.remember(Kind.GROUP, "ПОСУДА", "h", scope="top")
    assert names.like(Kind.GROUP, "посуда", scope="top") == Named("g", "Посуда")
    assert names.like(Kind.GROUP, "посуда", scope="other") is None
    assert names.like(Kind.UNIT, "посуда", scope="top") is None


def test_what_another_part_has_met_comes_second() -> None:
    first, later = Names(), Names()
    first.remember(Kind.WAREHOUSE, "Главный", "a")
    later.remember(Kind.WAREHOUSE, "главный", "b")
    later.remember(Kind.WAREHOUSE, "Малый", "c")
    first.merge(later)
    assert first.like(Kind.WAREHOUSE, "Главный") == Named("a", "Главный")
    assert first.like(Kind.WAREHOUSE, "малый") == Named("c", "Малый")
