"""The good path of `layout`: the same bytes, where nothing at all is odd.

The markup of an element depends only on which of its fields are set. For each such shape it is
encoded once, with a ``%s`` for each value (`templates`); a record is then its shapes in a row,
filled with its values, which are looked at and encoded all together. Whatever is not understood
(unknown elements, text beside children, characters that must be replaced or refused) gives None:
`layout` writes the record, or says what is wrong with it.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from cml_sync.model.element import Element
from cml_sync.model.wiring import Slot
from cml_sync.xml.writing.characters import FORBIDDEN, Encoder
from cml_sync.xml.writing.layout import Layout, Layouts
from cml_sync.xml.writing.markup import NotFiniteError, spell_decimal
from cml_sync.xml.writing.shapes import OddError, Shape
from cml_sync.xml.writing.steps import Data
from cml_sync.xml.writing.templates import Template

_BETWEEN: Final = "\0"
"""Stands between the values while they are one text; no value that can be written holds it."""
_LOW: Final = bytes(range(32))
_EXPONENT: Final = re.compile(rb"E[+-]")
_EMPTY: Final = re.compile(rb"(<[^<>/][^<>]*)></[^<>]+>")
_PLACE: Final = re.compile(rb'%%|(=")?%s')


class Swift:
    """Writes whole records into one part.

    Args:
        layouts: of the dialect.
        encoder: of the part.
    """

    def __init__(self, layouts: Layouts, encoder: Encoder) -> None:
        self._layouts = layouts
        self._encoder = encoder
        self._codec = encoder.codec
        self._works = encoder.is_narrow
        self._left: list[tuple[type[Element], tuple[str, ...], Data]] = []
        self._templates: dict[tuple[type[Element], str, int], Template] = {}
        self._by_layout: dict[Layout, Template] = {}

    def encoded(self, layout: Layout, record: Element) -> bytes | None:
        """The bytes of a record that stands as `layout` says, or None: let `layout` write it."""
        if not self._works:
            return None
        markup: list[bytes] = []
        values: list[Any] = []
        if self._left:
            self._left.clear()
        try:
            template = self._by_layout.get(layout) or self._template_of(layout)
            template.fill(record, markup, values)
            encoded = self._joined(b"".join(markup), values)
        except (OddError, UnicodeEncodeError, NotFiniteError):
            return None
        for model, names, data in self._left:
            self._layouts.left(model, names, data)
        return encoded

    def leave_out(self, model: type[Element], names: tuple[str, ...], data: Data) -> None:
        """Remember what of an element of this record is left out."""
        self._left.append((model, names, data))

    def _template_of(self, layout: Layout) -> Template:
        template = self._by_layout[layout] = self.template(layout.model, layout.tag, layout.depth)
        return template

    def rendered(self, shape: Shape, values: Sequence[Any]) -> bytes:
        """An element without children as literal markup. Raises `OddError`, UnicodeEncodeError."""
        return self._joined(shape.markup, list(values)).replace(b"%", b"%%")

    def template(self, model: type[Element], tag: str, depth: int) -> Template:
        """That of the elements of `model` under the name `tag`."""
        key = (model, tag, depth)
        template = self._templates.get(key)
        if template is None:
            template = self._templates[key] = Template(self, model, tag, depth)
        return template

    def says(self, slot: Slot) -> bool:
        """Whether the dialect has words for a field."""
        return self._layouts.says(slot.wire)

    def spells(self, slot: Slot) -> Slot:
        """A field under the name that the version has for it."""
        return self._layouts.spells(slot)

    def bytes_of(self, markup: str) -> bytes:
        """Markup without values of a record, in bytes."""
        return markup.replace("\n", self._encoder.newline).encode(self._codec)

    def _joined(self, markup: bytes, values: list[Any]) -> bytes:
        if not values:
            return markup
        joined = _BETWEEN.join(map(str, values))
        encoded = joined.encode(self._codec)
        if _is_odd(encoded):
            joined = _BETWEEN.join(map(_spelt, values))
            encoded = joined.encode(self._codec)
        in_attributes = b'"' in encoded
        if len(encoded) - len(encoded.translate(None, _LOW)) >= len(values):
            if "\r" in joined or ("\n" in joined and self._encoder.newline != "\n"):
                raise OddError
            in_attributes = True
        if in_attributes or b"\xef" in encoded:
            self._check(joined, len(values))
        if b"&" in encoded:
            encoded = encoded.replace(b"&", b"&amp;")
        if b"<" in encoded or b">" in encoded:
            encoded = encoded.replace(b"<", b"&lt;").replace(b">", b"&gt;")
        pieces = encoded.split(b"\0")
        if in_attributes:
            _quote(pieces, markup)
        whole = markup % tuple(pieces)
        return _EMPTY.sub(rb"\1/>", whole) if not all(values) and b"" in pieces else whole

    def _check(self, joined: str, count: int) -> None:
        """Whether nothing is forbidden but the zeros between the values."""
        if joined.count(_BETWEEN) >= count or FORBIDDEN.search(joined.replace(_BETWEEN, "")):
            raise OddError


def _is_odd(encoded: bytes) -> bool:
    """Whether there may be nothing, or a number with an exponent; single bytes are found fastest.

    Nearly no text has these letters; one that has costs a second look at the values.
    """
    return (
        (b"E" in encoded and _EXPONENT.search(encoded) is not None)
        or (b"N" in encoded and (b"None" in encoded or b"NaN" in encoded))
        or (b"I" in encoded and b"Infinity" in encoded)
    )


def _spelt(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return spell_decimal(value) if isinstance(value, Decimal) else str(value)


def _quote(pieces: list[bytes], markup: bytes) -> None:
    """Attributes hold no quotes, and spaces in place of line ends and tabs."""
    places = (place for place in _PLACE.finditer(markup) if place[0] != b"%%")
    for number, place in enumerate(places):
        if place[1]:
            piece = pieces[number].replace(b'"', b"&quot;")
            pieces[number] = piece.replace(b"\n", b" ").replace(b"\t", b" ")
