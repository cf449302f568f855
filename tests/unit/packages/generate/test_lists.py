"""Groups, properties, price types, warehouses and units."""

from tests.unit.packages.generate.inventing import world

from cml_sync.model.classifier import Group
from cml_sync.packages.generate.lists import address, characteristic, telephone


def depth(groups: tuple[Group, ...] | list[Group]) -> int:
    return 1 + max((depth(group.children) for group in groups if group.children), default=0)


def size(groups: tuple[Group, ...] | list[Group]) -> int:
    return sum(1 + size(group.children) for group in groups)


def test_the_tree_holds_all_groups_and_goods_lie_in_its_leaves() -> None:
    lists = world(groups=40).lists
    assert (size(lists.groups), depth(lists.groups), len(lists.groups)) == (40, 3, 3)
    parents = {group.id for group in lists.groups}
    assert parents.isdisjoint(lists.leaves)
    assert len(lists.leaves) == len(set(lists.leaves))


def test_no_groups_are_no_groups() -> None:
    lists = world(groups=0).lists
    assert (lists.groups, lists.leaves) == ([], [])


def test_names_are_told_apart_however_many_there_are() -> None:
    lists = world(price_types=30, warehouses=30, groups=30).lists
    assert len({one.name for one in lists.price_types}) == 30
    assert len({one.name for one in lists.warehouses}) == 30


def test_before_2_05_options_are_texts() -> None:
    assert world("2.04").lists.properties[0].option_texts[0] == "белый"
    assert world("2.07").lists.properties[0].options[0].value == "белый"


def test_what_3_1_says_of_every_record() -> None:
    assert world("3.1").lists.units[0].deletion_mark is False
    assert world("3.1").lists.units[0].code == "796"
    assert world("2.07").lists.price_types[0].model_fields_set.isdisjoint({"deletion_mark"})


def test_nobody_lives_at_the_address_or_has_the_number() -> None:
    assert telephone(12) == "+7 000 000-00-12"
    assert (address(1).presentation or "").startswith("000002, г. Примерск")


def test_variants_beyond_the_colours_are_numbered() -> None:
    assert [characteristic(n).value for n in (0, 8)] == ["белый", "белый 2"]
