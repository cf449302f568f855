"""Which rules look at which elements, as far as the rules themselves say it."""

import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Rule
from cml_sync.model.element import Element
from cml_sync.model.information import ROOT, CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.model.records import MODELS, SECTIONS
from cml_sync.model.wiring import slots_by_name
from schemas import meanings

Field = tuple[type[Element], str]
"""A field, with the class that defines it."""

_PATH: Final = re.compile(r"`([А-яЁё][\w/@]*[/@][\w/@]+)`")
"""Elements that an article names with the one above them: ``Цена/ЦенаЗаЕдиницу``."""


@cache
def rules_by_field() -> Mapping[Field, tuple[str, ...]]:
    """Codes by field: by what a rule needs, what decides, and the elements its article names."""
    found: dict[Field, list[str]] = {}
    for rule in RULES:
        for field in dict.fromkeys((*_needed(rule), *_named(rule))):
            found.setdefault(field, []).append(rule.code)
    return {field: tuple(codes) for field, codes in found.items()}


@cache
def rules_by_model() -> Mapping[type[Element], tuple[str, ...]]:
    """Codes by element, of the rules that no single field asks for."""
    found: dict[type[Element], list[str]] = {}
    for rule in RULES:
        if not {*_needed(rule), *_named(rule)}:
            for model in _looked_at(rule):
                found.setdefault(model, []).append(rule.code)
    return {model: tuple(codes) for model, codes in found.items()}


def _looked_at(rule: Rule) -> list[type[Element]]:
    return [MODELS[one] if isinstance(one, Kind) else SECTIONS[one] for one in rule.on]


def _needed(rule: Rule) -> Iterator[Field]:
    names = rule.needs | {rule.decided_by} - {""}
    for model in _looked_at(rule):
        for name in sorted(names & slots_by_name(model).keys()):
            yield _owner(model, name), name


def _named(rule: Rule) -> Iterator[Field]:
    looked_at = _looked_at(rule) or [CommercialInformation]
    for path in dict.fromkeys(_PATH.findall(str(rule.article))):
        wanted = f"/{path}".replace("@", "/@").replace("//", "/")
        for model, name, place in _places(tuple(looked_at)):
            if f"/{place}".endswith(wanted):
                yield _owner(model, name), name


@cache
def _places(roots: tuple[type[Element], ...]) -> tuple[tuple[type[Element], str, str], ...]:
    """Every field below `roots`, with its path and the name of the element above it."""
    known = tags()
    found = list(roots)
    places: list[tuple[type[Element], str, str]] = []
    for model in found:
        for name, slot in slots_by_name(model).items():
            places.extend((model, name, f"{tag}/{slot.wire.path}") for tag in known[model])
            if slot.element is not None and slot.element not in found:
                found.append(slot.element)
    return tuple(places)


@cache
def tags() -> Mapping[type[Element], tuple[str, ...]]:
    """The names under which the elements of each model stand."""
    found: dict[type[Element], list[str]] = {CommercialInformation: [ROOT]}
    for owner in meanings.models():
        for slot in slots_by_name(owner).values():
            if slot.element is not None:
                found.setdefault(slot.element, []).append(slot.tag)
    return {model: tuple(dict.fromkeys(known)) for model, known in found.items()}


def _owner(model: type[Element], name: str) -> type[Element]:
    """The class that defines a field, which may be a base of `model`."""
    return next(one for one in model.__mro__ if name in inspect.get_annotations(one))
