"""Writing records with lxml: an element for every element of the model, through `etree.xmlfile`.

As somebody writes it who knows lxml well: a plan for each class is made once, names stand without
the default namespace, which the root declares for all of them, and nothing is indented.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, BinaryIO, Final, NamedTuple, cast

from lxml import etree

from cml_sync.model.element import Element
from cml_sync.model.information import ROOT
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import Slot, slots_by_name

_SPELT: Final = {
    Decimal: str,
    bool: lambda value: "true" if value else "false",
    int: str,
    date: lambda value: value.isoformat(),
    datetime: lambda value: value.isoformat(),
    time: lambda value: value.isoformat(),
}


class _Plan(NamedTuple):
    """The fields of one class: attributes, the own text, and children with their containers."""

    attributes: tuple[tuple[str, str, Any], ...]
    text: tuple[str, Any] | None
    children: tuple[tuple[str, tuple[str, ...], str, bool, bool, Any], ...]


@cache
def _plan(model: type[Element]) -> _Plan:
    slots = slots_by_name(model).values()
    attributes = tuple(
        (slot.name, slot.tag, _spell(slot)) for slot in slots if slot.wire.path.startswith("@")
    )
    text = next(((slot.name, _spell(slot)) for slot in slots if slot.wire.path == TEXT), None)
    children = tuple(
        (
            slot.name,
            tuple(slot.wire.path.split("/")[:-1]),
            slot.tag,
            slot.element is not None,
            slot.many,
            _spell(slot),
        )
        for slot in slots
        if slot.wire.path != TEXT and not slot.wire.path.startswith("@")
    )
    return _Plan(attributes, text, children)


def _spell(slot: Slot) -> Any:
    return _SPELT.get(cast("type", slot.value_type))


def _fill(node: etree._Element, record: Element) -> None:  # noqa: C901 - as quick as it can be
    plan, data, fields = _plan(type(record)), record.__dict__, record.model_fields_set
    for name, tag, spell in plan.attributes:
        if name in fields:
            node.set(tag, spell(data[name]) if spell else data[name])
    if plan.text is not None and plan.text[0] in fields:
        name, spell = plan.text
        node.text = spell(data[name]) if spell else data[name]
    open_container: tuple[str, ...] = ()
    inside = node
    for name, containers, tag, is_element, many, spell in plan.children:
        if name not in fields:
            continue
        if containers != open_container:
            open_container, inside = containers, node
            for container in containers:
                inside = etree.SubElement(inside, container)
        value = data[name]
        for one in value if many else (value,):
            child = etree.SubElement(inside, tag)
            if is_element:
                _fill(child, one)
            elif one is not None:
                child.text = spell(one) if spell else one


def element_of(tag: str, record: Element) -> etree._Element:
    """A record as a tree."""
    node = etree.Element(tag)
    _fill(node, record)
    return node


def write(
    file: BinaryIO, namespace: str, around: Iterable[str], tag: str, records: Iterable[Element]
) -> None:
    """Writes records, each under the name `tag`, inside elements `around`."""
    with etree.xmlfile(file, encoding="UTF-8") as out:
        out.write_declaration()
        opened = [out.element(ROOT, nsmap={None: namespace})]
        opened += [out.element(name) for name in around]
        for one in opened:
            one.__enter__()
        for record in records:
            out.write(element_of(tag, record))
        for one in reversed(opened):
            one.__exit__(None, None, None)
