"""The good path of `layout`: the same bytes, where nothing at all is odd.

The markup of an element depends only on which of its fields are set. For each such shape it is
encoded once, with a ``%s`` for each value; a record is then its shapes in a row, filled with its
values, which are looked at and encoded all together. Whatever is not understood (unknown elements,
text beside children, characters that must be replaced or refused) gives None: `layout` writes the
record, or says what is wrong with it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
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

_BETWEEN: Final = "\0"
"""Stands between the values while they are one text; no value that can be written holds it."""
_LOW: Final = bytes(range(32))
_NONCHARACTERS: Final = b"\xef\xbf"  # how U+FFFE and U+FFFF begin in UTF-8, and U+FFFD
_MAX_SHAPES: Final = 4096
_AS_THEY_ARE: Final = (str, Decimal, int, date, time)
"""The types that `str` spells as XML wants it; an exponent and what is no number are looked for."""

_EXPONENT: Final = re.compile("E[+-]")
_EMPTY: Final = re.compile(rb"(<[^<>/][^<>]*)></[^<>]+>")
_PLACE: Final = re.compile(rb'(=")?%s')

Get = Callable[[Data], Sequence[Any]]
Child = Callable[[Data, list[bytes], list[Any]], None]
"""Adds what is found in the values of an element to markup and values."""


class _OddError(Exception):
    """Not for the good path."""


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
        single: fields of several texts; where each has one, `flat` is all of it.
        flat: a shape without children.
        tail: the only one of these fields, if its texts are the last values and need no spelling.
    """

    markup: bytes
    get: Get | None
    rest: tuple[_Run, ...]
    left_out: tuple[str, ...]
    single: tuple[str, ...] = ()
    flat: "_Shape | None" = None
    tail: str = ""


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
        self._kinds: dict[tuple[type[Element], str, int], _Kind] = {}
        self._by_layout: dict[Layout, _Kind] = {}

    def encoded(self, layout: Layout, record: Element) -> bytes | None:
        """The bytes of a record that stands as `layout` says, or None: let `layout` write it."""
        if not self._works:
            return None
        markup: list[bytes] = []
        values: list[Any] = []
        if self._left:
            self._left.clear()
        try:
            kind = self._by_layout.get(layout) or self._kind_of(layout)
            kind.fill(record, markup, values)
            encoded = self._joined(b"".join(markup), values)
        except (_OddError, UnicodeEncodeError, NotFiniteError):
            return None
        for model, names, data in self._left:
            self._layouts.left(model, (name for name in names if is_loss(name, data[name])))
        return encoded

    def leave_out(self, model: type[Element], names: tuple[str, ...], data: Data) -> None:
        """Remember what of an element of this record is left out."""
        self._left.append((model, names, data))

    def _kind_of(self, layout: Layout) -> "_Kind":
        kind = self._by_layout[layout] = self.kind(layout.model, layout.tag, layout.depth)
        return kind

    def rendered(self, shape: "_Shape", values: Sequence[Any]) -> bytes:
        """An element without children as literal markup. Raises `_OddError`, UnicodeEncodeError."""
        return self._joined(shape.markup, list(values)).replace(b"%", b"%%")

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
        return markup.replace("\n", self._encoder.newline).encode(self._codec)

    def _joined(self, markup: bytes, values: list[Any]) -> bytes:
        if not values:
            return markup
        joined = _BETWEEN.join(map(str, values))
        has_empty = not all(values)  # or a zero
        if (
            ("E" in joined and _EXPONENT.search(joined))
            or ("N" in joined and ("None" in joined or "NaN" in joined))
            or ("I" in joined and "Infinity" in joined)
        ):
            joined = _BETWEEN.join(map(_spelt, values))
        encoded = joined.encode(self._codec)
        in_attributes = b'"' in encoded
        if len(encoded) - len(encoded.translate(None, _LOW)) >= len(values):
            if "\r" in joined or ("\n" in joined and self._encoder.newline != "\n"):
                raise _OddError
            in_attributes = True
        if in_attributes or _NONCHARACTERS in encoded:
            self._check(joined, len(values))
        if b"&" in encoded:
            encoded = encoded.replace(b"&", b"&amp;")
        if b"<" in encoded or b">" in encoded:
            encoded = encoded.replace(b"<", b"&lt;").replace(b">", b"&gt;")
        pieces = encoded.split(b"\0")
        if in_attributes:
            _quote(pieces, markup)
        whole = markup % tuple(pieces)
        return _EMPTY.sub(rb"\1/>", whole) if has_empty and b"" in pieces else whole

    def _check(self, joined: str, count: int) -> None:
        """Whether nothing is forbidden but the zeros between the values."""
        if joined.count(_BETWEEN) >= count or FORBIDDEN.search(joined.replace(_BETWEEN, "")):
            raise _OddError


