"""Bytes that are no XML, no text, or another text than they say."""

import bz2
import gzip
import lzma
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.faults.hostile.stage import (
    DECLARATION,
    END,
    ROOT,
    Hostile,
    Stage,
    product,
    read,
    refused,
    write,
    xml,
)

_GOOD: Final = product("")
_HTML: Final = (
    '<html><head><title>Вход</title></head><body><form method="post"><input name="login">'
    "</form></body></html>"
)
_PNG: Final = (
    b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I", 13)
    + b"IHDR"
    + struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    + zlib.compress(b"\0" * 5000)
)


def _declared(name: str, codec: str) -> bytes:
    return _GOOD.replace("UTF-8", name).encode(codec)


def _bomb(stage: Stage) -> Sequence[Path]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * (1 << 20)
    pieces = [packer.compress(block) for _ in range(300)]
    return [write(stage.folder / "import.xml", [*pieces, packer.flush()])]


def _cut(after: str) -> str:
    return _GOOD[: _GOOD.index(after) + len(after)]


def _in_name(raw: bytes) -> bytes:
    return _GOOD.encode().replace("Чайник".encode(), "Чай".encode() + raw)


CUTS: Final[tuple[Hostile, ...]] = tuple(
    refused(f"cut {where}", xml(_cut(after)), code)
    for where, after, code in (
        ("in the declaration", '<?xml version="1.0', "E106"),
        ("behind the declaration", "?>\n", "E105"),
        ("in the root's tag", "<КоммерческаяИнф", "E106"),
        ("in an attribute of the root", 'ВерсияСхемы="2', "E106"),
        ("behind the root's tag", 'T10:00:00">', "E106"),
        ("in a section", "<Каталог", "E106"),
        ("between records", "<Товары>", "E106"),
        ("in a record's tag", "<Това", "E106"),
        ("in a value", "<Наименование>Чай", "E106"),
        ("in an end tag", "шт</Базовая", "E106"),
        ("behind a record", "</Товар>", "E106"),
        ("before the last sign", "</КоммерческаяИнформация", "E106"),
    )
)

NO_XML: Final[tuple[Hostile, ...]] = (
    refused("nothing", xml(b""), "E105"),
    refused("one byte", xml(b"<"), "E106"),
    refused("one byte of text", xml(b"x"), "E110"),
    refused("one zero byte", xml(b"\0"), "E110"),
    refused("a byte order mark alone", xml(b"\xef\xbb\xbf"), "E105"),
    refused("a byte order mark of UTF-16 alone", xml(b"\xff\xfe"), "E105"),
    refused("half a byte order mark", xml(b"\xff"), "E110"),
    refused("a web page", xml(_HTML), "E107"),
    refused("a web page with a document type", xml(f"<!DOCTYPE html>\n{_HTML}"), "E107"),
    refused(
        "an error of PHP before the file",
        xml("<br />\n<b>Warning</b>: mysql_connect() in <b>/var/www/1c.php</b><br />\n" + _GOOD),
        "E102",
    ),
    refused("a notice of PHP before the file", xml("PHP Notice: undefined\n" + _GOOD), "E110"),
    refused("JSON", xml('{"error": "unauthorized"}'), "E110"),
    refused("the answer failure", xml("failure\nНеверный пароль"), "E110"),
    refused("escapes of a terminal", xml("\x1b]0;owned\x07\x1b[2J\x1b[31m<a/>"), "E110"),
    refused("a picture", xml(_PNG), "E110"),
    refused("a program", xml(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 100), "E109"),
    refused("gzip", xml(gzip.compress(_GOOD.encode())), "E110"),
    refused("a bomb of gzip", _bomb, "E110"),
    refused("bzip2", xml(bz2.compress(_GOOD.encode())), "E110"),
    refused("xz", xml(lzma.compress(_GOOD.encode())), "E110"),
    refused("two roots", xml(_GOOD + _GOOD.removeprefix(DECLARATION)), "E101"),
    refused("the file twice", xml(_GOOD + _GOOD), "E108"),
    refused("something behind the root", xml(_GOOD + "<!-- ok --> success"), "E101"),
    refused("zero bytes behind the root", xml(_GOOD.encode() + b"\0" * 4096), "E101"),
    refused("another root", xml("<rss><channel/></rss>"), "E102"),
    refused(
        "a root that almost is one",
        xml(_GOOD.replace("КоммерческаяИнформация", "КоммерческаяInформация")),
        "E102",
    ),
    refused("a prefix of nobody", xml(_GOOD.replace("<Каталог ", "<x:Каталог ")), "E101"),
    refused("an attribute twice", xml(f'{DECLARATION}{ROOT}<Каталог a="1" a="2"/>{END}'), "E101"),
)

ENCODINGS: Final[tuple[Hostile, ...]] = (
    refused("UTF-7", xml(_declared("UTF-7", "utf-7")), "E109"),
    refused("UTF-7, declared only", xml(_declared("UTF-7", "utf-8")), "E109"),
    refused("UTF-32", xml(_declared("UTF-32", "utf-32")), "E110"),
    refused("UTF-32 without a mark", xml(_declared("UTF-32", "utf-32-be")), "E110"),
    refused("EBCDIC", xml('<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037")), "E110"),
    refused("EBCDIC, declared only", xml(_declared("cp037", "utf-8")), "E109"),
    refused("an encoding of Python's own", xml(_declared("unicode_escape", "utf-8")), "E109"),
    refused("an encoding that unpacks", xml(_declared("zlib_codec", "utf-8")), "E109"),
    refused("the encoding idna", xml(_declared("idna", "utf-8")), "E109"),
    refused("an encoding that nobody knows", xml(_declared("x-user-defined", "utf-8")), "E109"),
    read("a name of an encoding of 60 kB", xml(_declared("a" * 60_000, "utf-8"))),
    read("UTF-16 without a mark", xml(_declared("UTF-16", "utf-16-le"))),
    refused("UTF-16 with an odd byte", xml(_declared("UTF-16", "utf-16") + b"<"), "E109"),
    refused(
        "half a character of UTF-16",
        xml(_declared("UTF-16", "utf-16").replace("й".encode("utf-16-le"), b"\x3d\xd8")),
        "E109",
    ),
    refused("overlong UTF-8", xml(_in_name(b"\xc0\xbcscript\xc0\xbe")), "E109"),
    refused("surrogates in UTF-8", xml(_in_name(b"\xed\xa0\xbd\xed\xb8\x80")), "E109"),
    refused("a byte that is no UTF-8", xml(_in_name(b"\xff")), "E109"),
    refused("UTF-8 beyond Unicode", xml(_in_name(b"\xf4\x90\x80\x80")), "E109"),
    refused("a zero byte", xml(_in_name(b"\0")), "CML767"),
    refused("a form feed", xml(_in_name(b"\x0c")), "CML767"),
    refused("an escape", xml(_in_name(b"\x1b[31m")), "CML767"),
    refused("a noncharacter", xml(_in_name("\uffff".encode())), "CML767"),
)
"""What does not fit is told with its place; only a character that XML forbids becomes a space."""

BYTES: Final = CUTS + NO_XML + ENCODINGS
