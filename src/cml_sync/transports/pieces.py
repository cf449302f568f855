"""Cutting a file by the limit of the other side."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from cml_sync.transports.base import Outgoing
from cml_sync.transports.dialogue import Piece

LEAST_AFTER_REFUSAL: Final = 16 * 1024
"""Pieces refused as too large are halved down to this size in bytes, not further."""

_MARK: Final = b"<?xml "
_LOOKED_AT: Final = 32


def cut(file: Outgoing, limit: int | None) -> Iterator[Piece]:
    """The pieces of `file`, none larger than `limit` bytes; an empty file is one empty piece.

    No piece but the first has ``<?xml`` within its first 32 bytes, as far as that can be avoided:
    woocommerce-1c takes such a piece for the beginning of a new file.
    """
    if limit is None or file.size <= limit:
        yield Piece(file, 0, file.size)
        return
    with file.open() as content:
        start = 0
        while start < file.size:
            end = _end(content, start, limit, file.size)
            yield Piece(file, start, end - start)
            start = end


def _end(content: BinaryIO, start: int, limit: int, size: int) -> int:
    if start + limit >= size:
        return size
    for end in range(start + limit, start, -_LOOKED_AT):
        content.seek(end)
        if _MARK not in content.read(_LOOKED_AT):
            return end
    return start + limit


def smaller(size: int) -> int | None:
    """The next limit after a piece of `size` bytes was refused; None = there is no smaller one."""
    return max(size // 2, LEAST_AFTER_REFUSAL) if size > LEAST_AFTER_REFUSAL else None
