"""A group that changes have elsewhere leaves its old place, with all that it holds."""

import pytest
from tests.property.sources import MemoryPart, MemorySource, source_of

from cml_sync.model.classifier import Classifier, Group
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.convert.applying import Applied
from cml_sync.packages.convert.laying_over import Deleted
from cml_sync.packages.convert.moving import Places, without
from cml_sync.problems import Place
from cml_sync.xml.entries import Entry, RecordRead, SectionClosed, SectionOpened

FULL = (
    Group(id="a", name="А"),
    Group(
        id="b",
        name="Б",
        children=(Group(id="c", name="В", children=(Group(id="d"), Group(id="e"))), Group(id="f")),
    ),
)


def tree(group: Element) -> object:
    assert isinstance(group, Group)
    return {group.id: [tree(child) for child in group.children]}


def applied(*changes: Group, deleted: Deleted = Deleted.REMOVE) -> list[object]:
    full, delta = source_of([*FULL, Product(id="p")]), source_of(list(changes))
    found = []
    with Applied(full, delta, deleted=deleted) as source:
        for part in source.parts:
            with part.read() as reading:
                found += [
                    tree(entry.record)
                    for entry in reading
                    if isinstance(entry, RecordRead) and isinstance(entry.record, Group)
                ]
        assert source.problems == ()
    return found


def test_it_moves_below_another_parent_with_what_is_below_it() -> None:
    change = Group(id="a", children=(Group(id="c", name="Г"),))
    assert applied(change) == [{"a": [{"c": [{"d": []}, {"e": []}]}]}, {"b": [{"f": []}]}]


def test_what_was_inside_may_move_on() -> None:
    change = Group(id="a", children=(Group(id="c"), Group(id="e")))
    assert applied(change) == [{"a": [{"c": [{"d": []}]}, {"e": []}]}, {"b": [{"f": []}]}]


def test_it_moves_to_the_top_and_from_there() -> None:
    assert applied(Group(id="c")) == [
        {"a": []},
        {"b": [{"f": []}]},
        {"c": [{"d": []}, {"e": []}]},
    ]
    assert applied(Group(id="b", children=(Group(id="a"),))) == [
        {"b": [{"c": [{"d": []}, {"e": []}]}, {"f": []}, {"a": []}]}
    ]


def test_parent_and_child_may_change_places() -> None:
    change = Group(id="c", children=(Group(id="b"),))
    assert applied(change) == [{"a": []}, {"c": [{"d": []}, {"e": []}, {"b": [{"f": []}]}]}]


@pytest.mark.parametrize(
    ("deleted", "below"), [(Deleted.REMOVE, []), (Deleted.MARK, [{"c": [{"d": []}, {"e": []}]}])]
)
def test_one_that_is_deleted_elsewhere_is_gone_here(deleted: Deleted, below: list[object]) -> None:
    change = Group(id="a", children=(Group(id="c", deletion_mark=True),))
    assert applied(change, deleted=deleted) == [{"a": below}, {"b": [{"f": []}]}]


def test_what_stays_is_not_looked_for_and_not_made_anew() -> None:
    places = Places()
    places.note(Group(id="b", children=(Group(id="c"), Group(), Group(id="new"))))
    assert places.moved(source_of([*FULL])) == {}
    assert without(FULL[1], {"a"}) is FULL[1]
    assert tree(without(FULL[1], {"d", "f"})) == {"b": [{"c": [{"e": []}]}]}


def section(name: str, *records: Element) -> list[Entry]:
    header = Classifier(id=name)
    return [
        SectionOpened(Section.CLASSIFIER, header, Place()),
        *(RecordRead(Kind.GROUP, one, Section.CLASSIFIER, Place()) for one in records),
        SectionClosed(Section.CLASSIFIER, header),
    ]


def moved(*parts: list[Entry], change: Group) -> dict[str, object]:
    places = Places()
    places.note(change)
    source = MemorySource([MemoryPart(f"{i}.xml", part) for i, part in enumerate(parts)])
    return {key: tree(group) for key, group in places.moved(source).items()}


def test_parts_that_repeat_a_classifier_say_it_together() -> None:
    parts = [
        section("k", Group(id="g", children=(Group(id="m", children=(Group(id=below),)),)))
        for below in "xy"
    ]
    assert moved(*parts, change=Group(id="m")) == {"m": {"m": [{"x": []}, {"y": []}]}}


def test_groups_of_two_classifiers_are_left_where_they_are() -> None:
    parts = [section(name, Group(id="g", children=(Group(id="m"),))) for name in "kl"]
    assert moved(*parts, change=Group(id="m")) == {}


def test_a_classifier_behind_goods_is_found() -> None:
    goods: list[Entry] = [RecordRead(Kind.PRODUCT, Product(id="p"), None, Place())]
    late = section("k", Group(id="g", children=(Group(id="m"),)))
    assert moved(goods + late, change=Group(id="m")) == {"m": {"m": []}}
    assert moved(section("k") + goods + late, change=Group(id="m")) == {}  # nothing repeats there


def test_what_is_below_a_deleted_group_stays() -> None:
    change = Group(id="a", deletion_mark=True, children=(Group(id="c"),))
    assert applied(change) == [{"b": [{"c": [{"d": []}, {"e": []}]}, {"f": []}]}]
