"""The canonical form of a part: two parts that say the same have the same form.

It is made from the XML itself, not from the models, so that it can tell whether reading and writing
lost anything. What counts as the same:

- the encoding, the byte order mark, the declaration, comments, processing instructions, CDATA
  sections, the namespace and prefixes of every name, attributes of XML Schema (``xsi:…``), and the
  quotes and order of attributes do not count;
- the order of elements with different names does not count; of elements with one name it does;
- white space between elements does not count; that around a value counts as its field says
  (`Space`): not at all, on the left only, or fully;
- a number, a flag, a date or a time counts by its value, however it is spelt; the decimals of a
  number count (``350.00`` is not ``350``); the empty date of 1C, 0001-01-01, counts as empty;
- aliases of a name count as the name, wherever the alias stands;
- a container that stands several times counts as one;
- a fragment counts as if it stood in the root.

Absent and empty do not count as the same. Everything inside an element that no field names counts
exactly, white space between elements and the order of attributes aside.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import zip_longest
from typing import Any, BinaryIO, Final

from lxml import etree
from pydantic import TypeAdapter, ValidationError

from cml_sync.model.element import Element
from cml_sync.model.information import ROOT, CommercialInformation
from cml_sync.model.wire import TEXT, Space
from cml_sync.model.wiring import Nest, Slot, wiring
from cml_sync.problems import Place
from cml_sync.xml.fragments import local_name
from cml_sync.xml.hardening import explain, tree_parser
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.lexical import mend
from cml_sync.xml.source.encoding import SAMPLE, Utf8Source, decide
from cml_sync.xml.source.prolog import read_prolog
from cml_sync.xml.writing.markup import spelling

_INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_EMPTY_DATE: Final = "0001-01-01"
_MOMENTS: Final = (date, datetime, time)

Children = Mapping[str, Slot | Nest]


@dataclass(frozen=True, slots=True)
class Node:
    """An element, an attribute or a value in canonical form.

    Attributes:
        path: inside the element it belongs to: a wire path (``Группы/Ид``, ``@Статус``, ``.``), a
            container with a slash behind it (``Группы/``), or the path of an unknown part.
        text: of a plain value.
        children: everything inside, sorted by path; of one path in document order.
    """

    path: str
    text: str = ""
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two canonical forms part.

    Attributes:
        path: from the root, with ``[n]`` for the n-th of one path.
        first: the value in the first form; None if it is not there.
        second: the same of the second form.
    """

    path: str
    first: str | None
    second: str | None


def canonical_file(file: BinaryIO, name: str = "", limits: Limits | None = None) -> Node:
    """The canonical form of a part; it is held in memory whole.

    Raises:
        ReadError: if the file cannot be read at all.
    """
    bounds = limits or Limits()
    start = file.read(SAMPLE)
    source = Utf8Source(file, start, decide(start, Place(name)), name, bounds)
    prolog = read_prolog(source.read(), source.read, name, bounds)
    data = [prolog.data[prolog.root_at :], *iter(source.read, b"")]
    try:
        return canonical(etree.fromstring(b"".join(data), tree_parser()))
    except etree.XMLSyntaxError as error:
        raise explain(error, Place(name), at_end=True) from error


def canonical(root: etree._Element) -> Node:
    """The canonical form of the tree below `root`, which may be a fragment."""
    if local_name(str(root.tag)) == ROOT:
        return _known(ROOT, root, CommercialInformation)
    parts = _child(root, wiring(CommercialInformation).children, "")
    return Node(ROOT, children=_sorted(parts))


def differences(first: Node, second: Node) -> Iterator[Difference]:
    """Every place where the two forms part, in the order of the form."""
    yield from _differences(first, second, first.path)


def _known(path: str, element: etree._Element, model: type[Element]) -> Node:
    plan = wiring(model)
    parts: list[Node] = []
    for name, value in element.attrib.items():
        slot = plan.attributes.get(str(name)) or plan.attributes.get(local_name(str(name)))
        if slot is not None:
            parts.append(Node(slot.wire.path, _value(slot, str(value))))
        elif not str(name).startswith(_INSTANCE):
            parts.append(Node(f"@{local_name(str(name))}", str(value)))
    if plan.text is not None:
        own = "".join((element.text or "", *(child.tail or "" for child in element)))
        if (value := _value(plan.text, own)) != "":
            parts.append(Node(TEXT, value))
    else:
        parts.extend(_stray(element, ""))
    for child in element:
        parts.extend(_child(child, plan.children, ""))
    return Node(path, children=_sorted(parts))