def _spelt(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return spell_decimal(value) if isinstance(value, Decimal) else str(value)


def _quote(pieces: list[bytes], markup: bytes) -> None:
    """Attributes hold no quotes, and spaces in place of line ends and tabs."""
    for number, place in enumerate(_PLACE.finditer(markup)):
        if place[1]:
            piece = pieces[number].replace(b'"', b"&quot;")
            pieces[number] = piece.replace(b"\n", b" ").replace(b"\t", b" ")


_Leaf = tuple[set[str] | None, bytes, Get, str]
_NO_LEAF: Final[_Leaf] = (None, b"", tuple, "")
"""Of elements with nothing but values: the fields, the markup, the values, and the field whose one
text comes last. A plain tuple, because it is unpacked for each list of elements."""


def _leaf(fields: set[str], shape: _Shape | None) -> _Leaf:
    if shape is None or shape.left_out:
        return _NO_LEAF
    if not shape.rest and shape.get is not None:
        return fields, shape.markup, shape.get, ""
    if shape.flat is not None and shape.tail:
        return fields, shape.flat.markup, shape.get or (lambda _: ()), shape.tail
    return _NO_LEAF


class _Kind:
    """The elements of one class under one name at one depth."""

    __slots__ = (
        "_before",
        "_depth",
        "_fields",
        "_last",
        "_leaf",
        "_model",
        "_shapes",
        "_shared",
        "_shared_markup",
        "_swift",
        "_tag",
    )

    def __init__(self, swift: Swift, model: type[Element], tag: str, depth: int) -> None:
        self._swift = swift
        self._model = model
        self._tag = tag
        self._depth = depth
        self._shapes: dict[frozenset[str], _Shape | None] = {}
        self._fields: set[str] | None = None
        self._last: _Shape | None = None
        self._leaf: _Leaf = _NO_LEAF
        self._before: Element | None = None
        self._shared: Element | None = None
        self._shared_markup = b""

    def fill(self, element: Element, markup: list[bytes], values: list[Any]) -> None:
        """Add an element.

        Raises:
            _OddError: it is not for the good path.
        """
        fields = element.__pydantic_fields_set__  # as `model_fields_set`, without a call
        shape = self._last if fields == self._fields else self._shape(fields)
        if shape is None:
            raise _OddError
        data = element.__dict__
        if shape.flat is not None:
            for name in shape.single:
                if len(data[name]) != 1:
                    break
            else:
                shape = shape.flat
        markup.append(shape.markup)
        if shape.get is not None:
            values += shape.get(data)
        for child, behind, get in shape.rest:
            if child is not None:
                child(data, markup, values)
            markup.append(behind)
            if get is not None:
                values += get(data)
        if shape.left_out:
            self._swift.leave_out(self._model, shape.left_out, data)

    def fill_each(
        self, elements: Iterable[Element], markup: list[bytes], values: list[Any]
    ) -> None:
        """Add elements: those with nothing but values, which are most of them, without a call."""
        fields, text, get, tail = self._leaf
        for element in elements:
            if element.__pydantic_fields_set__ == fields:
                data = element.__dict__
                if not tail:
                    markup.append(text)
                    values += get(data)
                    continue
                if len(data[tail]) == 1:
                    markup.append(text)
                    values += get(data)
                    values += data[tail]
                    continue
            self.fill(element, markup, values)
            fields, text, get, tail = self._leaf

    def fill_shared(self, element: Element, markup: list[bytes], values: list[Any]) -> None:
        """Add an element that is often the same object in many records: a unit of measure."""
        if element is self._shared:
            markup.append(self._shared_markup)
            return
        self.fill(element, markup, values)
        if element is not self._before:
            self._before = element
            return
        fields, _, get, tail = self._leaf
        if element.__pydantic_fields_set__ == fields and self._last is not None and not tail:
            self._shared_markup = self._swift.rendered(self._last, get(element.__dict__))
            self._shared = element

    def _shape(self, fields: set[str]) -> _Shape | None:
        """The shape of elements with these fields; None if they are not for the good path."""
        key = frozenset(fields)
        if key not in self._shapes:
            if len(self._shapes) >= _MAX_SHAPES:
                self._shapes.clear()
            self._shapes[key] = self._made(key)
        self._fields, self._last = set(fields), self._shapes[key]
        self._leaf = _leaf(self._fields, self._last)
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
        self._flat: tuple[list[str], list[Slot]] | None = ([], [])

    def literal(self, markup: str) -> None:
        """Markup without values."""
        self._add(markup.replace("%", "%%"))

    def value(self, before: str, slot: Slot, behind: str) -> None:
        """The value of a field, and the markup around it."""
        self.literal(before)
        self._add("%s", slot)
        self.literal(behind)

    def child(self, child: Child) -> None:
        """What is found out for each element."""
        self._runs.append((child, [], []))
        self._flat = None

    def texts(self, head: str, slot: Slot, end: str) -> None:
        """The texts of a field; nearly always there is one."""
        markup = f"{head}%s{end}"
        flat = self._flat
        self.child(_texts(slot, self._swift.bytes_of(markup)))
        if flat is not None:
            flat[0].append(markup)
            flat[1].append(slot)
            self._flat = flat

    def _add(self, markup: str, slot: Slot | None = None) -> None:
        for into in (self._runs[-1][1:], self._flat):
            if into is not None:
                into[0].append(markup)
                if slot is not None:
                    into[1].append(slot)

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
        flat = None
        single: tuple[str, ...] = ()
        tail = ""
        if self._flat is not None and len(runs) > 1:
            markup, slots = self._flat
            single = tuple(slot.name for slot in slots if slot.many)
            one = self._swift.bytes_of("".join(markup))
            flat = _Shape(one, _getter(slots), (), left_out)
            last = slots[-1]
            if len(single) == 1 and last.many and last.value_type in _AS_THEY_ARE:
                tail = last.name
        return _Shape(runs[0].markup, runs[0].get, tuple(runs[1:]), left_out, single, flat, tail)

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
            if len(slots) == 1 and slots[0].element is not None:
                kind = self._swift.kind(slots[0].element, slots[0].tag, depth + 1)
                start, stop, empty = map(self._swift.bytes_of, (f"{head}>\n", end, f"{head}/>\n"))
                self.child(_contained(names[0], kind, (start, stop, empty)))
                return
            flat = self._flat if len(slots) == 1 and slots[0].element is None else None
            self.child(_perhaps(names, inner.shape(), self._swift.bytes_of(f"{head}/>\n")))
            if flat is not None and inner._flat is not None:
                flat[0].extend(inner._flat[0])
                flat[1].extend(inner._flat[1])
                self._flat = flat

    def _child(self, slot: Slot, depth: int) -> None:
        head = f"{tabs(depth)}<{slot.tag}"
        if slot.element is not None:
            kind = self._swift.kind(slot.element, slot.tag, depth)
            empty = self._swift.bytes_of(f"{head}/>\n")
            self.child(_each(slot.name, kind) if slot.many else _one(slot.name, kind, empty))
        elif slot.many:
            self.texts(f"{head}>", slot, f"</{slot.tag}>\n")
        else:
            self.value(f"{head}>", slot, f"</{slot.tag}>\n")


def _grouped(slots: Iterable[Slot], base: str) -> dict[str, list[Slot]]:
    grouped: dict[str, list[Slot]] = {}
    for slot in slots:
        grouped.setdefault(slot.wire.path.removeprefix(base).split("/", 1)[0], []).append(slot)
    return grouped


def _getter(slots: Sequence[Slot]) -> Get | None:
    """The values of fields, in order, of several the first; spelt where `str` would not do."""
    if not slots:
        return None
    names = [slot.name for slot in slots]
    changes = [
        (number, _change(slot))
        for number, slot in enumerate(slots)
        if slot.many or slot.value_type not in _AS_THEY_ARE
    ]
    if len(names) == 1:
        name = names[0]
        get: Get = lambda data: [data[name]]  # noqa: E731 - `itemgetter` gives no list of one
    else:
        get = itemgetter(*names)
    if not changes:
        return get

    def get_changed(data: Data) -> Sequence[Any]:
        values = list(get(data))
        for number, change in changes:
            values[number] = change(values[number])
        return values

    return get_changed


def _change(slot: Slot) -> Callable[[Any], Any]:
    as_it_is = slot.value_type in _AS_THEY_ARE
    if slot.many and as_it_is:
        return itemgetter(0)
    spell = spelling(slot.value_type)
    if slot.many:
        return lambda found: None if found[0] is None else spell(found[0])
    return lambda value: None if value is None else spell(value)


def _one(name: str, kind: _Kind, empty: bytes) -> Child:
    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        element = data[name]
        if element is None:
            markup.append(empty)
        else:
            kind.fill_shared(element, markup, values)

    return fill


def _each(name: str, kind: _Kind) -> Child:
    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        if found := data[name]:
            kind.fill_each(found, markup, values)

    return fill


def _contained(name: str, kind: _Kind, around: tuple[bytes, bytes, bytes]) -> Child:
    """A container of one kind of elements: its tags, or what it is if it is empty."""
    start, stop, empty = around

    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        if found := data[name]:
            markup.append(start)
            kind.fill_each(found, markup, values)
            markup.append(stop)
        else:
            markup.append(empty)

    return fill


def _texts(slot: Slot, each: bytes) -> Child:
    name, spell = slot.name, spelling(slot.value_type)
    as_they_are = slot.value_type in _AS_THEY_ARE

    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        found = data[name] or ()
        markup += [each] * len(found)
        values += found if as_they_are else [None if v is None else spell(v) for v in found]

    return fill


def _perhaps(names: tuple[str, ...], shape: _Shape, empty: bytes) -> Child:
    """A container that stands empty if there is nothing in it."""

    def fill(data: Data, markup: list[bytes], values: list[Any]) -> None:
        for name in names:
            if data[name]:
                break
        else:
            markup.append(empty)
            return
        markup.append(shape.markup)
        for child, behind, get in shape.rest:
            if child is not None:
                child(data, markup, values)
            markup.append(behind)
            if get is not None:
                values += get(data)

    return fill
