"""The bytes of headers as they went by: what is needed to tell where something in a header stands.

Records go by in their thousands and are forgotten; what stands around them is little. The start tag
of a child that the tree still holds, though it was emptied, is marked, so that tree and bytes have
the same start tags in the same order.
"""

from dataclasses import dataclass

from cml_sync.xml.places.spots import Source
from cml_sync.xml.source.encoding import Cursor


@dataclass(slots=True, eq=False)
class Piece:
    """Bytes that went by, and where they began."""

    data: bytes
    cursor: Cursor


class Trail:
    """What went by of one section, or of the root."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []

    def add(self, data: bytes, cursor: Cursor) -> Piece | None:
        """Keep what may hold a tag."""
        if b"<" not in data:
            return None
        piece = Piece(data, cursor.copy())
        self._pieces.append(piece)
        return piece

    def drop(self, piece: Piece, until: Piece | None) -> None:
        """The child that `piece` is the start tag of is no longer in the tree.

        Args:
            piece: what `add` gave.
            until: the next one, if no other element stands between the two.
        """
        at = next(at for at in reversed(range(len(self._pieces))) if self._pieces[at] is piece)
        end = at + 1
        while until is not None and end < len(self._pieces) and self._pieces[end] is not until:
            end += 1
        del self._pieces[at:end]

    def source(self) -> Source:
        """All of it as one."""
        places: list[tuple[int, Cursor]] = []
        size = 0
        for piece in self._pieces:
            places.append((size, piece.cursor))
            size += len(piece.data)
        first = places[0][1] if places else Cursor()
        return Source(b"".join(piece.data for piece in self._pieces), first, tuple(places))
