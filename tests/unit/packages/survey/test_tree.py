from cml_sync.model.classifier import Group, Property, PropertyOption, PropertyVariant
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.records import kind_of
from cml_sync.packages.survey.tree import TreeRow, Trees


def tree(*records: Element, most: int = 1000) -> TreeRow:
    trees = Trees(most)
    for record in records:
        trees.look(kind_of(record), record)
    return trees.row()


def group(id_: str, *children: Group, name: str | None = None) -> Group:
    return Group(id=id_, name=name or id_.upper(), children=children)


def test_groups_stand_in_order_with_their_products() -> None:
    row = tree(
        group("a", group("b", group("c")), group("d")),
        group("e"),
        Product(id="1", group_ids=("c", "e")),
        Product(id="2", group_ids=("c",)),
        Product(id="3", group_ids=("a",)),
        Product(id="4"),
    )
    assert [(g.id, g.name, g.depth, g.products, g.products_below) for g in row.groups] == [
        ("a", "A", 0, 1, 3),
        ("b", "B", 1, 0, 2),
        ("c", "C", 2, 2, 2),
        ("d", "D", 1, 0, 0),
        ("e", "E", 0, 1, 1),
    ]
    assert (row.ungrouped, row.circles, row.orphans, row.moved) == (1, (), (), ())


def test_groups_that_nobody_defines_are_orphans() -> None:
    row = tree(group("a"), Product(group_ids=("x",)), Product(group_ids=("x",)))
    assert [(g.id, g.name, g.products) for g in row.orphans] == [("x", None, 2)]


def test_circles_end() -> None:
    row = tree(group("top"), group("a", group("b", group("a", group("c")))))
    assert [g.id for g in row.groups] == ["top"]
    assert [(g.id, g.depth) for g in row.circles] == [("a", 0), ("b", 1), ("c", 1)]
    assert row.moved == ("a",)


def test_a_group_in_itself() -> None:
    row = tree(group("a", group("a")))
    assert (row.groups, [g.id for g in row.circles]) == ((), ["a"])


def test_the_last_place_counts_and_parts_are_joined() -> None:
    row = tree(group("a", group("b")), group("c", group("b"), name="new"), group("c", name="x"))
    assert [(g.id, g.name, g.depth) for g in row.groups] == [
        ("a", "A", 0),
        ("c", "x", 0),
        ("b", "B", 1),
    ]
    assert row.moved == ("b",)


def test_a_very_deep_tree() -> None:
    deep = group("0")
    for number in range(1, 200):
        deep = group(str(number), deep)
    row = tree(deep, Product(group_ids=("0",)))
    assert len(row.groups) == 200
    assert (row.groups[-1].depth, row.groups[0].products_below) == (199, 1)


def test_more_groups_than_are_kept_are_counted() -> None:
    row = tree(*(group(str(number)) for number in range(10)), most=4)
    assert (len(row.groups), row.more_groups) == (4, 6)


def test_properties_have_options_in_every_form() -> None:
    row = tree(
        Property(
            id="p",
            name="Цвет",
            value_type="Справочник",
            options=(PropertyOption(id="1", value="Белый"),),
            variants=(PropertyVariant(id="2", value="Синий"),),
            option_texts=("Красный",),
        ),
        Property(id="q", options=tuple(PropertyOption(id=str(n)) for n in range(60))),
    )
    colour, many = row.properties
    assert [(option.id, option.value) for option in colour.options] == [
        ("1", "Белый"),
        ("2", "Синий"),
        (None, "Красный"),
    ]
    assert (colour.name, colour.value_type, colour.option_count) == ("Цвет", "Справочник", 3)
    assert (len(many.options), many.option_count) == (50, 60)
