"""The models against the official schemas, name by name, in every version."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

from cml_sync.model import words
from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import Nest, Slot, slots_by_name, wiring

FOLDER = Path(__file__).parents[3] / "shared" / "xsd"
VERSIONS = words.SCHEMA_VERSIONS
XSD = "{http://www.w3.org/2001/XMLSchema}"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the schemas are not beside the repository"),
]

VERSION_EXCEPTIONS = {
    # A whole Контрагент up to 2.05, so the model has all its fields; less of it since 2.06.
    ("Head", None),
    # Nothing but Отношение in 2.04, a whole Контрагент in 2.05, less of it since 2.06.
    ("Representative", None),
    # Document inherits from SubordinateDocument; Оплаты were gone when the latter came.
    ("SubordinateDocument", "site_payments"),
}
"""(model, field or None for all) whose versions differ from the schemas, and why."""

ENUMERATIONS = {
    "ХозОперацияТип": words.Operation,
    "РольТип": words.Role,
    "СтатусТип": words.Status,
    "ТипЗначенийТип": words.ValueType,
    "ОбязательностьСвойствТип": words.RequiredFor,
    "ПолТип": words.Gender,
    "АдресТип": words.AddressPart,
    "КонтактТип": words.ContactKind,
}


Branches = frozenset[tuple[int, int]]
"""In which branch of which choices a child stands."""


def local(name: str) -> str:
    return name.rpartition(":")[2]


@dataclass
class Shape:
    """A complex type, flattened."""

    key: object
    mixed: bool
    attributes: list[str] = field(default_factory=list)
    children: list[tuple[str, "etree._Element", Branches]] = field(default_factory=list)


class Schema:
    """One XSD, with its named types at hand."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.root = etree.parse(FOLDER / f"commerceml-{version}.xsd").getroot()
        self.types = {n.get("name"): n for n in self.root.iterfind(f"{XSD}complexType")}
        self.groups = {n.get("name"): n for n in self.root.iterfind(f"{XSD}group")}
        self.elements = {n.get("name"): n for n in self.root.iterfind(f"{XSD}element")}

    def shape(self, element: "etree._Element") -> Shape | None:
        """What stands inside `element`; None for a plain value."""
        type_name = element.get("type")
        node = element.find(f"{XSD}complexType")
        if type_name is not None:
            node = self.types.get(local(type_name))
        if node is None:
            return None
        shape = Shape(node, mixed=node.get("mixed") == "true")
        self._gather(node, shape, frozenset())
        return shape

    def _gather(self, node: "etree._Element", shape: Shape, around: Branches) -> None:
        for number, child in enumerate(node):
            choice = {(id(node), number)} if node.tag == f"{XSD}choice" else set()
            branches = around | choice
            if child.tag == f"{XSD}element":
                name = child.get("name")
                if name is None:
                    name = local(str(child.get("ref")))
                    child = self.elements[name]  # noqa: PLW2901 - a reference stands for its target
                shape.children.append((name, child, branches))
            elif child.tag == f"{XSD}attribute":
                shape.attributes.append(str(child.get("name")))
            elif child.tag == f"{XSD}group":
                self._gather(self.groups[local(str(child.get("ref")))], shape, branches)
            elif child.tag in (f"{XSD}extension", f"{XSD}restriction"):
                self._gather(self.types[local(str(child.get("base")))], shape, branches)
                self._gather(child, shape, branches)
            elif isinstance(child.tag, str):
                self._gather(child, shape, branches)


@dataclass(frozen=True)
class Seen:
    """A name of the schema where the models have a place for it, or have none."""

    model: type[Element]
    path: str
    slot: Slot | None
    plain: bool


@dataclass(frozen=True, order=True)
class Pair:
    """Two names that the schema orders in the other way than the model."""

    owner: str
    earlier: str
    later: str


def exclusive(one: Branches, other: Branches) -> bool:
    """Whether they stand in different branches of one choice, so never together."""
    return any(a == c and b != d for a, b in one for c, d in other)


