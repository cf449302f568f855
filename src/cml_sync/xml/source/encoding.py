"""Which encoding the bytes are in, and a stream of UTF-8 made of them.

The order is: byte order mark, then the bytes themselves, then the declaration. The first 64 KiB
are enough to see through a lie, because the names of the tags are Cyrillic: the root element
already shows which encoding it was written in. A byte that fits no more later on is an error with
its place; nothing is ever replaced.

A return that stands alone is a line end, too (XML 1.0, 2.11). It is made a line feed here, so that
everything behind counts lines by line feeds only.
"""

import codecs
from typing import BinaryIO, Final, NamedTuple

from cml_sync.patterns import pattern
from cml_sync.problems import Place
from cml_sync.xml.errors import EncodingError, LimitError
from cml_sync.xml.limits import Limit, Limits

SAMPLE: Final = 64 * 1024
_BLOCK: Final = 256 * 1024

_DECLARATION: Final = pattern(
    rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']"""
)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: Final = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_KNOWN: Final = frozenset(
    {
        "ascii",
        "cp1251",
        "cp1252",
        "cp866",
        "iso8859-1",
        "iso8859-5",
        "koi8-r",
        "koi8-u",
        "mac-cyrillic",
        "utf-8",
    }
)
_ALONE: Final = pattern(rb"\r(?!\n)")
_CYRILLIC: Final = pattern(r"[А-Яа-яЁёІіЇїЄєҐґ]")


class Encoding(NamedTuple):
    """The encoding of a file.

    Attributes:
        name: as Python calls it (``utf-8``, ``cp1251``, ``utf-16-le``).
        declared: what the declaration says, or None.
        bom: how many bytes the byte order mark takes, or the marks: scripts put a second one in
            front of a file that has its own.
        lies: the declaration names another encoding than the bytes are in.
    """

    name: str
    declared: str | None
    bom: int
    lies: bool


def decide(start: bytes, place: Place) -> Encoding:
    """The encoding of a file that begins with `start` (`SAMPLE` bytes, or all of it).

    Raises:
        EncodingError: the declaration names an encoding that is not supported.
    """
    for mark, name in _BOMS:
        if start.startswith(mark):
            size = len(mark)
            while start.startswith(mark, size):
                size += len(mark)
            declared = _declared(start[size:].replace(b"\x00", b""))
            return Encoding(name, declared, size, _differs(declared, name))
    for sign, name in _WIDE:
        if start.startswith(sign):
            declared = _declared(start.replace(b"\x00", b""))
            return Encoding(name, declared, 0, _differs(declared, name))
    declared = _declared(start)
    name = _by_bytes(start, _python_name(declared, place))
    return Encoding(name, declared, 0, _differs(declared, name))


def _by_bytes(start: bytes, declared: str) -> str:
    sound, valid = _utf8(start)
    cyrillic = _CYRILLIC.search(sound) is not None
    if declared == "utf-8":
        if valid or cyrillic:
            return "utf-8"
        return "cp1251" if _CYRILLIC.search(start.decode("cp1251", "ignore")) else "utf-8"
    return "utf-8" if valid and cyrillic else declared


