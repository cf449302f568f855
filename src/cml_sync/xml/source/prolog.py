"""What stands before the root element: read by hand, so that a DOCTYPE never meets a parser."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from cml_sync.patterns import pattern
from cml_sync.problems import Place
from cml_sync.xml.errors import (
    EmptyFileError,
    Foreign,
    HostileError,
    HtmlInsteadError,
    LimitError,
    NoMarkupError,
    TruncatedError,
)
from cml_sync.xml.limits import Limit, Limits
from cml_sync.xml.source.encoding import Cursor

_SHOWN: Final = 30
_DECLARATION: Final = pattern(rb"<\?xml(?=[\s?])", re.IGNORECASE)
_DOCTYPE: Final = pattern(rb"<!doctype(\s+html)?", re.IGNORECASE)
_START_TAG: Final = pattern(rb"""<([^\s<>/!?"'=&]++)(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_NAME: Final = pattern(rb"""<[^\s<>/!?"'=&]""")
_DEFAULT_NAMESPACE: Final = pattern(rb"""(?<=\s)xmlns\s*=\s*("[^"]*"|'[^']*')""")
_BEGINNINGS: Final = (b"<!--", b"<!doctype")
_SPACE: Final = pattern(rb"(?:[ \t\r\n]|\xef\xbb\xbf)*+")  # or a byte order mark behind it
_MAGIC: Final = (
    (b"PK\x03\x04", Foreign.ARCHIVE),
    (b"PK\x05\x06", Foreign.ARCHIVE),
    (b"\x1f\x8b", Foreign.GZIP),
    (b"BZh", Foreign.BZIP2),
    (b"\xfd7zXZ\x00", Foreign.XZ),
    (b"7z\xbc\xaf\x27\x1c", Foreign.SEVEN_ZIP),
    (b"Rar!\x1a\x07", Foreign.RAR),
    (b"%PDF-", Foreign.PDF),
    (b"\xff\xd8\xff", Foreign.PICTURE),
    (b"\x89PNG\r\n\x1a\n", Foreign.PICTURE),
)


class Prolog(NamedTuple):
    """The start of a file.

    Attributes:
        data: what was read, as UTF-8.
        root_at: where in `data` the root's start tag begins.
        root_end: where it ends.
        root: its local name.
        line: of the root's start tag.
        column: of the root's start tag.
        leading_space: white space stands before a declaration.
        second_declaration: where a second declaration stands, right behind the first.
    """

    data: bytes
    root_at: int
    root_end: int
    root: str
    line: int
    column: int
    leading_space: bool
    second_declaration: Place | None

    @property
    def start_tag(self) -> bytes:
        """The root's start tag."""
        return self.data[self.root_at : self.root_end]

    def without_default_namespace(self) -> tuple[bytes, str | None]:
        """The root's start tag with its default namespace blanked out, and that namespace."""
        tag = self.start_tag
        found = _DEFAULT_NAMESPACE.search(tag)
        if found is None:
            return tag, None
        blank = b" " * len(found[0].decode("utf-8", "replace"))
        uri = found[1][1:-1].decode("utf-8", "replace")
        return tag[: found.start()] + blank + tag[found.end() :], uri


class _Scan:
    def __init__(self, start: bytes, read: Callable[[], bytes], name: str, limits: Limits):
        self.data = start
        self.at = 0
        self._read = read
        self._name = name
        self._limits = limits

    def place(self) -> Place:
        cursor = Cursor()
        cursor.advance(self.data[: self.at])
        return Place(self._name, cursor.line, cursor.column)

    def more(self) -> None:
        """Read on; what was begun must go on."""
        if len(self.data) - self.at > self._limits.tag_bytes:
            raise LimitError(self.place(), Limit.TAG, self._limits.tag_bytes)
        if not self._extend():
            raise TruncatedError(self.place())

    def _extend(self) -> bool:
        if len(self.data) > self._limits.prolog_bytes:
            allowed = self._limits.prolog_bytes
            raise LimitError(Place(self._name), Limit.PROLOG, allowed)
        block = self._read()
        self.data += block
        return bool(block)

    def skip_space(self) -> bool:
        """Move over white space; whether there was any. Ends the file with EmptyFileError."""
        begun = self.at
        while True:
            blank = _SPACE.match(self.data, self.at)
            self.at = blank.end() if blank is not None else self.at
            if self.at < len(self.data):
                return self.at > begun
            if not self._extend():
                raise EmptyFileError(Place(self._name))

    def until(self, sign: bytes) -> None:
        """Move behind the next `sign`."""
        while (found := self.data.find(sign, self.at)) < 0:
            self.more()
        self.at = found + len(sign)

    def need(self, count: int) -> None:
        """Have `count` bytes from here on, unless the file ends."""
        while len(self.data) - self.at < count and self._extend():
            pass


def read_prolog(start: bytes, read: Callable[[], bytes], name: str, limits: Limits) -> Prolog:
    """Read up to the end of the root's start tag.

    Args:
        start: what was read already, as UTF-8.
        read: reads on; empty bytes at the end.
        name: of the file, for places.
        limits: `tag_bytes` holds for every part of the prolog, `prolog_bytes` for all of it.

    Raises:
        ReadError: of the class that says why there is no root to read.
    """
    scan = _Scan(start, read, name, limits)
    declared = leading = False
    second: Place | None = None
    while True:
        space = scan.skip_space()
        scan.need(16)
        if (declaration := _DECLARATION.match(scan.data, scan.at)) is not None:
            leading = leading or (space and not declared)
            if declared and second is None:
                second = scan.place()
            declared = True
        if declaration is not None or scan.data.startswith(b"<?", scan.at):
            scan.until(b"?>")
        elif scan.data.startswith(b"<!--", scan.at):
            scan.until(b"-->")
        else:
            break
    return _root(scan, leading_space=leading, second=second)


def _root(scan: _Scan, *, leading_space: bool, second: Place | None) -> Prolog:
    scan.need(64)
    doctype = _DOCTYPE.match(scan.data, scan.at)
    if doctype is not None:
        raise (HtmlInsteadError if doctype[1] else HostileError)(scan.place())
    if not _NAME.match(scan.data, scan.at):
        rest = scan.data[scan.at :].lower()
        if any(sign.startswith(rest) for sign in _BEGINNINGS):
            raise TruncatedError(scan.place())
        raise _foreign(scan)
    while (tag := _START_TAG.match(scan.data, scan.at)) is None:
        scan.more()
    place = scan.place()
    root = tag[1].decode("utf-8", "replace").rpartition(":")[2]
    if root.lower() == "html":
        raise HtmlInsteadError(place)
    return Prolog(
        data=scan.data,
        root_at=scan.at,
        root_end=tag.end(),
        root=root,
        line=place.line or 1,
        column=place.column or 1,
        leading_space=leading_space,
        second_declaration=second,
    )


def _foreign(scan: _Scan) -> NoMarkupError:
    start = scan.data[scan.at : scan.at + 4 * _SHOWN].decode("utf-8", "replace")[:_SHOWN]
    shown = "".join(letter if letter.isprintable() else "?" for letter in start)
    place = scan.place()
    kind = Foreign.TEXT
    if shown.startswith("{"):
        kind = Foreign.LINES
    elif (place.file or "").lower().endswith(".csv"):
        kind = Foreign.TABLE
    return NoMarkupError(place, shown, kind)


def refuse_foreign(start: bytes, name: str) -> None:
    """Refuse what is not even text, before anybody asks for its encoding.

    Args:
        start: the first bytes of the file.
        name: of the file, for places.

    Raises:
        NoMarkupError: by its first bytes it is an archive, a picture …
    """
    for sign, kind in _MAGIC:
        if start.startswith(sign):
            raise NoMarkupError(Place(name, 1, 1), "", kind)
