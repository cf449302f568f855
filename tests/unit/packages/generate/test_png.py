"""The pictures are valid to the last byte."""

import struct
import zlib

from cml_sync.packages.generate.png import png


def test_every_chunk_has_its_checksum_and_the_points_their_colour() -> None:
    data = png(10, 20, 30)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = [], 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        body = data[at + 4 : at + 8 + size]
        (checksum,) = struct.unpack(">I", data[at + 8 + size : at + 12 + size])
        assert checksum == zlib.crc32(body)
        chunks.append((body[:4], body[4:]))
        at += 12 + size
    assert [name for name, _ in chunks] == [b"IHDR", b"IDAT", b"IEND"]
    points = zlib.decompress(chunks[1][1])
    assert points == (b"\x00" + bytes((10, 20, 30)) * 8) * 8
