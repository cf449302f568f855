"""The text of elements in lines: for each set of fields it is made once, with places for values.

Elements inside of elements are texts in the text of the outer one. Of all quotes that a text should
have a tally is kept: whoever finds more of them knows that one came with a value (`swift`).
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple

from cml_sync.model.element import Element
from cml_sync.model.requisites import Requisite
from cml_sync.model.wiring import Slot, slots_by_name
from cml_sync.packages.forms.jsonl.plain import REQUISITES, as_map
from cml_sync.packages.forms.jsonl.spelling import SPELLINGS, TEXT, Change, OddError, Spelling

Get = Callable[[dict[str, Any]], tuple[Any, ...]]

_MAX_SHAPES: Final = 4096
_JOINED: Final = '","'
_NAMED: Final = frozenset({"name", "values"})


class Tally:
    """How many quotes the line that is being made has of its own."""

    __slots__ = ("quotes",)

    def __init__(self) -> None:
        self.quotes = 0


class Shape(NamedTuple):
    """The text of elements that have the same fields set, without braces.

    Attributes:
        text: with a ``%s`` for each value.
        get: the values.
        changes: which of them are changed, and how.
        quotes: in the text.
        tail: a field of texts that comes last; where it has exactly one, `flat` is the text.
        flat: with a place for this one.
        before: the values in front of it.
    """

    text: str
    get: Get
    changes: tuple[tuple[int, Change], ...]
    quotes: int
    tail: str = ""
    flat: str = ""
    before: Get = tuple


_Leaf = tuple[set[str] | None, str, Get, int, str]
_NO_LEAF: Final[_Leaf] = (None, "", tuple, 0, "")
"""Of elements with nothing but values: the fields, the text in braces, the values, the quotes in
it, and the field whose one text comes last. A plain tuple: it is unpacked for each list."""


def _leaf(fields: set[str], shape: Shape) -> _Leaf:
    if not shape.changes:
        return fields, f"{{{shape.text}}}", shape.get, shape.quotes, ""
    if shape.tail:
        return fields, f"{{{shape.flat}}}", shape.before, shape.quotes + 2, shape.tail
    return _NO_LEAF


class Templates:
    """The templates of one part, and their tally."""

    def __init__(self) -> None:
        self.tally = Tally()
        self._templates: dict[type[Element], Template] = {}

    def of(self, model: type[Element]) -> "Template":
        """That of the elements of `model`."""
        template = self._templates.get(model)
        if template is None:
            template = self._templates[model] = Template(self, model)
        return template


class Template:
    """The elements of one class."""

    __slots__ = (
        "_before",
        "_fields",
        "_last",
        "_leaf",
        "_model",
        "_shapes",
        "_shared",
        "_shared_quotes",
        "_shared_text",
        "_tally",
        "_templates",
    )

    def __init__(self, templates: Templates, model: type[Element]) -> None:
        self._templates = templates
        self._tally = templates.tally
        self._model = model
        self._shapes: dict[frozenset[str], Shape | None] = {}
        self._fields: set[str] | None = None
        self._last: Shape | None = None
        self._leaf: _Leaf = _NO_LEAF
        self._before: Element | None = None
        self._shared: Element | None = None
        self._shared_text = ""
        self._shared_quotes = 0

    def inside(self, element: Element) -> str:
        """The text of an element, without its braces.

        Raises:
            OddError: it is not for the good path.
        """
        fields = element.__pydantic_fields_set__  # as `model_fields_set`, without a call
        shape = self._last if fields == self._fields else self._shape(fields)
        if shape is None:
            raise OddError
        self._tally.quotes += shape.quotes
        if not shape.changes:
            return shape.text % shape.get(element.__dict__)
        values = list(shape.get(element.__dict__))
        for number, change in shape.changes:
            values[number] = change(values[number])
        return shape.text % tuple(values)

    def each(self, elements: Sequence[Element]) -> str:
        """The texts of elements in a row, most of them without a call."""
        fields, text, get, more, tail = self._leaf
        texts = []
        quotes = 0
        for element in elements:
            if element.__pydantic_fields_set__ == fields:
                data = element.__dict__
                if not tail:
                    texts.append(text % get(data))
                    quotes += more
                    continue
                if len(data[tail]) == 1:
                    texts.append(text % (*get(data), *data[tail]))
                    quotes += more
                    continue
            texts.append(f"{{{self.inside(element)}}}")
            fields, text, get, more, tail = self._leaf
        self._tally.quotes += quotes
        return ",".join(texts)

    def one(self, element: Element | None) -> str:
        """The text of one that is often the same object in many records: a unit of measure."""
        if element is None:
            return "null"
        if element is self._shared:
            self._tally.quotes += self._shared_quotes
            return self._shared_text
        before = self._tally.quotes
        text = f"{{{self.inside(element)}}}"
        if element is self._before:
            self._shared = element
            self._shared_text = text
            self._shared_quotes = self._tally.quotes - before
        self._before = element
        return text

    def _shape(self, fields: set[str]) -> Shape | None:
        """The shape of elements with these fields; None if they are not for the good path."""
        key = frozenset(fields)
        if key not in self._shapes:
            if len(self._shapes) >= _MAX_SHAPES:
                self._shapes.clear()
            self._shapes[key] = self._made(key)
        shape = self._shapes[key]
        self._fields, self._last = set(fields), shape
        self._leaf = _NO_LEAF if shape is None else _leaf(self._fields, shape)
        return shape

    def _made(self, fields: frozenset[str]) -> Shape | None:
        known = slots_by_name(self._model)
        slots = [known[name] for name in self._model.model_fields if name in fields & known.keys()]
        spellings = [self._spelling(slot) for slot in slots]
        if len(slots) < len(fields) or None in spellings:
            return None
        said = [one for one in spellings if one is not None]
        names = [slot.name for slot in slots]
        text = _text(names, said)
        changes = tuple((n, one.change) for n, one in enumerate(said) if one.change is not None)
        shape = Shape(text, _getter(names), changes, text.count('"'))
        if len(changes) != 1 or not (slots[-1].many and slots[-1].value_type is str):
            return shape
        flat = _text(names, [*said[:-1], Spelling(f"[{TEXT}]")])
        return shape._replace(tail=names[-1], flat=flat, before=_getter(names[:-1]))

    def _spelling(self, slot: Slot) -> Spelling | None:
        if slot.element is None:
            if slot.many:
                return Spelling("[%s]", self._texts) if slot.value_type is str else None
            return None if slot.value_type is None else SPELLINGS.get(slot.value_type)
        if slot.name == REQUISITES:
            return Spelling("{%s}", self._map) if slot.element is Requisite else None
        template = self._templates.of(slot.element)
        return Spelling("[%s]", template.each) if slot.many else Spelling("%s", template.one)

    def _texts(self, values: Sequence[str]) -> str:
        if not values:
            return ""
        self._tally.quotes += 2 * len(values)
        return f'"{_JOINED.join(values)}"'

    def _map(self, requisites: Sequence[Requisite]) -> str:
        """What `plain.as_map` makes of them, where it makes a map."""
        names = []
        texts = []
        for one in requisites:
            values = one.values
            if one.__pydantic_fields_set__ != _NAMED or len(values) != 1:
                raise OddError
            name = one.name
            names.append(name)
            texts.append(f'"{name}":"{values[0]}"')
        if len(names) != len(set(names)):
            return self._doubled(requisites)
        self._tally.quotes += 4 * len(texts)
        return ",".join(texts)

    def _doubled(self, requisites: Sequence[Requisite]) -> str:
        found = as_map(requisites)
        if not isinstance(found, dict):
            raise OddError
        self._tally.quotes += 2 * len(found)
        texts = []
        for name, value in found.items():
            listed = isinstance(value, list)
            said = self._texts(value if listed else [value])
            texts.append(f'"{name}":[{said}]' if listed else f'"{name}":{said}')
        return ",".join(texts)


def _text(names: Sequence[str], spellings: Sequence[Spelling]) -> str:
    pairs = zip(names, spellings, strict=True)
    return ",".join(f'"{name}":{spelling.place}' for name, spelling in pairs)


def _getter(names: Sequence[str]) -> Get:
    if not names:
        return lambda _: ()
    if len(names) == 1:
        name = names[0]
        return lambda data: (data[name],)  # `itemgetter` gives no tuple of one
    return itemgetter(*names)
