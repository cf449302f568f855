from decimal import Decimal

from cml_sync.model.classifier import Group
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, Price
from cml_sync.packages.survey.outline import Node, Seen


def seen(node: Node) -> dict[str, Seen]:
    return {one.path: one for one in node.seen()}


def test_fields_of_nested_elements_count_among_their_elements() -> None:
    node = Node(Offer, "offer", "Предложение")
    node.look(Offer(id="1", prices=(Price(value=Decimal("1.50"), currency=""), Price())))
    node.look(Offer(id="2", prices=()))
    found = seen(node)
    assert set(found) == {"offer/id", "offer/prices", "offer/prices/value", "offer/prices/currency"}
    prices = found["offer/prices"]
    assert (prices.among, prices.field.present, prices.field.filled) == (2, 2, 1)
    value = found["offer/prices/value"]
    assert (value.element, value.holder) == ("Предложение/Цены/Цена/ЦенаЗаЕдиницу", "offer/prices")
    assert (value.among, value.field.present, value.field.kinds) == (2, 1, {"number.2": 1})
    currency = found["offer/prices/currency"].field
    assert (currency.present, currency.filled, currency.kinds) == (1, 0, {"empty": 1})


def test_a_group_in_a_group_is_the_same_however_deep() -> None:
    group = Group(id="0")
    for number in range(50):
        group = Group(id=str(number), children=(group,))
    node = Node(Group, "group", "Группа")
    node.look(group)
    assert set(seen(node)) == {"group/id", "group/children"}
    assert [one.count for one in node.nodes()] == [51]


def test_unknown_elements_and_attributes_are_paths_of_their_own() -> None:
    unknown = (Unknown(xml="<Слаг>a</Слаг>"), Unknown(at="Группы", xml="<Вид/>"))
    node = Node(Product, "product", "Товар")
    node.look(Product(unknown=unknown, unknown_attributes=(("Прочее", "1"),)))
    node.look(Product())
    found = seen(node)
    assert set(found) == {"product/?Слаг", "product/?Группы/Вид", "product/?@Прочее"}
    slug = found["product/?Слаг"]
    assert (slug.element, slug.unknown, slug.field.present, slug.among) == (
        "Товар/Слаг",
        True,
        1,
        2,
    )


def test_no_value_is_kept() -> None:
    node = Node(Product, "product", "Товар")
    node.look(Product(name="Секрет", images=("a.jpg", "b.jpg")))
    assert seen(node)["product/images"].field.kinds == {"text": 2}
    assert "Секрет" not in repr([vars_of(one) for one in node.seen()])


def vars_of(one: Seen) -> tuple[object, ...]:
    return (one.path, one.element, one.field.kinds, one.field.present)