def _utf8(start: bytes) -> tuple[str, bool]:
    """What of `start` is UTF-8, and whether it all is (a last character may be cut)."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return decoder.decode(start), True
    except UnicodeDecodeError as error:
        return start[: error.start].decode(), False


def _declared(start: bytes) -> str | None:
    found = _DECLARATION.match(start[:1024])
    return found[1].decode() if found else None


def _python_name(declared: str | None, place: Place) -> str:
    if declared is None:
        return "utf-8"
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        raise EncodingError(place, declared, known=False) from None
    if name.startswith("utf-16"):  # the bytes are not: they would have shown
        return "utf-8"
    if name not in _KNOWN:
        raise EncodingError(place, declared, known=False)
    return name


def _differs(declared: str | None, used: str) -> bool:
    if declared is None:
        return used == "cp1251"
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return True
    return not used.startswith(name) and not (name == "ascii" and used == "utf-8")


class Cursor:
    """A place in a text, moved over its UTF-8 bytes.

    Attributes:
        line: counted from 1.
        column: counted from 1, in characters.
    """

    __slots__ = ("column", "line")

    def __init__(self, line: int = 1, column: int = 1):
        self.line = line
        self.column = column

    def advance(self, data: bytes) -> None:
        """Move over `data`."""
        lines = data.count(b"\n")
        if lines:
            self.line += lines
            data = data[data.rfind(b"\n") + 1 :]
            self.column = 1
        if data:
            self.column += len(data) if data.isascii() else len(data.decode("utf-8", "ignore"))

    def copy(self) -> "Cursor":
        """Another cursor at the same place."""
        return Cursor(self.line, self.column)


class Utf8Source:
    """The bytes of a file as UTF-8, without its byte order mark, piece by piece.

    Lines end with a line feed, or with a return and a line feed.

    Args:
        file: read from where it stands; `start` was read from it already.
        start: the first bytes.
        encoding: of the file.
        name: of the file, for places.
        limits: `file_bytes` is watched here.

    Attributes:
        codec: the encoding, as Python calls it.
        seen: how many bytes of the file were read.
        stop: the offset in the file where reading stops as if the file ended, until it is None.
    """

    def __init__(self, file: BinaryIO, start: bytes, encoding: Encoding, name: str, limits: Limits):
        self._file = file
        self._pending = start[encoding.bom :]
        self._name = name
        self._limits = limits
        self.seen = len(start)
        self.stop: int | None = None
        self.codec = encoding.name
        plain = encoding.name == "utf-8"
        self._decoder = None if plain else codecs.getincrementaldecoder(encoding.name)()
        self._cursor = Cursor()
        self._ended = False
        self._held = b""

    def read(self) -> bytes:
        """The next bytes; empty at the end.

        Raises:
            LimitError: the file is longer than allowed.
            EncodingError: a byte does not fit the encoding.
        """
        while not self._ended:
            data, self._pending = self._pending, b""
            if not data:
                if self.is_at_stop:
                    return b""
                size = _BLOCK if self.stop is None else min(_BLOCK, self.stop - self.seen)
                data = self._file.read(size)
                self.seen += len(data)
                self._ended = not data
            if self.seen > self._limits.file_bytes:
                raise LimitError(Place(self._name), Limit.FILE, self._limits.file_bytes)
            if self._decoder is not None:
                data = self._decoded(data, self._decoder)
            data = self._line_ends(data)
            if self._decoder is not None:
                self._cursor.advance(data)
            if data:
                return data
        return b""

    @property
    def is_at_stop(self) -> bool:
        """Whether everything up to `stop` was read."""
        return self.stop is not None and self.seen >= self.stop

    def move(self, offset: int, cursor: Cursor, file: BinaryIO | None = None) -> None:
        """Read on from `offset`, at the end of a tag, where the line and column are `cursor`.

        Args:
            offset: in the file.
            cursor: the place there.
            file: the same file, to be read from now on; its place is changed.
        """
        self._file = file or self._file
        self._file.seek(offset)
        self.seen = offset
        self._pending = self._held = b""
        self._cursor = cursor.copy()
        self._ended = False

    def _line_ends(self, data: bytes) -> bytes:
        if self._held:
            data = self._held + data
            self._held = b""
        if b"\r" not in data:
            return data
        if data.endswith(b"\r") and not self._ended:  # a line feed may come
            self._held = b"\r"
            data = data[:-1]
        if data.count(b"\r") != data.count(b"\r\n"):
            data = _ALONE.sub(b"\n", data)
        return data

    def _decoded(self, data: bytes, decoder: codecs.IncrementalDecoder) -> bytes:
        try:
            return decoder.decode(data, final=self._ended).encode()
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(self.codec, "ignore").encode()
            self._cursor.advance(_ALONE.sub(b"\n", self._held + good))
            place = Place(self._name, self._cursor.line, self._cursor.column)
            raise EncodingError(place, self.codec, known=True) from None
