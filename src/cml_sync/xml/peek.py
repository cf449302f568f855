"""A cheap look at the start of a part: what kind of file is it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO, Final, NamedTuple

from lxml import etree

from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place
from cml_sync.xml.errors import TruncatedError
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.extraction import tag_of
from cml_sync.xml.reading.frames import Lines
from cml_sync.xml.reading.plans import Plan, Step
from cml_sync.xml.reading.structure import PlaceNode, RecordNode, root_node
from cml_sync.xml.source.feeding import Feeder
from cml_sync.xml.source.opening import Opened, open_bytes

SIZE: Final = 1024 * 1024
_LOOKED_AT: Final = 20


class Outline(NamedTuple):
    """What the start of a part shows.

    Attributes:
        file: the name as the user knows it.
        root: the local name of the root.
        fragment: the root is a section or a record, without the envelope.
        namespace: of the root; empty if none.
        schema_version: as written, or None.
        encoding: that was used (``utf-8``, ``cp1251``, ``utf-16-le``).
        sections: that begin in what was looked at, in their order, each once.
        kinds: of the records there, in the order of their first ones.
        fields: by kind, the fields that the first records have between them; a field of a
            container stands for it (``Цены`` is ``prices``); what no field names is ``unknown``.
        complete: the whole file was looked at.
    """

    file: str
    root: str
    fragment: bool
    namespace: str
    schema_version: str | None
    encoding: str
    sections: tuple[Section, ...]
    kinds: tuple[Kind, ...]
    fields: Mapping[Kind, frozenset[str]]
    complete: bool


@dataclass(slots=True)
class _Seen:
    namespace: str
    version: str | None = None
    sections: dict[Section, None] = field(default_factory=dict)
    records: dict[Kind, int] = field(default_factory=dict)
    fields: dict[Kind, set[str]] = field(default_factory=dict)


def peek(file: BinaryIO, name: str, *, size: int = SIZE, limits: Limits | None = None) -> Outline:
    """Look at the first `size` bytes of a part, without validating anything.

    Args:
        file: open in binary, at its start; stands somewhere else afterwards.
        name: as the user knows it.
        size: how many bytes to look at, in UTF-8.
        limits: what the file may ask for.

    Raises:
        ReadError: the file cannot be a part, or is broken in what was looked at.
    """
    limits = limits or Limits()
    opened = open_bytes(file, name, limits)
    feeder = Feeder(opened, name, (), Lines(), limits)
    complete = _feed_some(opened, feeder, name, size)
    seen = _Seen(opened.namespace or "")
    for element in reversed(_walk(feeder.events(), seen)):
        element.clear()  # the parser is a circle: its tree would stay until garbage is looked for
    return Outline(
        file=name,
        root=opened.prolog.root,
        fragment=opened.fragment is not None,
        namespace=seen.namespace,
        schema_version=seen.version,
        encoding=opened.encoding.name,
        sections=tuple(seen.sections),
        kinds=tuple(seen.records),
        fields=MappingProxyType({kind: frozenset(names) for kind, names in seen.fields.items()}),
        complete=complete,
    )


def _walk(events: Iterator[tuple[str, etree._Element]], seen: _Seen) -> list[etree._Element]:
    """Note what the events show; the root, and every element that is still open, as they begin."""
    stack: list[tuple[PlaceNode, etree._Element]] = []
    begun: list[etree._Element] = []
    for event, element in events:
        if event == "end":
            if stack and element is stack[-1][1]:
                stack.pop()
            del begun[max(1, len(begun) - 1) :]
            continue
        begun.append(element)
        if not stack:
            stack.append((root_node(), element))
            seen.version = _version(element)
            seen.namespace = seen.namespace or etree.QName(element).namespace or ""
        elif element.getparent() is stack[-1][1]:
            node = stack[-1][0].children.get(tag_of(element))
            if isinstance(node, PlaceNode):
                stack.append((node, element))
                if node.section is not None:
                    seen.sections.setdefault(node.section)
            elif node is not None:
                _look(node, element, seen)
    return begun


def _feed_some(opened: Opened, feeder: Feeder, name: str, size: int) -> bool:
    """Feed the parser with at most `size` bytes; whether that was all."""
    block = opened.rest or opened.read()
    try:
        while block and size > 0:
            feeder.feed(block[:size], b"")
            size -= len(block)
            block = opened.read() if size > 0 else b""
        if size <= 0:
            return False
        feeder.close(Place(name), opened.fragment[1] if opened.fragment else b"", 0)
    except TruncatedError:
        return False
    return True


def _version(root: etree._Element) -> str | None:
    plan = root_node().plan
    for name, step in plan.attributes.items() if plan is not None else ():
        if step.name == "schema_version":
            return root.get(name)
    return None


def _look(node: RecordNode, element: etree._Element, seen: _Seen) -> None:
    number = seen.records.get(node.kind, 0)
    seen.records[node.kind] = number + 1
    if number < _LOOKED_AT:
        names = seen.fields.setdefault(node.kind, set())
        names.update(_field(node.plan, tag_of(child)) for child in element)


def _field(plan: Plan, tag: str) -> str:
    step: Step | None = plan.steps.get(tag)
    if step is None:
        return "unknown"
    if step.nest is not None:
        return step.nest.empty[0] if step.nest.empty is not None else step.name
    return step.name


__all__ = ["SIZE", "Outline", "peek"]
