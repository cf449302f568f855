"""The models against the official schemas, name by name, in every version."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from tests.corpus.standard import FOLDER, MISSING, XSD, Branches, Schema, Shape, schema

from cml_sync.model import words
from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import Nest, Slot, slots_by_name, wiring

VERSIONS = words.SCHEMA_VERSIONS

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=MISSING),
]

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


TYPES = {
    "string": str,
    "decimal": Decimal,
    "boolean": bool,
    "date": date,
    "dateTime": datetime,
    "time": time,
}

NUMBERS = {"coefficient", "percent", "rate", "min_quantity"}
"""Fields whose type is any text in the schemas, though they hold numbers (КоэффициентТип)."""

MORE_THAN_THE_SCHEMAS = {
    ("CommercialInformation", "classifiers"),
    ("CommercialInformation", "catalogs"),
    ("CommercialInformation", "offers_packages"),
}
"""(model, field) that the schemas allow once, and real files repeat."""


@dataclass(frozen=True)
class Seen:
    """A name of the schema where the models have a place for it, or have none."""

    model: type[Element]
    path: str
    slot: Slot | None
    plain: bool
    many: bool = False
    base: str = ""


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
        for name, node in shape.attributes.items():
            base = self.schema.base(node)
            slot = plan.attributes.get(name)
            self.seen.add(Seen(model, f"@{name}", slot, plain=True, base=base))
        if shape.mixed:
            self.seen.add(Seen(model, TEXT, plan.text, plain=True, base="string"))
        self.level(shape, model, plan.children, "")

    def level(
        self,
        shape: Shape,
        model: type[Element],
        places: dict[str, Slot | Nest],
        prefix: str,
        *,
        many: bool = False,
    ) -> None:
        """Compares one level of children, containers without a meaning of their own included."""
        self.order(shape, f"{model.__name__} {prefix}".strip(), list(places))
        for child in shape.children:
            name, again = child.name, many or child.many
            place, below = places.get(name), self.schema.shape(child.element)
            path = f"{prefix}{name}"
            if isinstance(place, Nest) and below is not None:
                self.level(below, model, place.children, f"{path}/", many=again)
            elif isinstance(place, Nest):
                # 2.04 says nothing of what stands in ДополнительныеДанные
                self.seen.update(Seen(model, path, slot, plain=False) for slot in place.slots())
            else:
                base = self.schema.base(child.element) if below is None else ""
                self.seen.add(Seen(model, path, place, below is None, again, base))
                if place is not None and place.element is not None and below is not None:
                    self.inside(below, place.element)

    def order(self, shape: Shape, owner: str, ours: list[str]) -> None:
        """Finds what stands in another order."""
        known = [child for child in shape.children if child.name in ours]
        for index, here in enumerate(known):
            self.pairs.update(
                Pair(owner, here.name, there.name)
                for there in known[index + 1 :]
                if not exclusive(here.branches, there.branches)
                and ours.index(there.name) < ours.index(here.name)
            )


def compare(version: str) -> tuple[set[Seen], set[Pair]]:
    """What a comparison of the models with one schema brings."""
    standard = schema(version)
    root = standard.shape(standard.elements["КоммерческаяИнформация"])
    assert root is not None
    comparison = Comparison(standard)
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
        if model not in models:
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


def test_what_may_repeat_is_a_tuple_and_only_that(compared: Compared) -> None:
    """More than one where the schemas allow one is for files that really have several."""
    repeated: dict[tuple[str, str], bool] = {}
    for seen, _ in compared.values():
        for one in seen:
            if one.slot is not None:
                key = (one.model.__name__, one.slot.name)
                repeated[key] = repeated.get(key, False) or one.many
    single = {key for key, many in repeated.items() if not many}
    held = {
        (model.__name__, slot.name): slot.many
        for model, slot in every_slot()
        if (model.__name__, slot.name) in repeated
    }

    assert {key for key, many in repeated.items() if many and not held[key]} == set()
    assert {key for key in single if held[key]} == MORE_THAN_THE_SCHEMAS


def test_values_are_of_the_type_of_the_schema(compared: Compared) -> None:
    wrong = {
        (one.model.__name__, one.slot.name, one.base)
        for seen, _ in compared.values()
        for one in seen
        if one.plain and one.slot is not None and one.slot.element is None
        if one.slot.value_type is not TYPES[one.base]
        if not (one.base == "string" and one.slot.name in NUMBERS)
    }

    assert wrong == set()


def test_nothing_is_demanded_that_a_schema_leaves_open() -> None:
    demanded = [
        (model.__name__, name)
        for model in {model for model, _ in every_slot()}
        for name, info in model.model_fields.items()
        if info.is_required()
    ]

    assert demanded == []


def test_the_closed_lists_are_those_of_the_last_schema() -> None:
    root = schema(VERSIONS[-1]).root

    lists = {
        node.get("name"): {str(e.get("value")) for e in node.iter(f"{XSD}enumeration")}
        for node in root.iterfind(f"{XSD}simpleType")
        if node.get("name") in ENUMERATIONS
    }

    assert lists == {name: {str(w) for w in known} for name, known in ENUMERATIONS.items()}
