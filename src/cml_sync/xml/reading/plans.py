"""How a model is filled from XML: a table per class, made once from its wiring."""

from collections.abc import Mapping
from functools import cache, cached_property, partial
from typing import Any, Final, NamedTuple

from cml_sync.model.element import Element
from cml_sync.model.wire import Space
from cml_sync.model.wiring import Nest, Slot, wiring
from cml_sync.xml.reading.narrow import validated_narrowly

UNKNOWN: Final = "unknown"
UNKNOWN_ATTRIBUTES: Final = "unknown_attributes"


TRIM: Final = 0
RIGHT: Final = 1
KEEP: Final = 2
TYPED: Final = 3  # trimmed; empty is None; another shape than the standard's is mended
ELEMENT: Final = 4
NEST: Final = 5
SKIP: Final = 6
"""What is done with a child element; comparing members of an enum would cost too much here."""


class Step(NamedTuple):
    """What is done with a child element or an attribute.

    Attributes:
        op: the kind of step.
        name: of the field.
        many: the field is a tuple.
        plan: of the child, for ELEMENT.
        nest: what stands inside, for NEST.
        slot: the field, but for NEST.
    """

    op: int
    name: str
    many: bool
    plan: "Plan | None"
    nest: "NestPlan | None"
    slot: Slot | None

    @property
    def value_type(self) -> type | None:
        """The type of a plain value."""
        return None if self.slot is None else self.slot.value_type


Steps = Mapping[Any, Step]  # the keys are strings; lxml types a tag as more than that


class NestPlan(NamedTuple):
    """A container, and what to do with what is in it.

    Attributes:
        path: names joined by ``/``.
        steps: by name.
        empty: the field that is set where nothing stands in the container, and its value.
    """

    path: str
    steps: Steps
    empty: tuple[str, Any] | None


class Plan:
    """How one model is filled.

    Attributes:
        model: the class.
    """

    def __init__(self, model: type[Element], skip: frozenset[type[Element]] | None):
        self.model = model
        self._skip = skip

    @cached_property
    def steps(self) -> Steps:
        """What to do with each child."""
        return self._steps(wiring(self.model).children)

    @cached_property
    def attributes(self) -> Steps:
        """What to do with each attribute."""
        return {name: self._step(slot) for name, slot in wiring(self.model).attributes.items()}

    @cached_property
    def text(self) -> Step | None:
        """What to do with the element's own text."""
        slot = wiring(self.model).text
        return None if slot is None else self._step(slot)

    @cached_property
    def validate(self) -> Any:
        """Makes the model of a mapping by field names, in pydantic's compiled core.

        Names of no field are not looked for: a plan knows no others.
        """
        if self._skip is not None:
            return partial(validated_narrowly, self.model)
        self.model.model_rebuild()
        return partial(self.model.__pydantic_validator__.validate_python, extra="ignore")

    def _steps(self, children: Mapping[str, Slot | Nest]) -> dict[str, Step]:
        return {
            name: self._nest(child) if isinstance(child, Nest) else self._step(child)
            for name, child in children.items()
        }

    def _nest(self, nest: Nest) -> Step:
        slots = list(nest.slots())
        first = next((slot for slot in slots if slot.many), slots[0])
        plan = NestPlan(
            nest.path, self._steps(nest.children), (first.name, () if first.many else None)
        )
        return Step(NEST, nest.tag, many=False, plan=None, nest=plan, slot=None)

    def _step(self, slot: Slot) -> Step:
        if self._skip is not None and (slot.wire.streamed or slot.element in self._skip):
            return Step(SKIP, slot.name, slot.many, None, None, slot)
        if slot.element is not None:
            return Step(ELEMENT, slot.name, slot.many, plan(slot.element), None, slot)
        return Step(_value_op(slot), slot.name, slot.many, None, None, slot)


def _value_op(slot: Slot) -> int:
    if slot.value_type is not None and issubclass(slot.value_type, str):
        return {Space.TRIM: TRIM, Space.RIGHT: RIGHT, Space.KEEP: KEEP}[slot.wire.space]
    return TYPED


@cache
def plan(model: type[Element]) -> Plan:
    """The plan of a record or of anything inside one."""
    return Plan(model, None)


@cache
def header_plan(model: type[Element], sections: frozenset[type[Element]]) -> Plan:
    """The plan of the root or of a section, without `sections` and without records."""
    return Plan(model, sections)
