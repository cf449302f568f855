"""The good path of `layout`: the same bytes, where nothing at all is odd.

The markup of an element depends only on which of its fields are set. For each such shape it is
encoded once, with a ``%s`` for each value; a record is then its shapes in a row, filled with its
values, which are looked at and encoded all together. Whatever is not understood (unknown elements,
text beside children, characters that must be replaced or refused) gives None: `layout` writes the
record, or says what is wrong with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from operator import itemgetter
from typing import Any, Final, NamedTuple

from cml_sync.model.element import Element
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import Slot, slots_by_name
from cml_sync.xml.reading.plans import UNKNOWN, UNKNOWN_ATTRIBUTES
from cml_sync.xml.writing.characters import FORBIDDEN, Encoder
from cml_sync.xml.writing.layout import Layout, Layouts, is_loss
from cml_sync.xml.writing.markup import NotFiniteError, spell_decimal, spelling
from cml_sync.xml.writing.steps import Data, is_attribute, is_child, tabs

_BETWEEN: Final = "¦"
"""Stands between the values while they are one text; rare, printable, and in windows-1251."""
_MAX_SHAPES: Final = 4096
_AS_THEY_ARE: Final = (str, Decimal, int, date, time)
"""The types that `str` spells as XML wants it; an exponent and what is no number are looked for."""

_EMPTY: Final = re.compile(rb"(<[^<>/][^<>]*)></[^<>]+>")
_PLACE: Final = re.compile(rb'(=")?%s')

Get = Callable[[Data], Sequence[Any]]
Child = Callable[[Data, "_Filled"], None]


class _OddError(Exception):
    """Not for the good path."""


@dataclass(slots=True)
class _Filled:
    """A record on its way: its markup, the values that belong into it, and what was left out."""

    markup: list[bytes]
    values: list[Any]
    left: list[tuple[type[Element], tuple[str, ...], Data]]


class _Run(NamedTuple):
    """What comes behind a child: markup, and the values in it, if there are any."""

    child: Child | None
    markup: bytes
    get: Get | None


class _Shape(NamedTuple):
    """The markup of the elements of one class that have the same fields set.

    Attributes:
        markup: up to the first child, or all of it.
        get: the values in it.
        rest: children, and what stands behind each.
        left_out: the fields that are set and that the dialect has no words for.
    """

    markup: bytes
    get: Get | None
    rest: tuple[_Run, ...]
    left_out: tuple[str, ...]


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
        self._works = encoder.is_narrow and encoder.has(_BETWEEN)
        self._between = _BETWEEN.encode(self._codec) if self._works else b""
        self._kinds: dict[tuple[type[Element], str, int], _Kind] = {}

    def encoded(self, layout: Layout, record: Element) -> bytes | None:
        """The bytes of a record that stands as `layout` says, or None: let `layout` write it."""
        if not self._works:
            return None
        filled = _Filled([], [], [])
        try:
            self.kind(layout.model, layout.tag, layout.depth).fill(record, filled)
            encoded = self._joined(filled)
        except (_OddError, UnicodeEncodeError, NotFiniteError):
            return None
        for model, names, data in filled.left:
            self._layouts.left(model, (name for name in names if is_loss(name, data[name])))
        return encoded

    def kind(self, model: type[Element], tag: str, depth: int) -> "_Kind":
        """What is known of the elements of `model` under the name `tag`."""
        key = (model, tag, depth)
        kind = self._kinds.get(key)
        if kind is None:
            kind = self._kinds[key] = _Kind(self, model, tag, depth)
        return kind

    def says(self, slot: Slot) -> bool:
        """Whether the dialect has words for a field."""
        return self._layouts.says(slot.wire)

    def bytes_of(self, markup: str) -> bytes:
        """Markup without values of a record, in bytes."""
        return self._encoder.encode(markup)

    def _joined(self, filled: _Filled) -> bytes:
        markup, values = b"".join(filled.markup), filled.values
        if not values:
            return markup
        texts = list(map(str, values))
        joined = _BETWEEN.join(texts)
        if (
            "None" in joined
            or "E+" in joined
            or "E-" in joined
            or "NaN" in joined
            or "Infinity" in joined
        ):
            joined = _BETWEEN.join(map(_spelt, values, texts))
        in_attributes = '"' in joined
        if not joined.isprintable():
            if "\r" in joined or FORBIDDEN.search(joined):
                raise _OddError
            if "\n" in joined and self._encoder.newline != "\n":
                raise _OddError
            in_attributes = True
        if "&" in joined:
            joined = joined.replace("&", "&amp;")
        if "<" in joined or ">" in joined:
            joined = joined.replace("<", "&lt;").replace(">", "&gt;")
        pieces = joined.encode(self._codec).split(self._between)
        if len(pieces) != len(values):
            raise _OddError
        if in_attributes:
            _quote(pieces, markup)
        whole = markup % tuple(pieces)
        return _EMPTY.sub(rb"\1/>", whole) if b"" in pieces else whole


def _spelt(value: object, text: str) -> str:
    if value is None:
        return ""
    return spell_decimal(value) if isinstance(value, Decimal) else text


def _quote(pieces: list[bytes], markup: bytes) -> None:
    """Attributes hold no quotes, and spaces in place of line ends and tabs."""
    for number, place in enumerate(_PLACE.finditer(markup)):
        if place[1]:
            piece = pieces[number].replace(b'"', b"&quot;")
            pieces[number] = piece.replace(b"\n", b" ").replace(b"\t", b" ")


class _Kind:
    """The elements of one class under one name at one depth."""

    __slots__ = ("_depth", "_fields", "_last", "_model", "_shapes", "_swift", "_tag")

    def __init__(self, swift: Swift, model: type[Element], tag: str, depth: int) -> None:
        self._swift = swift
        self._model = model
        self._tag = tag
        self._depth = depth
        self._shapes: dict[frozenset[str], _Shape | None] = {}
        self._fields: set[str] | None = None
        self._last: _Shape | None = None

    def fill(self, element: Element, filled: _Filled) -> None:
        """Add an element.

        Raises:
            _OddError: it is not for the good path.
        """
        fields = element.__pydantic_fields_set__  # as `model_fields_set`, without a call
        shape = self._last if fields == self._fields else self._shape(fields)
        if shape is None:
            raise _OddError
        data = element.__dict__
        filled.markup.append(shape.markup)
        if shape.get is not None:
            filled.values += shape.get(data)
        for child, markup, get in shape.rest:
            if child is not None:
                child(data, filled)
            filled.markup.append(markup)
            if get is not None:
                filled.values += get(data)
        if shape.left_out:
            filled.left.append((self._model, shape.left_out, data))

    def _shape(self, fields: set[str]) -> _Shape | None:
        """The shape of elements with these fields; None if they are not for the good path."""
        key = frozenset(fields)
        if key not in self._shapes:
            if len(self._shapes) >= _MAX_SHAPES:
                self._shapes.clear()
            self._shapes[key] = self._made(key)
        self._fields, self._last = set(fields), self._shapes[key]
        return self._last

    def _made(self, fields: frozenset[str]) -> _Shape | None:
        if UNKNOWN in fields or UNKNOWN_ATTRIBUTES in fields:
            return None
        slots = [slot for name, slot in slots_by_name(self._model).items() if name in fields]
        said = [slot for slot in slots if self._swift.says(slot)]
        attributes = [slot for slot in said if is_attribute(slot)]
        text = [slot for slot in said if slot.wire.path == TEXT]
        children = [slot for slot in said if is_child(slot)]
        plan = _Plan(self._swift)
        indent = tabs(self._depth)
        plan.literal(f"{indent}<{self._tag}")
        for slot in attributes:
            plan.value(f' {slot.tag}="', slot, '"')
        if children:
            if text or (attributes and not any(map(_always_there, children))):
                return None
            plan.literal(">\n")
            plan.children(children, self._depth + 1)
            plan.literal(f"{indent}</{self._tag}>\n")
        elif text:
            plan.value(">", text[0], f"</{self._tag}>\n")
        else:
            plan.literal("/>\n")
        left_out = tuple(slot.name for slot in slots if slot not in said)
        return plan.shape(left_out)


def _always_there(slot: Slot) -> bool:
    """Whether a field that is set leaves something in the markup, whatever its value."""
    return not slot.many or "/" in slot.wire.path


class _Plan:
    """A shape while it is made: markup, values and children in their order."""

    def __init__(self, swift: Swift) -> None:
        self._swift = swift
        self._runs: list[tuple[Child | None, list[str], list[Slot]]] = [(None, [], [])]

    def literal(self, markup: str) -> None:
        """Markup without values."""
        self._runs[-1][1].append(markup.replace("%", "%%"))

    def value(self, before: str, slot: Slot, behind: str) -> None:
        """The value of a field, and the markup around it."""
        self.literal(before)
        self._runs[-1][1].append("%s")
        self._runs[-1][2].append(slot)
        self.literal(behind)

    def child(self, child: Child) -> None:
        """What is found out for each element."""
        self._runs.append((child, [], []))

    def children(self, slots: Iterable[Slot], depth: int, base: str = "") -> None:
        """Child elements in the order of the standard, containers joined."""
        for name, group in _grouped(slots, base).items():
            if "/" in group[0].wire.path.removeprefix(base):
                self._container(name, group, depth, f"{base}{name}/")
            else:
                self._child(group[0], depth)

    def shape(self, left_out: tuple[str, ...] = ()) -> _Shape:
        """What was planned."""
        runs = [
            _Run(child, self._swift.bytes_of("".join(markup)), _getter(slots))
            for child, markup, slots in self._runs
        ]
        return _Shape(runs[0].markup, runs[0].get, tuple(runs[1:]), left_out)

    def _container(self, name: str, slots: list[Slot], depth: int, base: str) -> None:
        head, end = f"{tabs(depth)}<{name}", f"{tabs(depth)}</{name}>\n"
        certain = any(not slot.many or "/" in slot.wire.path.removeprefix(base) for slot in slots)
        if certain:
            self.literal(f"{head}>\n")
            self.children(slots, depth + 1, base)
            self.literal(end)
        else:
            inner = _Plan(self._swift)
            inner.literal(f"{head}>\n")
            inner.children(slots, depth + 1, base)
            inner.literal(end)
            names = tuple(slot.name for slot in slots)
            self.child(_perhaps(names, inner.shape(), self._swift.bytes_of(f"{head}/>\n")))

    def _child(self, slot: Slot, depth: int) -> None:
        head = f"{tabs(depth)}<{slot.tag}"
        if slot.element is not None:
            kind = self._swift.kind(slot.element, slot.tag, depth)
            empty = self._swift.bytes_of(f"{head}/>\n")
            self.child(_each(slot.name, kind) if slot.many else _one(slot.name, kind, empty))
        elif slot.many:
            markup = self._swift.bytes_of(f"{head}>%s</{slot.tag}>\n")
            self.child(_texts(slot, markup))
        else:
            self.value(f"{head}>", slot, f"</{slot.tag}>\n")


def _grouped(slots: Iterable[Slot], base: str) -> dict[str, list[Slot]]:
    grouped: dict[str, list[Slot]] = {}
    for slot in slots:
        grouped.setdefault(slot.wire.path.removeprefix(base).split("/", 1)[0], []).append(slot)
    return grouped


def _getter(slots: Sequence[Slot]) -> Get | None:
    """The values of fields, in order; those that `str` would spell otherwise are spelt."""
    if not slots:
        return None
    names = [slot.name for slot in slots]
    spelt = [
        (number, spelling(slot.value_type))
        for number, slot in enumerate(slots)
        if slot.value_type not in _AS_THEY_ARE
    ]
    if len(names) == 1:
        name = names[0]
        get: Get = lambda data: (data[name],)  # noqa: E731 - `itemgetter` gives no tuple of one
    else:
        get = itemgetter(*names)
    if not spelt:
        return get

    def get_spelt(data: Data) -> Sequence[Any]:
        values = list(get(data))
        for number, spell in spelt:
            if values[number] is not None:
                values[number] = spell(values[number])
        return values

    return get_spelt


def _one(name: str, kind: _Kind, empty: bytes) -> Child:
    def fill(data: Data, filled: _Filled) -> None:
        element = data[name]
        if element is None:
            filled.markup.append(empty)
        else:
            kind.fill(element, filled)

    return fill


def _each(name: str, kind: _Kind) -> Child:
    def fill(data: Data, filled: _Filled) -> None:
        for element in data[name] or ():
            kind.fill(element, filled)

    return fill


def _texts(slot: Slot, markup: bytes) -> Child:
    name, spell = slot.name, spelling(slot.value_type)
    as_they_are = slot.value_type in _AS_THEY_ARE

    def fill(data: Data, filled: _Filled) -> None:
        found = data[name] or ()
        filled.markup += [markup] * len(found)
        filled.values += found if as_they_are else _each_spelt(found)

    def _each_spelt(found: Iterable[Any]) -> Iterator[str]:
        return ("" if value is None else spell(value) for value in found)

    return fill


def _perhaps(names: tuple[str, ...], shape: _Shape, empty: bytes) -> Child:
    """A container that stands empty if there is nothing in it."""

    def fill(data: Data, filled: _Filled) -> None:
        for name in names:
            if data[name]:
                break
        else:
            filled.markup.append(empty)
            return
        filled.markup.append(shape.markup)
        for child, markup, get in shape.rest:
            if child is not None:
                child(data, filled)
            filled.markup.append(markup)
            if get is not None:
                filled.values += get(data)

    return fill
