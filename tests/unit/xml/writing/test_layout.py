from decimal import Decimal
from typing import Annotated

import pytest

from cml_sync.model.element import Element, Unknown
from cml_sync.model.wire import TEXT, Wire
from cml_sync.xml.fragments import FragmentError
from cml_sync.xml.writing.layout import Layouts


class Leaf(Element):
    """An attribute, text and a child."""

    kind: Annotated[str | None, Wire("@Вид")] = None
    text: Annotated[str | None, Wire(TEXT)] = None
    size: Annotated[Decimal | None, Wire("Размер")] = None


class Tree(Element):
    """Every other way a field can stand."""

    id: Annotated[str | None, Wire("Ид")] = None
    new: Annotated[bool | None, Wire("Новое", since="2.08")] = None
    tags: Annotated[tuple[str, ...], Wire("Метка")] = ()
    one: Annotated[Leaf | None, Wire("Лист")] = None
    mark: Annotated[str | None, Wire("Листья/Знак")] = None
    leaves: Annotated[tuple[Leaf, ...], Wire("Листья/Лист")] = ()
    deep: Annotated[tuple[int, ...], Wire("Яма/Дно/Число")] = ()
    last: Annotated[str | None, Wire("Конец")] = None


def written(element: Element, *, lacking: str | None = None) -> str:
    layouts = Layouts(lambda wire: lacking is None or wire.since != lacking)
    out: list[str] = []
    layouts.layout(type(element), "Т", 0).write(element, out)
    return "".join(out)


def test_nothing_set_is_an_empty_element() -> None:
    assert written(Tree()) == "<Т/>\n"


def test_fields_stand_in_the_order_of_the_model_whatever_the_order_they_were_set_in() -> None:
    assert written(Tree(last="z", id="a")) == "<Т>\n\t<Ид>a</Ид>\n\t<Конец>z</Конец>\n</Т>\n"


def test_absent_and_empty_stay_apart() -> None:
    assert written(Tree(id="", one=None)) == "<Т>\n\t<Ид/>\n\t<Лист/>\n</Т>\n"


def test_an_empty_container_is_an_empty_element_and_so_is_a_nested_one() -> None:
    tree = Tree(leaves=(), deep=())
    assert written(tree) == "<Т>\n\t<Листья/>\n\t<Яма>\n\t\t<Дно/>\n\t</Яма>\n</Т>\n"


def test_fields_share_their_container() -> None:
    assert written(Tree(mark="x", leaves=(Leaf(kind="a"),), deep=(1, 2))) == (
        "<Т>\n"
        '\t<Листья>\n\t\t<Знак>x</Знак>\n\t\t<Лист Вид="a"/>\n\t</Листья>\n'
        "\t<Яма>\n\t\t<Дно>\n\t\t\t<Число>1</Число>\n\t\t\t<Число>2</Число>\n\t\t</Дно>\n\t</Яма>\n"
        "</Т>\n"
    )


def test_repeated_values_keep_their_empty_ones() -> None:
    assert written(Tree(tags=("a", "", "b&"))) == (
        "<Т>\n\t<Метка>a</Метка>\n\t<Метка/>\n\t<Метка>b&amp;</Метка>\n</Т>\n"
    )


def test_text_stands_before_children_with_nothing_in_between() -> None:
    leaf = Leaf(kind='"', text="шт", size=Decimal("1.50"))
    assert written(leaf) == '<Т Вид="&quot;">шт<Размер>1.50</Размер>\n</Т>\n'
    assert written(Leaf(text="a<b")) == "<Т>a&lt;b</Т>\n"


def test_unknown_elements_stand_last_or_in_their_container() -> None:
    tree = Tree(
        id="a",
        leaves=(Leaf(),),
        unknown=(
            Unknown(xml="<Б/>"),
            Unknown(at="Листья", xml="<В>1</В>"),
            Unknown(at="Чужое/Глубже", xml="<Г/>"),
            Unknown(xml="<Б>2</Б>"),
        ),
    )
    assert written(tree) == (
        "<Т>\n\t<Ид>a</Ид>\n"
        "\t<Листья>\n\t\t<Лист/>\n\t\t<В>1</В>\n\t</Листья>\n"
        "\t<Б/>\n\t<Б>2</Б>\n"
        "\t<Чужое>\n\t\t<Глубже>\n\t\t\t<Г/>\n\t\t</Глубже>\n\t</Чужое>\n"
        "</Т>\n"
    )


def test_unknown_elements_of_a_nested_container_stand_in_it_once() -> None:
    tree = Tree(
        deep=(1,), unknown=(Unknown(at="Яма/Дно", xml="<Б/>"), Unknown(at="Яма", xml="<В/>"))
    )
    assert written(tree) == (
        "<Т>\n\t<Яма>\n\t\t<Дно>\n\t\t\t<Число>1</Число>\n\t\t\t<Б/>\n\t\t</Дно>\n"
        "\t\t<В/>\n\t</Яма>\n</Т>\n"
    )


def test_unknown_attributes_follow_the_known_ones() -> None:
    assert written(Leaf(kind="a", unknown_attributes=(("Ещё", "b"),))) == '<Т Вид="a" Ещё="b"/>\n'


def test_a_broken_unknown_part_is_not_written() -> None:
    with pytest.raises(FragmentError):
        written(Tree(unknown=(Unknown(xml="<Б>"),)))


def test_a_field_without_words_in_the_dialect_is_left_out_and_counted_if_it_says_a_thing() -> None:
    layouts = Layouts(lambda wire: wire.since != "2.08")
    layout, out = layouts.layout(Tree, "Т", 0), list[str]()
    layout.write(Tree(id="a", new=True), out)
    layout.write(Tree(id="b", new=False), out)
    assert "".join(out) == "<Т>\n\t<Ид>a</Ид>\n</Т>\n<Т>\n\t<Ид>b</Ид>\n</Т>\n"
    assert layouts.left_out == {(Tree, "new"): 1}
    assert layouts.trifles == {(Tree, "new"): 1}


def test_a_layout_is_made_once() -> None:
    layouts = Layouts(lambda _: True)
    assert layouts.layout(Tree, "Т", 1) is layouts.layout(Tree, "Т", 1)
    assert layouts.layout(Tree, "Т", 2) is not layouts.layout(Tree, "Т", 1)
