"""Archives that no honest program writes."""

import io
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from tests.faults.hostile.stage import Build, Hostile, Stage, product, read, refused, write

_GOOD: Final = product("").encode()
_NAME: Final = "goods.zip"
Change = Callable[[zipfile.ZipInfo], object]
Member = tuple[str, bytes]


def zipped(members: Iterable[Member], change: Change | None = None, method: int = 8) -> bytes:
    """An archive of these files."""
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a double is what some of them are about
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in members:
                info = zipfile.ZipInfo(name)
                info.compress_type = method
                if change:
                    change(info)
                archive.writestr(info, content)
    return target.getvalue()


def _zip(*members: Member, change: Change | None = None, method: int = 8) -> Build:
    return _raw(lambda: zipped(members, change, method))


def _raw(make: Callable[[], bytes]) -> Build:
    return lambda stage: [write(stage.folder / _NAME, make())]


def _kind(kind: int) -> Change:
    def change(info: zipfile.ZipInfo) -> None:
        info.create_system = 3
        info.external_attr = (kind | 0o777) << 16

    return change


def _bomb(size: int) -> bytes:
    """`size` bytes of spaces in a few."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * (1 << 20)
    body = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
    checksum = 0
    for _ in range(size >> 20):
        checksum = zlib.crc32(block, checksum)
    return _single("import.xml", body, checksum, size)


def _header(name: bytes, checksum: int, packed: int, size: int, *, flags: int = 0) -> bytes:
    return struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, 33, checksum, packed, size, len(name), 0)


def _directory(
    rows: Sequence[tuple[bytes, bytes, int]], start: int, *, most: int = 0xFFFF
) -> bytes:
    entries = b"".join(
        b"PK\x01\x02\x14\x00" + header + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
        for name, header, at in rows
    )
    count = min(len(rows), most)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return entries + end


def _single(name: str, body: bytes, checksum: int, size: int) -> bytes:
    raw = name.encode()
    header = _header(raw, checksum, len(body), size)
    local = b"PK\x03\x04" + header + raw + body
    return local + _directory([(raw, header, 0)], len(local))


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _overlapping(count: int) -> bytes:
    """Many names for one body."""
    data = b" " * 1_000_000 if count > 2 else _GOOD
    body, name = _packed(data), b"0.xml"
    header = _header(name, zlib.crc32(data), len(body), len(data))
    local = b"PK\x03\x04" + header + name + body
    rows = [
        (raw, _header(raw, zlib.crc32(data), len(body), len(data)), 0)
        for raw in (f"{number}.xml".encode() for number in range(count))
    ]
    return local + _directory(rows, len(local))


def _lying(real: int, told: int) -> bytes:
    data = _GOOD.ljust(real)
    return _single("import.xml", _packed(data), zlib.crc32(data), told)


def _many(count: int) -> bytes:
    """Empty files, so many."""
    rows: list[tuple[bytes, bytes, int]] = []
    body = bytearray()
    for number in range(count):
        name = f"{number}.xml".encode()
        header = _header(name, 0, 2, 0)
        rows.append((name, header, len(body)))
        body += b"PK\x03\x04" + header + name + b"\x03\x00"
    return bytes(body) + _directory(rows, len(body))


def _flagged(flag: int) -> bytes:
    content = bytearray(zipped([("import.xml", _GOOD)]))
    content[6] |= flag
    content[content.index(b"PK\x01\x02") + 8] |= flag
    return bytes(content)


def _changed(at: int, value: int) -> bytes:
    """One byte of the packed content is another."""
    content = bytearray(zipped([("import.xml", _GOOD)]))
    content[40 + at] ^= value
    return bytes(content)


def _sizes_of_4_gb() -> bytes:
    """Sizes that point to fields of zip64 which are not there."""
    content = bytearray(zipped([("import.xml", _GOOD)]))
    directory = content.index(b"PK\x01\x02")
    content[directory + 20 : directory + 28] = b"\xff" * 8
    return bytes(content)


def _zip64(size: int) -> bytes:
    """Fields of zip64 with sizes beyond all."""
    content = zipped([("import.xml", _GOOD)])
    at = content.index(b"PK\x01\x02")
    local, entry = content[:at], bytearray(content[at : content.index(b"PK\x05\x06")])
    entry[20:28] = b"\xff" * 8
    extra = struct.pack("<HHQQ", 1, 16, size, size)
    entry[30:32] = struct.pack("<H", len(extra))
    directory = bytes(entry) + extra
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), at, 0)
    return local + directory + end


def _end64() -> bytes:
    """A directory of zip64 that lies where nothing is."""
    content = zipped([("import.xml", _GOOD)])
    at = content.index(b"PK\x05\x06")
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, 1 << 62, 1)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:at] + locator + end


def _renamed(old: bytes, new: bytes) -> bytes:
    return zipped([(old.decode(), _GOOD)]).replace(old, new)


def _local_name() -> bytes:
    return zipped([("import.xml", _GOOD)]).replace(b"import.xml", b"evil01.xml", 1)


def _two_directories() -> bytes:
    """An archive behind an archive: two readers see two contents."""
    return zipped([("import.xml", b"<a/>")]) + zipped([("import.xml", _GOOD)])


def _as_xml(stage: Stage) -> Sequence[Path]:
    return [write(stage.folder / "import.xml", _bomb(100 << 20))]


def _in_folder(stage: Stage) -> Sequence[Path]:
    write(stage.folder / "import.xml", _GOOD)
    write(stage.folder / "more.zip", zipped([("../../evil.xml", _GOOD)]))
    return [stage.folder]


_INNER: Final = zipped([("import.xml", _GOOD)])

BOMBS: Final[tuple[Hostile, ...]] = (
    refused("zip: a bomb", _raw(lambda: _bomb(300 << 20)), "E142"),
    refused("zip: a bomb that calls itself XML", _as_xml, "E142"),
    refused(
        "zip: small bombs, many",
        _zip(*((f"{number}.xml", b" " * 3_000_000) for number in range(60))),
        "E142",
    ),
    refused("zip: an archive in the archive", _zip(("inner.zip", _INNER)), "E143"),
    refused(
        "zip: archives in archives beside a good file",
        _zip(("import.xml", _GOOD), ("a/b.zip", _INNER), ("c.tar", _INNER)),
        "E143",
    ),
    refused("zip: an archive that calls itself XML", _zip(("import.xml", _INNER)), "E110"),
    refused("zip: 100,000 files", _raw(lambda: _many(100_000)), "E142"),
    refused("zip: 60,000 files", _raw(lambda: _many(60_000)), "E142"),
    refused("zip: 1,000 names for one body", _raw(lambda: _overlapping(1_000)), "E142"),
    refused("zip: two names for one body", _raw(lambda: _overlapping(2)), "E143"),
    refused("zip: more than it says", _raw(lambda: _lying(3_000_000, 4_000)), "E141"),
    read("zip: less than it says", _raw(lambda: _lying(4_000, 1_000_000))),
    refused("zip: sizes of 4 GB without zip64", _raw(_sizes_of_4_gb), "E142"),
    refused("zip: sizes of zip64 beyond all", _raw(lambda: _zip64(1 << 63)), "E142"),
    refused("zip: sizes of zip64 below none", _raw(lambda: _zip64((1 << 64) - 1)), "E142"),
    refused("zip: a directory of zip64 where nothing is", _raw(_end64), "E140"),
)

NAMES: Final[tuple[Hostile, ...]] = (
    *(
        refused(f"zip: {what}", _zip(("import.xml", _GOOD), (name, _GOOD)), "E130")
        for what, name in (
            ("upwards", "../../evil.xml"),
            ("upwards, as Windows writes it", "..\\..\\evil.xml"),
            ("upwards in the middle", "a/../../evil.xml"),
            ("an absolute name", "/tmp/evil.xml"),  # noqa: S108 - which nobody may write
            ("a drive", "C:\\evil.xml"),
            ("a share", "\\\\host\\share\\evil.xml"),
            ("a device", "con.xml"),
            ("a stream", "import.xml:evil.xml"),
            ("a new line in the name", "a\n\x1b[31mb.xml"),
            ("a name turned around", "a\u202elmx.exe.xml"),
            ("a name of 60 kB", "x" * 60_000 + ".xml"),
            ("1,000 folders", "a/" * 1_000 + "evil.xml"),
            ("a dot at the end", "a./evil.xml"),
        )
    ),
    refused(
        "zip: a hidden end of the name",
        _raw(lambda: _renamed(b"a.xmlZ.jpg", b"a.xml\0.jpg")),
        "E130",
    ),
    refused("zip: the same name twice", _zip(("a.xml", _GOOD), ("a.xml", b"<a/>")), "E143"),
    refused("zip: names that differ by case", _zip(("a.xml", _GOOD), ("A.XML", _GOOD)), "E143"),
    refused(
        "zip: names that differ by composition",
        _zip(("Й.xml", _GOOD), ("И\u0306.xml", _GOOD)),
        "E143",
    ),
    refused(
        "zip: a file that is a folder, too", _zip(("a.xml", _GOOD), ("a.xml/b.xml", _GOOD)), "E143"
    ),
    refused(
        "zip: a link", _zip(("import.xml", b"/etc/passwd"), change=_kind(stat.S_IFLNK)), "E143"
    ),
    refused("zip: a pipe", _zip(("import.xml", b""), change=_kind(stat.S_IFIFO)), "E143"),
    refused("zip: a device file", _zip(("import.xml", b""), change=_kind(stat.S_IFCHR)), "E143"),
    refused("zip: another name inside", _raw(_local_name), "E141"),
)

DAMAGE: Final[tuple[Hostile, ...]] = (
    refused("zip: encrypted", _raw(lambda: _flagged(1)), "E143"),
    refused("zip: encrypted strongly", _raw(lambda: _flagged(0x40)), "E143"),
    refused("zip: packed by LZMA", _zip(("import.xml", _GOOD), method=14), "E143"),
    refused("zip: a changed byte", _raw(lambda: _changed(60, 0xFF)), "E141"),
    refused("zip: a byte less than there is", _raw(lambda: _lying(4_000, 3_999)), "E141"),
    refused("zip: cut in the directory", _raw(lambda: _INNER[:-30]), "E140"),
    refused("zip: cut in the content", _raw(lambda: _INNER[: len(_INNER) // 2]), "E140"),
    refused("zip: the end alone", _raw(lambda: _INNER[-22:]), "E140"),
    refused("zip: an empty archive", _raw(lambda: zipped([])), "E151"),
    refused("zip: no file of XML", _zip(("readme.txt", b"x")), "E151"),
    refused("zip: a file of nothing", _zip(("import.xml", b"")), "E105"),
    refused("zip: noise by that name", _raw(lambda: bytes(range(256)) * 400), "E140"),
    read("zip: two archives in one", _raw(_two_directories)),
    read("zip: something in front", _raw(lambda: b"MZ" + b"\0" * 4096 + _INNER)),
    read("zip: a bad one in the folder beside", _in_folder),
)

ARCHIVES: Final = BOMBS + NAMES + DAMAGE
