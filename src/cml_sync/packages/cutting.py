"""Cutting: the bytes of a file by the receiver's `file_limit`, and records into portions."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, Final, TypeVar

Record = TypeVar("Record")

_PROLOG: Final = b"<?xml"


def pieces(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """The bytes from the file's position on, in pieces of at most `limit` bytes.

    Joined they are the file again. No piece but the first begins with ``<?xml``: some receivers
    take that for a new file and throw away what came before (woocommerce-1c). An empty file is one
    empty piece, since the receiver must still make the file.

    Args:
        file: open for reading; only `read` is used.
        limit: in bytes.

    Raises:
        ValueError: `limit` is less than 1.
    """
    if limit < 1:
        message = f"limit is {limit}"
        raise ValueError(message)
    window = limit + len(_PROLOG)
    held = _read_fully(file, window)
    if not held:
        yield b""
    while held:
        size = min(limit, len(held))
        if limit >= len(_PROLOG) and held.startswith(_PROLOG, size):
            size -= 1
        yield held[:size]
        held = held[size:]
        held += _read_fully(file, window - len(held))


def portions(records: Iterable[Record], size: int | None) -> Iterator[tuple[Record, ...]]:
    """The records in portions of at most `size`, in order; all in one portion where it is None.

    No records give no portion.

    Raises:
        ValueError: `size` is less than 1.
    """
    if size is not None and size < 1:
        message = f"size is {size}"
        raise ValueError(message)
    rest = iter(records)
    while portion := tuple(islice(rest, size)):
        yield portion


def _read_fully(file: BinaryIO, size: int) -> bytes:
    """`size` bytes, fewer only at the end: a raw file may give less than it is asked for."""
    gathered = []
    while size > 0 and (block := file.read(size)):
        gathered.append(block)
        size -= len(block)
    return b"".join(gathered)
