from datetime import date
from decimal import Decimal
from typing import Annotated

import pytest
from pydantic import ValidationError

from cml_sync.model.element import Element
from cml_sync.model.wire import Space, Wire
from cml_sync.xml.reading import plans
from cml_sync.xml.reading.plans import header_plan, plan


class Leaf(Element):
    """Text alone."""

    value: Annotated[Decimal | None, Wire(".")] = None


class Bough(Element):
    """A section: records, and a little about them."""

    id: Annotated[str | None, Wire("Ид")] = None
    height: Annotated[Decimal | None, Wire("Высота")] = None
    leaves: Annotated[tuple[Leaf, ...], Wire("Лист", streamed=True)] = ()


class Tree(Element):
    """Everything a model can have."""

    status: Annotated[str | None, Wire("@Статус")] = None
    id: Annotated[str | None, Wire("Ид", aliases=("Код",))] = None
    name: Annotated[str | None, Wire("Имя", space=Space.RIGHT)] = None
    note: Annotated[str | None, Wire("Описание", space=Space.KEEP)] = None
    weight: Annotated[Decimal | None, Wire("Вес")] = None
    day: Annotated[date | None, Wire("Дата")] = None
    leaves: Annotated[tuple[Leaf, ...], Wire("Листья/Лист", streamed=True)] = ()
    twigs: Annotated[tuple["Tree", ...], Wire("Ветка")] = ()


def test_each_child_gets_the_step_that_its_field_asks_for() -> None:
    steps = plan(Tree).steps
    assert {tag: step.op for tag, step in steps.items()} == {
        "Ид": plans.TRIM,
        "Код": plans.TRIM,
        "Имя": plans.RIGHT,
        "Описание": plans.KEEP,
        "Вес": plans.TYPED,
        "Дата": plans.TYPED,
        "Листья": plans.NEST,
        "Ветка": plans.ELEMENT,
    }
    assert steps["Код"].name == "id"


def test_a_model_may_hold_itself() -> None:
    assert plan(Tree).steps["Ветка"].plan is plan(Tree)


def test_a_container_knows_what_to_set_when_it_is_empty() -> None:
    nest = plan(Tree).steps["Листья"].nest
    assert nest is not None
    assert (nest.path, nest.empty) == ("Листья", ("leaves", ()))


def test_a_header_plan_leaves_out_records_and_sections() -> None:
    header = header_plan(Tree, frozenset({Tree}))
    nest = header.steps["Листья"].nest
    assert nest is not None
    assert nest.steps["Лист"].op == plans.SKIP
    assert header.steps["Ветка"].op == plans.SKIP


def test_attributes_and_own_text_have_steps_too() -> None:
    assert plan(Tree).attributes["Статус"].name == "status"
    assert plan(Tree).text is None
    own = plan(Leaf).text
    assert own is not None
    assert own.op == plans.TYPED


def test_the_plan_validates_with_the_model() -> None:
    assert plan(Tree).validate({"id": "1", "weight": "1.50"}) == Tree(
        id="1", weight=Decimal("1.50")
    )
    with pytest.raises(ValidationError):
        plan(Tree).validate({"weight": "x"})


def test_a_header_plan_makes_the_model_without_the_validator_of_all_its_records() -> None:
    validate = header_plan(Bough, frozenset()).validate
    made = validate({"id": "1", "height": "2.50", "nothing": "1"})

    assert type(made) is Bough
    assert not Bough.__pydantic_complete__
    assert made.model_fields_set == {"id", "height"}
    with pytest.raises(ValidationError) as caught:
        validate({"id": "1", "height": "x"})
    assert caught.value.errors()[0]["loc"] == ("height",)
    assert made == Bough(id="1", height=Decimal("2.50"))
