"""Where sections, containers and records stand: made once from the models."""

from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from cml_sync.model.element import Element
from cml_sync.model.information import ROOT
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import SECTIONS, SPOTS, Spot, model_at
from cml_sync.model.wiring import Nest, Slot, wiring
from cml_sync.xml.reading.plans import Plan, header_plan, plan

_SECTION_MODELS: Final = frozenset(SECTIONS.values())


class RecordNode(NamedTuple):
    """A tag that is a record here.

    Attributes:
        kind: of the record.
        plan: of its model.
        field: of the section or of the root.
    """

    kind: Kind
    plan: Plan
    field: str


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """An element that holds records, or leads to them: the root, a section, a container.

    Attributes:
        tag: its name.
        section: which section it is, if it is one.
        plan: of its model without records; None for a container.
        children: by name.
    """

    tag: str
    section: Section | None = None
    plan: Plan | None = None
    children: "dict[str, PlaceNode | RecordNode]" = field(default_factory=dict)

    def tags(self) -> set[str]:
        """Its name and every name below."""
        found = {self.tag, *self.children}
        for child in self.children.values():
            if isinstance(child, PlaceNode):
                found |= child.tags()
        return found


@cache
def root_node() -> PlaceNode:
    """The root of a part."""
    model = model_at(None)
    node = _place(ROOT, None, model)
    by_model = {section_model: section for section, section_model in SECTIONS.items()}
    for tag, child in wiring(model).children.items():
        if isinstance(child, Slot) and child.element in by_model:
            node.children[tag] = _place(tag, by_model[child.element], child.element)
    return node


def _place(tag: str, section: Section | None, model: type[Element]) -> PlaceNode:
    node = PlaceNode(tag, section, header_plan(model, _SECTION_MODELS))
    _hang(node, section, wiring(model).children)
    return node


def _hang(node: PlaceNode, section: Section | None, children: dict[str, Slot | Nest]) -> None:
    for tag, child in children.items():
        if isinstance(child, Nest):
            if any(slot.wire.streamed for slot in child.slots()):
                inner = PlaceNode(tag)
                _hang(inner, section, child.children)
                node.children[tag] = inner
        elif child.wire.streamed and child.element is not None:
            kind = SPOTS[Spot(section, child.name)]
            node.children[tag] = RecordNode(kind, plan(child.element), child.name)
