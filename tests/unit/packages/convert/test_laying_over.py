"""One change over one record."""

from decimal import Decimal

from cml_sync.model.classifier import Group
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, OfferChange, Stock
from cml_sync.packages.convert.laying_over import Deleted, laid_over


def names(group: object) -> object:
    assert isinstance(group, Group)
    return {group.id: [names(child) for child in group.children]}


TREE = Group(
    id="a",
    name="А",
    children=(Group(id="b", name="Б", children=(Group(id="c", name="В"),)), Group(id="d")),
)


def test_groups_that_are_not_named_stay_where_they_are() -> None:
    change = Group(id="a", children=(Group(id="b", name="Новое"),))
    laid = laid_over(TREE, change, Deleted.REMOVE)
    assert names(laid) == {"a": [{"b": [{"c": []}]}, {"d": []}]}
    assert isinstance(laid, Group)
    assert (laid.name, laid.children[0].name) == ("А", "Новое")


def test_new_groups_are_put_under_their_parents() -> None:
    change = Group(id="a", children=(Group(id="b", children=(Group(id="n"),)), Group(id="m")))
    laid = laid_over(TREE, change, Deleted.REMOVE)
    assert names(laid) == {"a": [{"b": [{"c": []}, {"n": []}]}, {"d": []}, {"m": []}]}


def test_a_deleted_group_goes_or_is_marked() -> None:
    change = Group(id="a", children=(Group(id="d", deletion_mark=True),))
    assert names(laid_over(TREE, change, Deleted.REMOVE)) == {"a": [{"b": [{"c": []}]}]}
    marked = laid_over(TREE, change, Deleted.MARK)
    assert isinstance(marked, Group)
    assert marked.children[1].deletion_mark is True


def test_a_group_that_says_nothing_of_its_children_keeps_them() -> None:
    laid = laid_over(TREE, Group(id="a", name="Новое"), Deleted.REMOVE)
    assert names(laid) == names(TREE)


def test_a_group_without_an_id_is_added_once() -> None:
    nameless = Group(name="Без Ид")
    change = Group(id="a", children=(nameless,))
    once = laid_over(Group(id="a"), change, Deleted.REMOVE)
    assert once == Group(id="a", children=(nameless,))
    assert laid_over(once, change, Deleted.REMOVE) == once


def test_the_change_of_an_offer_is_laid_row_by_row() -> None:
    old = Offer(
        id="p#1",
        name="Чай",
        stocks=(Stock(warehouse_id="w1", quantity=Decimal(1)), Stock(warehouse_id="w2")),
    )
    change = OfferChange(
        id="p", characteristic_id="1", stocks=(Stock(warehouse_id="w1", quantity=Decimal(5)),)
    )
    laid = laid_over(old, change, Deleted.REMOVE)
    assert isinstance(laid, Offer)
    assert (laid.id, laid.name) == ("p#1", "Чай")
    assert {row.warehouse_id: row.quantity for row in laid.stocks} == {
        "w1": Decimal(5),
        "w2": None,
    }


def test_nothing_is_left_of_what_was_deleted_or_never_there() -> None:
    gone = Product(id="p", status="Удален")
    assert laid_over(Product(id="p"), gone, Deleted.REMOVE) is None
    assert laid_over(None, gone, Deleted.MARK) is None
    assert laid_over(None, Product(id="p"), Deleted.REMOVE) == Product(id="p")