@dataclass
class Comparison:
    """Every name reachable from the root, and the pairs that stand in another order."""

    schema: Schema
    seen: set[Seen] = field(default_factory=set)
    pairs: set[Pair] = field(default_factory=set)
    done: set[tuple[object, type[Element]]] = field(default_factory=set)

    def inside(self, shape: Shape, model: type[Element]) -> None:
        """Compares an element of `model` with its type."""
        if (shape.key, model) in self.done:
            return
        self.done.add((shape.key, model))
        plan = wiring(model)
        for name in shape.attributes:
            self.seen.add(Seen(model, f"@{name}", plan.attributes.get(name), plain=True))
        if shape.mixed:
            self.seen.add(Seen(model, TEXT, plan.text, plain=True))
        self.level(shape, model, plan.children, "")

    def level(
        self, shape: Shape, model: type[Element], places: dict[str, Slot | Nest], prefix: str
    ) -> None:
        """Compares one level of children, containers without a meaning of their own included."""
        self.order(shape, f"{model.__name__} {prefix}".strip(), list(places))
        for name, element, _ in shape.children:
            place, below = places.get(name), self.schema.shape(element)
            path = f"{prefix}{name}"
            if isinstance(place, Nest) and below is not None:
                self.level(below, model, place.children, f"{path}/")
            elif isinstance(place, Nest):
                # 2.04 says nothing of what stands in ДополнительныеДанные
                self.seen.update(Seen(model, path, slot, plain=False) for slot in place.slots())
            else:
                self.seen.add(Seen(model, path, place, plain=below is None))
                if place is not None and place.element is not None and below is not None:
                    self.inside(below, place.element)

    def order(self, shape: Shape, owner: str, ours: list[str]) -> None:
        """Finds what stands in another order."""
        known = [child for child in shape.children if child[0] in ours]
        for index, (earlier, _, here) in enumerate(known):
            self.pairs.update(
                Pair(owner, earlier, later)
                for later, _, there in known[index + 1 :]
                if not exclusive(here, there) and ours.index(later) < ours.index(earlier)
            )


def compare(version: str) -> tuple[set[Seen], set[Pair]]:
    """What a comparison of the models with one schema brings."""
    schema = Schema(version)
    root = schema.shape(schema.elements["КоммерческаяИнформация"])
    assert root is not None
    comparison = Comparison(schema)
    comparison.inside(root, CommercialInformation)
    return comparison.seen, comparison.pairs


Compared = dict[str, tuple[set[Seen], set[Pair]]]


@pytest.fixture(scope="module")
def compared() -> Compared:
    return {version: compare(version) for version in VERSIONS}


@pytest.mark.parametrize("version", VERSIONS)
def test_every_name_of_the_schema_has_a_field(compared: Compared, version: str) -> None:
    seen, _ = compared[version]

    missing = {f"{s.model.__name__}: {s.path}" for s in seen if s.slot is None}

    assert len(seen) > 200
    assert missing == set()


@pytest.mark.parametrize("version", VERSIONS)
def test_plain_values_and_elements_are_told_apart(compared: Compared, version: str) -> None:
    seen, _ = compared[version]

    wrong = {
        f"{s.model.__name__}: {s.path}"
        for s in seen
        if s.slot is not None
        and not (_holds_text(s.slot) if s.plain else s.slot.element is not None)
    }

    assert wrong == set()


def _holds_text(slot: Slot) -> bool:
    """Whether a plain value fits: a plain type, or a model with a text of its own."""
    return slot.element is None or wiring(slot.element).text is not None


@pytest.mark.parametrize("version", VERSIONS)
def test_fields_stand_in_the_order_of_the_schema(compared: Compared, version: str) -> None:
    _, pairs = compared[version]

    assert sorted(pairs) == []


def every_slot() -> Iterator[tuple[type[Element], Slot]]:
    waiting: list[type[Element]] = [CommercialInformation]
    met: set[type[Element]] = set()
    while waiting:
        model = waiting.pop()
        if model in met:
            continue
        met.add(model)
        for slot in slots_by_name(model).values():
            yield model, slot
            if slot.element is not None:
                waiting.append(slot.element)


def test_since_until_and_beyond_agree_with_the_schemas(compared: Compared) -> None:
    models: dict[type[Element], list[str]] = {}
    versions: dict[tuple[type[Element], str], list[str]] = {}
    for version in VERSIONS:
        seen, _ = compared[version]
        for model in {s.model for s in seen}:
            models.setdefault(model, []).append(version)
        for model, name in {(s.model, s.slot.name) for s in seen if s.slot is not None}:
            versions.setdefault((model, name), []).append(version)

    wrong = []
    for model, slot in every_slot():
        if (model.__name__, None) in VERSION_EXCEPTIONS or model not in models:
            continue
        if (model.__name__, slot.name) in VERSION_EXCEPTIONS:
            continue
        first, last = models[model][0], models[model][-1]
        here = versions.get((model, slot.name), [])
        claimed = (
            []
            if slot.wire.beyond
            else [
                version
                for version in VERSIONS
                if max(first, slot.wire.since or first) <= version
                if version <= min(last, slot.wire.until or last)
            ]
        )
        if claimed != here:
            wrong.append((model.__name__, slot.name, claimed, here))

    assert wrong == []


def test_the_closed_lists_are_those_of_the_last_schema() -> None:
    schema = Schema(VERSIONS[-1]).root

    lists = {
        node.get("name"): {str(e.get("value")) for e in node.iter(f"{XSD}enumeration")}
        for node in schema.iterfind(f"{XSD}simpleType")
        if node.get("name") in ENUMERATIONS
    }

    assert lists == {name: {str(w) for w in known} for name, known in ENUMERATIONS.items()}
