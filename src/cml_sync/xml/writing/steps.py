"""The steps by which the fields of an element are written: attributes, texts, containers, unknown.

Each takes the values of an element and appends markup; elements of a model of their own are laid
out by `layout`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cml_sync.model.element import Unknown
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import Slot
from cml_sync.xml.fragments import strict, strict_attribute
from cml_sync.xml.reading.plans import UNKNOWN, UNKNOWN_ATTRIBUTES
from cml_sync.xml.writing.markup import escape, escape_attribute, spelling

Data = Mapping[str, Any]
Out = list[str]
Step = Callable[[Data, Out], None]


def tabs(depth: int) -> str:
    """The indentation of `depth` levels."""
    return "\t" * depth


def is_attribute(slot: Slot) -> bool:
    """Whether the field is an attribute."""
    return slot.wire.path.startswith("@")


def is_child(slot: Slot) -> bool:
    """Whether the field is a child element, directly or in a container."""
    return slot.wire.path != TEXT and not is_attribute(slot)


def attribute_step(slot: Slot) -> Step:
    """Writes one attribute with a space in front of it."""
    name, start, spell = slot.name, f' {slot.tag}="', spelling(slot.value_type)

    def write(data: Data, out: Out) -> None:
        value = data[name]
        spelt = "" if value is None else escape_attribute(spell(value))
        out.append(f'{start}{spelt}"')

    return write


def container_step(path: str, steps: tuple[Step, ...], inner: frozenset[str], depth: int) -> Step:
    """Writes a container and what is in it; an empty one as an empty element."""
    indent, tag = tabs(depth), path.rpartition("/")[2]
    head, end = f"{indent}<{tag}", f"{indent}</{tag}>\n"
    below = f"{path}/"

    def write(data: Data, out: Out) -> None:
        mark = len(out)
        started = f"{head}{container_attributes(data, path)}"
        out.append(f"{started}>\n")
        for step in steps:
            step(data, out)
        if data[UNKNOWN]:
            held = [
                unknown
                for unknown in data[UNKNOWN]
                if unknown.at == path or (unknown.at.startswith(below) and unknown.at not in inner)
            ]
            attributes = data.get(UNKNOWN_ATTRIBUTES, ())
            write_unknown(held, inner, depth + 1, out, base=path, attributes=attributes)
        if len(out) == mark + 1:
            out[mark] = f"{started}/>\n"
        else:
            out.append(end)

    return write


def write_unknown_attributes(data: Data, out: Out) -> None:
    """Appends the attributes that no field names, those of containers left out."""
    for name, value in data[UNKNOWN_ATTRIBUTES]:
        if "/" not in name:
            out.append(strict_attribute(name, value))


def container_attributes(data: Data, path: str) -> str:
    """The attributes of the container `path`: kept as ``Группы/Вид``, where no field can be."""
    found: dict[str, str] = {}
    for name, value in data.get(UNKNOWN_ATTRIBUTES, ()):
        if name.rpartition("/")[0] == path:
            found.setdefault(name.rpartition("/")[2], value)
    return "".join(strict_attribute(name, value) for name, value in found.items())


def write_unknown(
    unknown: Sequence[Unknown],
    written: frozenset[str],
    depth: int,
    out: Out,
    *,
    base: str = "",
    attributes: Sequence[tuple[str, str]] = (),
) -> None:
    """Appends unknown elements; those of a container that is not `written` bring their own.

    Args:
        unknown: the elements.
        written: paths of containers that write their unknown elements themselves.
        depth: tabs from the left.
        out: where the markup goes.
        base: the path of the element or container they are written into.
        attributes: unknown ones, among them those of the containers that are brought.
    """
    elsewhere: dict[str, list[Unknown]] = {}
    prefix = f"{base}/" if base else ""
    for part in unknown:
        if part.at == base:
            out.append(f"{tabs(depth)}{strict(part.xml)}\n")
        else:
            first = prefix + part.at.removeprefix(prefix).split("/", 1)[0]
            if first not in written:
                elsewhere.setdefault(first, []).append(part)
    for path, parts in elsewhere.items():
        container_step(path, (), frozenset(), depth)(
            {UNKNOWN: parts, UNKNOWN_ATTRIBUTES: attributes}, out
        )


def text_step(slot: Slot) -> Step:
    """Writes an element's own text."""
    name, spell = slot.name, spelling(slot.value_type)

    def write(data: Data, out: Out) -> None:
        value = data[name]
        if value is not None and value != "":
            out.append(escape(spell(value)))

    return write


def plain_step(slot: Slot, depth: int) -> Step:
    """Writes a child element that holds nothing but text, once or for each value."""
    name, spell = slot.name, spelling(slot.value_type)
    head = f"{tabs(depth)}<{slot.tag}"
    start, end, empty = f"{head}>", f"</{slot.tag}>\n", f"{head}/>\n"

    def write_text(data: Data, out: Out) -> None:
        value = data[name]
        if value:
            if "&" in value or "<" in value or ">" in value:
                value = escape(value)
            out.append(f"{start}{value}{end}")
        else:
            out.append(empty)

    def write_spelt(data: Data, out: Out) -> None:
        value = data[name]
        out.append(empty if value is None else f"{start}{spell(value)}{end}")

    def write_each(data: Data, out: Out) -> None:
        for value in data[name] or ():
            if value is None or value == "":
                out.append(empty)
            else:
                out.append(f"{start}{escape(spell(value))}{end}")

    if slot.many:
        return write_each
    return write_text if spell is str and slot.value_type is not int else write_spelt
