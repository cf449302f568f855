"""Makes the shape of an export of the entries of its parts."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.model.element import Element
from cml_sync.model.information import ROOT, CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import MODELS, SECTIONS
from cml_sync.packages.survey.names import section_tag, tag_of
from cml_sync.packages.survey.outline import Node, Seen
from cml_sync.packages.survey.shape import Holder, Shape, ShapePath
from cml_sync.packages.survey.shares import Share, at_least, share_of
from cml_sync.packages.survey.value_kinds import EMPTY
from cml_sync.xml.entries import PartHeader

INFORMATION: Final = "information"
"""The root of a part, as paths name it."""

_TOLD: Final = frozenset({Share.SOMETIMES, Share.OFTEN, Share.MOSTLY, Share.ALWAYS})


class Shaping:
    """Sees every part of a package, and says what its shape is.

    Args:
        kinds: only records of these are looked at; all if empty.
    """

    def __init__(self, kinds: Iterable[Kind] = ()) -> None:
        self._kinds = frozenset(kinds)
        self._nodes: dict[str, Node] = {}
        self._headers: set[tuple[str, str, str]] = set()

    def part(self, header: PartHeader) -> None:
        """A part begins; a table has neither version nor namespace."""
        if header.table_encoding is not None:
            self._headers.add(("", "", header.table_encoding))
            return
        encoding = header.encoding + (" BOM" if header.bom else "")
        version = header.information.schema_version or ""
        self._headers.add((version, header.namespace, encoding))

    def record(self, kind: Kind, record: Element) -> None:
        """One record."""
        node = self._nodes.get(kind)
        if node is None:
            if self._kinds and kind not in self._kinds:
                return
            node = self._nodes[kind] = Node(MODELS[kind], kind.value, tag_of(kind))
        node.look(record)

    def section(self, section: Section, header: Element) -> None:
        """The header of a section."""
        self._one(section.value, SECTIONS[section], section_tag(section), header)

    def information(self, root: CommercialInformation) -> None:
        """The root, as it is known at the end of a part."""
        self._one(INFORMATION, CommercialInformation, ROOT, root)

    @property
    def nodes(self) -> Iterator[Node]:
        """Every element that was met."""
        for node in self._nodes.values():
            yield from node.nodes()

    @property
    def seen(self) -> Iterator[Seen]:
        """Every field that was met."""
        for node in self._nodes.values():
            yield from node.seen()

    def shape(self) -> Shape:
        """The shape of what was seen so far."""
        versions, namespaces, encodings = (
            tuple(sorted({header[number] for header in self._headers})) for number in range(3)
        )
        return Shape(
            kinds=tuple(sorted(self._kinds)),
            versions=versions,
            namespaces=namespaces,
            encodings=encodings,
            holders=tuple(
                sorted(
                    (
                        Holder(path=node.path, element=node.element, at_least=at_least(node.count))
                        for node in self.nodes
                    ),
                    key=lambda holder: holder.path,
                )
            ),
            paths=tuple(sorted(map(_path, self.seen), key=lambda path: path.path)),
        )

    def _one(self, name: str, model: type[Element], tag: str, element: Element) -> None:
        if not self._kinds:
            node = self._nodes.get(name)
            if node is None:
                node = self._nodes[name] = Node(model, name, tag)
            node.look(element)


def values_of(seen: Seen) -> dict[str, float]:
    """Of the values that are not empty, which part is of which kind."""
    counts = {kind: count for kind, count in seen.field.kinds.items() if kind != EMPTY}
    among = sum(counts.values())
    return {kind: count / among for kind, count in counts.items()}


def _path(seen: Seen) -> ShapePath:
    counts = {kind: count for kind, count in seen.field.kinds.items() if kind != EMPTY}
    among = sum(counts.values())
    told = {kind: share_of(count, among) for kind, count in sorted(counts.items())}
    return ShapePath(
        path=seen.path,
        element=seen.element,
        holder=seen.holder,
        present=share_of(seen.field.present, seen.among),
        filled=share_of(seen.field.filled, seen.among),
        values={kind: share for kind, share in told.items() if share in _TOLD},
    )
