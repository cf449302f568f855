"""The official schemas beside the repository: read, walked, and made into documents."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from lxml import etree

FOLDER = Path(__file__).parents[3] / "shared" / "xsd"
XSD = "{http://www.w3.org/2001/XMLSchema}"
ROOT = "КоммерческаяИнформация"
MAX_DEPTH = 7
MISSING = "the schemas are not beside the repository"

Node = etree._Element

LETTERS = st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВ№&<>\"'abcXYZ0123456789 "))


IMPOSSIBLE = {("2.05", "ОбращениеТип")}
"""Types without a single value: at least one character, and none but the empty text."""

WORDS = {
    "boolean": ["true", "false"],
    "date": ["2026-03-01", "1999-12-31"],
    "dateTime": ["2026-03-01T04:00:00", "2001-01-01T23:59:59"],
    "time": ["00:00:00", "23:59:59"],
}


def local(name: str) -> str:
    return name.rpartition(":")[2]


Branches = frozenset[tuple[int, int]]
"""In which branch of which choices a child stands."""


@dataclass(frozen=True)
class Child:
    """An element where a type has it."""

    name: str
    element: Node
    branches: Branches
    many: bool


@dataclass
class Shape:
    """A complex type, flattened."""

    key: object
    mixed: bool
    attributes: dict[str, Node] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)


class Schema:
    """One XSD, with its named types at hand."""

    def __init__(self, version: str) -> None:
        self.version = version
        tree = etree.parse(FOLDER / f"commerceml-{version}.xsd")
        self.root = tree.getroot()
        self.namespace = str(self.root.get("targetNamespace"))
        self.validator = etree.XMLSchema(tree)
        self.types = {n.get("name"): n for n in self.root.iterfind(f"{XSD}complexType")}
        self.simple = {n.get("name"): n for n in self.root.iterfind(f"{XSD}simpleType")}
        self.groups = {n.get("name"): n for n in self.root.iterfind(f"{XSD}group")}
        self.elements = {n.get("name"): n for n in self.root.iterfind(f"{XSD}element")}

    def complex(self, element: Node) -> Node | None:
        """The complex type of `element`; None for a plain value."""
        type_name = element.get("type")
        if type_name is not None:
            return self.types.get(local(type_name))
        return element.find(f"{XSD}complexType")

    def shape(self, element: Node) -> Shape | None:
        """What stands inside `element`; None for a plain value."""
        node = self.complex(element)
        if node is None:
            return None
        shape = Shape(node, mixed=node.get("mixed") == "true")
        self._gather(node, shape, frozenset(), many=False)
        return shape

    def referred(self, element: Node) -> Node:
        """What a reference stands for; `element` itself if it is none."""
        reference = element.get("ref")
        return element if reference is None else self.elements[local(reference)]

    def faults(self, written: bytes) -> list[str]:
        """What of a document is not as the schema says, whatever its namespace."""
        root = etree.fromstring(written)
        for element in root.iter("{*}*"):
            element.tag = f"{{{self.namespace}}}{etree.QName(element).localname}"
        self.validator.validate(root)
        return [
            entry.message.replace(f"{{{self.namespace}}}", "") for entry in self.validator.error_log
        ]

    def base(self, value: Node) -> str:
        """The built-in type of a plain value, an element or an attribute."""
        name = value.get("type")
        node = value.find(f"{XSD}simpleType") if name is None else self.simple.get(local(name))
        while node is not None:
            restriction = node.find(f"{XSD}restriction")
            assert restriction is not None
            name = str(restriction.get("base"))
            node = self.simple.get(local(name))
        return local(name or "string")

    def _gather(self, node: Node, shape: Shape, around: Branches, *, many: bool) -> None:
        for number, child in enumerate(node):
            choice = {(id(node), number)} if node.tag == f"{XSD}choice" else set()
            branches = around | choice
            again = many or most(child) > 1
            if child.tag == f"{XSD}element":
                target = self.referred(child)
                shape.children.append(Child(str(target.get("name")), target, branches, again))
            elif child.tag == f"{XSD}attribute":
                shape.attributes[str(child.get("name"))] = child
            elif child.tag == f"{XSD}group":
                group = self.groups[local(str(child.get("ref")))]
                self._gather(group, shape, branches, many=again)
            elif child.tag in (f"{XSD}extension", f"{XSD}restriction"):
                base = self.types[local(str(child.get("base")))]
                self._gather(base, shape, branches, many=many)
                self._gather(child, shape, branches, many=many)
            elif isinstance(child.tag, str):
                self._gather(child, shape, branches, many=again)


def faults(validator: etree.XMLSchema, namespace: str, written: bytes) -> list[str]:
    """What of a document is not as a schema says, as if it stood in the namespace of that."""
    root = etree.fromstring(written)
    space = f"{{{namespace}}}" if namespace else ""
    for element in root.iter("{*}*"):
        element.tag = f"{space}{etree.QName(element).localname}"
    validator.validate(root)
    return [entry.message.replace(space or "{}", "") for entry in validator.error_log]


@cache
def schema(version: str) -> Schema:
    return Schema(version)


def least(particle: Node) -> int:
    return int(particle.get("minOccurs", "1"))


def most(particle: Node) -> int:
    said = particle.get("maxOccurs", "1")
    return 9 if said == "unbounded" else int(said)


@st.composite
def documents(draw: st.DrawFn, version: str) -> bytes:
    """A document that is valid by the official schema of `version`; anything optional may be in."""
    making = _Making(draw, schema(version))
    root = making.element(making.schema.elements[ROOT], 0)
    root.set("ВерсияСхемы", version)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


class _Making:
    def __init__(self, draw: st.DrawFn, of: Schema) -> None:
        self.draw = draw
        self.schema = of

    def element(self, declared: Node, depth: int) -> Node:
        made = etree.Element(
            f"{{{self.schema.namespace}}}{declared.get('name')}",
            nsmap={None: self.schema.namespace},
        )
        node = self.schema.complex(declared)
        if node is None and declared.get("type") is None and len(declared) == 0:
            return made  # 2.04 says nothing of what stands in ДополнительныеДанные
        if node is None:
            made.text = self.value(declared)
        else:
            if node.get("mixed") == "true":
                made.text = self.draw(st.sampled_from(["шт", "уп", "кор"]))
            self.inside(node, made, depth)
        return made

    def inside(self, node: Node, made: Node, depth: int) -> None:
        """What stands in `node`, a type or a particle, into `made`."""
        for child in node:
            if child.tag == f"{XSD}attribute":
                if child.get("use") == "required" or self.draw(st.booleans()):
                    made.set(str(child.get("name")), self.value(child))
            elif child.tag in (f"{XSD}extension", f"{XSD}restriction"):
                self.inside(self.schema.types[local(str(child.get("base")))], made, depth)
                self.inside(child, made, depth)
            elif isinstance(child.tag, str) and child.tag != f"{XSD}annotation":
                for _ in range(self.times(child, depth)):
                    self.particle(child, made, depth)

    def particle(self, child: Node, made: Node, depth: int) -> None:
        if child.tag == f"{XSD}element":
            made.append(self.element(self.schema.referred(child), depth + 1))
        elif child.tag == f"{XSD}group":
            self.inside(self.schema.groups[local(str(child.get("ref")))], made, depth)
        elif child.tag == f"{XSD}choice":
            branches = [one for one in child if one.tag != f"{XSD}annotation"]
            picked = self.draw(st.sampled_from(branches))
            for _ in range(self.times(picked, depth)):
                self.particle(picked, made, depth)
        else:
            self.inside(child, made, depth)

    def times(self, child: Node, depth: int) -> int:
        low, high = least(child), most(child)
        if child.tag != f"{XSD}element":
            return max(low, 1)
        if (self.schema.version, local(child.get("type", ""))) in IMPOSSIBLE:
            return 0
        if depth >= MAX_DEPTH:
            return low
        if low == 0 and self.draw(st.integers(0, 2)) > 0:
            return 0
        return self.draw(st.integers(max(low, 1), max(low, min(high, 2))))

    def value(self, declared: Node) -> str:
        """A value of the type of an element or attribute."""
        facets: dict[str, Any] = {}
        name, node = declared.get("type"), declared.find(f"{XSD}simpleType")
        node = self.schema.simple.get(local(name)) if name is not None else node
        words: list[str] = []
        coefficient = False
        while node is not None:
            coefficient = coefficient or node.get("name") == "КоэффициентТип"
            restriction = node.find(f"{XSD}restriction")
            assert restriction is not None
            for facet in restriction:
                facets.setdefault(etree.QName(facet).localname, facet.get("value"))
            words = words or [
                str(word.get("value")) for word in restriction.iterfind(f"{XSD}enumeration")
            ]
            node = self.schema.simple.get(local(str(restriction.get("base"))))
        if words:
            return self.draw(st.sampled_from(words))
        base = self.schema.base(declared)
        if coefficient:  # any text by the schemas, a number by its meaning
            base = "decimal"
        return self.plain(base, facets)

    def plain(self, base: str, facets: dict[str, Any]) -> str:
        if base in WORDS:
            return self.draw(st.sampled_from(WORDS[base]))
        if base == "decimal":
            places = int(facets.get("fractionDigits", 3))
            most_digits = Decimal(10) ** (int(facets.get("totalDigits", 15)) - places - 1)
            return f"{self.draw(st.decimals(-most_digits, most_digits, places=places)):f}"
        if "pattern" in facets:  # the one of account numbers
            return "4070281010000000000" + str(self.draw(st.integers(0, 9)))
        return self.text(facets)

    def text(self, facets: dict[str, Any]) -> str:
        exact = facets.get("length")
        low = int(exact or facets.get("minLength") or 0)
        high = min(int(exact or facets.get("maxLength") or 40), low + 40)
        words = self.draw(LETTERS).strip()[:high].strip()
        return words + "я" * (low - len(words))
