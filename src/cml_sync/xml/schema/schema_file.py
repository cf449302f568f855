"""A schema that the user supplies: read by us first, then handed to libxml2.

No network, no DOCTYPE, nothing outside the folder of the file. Records are compared by themselves:
`wrapper` elements are added to the schema, each holding any number of one kind of record.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from cml_sync.model.information import ROOT
from cml_sync.problems import Place
from cml_sync.xml.errors import SchemaFault, SchemaFileError
from cml_sync.xml.hardening import schema_parser
from cml_sync.xml.reading.structure import PlaceNode, RecordNode, root_node

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_FILES: Final = 50
_MOST_REPEATS: Final = 10_000
_XS: Final = "{http://www.w3.org/2001/XMLSchema}"
_REFERRING: Final = frozenset(_XS + name for name in ("include", "import", "redefine", "override"))
_DECLARATION: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_NAMESPACE: Final = re.compile(r"\{[^{}]*\}(?=\w)")

Chain = tuple[str, ...]
"""Names of elements, from the root down."""


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A schema, ready to compare with.

    Attributes:
        schema: of libxml2.
        namespace: in which its elements are; empty for none.
        wrappers: the element that holds records, by the chain of names that leads to them.
    """

    schema: etree.XMLSchema
    namespace: str
    wrappers: Mapping[Chain, str]


def load_schema(path: Path) -> SchemaFile:
    """Reads the schema in `path`, and what it includes from the same folder.

    Raises:
        SchemaFileError: it cannot be read, or is no schema that can be used.
    """
    root = _read(path, path.resolve().parent, set())
    namespace = root.get("targetNamespace", "")
    wrappers = dict(_wrapped(root)) if _is_qualified(root) else {}
    try:
        schema = etree.XMLSchema(root.getroottree())
    except etree.XMLSchemaParseError as error:
        first = next(iter(error.error_log), None)
        reason = first.message if first is not None else str(error)
        place = Place(str(path), first.line or None if first is not None else None)
        raise SchemaFileError(place, SchemaFault.WRONG, _NAMESPACE.sub("", reason)) from None
    return SchemaFile(schema, namespace, wrappers)


def _read(path: Path, folder: Path, seen: set[Path]) -> etree._Element:
    place = Place(str(path))
    seen.add(path.resolve())
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SchemaFileError(place, SchemaFault.UNREADABLE, reason) from None
    if len(data) > MOST_BYTES or len(seen) > MOST_FILES:
        raise SchemaFileError(place, SchemaFault.TOO_LARGE, str(MOST_BYTES))
    if _DECLARATION.search(data.replace(b"\0", b"")):
        raise SchemaFileError(place, SchemaFault.DOCTYPE, "")
    try:
        root = etree.fromstring(data, schema_parser(), base_url=str(path.resolve()))
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "").split(", line ", 1)[0]
        found = Place(str(path), *error.position)
        raise SchemaFileError(found, SchemaFault.WRONG, reason) from None
    if root.tag != _XS + "schema":
        name = etree.QName(root).localname
        raise SchemaFileError(place, SchemaFault.OTHER_ROOT, name)
    _check(root, path, folder, seen)
    return root


def _check(root: etree._Element, path: Path, folder: Path, seen: set[Path]) -> None:
    """What the schema refers to stands in its folder, and no automaton grows without end."""
    for element in root.iter(_XS + "*"):
        place = Place(str(path), element.sourceline)
        most = element.get("maxOccurs", "")
        if most.isdecimal() and int(most) > _MOST_REPEATS:
            raise SchemaFileError(place, SchemaFault.REPEATS, most)
        location = element.get("schemaLocation")
        if element.tag not in _REFERRING or location is None:
            continue
        other = folder / location
        if "://" in location or "\\" in location or not other.resolve().is_relative_to(folder):
            raise SchemaFileError(place, SchemaFault.OUTSIDE, location)
        if other.resolve() not in seen:
            _read(other, folder, seen)


def _is_qualified(root: etree._Element) -> bool:
    return not root.get("targetNamespace") or root.get("elementFormDefault") == "qualified"


def _wrapped(schema: etree._Element) -> Iterator[tuple[Chain, str]]:
    """Adds a wrapper to `schema` for each kind of record that it declares."""
    declared = next((one for one in _top(schema, ROOT) if one.tag == _XS + "element"), None)
    if declared is None:
        return
    for chain in list(_records(root_node(), (ROOT,))):
        declaration: etree._Element | None = declared
        for name in chain[1:]:
            declaration = _child(schema, declaration, name) if declaration is not None else None
        if declaration is not None:
            yield chain, _wrap(schema, declaration, ".".join(("records", *chain[1:])))


def _records(node: PlaceNode, chain: Chain) -> Iterator[Chain]:
    for tag, child in node.children.items():
        if isinstance(child, RecordNode):
            yield (*chain, tag)
        else:
            yield from _records(child, (*chain, tag))


def _wrap(schema: etree._Element, declaration: etree._Element, name: str) -> str:
    wrapper = etree.SubElement(schema, _XS + "element", name=name)
    inner = etree.SubElement(etree.SubElement(wrapper, _XS + "complexType"), _XS + "sequence")
    copy = deepcopy(declaration)
    copy.set("minOccurs", "0")
    copy.set("maxOccurs", "unbounded")
    copy.tail = None
    inner.append(copy)
    return name


def _child(schema: etree._Element, declaration: etree._Element, name: str) -> etree._Element | None:
    """The declaration of the child `name` of the element that `declaration` declares."""
    pending = [declaration]
    seen: set[str] = set()
    while pending:
        node = pending.pop()
        for local in map(_local, (node.get("type"), node.get("base"), node.get("ref"))):
            if local and local not in seen:
                seen.add(local)
                pending += (one for one in _top(schema, local) if one.tag != _XS + "element")
        for inner in node.iterchildren(_XS + "*"):
            if inner.tag != _XS + "element":
                pending.append(inner)
            elif inner.get("name") == name:
                return inner
            elif _local(inner.get("ref")) == name:
                return next((one for one in _top(schema, name) if one.tag == inner.tag), None)
    return None


def _top(schema: etree._Element, name: str) -> Iterator[etree._Element]:
    yield from (one for one in schema if one.get("name") == name)


def _local(name: str | None) -> str:
    return (name or "").rpartition(":")[2]
