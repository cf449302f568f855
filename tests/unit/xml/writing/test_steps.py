from decimal import Decimal

from cml_sync.model.element import Unknown
from cml_sync.model.goods import Product
from cml_sync.model.wiring import slots_by_name
from cml_sync.xml.reading.plans import UNKNOWN, UNKNOWN_ATTRIBUTES
from cml_sync.xml.writing.steps import (
    Out,
    attribute_step,
    container_attributes,
    container_step,
    is_attribute,
    is_child,
    plain_step,
    write_unknown_attributes,
)

SLOTS = slots_by_name(Product)
KEPT = (("вид", "а"), ("Группы/вид", "б"), ("Группы/вид", "в"), ("Группы/Х/вид", "г"))


def test_attributes_and_children_are_told_apart() -> None:
    assert [is_attribute(SLOTS[name]) for name in ("status", "id")] == [True, False]
    assert [is_child(SLOTS[name]) for name in ("status", "id")] == [False, True]


def test_an_attribute_is_quoted_and_an_empty_one_is_there() -> None:
    out: Out = []
    attribute_step(SLOTS["status"])({"status": 'а"б'}, out)
    attribute_step(SLOTS["status"])({"status": None}, out)
    assert out == [' Статус="а&quot;б"', ' Статус=""']


def test_a_plain_value_is_spelt_by_its_type() -> None:
    out: Out = []
    plain_step(SLOTS["weight"], 1)({"weight": Decimal("1.50")}, out)
    plain_step(SLOTS["images"], 0)({"images": ("а&б", "")}, out)
    assert out == ["\t<Вес>1.50</Вес>\n", "<Картинка>а&amp;б</Картинка>\n", "<Картинка/>\n"]


def test_every_container_has_its_own_unknown_attributes_and_only_those() -> None:
    data = {UNKNOWN: (), UNKNOWN_ATTRIBUTES: KEPT}
    out: Out = []
    write_unknown_attributes(data, out)
    assert out == [' вид="а"']
    assert container_attributes(data, "Группы") == ' вид="б"'
    assert container_attributes(data, "Группы/Х") == ' вид="г"'


def test_a_container_holds_its_unknown_elements() -> None:
    data = {UNKNOWN: (Unknown(at="Группы", xml="<Х/>"),), UNKNOWN_ATTRIBUTES: ()}
    out: Out = []
    container_step("Группы", (), frozenset(), 0)(data, out)
    container_step("Свойства", (), frozenset(), 0)(data, out)
    assert "".join(out) == "<Группы>\n\t<Х/>\n</Группы>\n<Свойства/>\n"
