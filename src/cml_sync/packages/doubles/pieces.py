"""The pieces of records that can stand twice, with what identifies them among all others."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

from cml_sync.model.classifier import Group
from cml_sync.model.documents import Container, Document, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.diff.pieces import ONCE, UNKEYED, Ident, pieces_of
from cml_sync.packages.doubles.words import KEY
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead

_DIGEST: Final = len(UNKEYED) + 16


class Met(NamedTuple):
    """A piece that was met.

    Attributes:
        ident: kind, key and facets.
        scope: in which the key stands for one piece only.
    """

    ident: Ident
    scope: str

    @property
    def word(self) -> int:
        """For `words.Words`."""
        return (hash(self.ident.key) ^ hash(self.scope)) & KEY | self.ident.facets


def met_in(entry: RecordRead, section: str) -> Iterator[Met]:
    """The pieces of a record that something identifies.

    Args:
        entry: the record.
        section: names the part and its section.
    """
    for piece in pieces_of(entry):
        if not _is_digest(piece.ident.key):
            yield Met(piece.ident, scope_of(piece.ident.kind, section))


def places_in(entry: RecordRead, section: str) -> Iterator[tuple[Met, Place]]:
    """The same with where each of them stands; to be asked before the next entry is read."""
    for piece, at in zip_longest(pieces_of(entry), _paths(entry.record, ""), fillvalue=""):
        if isinstance(piece, str) or _is_digest(piece.ident.key):
            continue
        place = entry.spot.place(at) if at else None
        yield Met(piece.ident, scope_of(piece.ident.kind, section)), place or entry.place


def scope_of(kind: str, section: str) -> str:
    """Where a key stands for one piece: in the package, or in a section that others may repeat."""
    return kind if kind in ONCE else f"{kind} {section}"


def _is_digest(key: str) -> bool:
    return len(key) == _DIGEST and key.startswith(UNKEYED)


def _paths(record: Element, at: str) -> Iterator[str]:
    """Where the pieces of a record stand below it, in the order of `pieces_of`."""
    if isinstance(record, Container):
        yield from _below(record, "documents", at)
        return
    yield at
    if isinstance(record, Group):
        yield from _below(record, "children", at)
    elif isinstance(record, Document):
        yield from _below(record, "subordinates", at)


def _below(record: Group | Container | Document, field: str, at: str) -> Iterator[str]:
    tag = slots_by_name(type(record))[field].wire.path
    inner: tuple[Group | Document | SubordinateDocument, ...] = getattr(record, field)
    for number, one in enumerate(inner, start=1):
        yield from _paths(one, f"{at}/{tag}[{number}]" if at else f"{tag}[{number}]")
