"""From text to bytes: what XML forbids is found, what an encoding lacks is replaced.

Numeric references are never written: receivers that read XML with hand-made parsers show them to
buyers as they stand.
"""

import codecs
import unicodedata
from collections.abc import Mapping
from typing import Final

from cml_sync.patterns import pattern
from cml_sync.xml.writing.markup import escape_attribute

FORBIDDEN: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters outside the production Char of XML 1.0."""

_CONTROL_BYTES: Final = bytes(code for code in range(32) if code not in b"\t\n\r")
_NONCHARACTERS: Final = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE, U+FFFF in UTF-8

_ASCII: Final = "".join(map(chr, range(128)))

_WITH_ORDER: Final[Mapping[str, str]] = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}
"""Codecs that would write a byte order mark again and again, and what stands for them."""

_REPLACEMENTS: Final[Mapping[str, str]] = {
    "\u20bd": "руб.",  # ₽
    "\u2212": "-",  # −
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2015": "—",
    "\u00d7": "x",
    "\u00f7": "/",
    "\u2044": "/",  # of ½, once it is taken apart
    "\u2215": "/",
    "\u2032": "'",
    "\u2033": '"',
    "\u2192": "-",
    "\u2300": "D",  # ⌀, and Ø in its place: the mark of a diameter in price lists
    "\u00d8": "D",
    "\u00f8": "d",
    "\u00df": "ss",
    "\u00c6": "AE",
    "\u00e6": "ae",
    "\u0152": "OE",
    "\u0153": "oe",
    "\u0131": "i",
    "\u0141": "L",
    "\u0142": "l",
    "\u2003": " ",
    "\u2028": " ",
    "\u2029": " ",
    # without a glyph of their own
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u200e": "",
    "\u200f": "",
    "\u2060": "",
    "\ufe0e": "",
    "\ufe0f": "",
    "\ufeff": "",
}


class ForbiddenFoundError(ValueError):
    """The text holds a character that XML cannot hold."""

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.character = character


class UnencodableFoundError(ValueError):
    """The text holds a character that the encoding does not have and that has no replacement."""

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.character = character


class Encoder:
    """Turns markup into bytes of one encoding and counts the characters it had to replace.

    Attributes:
        codec: the name Python knows the encoding by.
        newline: between lines.
        is_narrow: whether ASCII, of which markup is made, is written in single bytes as ever.
        replaced: how often each character was replaced.
    """

    def __init__(self, codec: str, newline: str = "\n") -> None:
        name = codecs.lookup(codec).name
        self.codec = _WITH_ORDER.get(name, name)
        self.replaced: dict[str, int] = {}
        self.newline = newline
        self.is_narrow = _ASCII.encode(self.codec) == _ASCII.encode("ascii")
        self._wide = self.codec.startswith("utf-16")

    def byte_order_mark(self, *, wanted: bool) -> bytes:
        """The bytes a file begins with: in UTF-16 always a mark, in UTF-8 if `wanted`."""
        if self._wide or (wanted and self.codec == "utf-8"):
            return "\ufeff".encode(self.codec)
        return b""

    def encode(self, markup: str) -> bytes:
        """`markup` in bytes; every line end is the one of the receiver.

        Raises:
            ForbiddenFoundError: for a character outside XML's Char.
            UnencodableFoundError: for one that the encoding lacks and nothing stands for.
        """
        if "\r" in markup:
            markup = markup.replace("\r\n", "\n").replace("\r", "\n")
        if self.newline != "\n":
            markup = markup.replace("\n", self.newline)
        if self._wide:
            if found := FORBIDDEN.search(markup):
                raise ForbiddenFoundError(found[0])
            return markup.encode(self.codec)
        try:
            encoded = markup.encode(self.codec)
        except UnicodeEncodeError:
            encoded = self._replace(markup).encode(self.codec)
        if len(encoded.translate(None, _CONTROL_BYTES)) != len(encoded) or any(
            noncharacter in encoded for noncharacter in _NONCHARACTERS
        ):
            _raise_forbidden(markup)
        return encoded

    def _replace(self, markup: str) -> str:
        """`markup` with something the encoding has in place of each character it lacks."""
        if found := FORBIDDEN.search(markup):
            raise ForbiddenFoundError(found[0])
        markup = unicodedata.normalize("NFC", markup)
        foreign = {character for character in set(markup) if not self.has(character)}
        table = {ord(character): self.replacement(character) for character in foreign}
        for character in foreign:
            self.replaced[character] = self.replaced.get(character, 0) + markup.count(character)
        return markup.translate(table)

    def replacement(self, character: str) -> str:
        """What stands for `character`: a row of the table, else its letters without their marks."""
        stand_in = _REPLACEMENTS.get(character)
        if stand_in is None:
            apart = unicodedata.normalize("NFKD", character)
            letters = [piece for piece in apart if not unicodedata.combining(piece)]
            stand_in = "".join(_REPLACEMENTS.get(letter, letter) for letter in letters)
        if stand_in == character or not all(map(self.has, stand_in)):
            raise UnencodableFoundError(character)
        return escape_attribute(stand_in)

    def has(self, character: str) -> bool:
        """Whether the encoding has `character`."""
        try:
            character.encode(self.codec)
        except UnicodeEncodeError:
            return False
        return True


def _raise_forbidden(markup: str) -> None:
    """Bytes below 32 and noncharacters have no other source than the text itself."""
    if found := FORBIDDEN.search(markup):
        raise ForbiddenFoundError(found[0])
