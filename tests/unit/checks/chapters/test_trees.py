import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    catalog,
    classifier,
    codes,
    part,
    problems,
    sample,
)

from cml_sync.checks.chapters.trees import RULES
from cml_sync.model.classifier import Group
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Product


def deep(levels: int) -> Group:
    group = Group(id=str(levels), name=str(levels))
    for level in range(levels - 1, 0, -1):
        group = Group(id=str(level), name=str(level), children=(group,))
    return group


def siblings(one: str, other: str) -> Group:
    children = (Group(id="a", name=one), Group(id="b", name=other))
    return Group(id="top", name="Товары", children=children)


def grouped(group: Group, *groups: str) -> StagedPart:
    return part(classifier(group), catalog(Product(id="p", group_ids=groups)))


def below(parent: str, identifier: str, name: str) -> Group:
    """A group of a flat list that names its parent."""
    named = Unknown(xml=f"<Родитель>{parent}</Родитель>")
    return Group(id=identifier, name=name, unknown=(named,))


SAMPLES = (
    sample("CML221", deep(9), deep(8)),
    sample("CML222", siblings("Посуда", "Пoсуда"), siblings("Посуда", "Посуда 2")),
    sample(
        "CML222",
        part(classifier(Group(id="a", name="Чай"), Group(id="b", name="чай "))),
        part(classifier(Group(id="a", name="Чай"), Group(id="b", name="ча", children=(deep(1),)))),
    ),
    sample(
        "CML222",
        part(classifier(below("p", "a", "Чай"), below("p", "b", "Чай"))),
        part(classifier(below("p", "a", "Чай"), below("q", "b", "Чай"), Group(id="c", name="Чай"))),
    ),
    sample("CML223", grouped(Group(id="g", name="Чай")), grouped(Group(id="g", name="Чай"), "g")),
    sample("CML223", grouped(Group(id="g", name="Чай")), part(catalog(Product(id="p")))),
    sample(
        "CML224",
        grouped(Group(id="g", name="Чай", deletion_mark=True), "g"),
        grouped(Group(id="g", name="Чай", deletion_mark=False), "g"),
    ),
    sample(
        "CML224",
        grouped(Group(id="g", name="Чай", status_element="Удален"), "g"),
        grouped(Group(id="g", name="Чай", status_element="Удален"), "h"),
    ),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_the_classifier_of_a_second_part_has_no_twins_of_the_first() -> None:
    first = part(classifier(Group(id="a", name="Чай")))
    second = part(classifier(Group(id="a", name="Чай")), file="import0_2.xml")
    assert "CML222" not in codes(first, second)


def test_a_deleted_group_is_nobodys_twin() -> None:
    twins = (Group(id="a", name="Чай", deletion_mark=True), Group(id="b", name="Чай"))
    assert "CML222" not in codes(part(classifier(*twins)))
    assert "CML222" not in codes(part(classifier(Group(id="t", name="т", children=twins))))


def test_goods_in_no_group_are_reported_once() -> None:
    products = [Product(id=str(number)) for number in range(3)]
    gone = Product(id="gone", status="Удален")
    found = problems(part(classifier(Group(id="g", name="Чай")), catalog(*products, gone)))
    [told] = [problem for problem in found if problem.code == "CML223"]
    assert str(told.message) == "3 products are in no group"
