"""Names of parts that are made anew."""

from types import SimpleNamespace
from typing import cast

import pytest

from cml_sync.packages.convert.names import ApartNames, ClassicNames, Role, SplitNames, part_name
from cml_sync.packages.forms.form import SourcePart
from cml_sync.packages.naming import read_hint
from cml_sync.packages.parts import PartKind


def part(relative: str, kind: PartKind = PartKind.DOCUMENTS) -> SourcePart:
    return cast("SourcePart", SimpleNamespace(relative=relative, kind=kind))


def test_lists_have_plain_names_and_goods_numbers() -> None:
    names = SplitNames()
    assert names.name(Role.GROUPS, "c") == "groups/groups.xml"
    assert names.name(Role.PRICE_TYPES, "c") == "priceLists/priceLists.xml"
    goods = names.name(Role.GOODS, "c")
    assert goods.startswith("goods/goods_1_1_")
    assert names.name(Role.OFFERS, "c").startswith("offers/offers_1_")
    assert names.name(Role.GOODS, "c") == goods
    assert SplitNames().name(Role.GOODS, "c") == goods


def test_the_second_catalogue_is_the_second() -> None:
    names = SplitNames()
    first, second = names.name(Role.GROUPS, "c"), names.name(Role.GROUPS, "d")
    assert (first, second.startswith("groups/groups_2_")) == ("groups/groups.xml", True)
    hint = read_hint(second)
    assert (hint.stem, hint.guid is not None) == ("groups", True)


def test_names_of_2_x_count_catalogues_from_0() -> None:
    names = ClassicNames()
    assert names.name("import", "c") == "import0_1.xml"
    assert names.name("offers", "c") == "offers0_1.xml"
    assert names.name("import", "d") == "import1_1.xml"


@pytest.mark.parametrize(
    ("relative", "name"),
    [
        ("shop/orders.xml", "shop/orders.xml"),
        ("orders.jsonl", "orders.xml"),
        ("заказы.XML", "заказы.XML"),
        ("выгрузка", "выгрузка.xml"),
        ("../up.xml", "part3.xml"),
        ("what?.xml", "part3.xml"),
    ],
)
def test_a_part_keeps_its_name_if_it_can(relative: str, name: str) -> None:
    assert part_name(relative, 3, set()) == name


def test_no_name_is_given_twice() -> None:
    taken: set[str] = set()
    assert part_name("a.xml", 1, taken) == "a.xml"
    assert part_name("A.xml", 2, taken) == "A_2.xml"


def test_parts_of_a_kind_get_one_name_where_they_are_joined() -> None:
    names = ApartNames(merge=True)
    found = [names.name(part(name)) for name in ("a.xml", "b.xml")]
    assert found == ["orders.xml", "orders.xml"]
    assert names.name(part("c.xml", PartKind.CHANGES)) == "offers_changes.xml"
    apart = ApartNames(merge=False)
    assert [apart.name(part(name)) for name in ("a.xml", "b.xml")] == ["a.xml", "b.xml"]
