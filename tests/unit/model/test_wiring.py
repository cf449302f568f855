from decimal import Decimal
from typing import Annotated, ForwardRef

import pytest

from cml_sync.model.classifier import Group, Property
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Component, Product
from cml_sync.model.offers import Offer, OffersPackage
from cml_sync.model.wire import TEXT, Wire
from cml_sync.model.wiring import Nest, Slot, slots_by_name, wiring


def test_every_model_has_a_plan_without_two_fields_on_one_path(any_model: type[Element]) -> None:
    plan = wiring(any_model)

    paths = [
        path
        for slot in slots_by_name(any_model).values()
        for path in (slot.wire.path, *slot.wire.aliases)
    ]
    assert plan.model is any_model
    assert len(paths) == len(set(paths))


def test_every_field_but_the_unknown_ones_is_wired(any_model: type[Element]) -> None:
    wired = set(slots_by_name(any_model))

    assert set(any_model.model_fields) - wired == {"unknown", "unknown_attributes"}


def test_single_values_begin_as_none_and_repeated_ones_as_empty(any_model: type[Element]) -> None:
    for slot in slots_by_name(any_model).values():
        default = any_model.model_fields[slot.name].default
        assert default == (() if slot.many else None), slot.name


def test_attributes_stand_apart_from_children() -> None:
    plan = wiring(BaseUnit)

    assert list(plan.attributes) == [
        "Код",
        "НаименованиеПолное",
        "МеждународноеСокращение",
        "НаименованиеКраткое",
    ]
    assert plan.text is not None
    assert plan.text.name == "text"
    assert list(plan.children) == ["Пересчет"]


def test_a_container_is_a_nest_that_several_fields_may_share() -> None:
    types = wiring(OffersPackage).children["ТипыЦен"]

    assert isinstance(types, Nest)
    assert types.path == "ТипыЦен"
    assert [slot.name for slot in types.slots()] == ["price_types_classifier_id", "price_types"]


def test_aliases_lead_to_the_same_field() -> None:
    children = wiring(Product).children

    assert children["ШтрихКод"] is children["Штрихкод"]


def test_aliases_of_a_container_are_not_written() -> None:
    groups = wiring(Product).children["Группы"]

    assert isinstance(groups, Nest)
    assert [slot.name for slot in groups.slots()] == ["group_ids"]
    assert isinstance(groups.children["Группа"], Nest)


def test_values_are_told_by_type_and_number() -> None:
    slots = slots_by_name(Offer)

    assert (slots["quantity"].value_type, slots["quantity"].many) == (Decimal, False)
    assert (slots["group_ids"].value_type, slots["group_ids"].many) == (str, True)
    assert slots["components"].element is Component
    assert slots["group_ids"].tag == "Ид"
    assert slots["status"].tag == "Статус"


def test_a_recursive_model_leads_to_itself() -> None:
    assert slots_by_name(Group)["children"].element is Group
    assert slots_by_name(Product)["components"].element is Component
    assert slots_by_name(Component)["components"].element is Component


def test_an_inherited_field_keeps_its_place_before_the_own_ones() -> None:
    names = list(slots_by_name(Offer))

    assert names.index("requisites") < names.index("prices") < names.index("quantity")


def test_a_slot_is_found_by_the_name_of_its_field() -> None:
    assert wiring(Property).slot("options").wire.path == "ВариантыЗначений/Справочник"
    with pytest.raises(KeyError):
        wiring(Property).slot("nothing")


def test_streamed_fields_are_listed_in_order() -> None:
    assert [slot.name for slot in wiring(OffersPackage).streamed()] == [
        "price_types",
        "warehouses",
        "offers",
    ]


def test_two_fields_on_one_path_are_refused() -> None:
    class Twice(Element):
        one: Annotated[str | None, Wire("Ид")] = None
        two: Annotated[str | None, Wire("Ид")] = None

    with pytest.raises(TypeError, match="two: Ид is taken already"):
        wiring(Twice)


def test_a_value_that_is_a_container_as_well_is_refused() -> None:
    class Both(Element):
        one: Annotated[str | None, Wire("Группы")] = None
        two: Annotated[str | None, Wire("Группы/Ид")] = None

    with pytest.raises(TypeError, match="two: Группы is a value already"):
        wiring(Both)


def test_a_type_that_no_plan_can_hold_is_refused() -> None:
    class Odd(Element):
        one: Annotated[str | int | None, Wire(TEXT)] = None

    with pytest.raises(TypeError, match="one: no plan for"):
        wiring(Odd)


def test_no_forward_reference_is_left(any_model: type[Element]) -> None:
    for slot in slots_by_name(any_model).values():
        assert isinstance(slot, Slot)
        assert not isinstance(slot.element, ForwardRef)