def _child(element: etree._Element, children: Children, at: str) -> Iterator[Node]:
    tag = local_name(str(element.tag))
    child = children.get(tag)
    if child is None:
        yield _unknown(f"{at}{tag}", element)
    elif isinstance(child, Nest):
        yield from _nest(child, element)
    elif child.element is not None:
        yield _known(child.wire.path, element, child.element)
    elif len(element) or len(element.attrib):
        yield _unknown(child.wire.path, element)
    else:
        yield Node(child.wire.path, _value(child, element.text or ""))


def _nest(nest: Nest, element: etree._Element) -> Iterator[Node]:
    for name, value in element.attrib.items():
        yield Node(f"{nest.path}/@{local_name(str(name))}", str(value))
    yield from _stray(element, f"{nest.path}/")
    if len(element):
        for child in element:
            yield from _child(child, nest.children, f"{nest.path}/")
        return
    slots = list(nest.slots())
    meant = next((slot for slot in slots if slot.many), slots[0]).wire.path
    container = meant.rpartition("/")[0]
    yield Node(f"{container}/" if container else meant)


def _unknown(path: str, element: etree._Element) -> Node:
    attributes = sorted(
        (f"@{local_name(str(name))}", str(value)) for name, value in element.attrib.items()
    )
    parts = [Node(name, value) for name, value in attributes]
    pieces = len(element) > 0
    if element.text and not (pieces and element.text.isspace()):
        parts.append(Node(TEXT, element.text))
    for child in element:
        parts.append(_unknown(local_name(str(child.tag)), child))
        if child.tail and not child.tail.isspace():
            parts.append(Node(TEXT, child.tail))
    return Node(path, children=tuple(parts))


def _stray(element: etree._Element, at: str) -> Iterator[Node]:
    for text in (element.text, *(child.tail for child in element)):
        if text and not text.isspace():
            yield Node(f"{at}{TEXT}", text)


def _sorted(parts: Iterable[Node]) -> tuple[Node, ...]:
    """By path, stable; a container that holds something is not named as one."""
    nodes = list(parts)
    filled = {container for node in nodes for container in _containers(node.path)}
    kept: list[Node] = []
    for node in sorted(nodes, key=lambda node: node.path):
        empty = node.path.endswith("/")
        if empty and (node.path in filled or (kept and kept[-1].path == node.path)):
            continue
        kept.append(node)
    return tuple(kept)


def _containers(path: str) -> Iterator[str]:
    pieces = path.rstrip("/").split("/")
    for depth in range(1, len(pieces)):
        yield "/".join(pieces[:depth]) + "/"


def _value(slot: Slot, written: str) -> str:
    if slot.value_type is None or slot.value_type is str:
        return _trimmed(slot.wire.space, written)
    value = written.strip()
    if not value or (slot.value_type in _MOMENTS and value.startswith(_EMPTY_DATE)):
        return ""
    spelt = _spelt(slot.value_type, value)
    if spelt is None and (mended := mend(value, slot.value_type)) is not None:
        spelt = "" if mended.value is None else _spelt(slot.value_type, mended.value)
    return written if spelt is None else spelt


def _trimmed(space: Space, written: str) -> str:
    if space is Space.KEEP:
        return written
    return written.strip() if space is Space.TRIM else written.rstrip()


def _spelt(value_type: type, value: str) -> str | None:
    """The one spelling of `value`, or None if it is none of `value_type`."""
    if value_type in _MOMENTS and value.isdigit():  # read as seconds since 1970 otherwise
        return None
    try:
        return spelling(value_type)(_adapter(value_type).validate_python(value))
    except ValidationError:
        return None


@cache
def _adapter(value_type: type) -> TypeAdapter[Any]:
    return TypeAdapter(value_type)


def _differences(first: Node, second: Node, path: str) -> Iterator[Difference]:
    if first.text != second.text:
        yield Difference(path, first.text, second.text)
    ours, theirs = _by_path(first), _by_path(second)
    for name in sorted(ours.keys() | theirs.keys()):
        pairs = zip_longest(ours.get(name, ()), theirs.get(name, ()))
        for number, (one, other) in enumerate(pairs, start=1):
            where = f"{path}/{name}[{number}]"
            if one is None or other is None:
                yield Difference(where, _shown(one), _shown(other))
            elif one != other:
                yield from _differences(one, other, where)


def _by_path(node: Node) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for child in node.children:
        found.setdefault(child.path, []).append(child)
    return found


def _shown(node: Node | None) -> str | None:
    """A node that the other form lacks, in a few words."""
    if node is None:
        return None
    return node.text or " ".join(f"{child.path}={_shown(child)}" for child in node.children)
