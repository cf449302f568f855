"""One section of a part, written while its records come: header, containers, records, rest.

Header fields that the standard puts before a record are written before the container of that record
is opened; what becomes known only later is written when the section closes.
"""

from collections import Counter
from dataclasses import dataclass

from cml_sync.model.element import Element, Unknown
from cml_sync.model.wire import Wire
from cml_sync.model.wiring import Slot, slots_by_name
from cml_sync.xml.writing.layout import ChildPlan, Layout, Layouts
from cml_sync.xml.writing.markup import is_name
from cml_sync.xml.writing.steps import (
    Out,
    attribute_step,
    container_attributes,
    is_attribute,
    is_child,
    tabs,
    write_unknown,
    write_unknown_attributes,
)


class MisplacedError(ValueError):
    """A record or a section has no place where it was handed over: a bug of the caller."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The slots that share one child of the section: a field of its own, or a container."""

    top: str
    slots: tuple[Slot, ...]

    @property
    def streamed(self) -> bool:
        return any(slot.wire.streamed for slot in self.slots)


class SectionWriter:
    """Writes one section; `open` once, `record` for each, `close` once."""

    def __init__(
        self, layouts: Layouts, slot: Slot, header: Element, *, complete: bool = False
    ) -> None:
        self._layouts = layouts
        self._tag = slot.tag
        self._header = header
        self._complete = complete
        self._groups = _groups(type(header))
        self._fields: set[str] = set()
        self._unknown: Counter[tuple[str, str]] = Counter()
        self._containers: tuple[str, ...] = ()
        self._opened: set[str] = set()
        self._at_hand: tuple[type[Element], Layout] | None = None

    def at_hand(self, record: Element) -> Layout | None:
        """How `record` is written, if nothing comes between it and the record before."""
        if self._at_hand is not None and self._at_hand[0] is type(record):
            return self._at_hand[1]
        return None

    def open(self, out: Out) -> None:
        """The start tag with its attributes."""
        data = self._header.__dict__
        out.append(f"{tabs(1)}<{self._tag}")
        for name, slot in slots_by_name(type(self._header)).items():
            if is_attribute(slot) and name in self._header.model_fields_set:
                self._fields.add(name)
                if self._says(slot):
                    attribute_step(slot)(data, out)
        write_unknown_attributes(data, out)
        out.append(">\n")

    def record(self, record: Element, out: Out) -> None:
        """One record, in the container that is its place.

        Raises:
            MisplacedError: if the section has no place for such a record.
        """
        index, slot = self._place(record)
        if not self._says(slot):
            return
        containers = _containers(slot)
        if containers != self._containers:
            self._leave(out)
            self._write_headers(self._groups[:index], out)
            self._enter(containers, out)
        self._opened.add(slot.name)
        depth = 2 + len(containers)
        layout = self._layouts.layout(type(record), slot.tag, depth)
        layout.write(record, out)
        self._at_hand = type(record), layout

    def close(self, header: Element | None, out: Out) -> None:
        """Whatever of the header is not written yet, and the end tag.

        Raises:
            MisplacedError: if `header` holds records that were not written.
        """
        if header is not None:
            self._header = header
        self._complete = True
        self._leave(out)
        self._write_headers(self._groups, out)
        self._write_late_attributes(out)
        attributes = self._header.unknown_attributes
        write_unknown(self._rest(), frozenset(), 2, out, attributes=attributes)
        out.append(f"{tabs(1)}</{self._tag}>\n")

    def _place(self, record: Element) -> tuple[int, Slot]:
        for index, group in enumerate(self._groups):
            for slot in group.slots:
                if slot.wire.streamed and slot.element is type(record):
                    return index, slot
        message = f"{self._tag} has no place for {type(record).__name__}"
        raise MisplacedError(message)

    def _says(self, slot: Slot) -> bool:
        """Whether the dialect has words for the field; if not, it is counted as left out."""
        if self._layouts.says(slot.wire):
            return True
        values = None if slot.wire.streamed else self._header.__dict__
        self._layouts.left(type(self._header), (slot.name,), values)
        return False

    def _due(self, slots: tuple[Slot, ...]) -> list[Slot]:
        """Header fields among `slots` that are set and not written yet."""
        due = [
            slot
            for slot in slots
            if not slot.wire.streamed
            and slot.name in self._header.model_fields_set
            and slot.name not in self._fields
        ]
        self._fields.update(slot.name for slot in due)
        return [slot for slot in due if self._says(slot)]

    def _write_headers(self, groups: tuple[_Group, ...], out: Out) -> None:
        for group in groups:
            if group.streamed and self._complete:
                self._write_empty(group, out)
            elif not group.streamed and (due := self._due(group.slots)):
                plan = ChildPlan(self._layouts, due, 2)
                for step in plan.steps():
                    step({**self._header.__dict__, "unknown": self._rest()}, out)
                for path in plan.containers:
                    self._mark(path)

    def _write_late_attributes(self, out: Out) -> None:
        """Attributes that became known after the start tag, in the form of an element.

        Senders write ``СодержитТолькоИзменения`` as an element behind the records; it is read by
        1C-Bitrix, too, and there is no way back to the start tag.
        """
        for name, slot in slots_by_name(type(self._header)).items():
            late = is_attribute(slot) and name in self._header.model_fields_set - self._fields
            tag = next((alias for alias in slot.wire.aliases if is_name(alias)), None)
            if late and tag is not None and self._says(slot):
                wire = Wire(tag, space=slot.wire.space)
                plan = ChildPlan(self._layouts, [slot._replace(wire=wire, tag=tag)], 2)
                for step in plan.steps():
                    step(self._header.__dict__, out)

    def _enter(self, containers: tuple[str, ...], out: Out) -> None:
        self._containers = containers
        for depth, name in enumerate(containers, start=2):
            path = "/".join(containers[: depth - 1])
            attributes = container_attributes(self._header.__dict__, path)
            out.append(f"{tabs(depth)}<{name}{attributes}>\n")
        self._write_inner(out)

    def _leave(self, out: Out) -> None:
        """Closes the container that is open, with everything known to belong into it."""
        self._at_hand = None
        if not self._containers:
            return
        self._write_inner(out)
        path = "/".join(self._containers)
        inside = [unknown for unknown in self._rest() if unknown.at == path]
        write_unknown(inside, frozenset(), 1 + len(self._containers) + 1, out, base=path)
        self._mark(path)
        for depth in range(len(self._containers), 0, -1):
            out.append(f"{tabs(depth + 1)}</{self._containers[depth - 1]}>\n")
        self._containers = ()

    def _write_inner(self, out: Out) -> None:
        """Header fields that share the open container with records."""
        if not self._containers:
            return
        group = next(group for group in self._groups if group.top == self._containers[0])
        slots = tuple(slot for slot in group.slots if _containers(slot) == self._containers)
        if due := self._due(slots):
            base = "/".join(self._containers) + "/"
            plan = ChildPlan(self._layouts, due, 2 + len(self._containers), base)
            for step in plan.steps():
                step(self._header.__dict__, out)

    def _write_empty(self, group: _Group, out: Out) -> None:
        """Containers of the group that were there and held no record."""
        for slot in group.slots:
            containers = _containers(slot)
            if slot.name not in self._header.model_fields_set or slot.name in self._fields:
                continue
            if slot.wire.streamed and (slot.name in self._opened or self._header_holds(slot)):
                continue
            if containers and self._says(slot):
                body: Out = []
                self._enter(containers, body)
                self._leave(body)
                if len(body) == 2 * len(containers):
                    outer, inner = body[: len(containers) - 1], body[len(containers) - 1]
                    ends = body[len(containers) + 1 :]
                    body = [*outer, inner.replace(">\n", "/>\n"), *ends]
                out.extend(body)
            self._opened.update(
                other.name for other in group.slots if _containers(other) == containers
            )

    def _header_holds(self, slot: Slot) -> bool:
        return bool(self._header.__dict__[slot.name])

    def _rest(self) -> list[Unknown]:
        """The unknown elements of the header that are not written yet."""
        written = self._unknown.copy()
        rest = []
        for unknown in self._header.unknown:
            key = (unknown.at, unknown.xml)
            if written[key] > 0:
                written[key] -= 1
            else:
                rest.append(unknown)
        return rest

    def _mark(self, path: str) -> None:
        """What the header knows of the container `path` is written now."""
        for unknown in self._rest():
            if unknown.at == path:
                self._unknown[unknown.at, unknown.xml] += 1


class LeftOutSection:
    """A section that the dialect has no words for: its records go nowhere."""

    def at_hand(self, record: Element) -> Layout | None:  # noqa: ARG002 - as of one with words
        """None: nothing is written."""
        return None

    def record(self, record: Element, out: Out) -> None:
        """Write nothing."""

    def close(self, header: Element | None, out: Out) -> None:
        """Write nothing."""


def _containers(slot: Slot) -> tuple[str, ...]:
    return tuple(slot.wire.path.split("/")[:-1])


def _groups(model: type[Element]) -> tuple[_Group, ...]:
    grouped: dict[str, list[Slot]] = {}
    for slot in slots_by_name(model).values():
        if is_child(slot):
            grouped.setdefault(slot.wire.path.split("/", 1)[0], []).append(slot)
    return tuple(_Group(top, tuple(slots)) for top, slots in grouped.items())
