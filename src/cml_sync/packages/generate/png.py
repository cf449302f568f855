"""Tiny pictures of our own making: one colour, valid to the last byte."""

import struct
import zlib
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_SIDE: Final = 8


def png(red: int, green: int, blue: int) -> bytes:
    """A PNG of 8 by 8 points in one colour; each from 0 to 255.

    The points are stored, not squeezed: libraries squeeze in ways that differ by their version.
    """
    row = b"\x00" + bytes((red, green, blue)) * _SIDE
    points = row * _SIDE
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    return (
        _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", _stored(points)) + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def _stored(data: bytes) -> bytes:
    """`data` as a zlib stream of one stored block."""
    size = len(data)
    block = struct.pack("<BHH", 1, size, size ^ 0xFFFF) + data
    return b"\x78\x01" + block + struct.pack(">I", zlib.adler32(data))
