"""Any value of any model, made from its wiring: what XML can hold and a reader tells apart."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cml_sync.model.element import Element, Unknown
from cml_sync.model.wire import TEXT, Space
from cml_sync.model.wiring import Nest, Slot, slots_by_name, wiring

MAX_DEPTH = 3
MAX_FIELDS = 6

CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cn"],
    exclude_characters=[chr(code) for code in range(32) if code not in (9, 10)]
    + ["\ufffe", "\uffff"],
)
TEXTS = st.one_of(
    st.sampled_from(["", "шт", "a & b", "<b>ж</b>", "]]>", "5 > 3", '"Уют"', "'", "№ 1 — 2½ ₽ 😀"]),
    st.text(CHARACTERS, max_size=12),
)
VALUES: dict[type, st.SearchStrategy[Any]] = {
    Decimal: st.decimals(Decimal(-(10**12)), Decimal(10**12), places=4)
    | st.sampled_from([Decimal("350.00"), Decimal("1E+3"), Decimal("-0.5"), Decimal("1E-9")]),
    bool: st.booleans(),
    date: st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    datetime: st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001
    time: st.times(),
}
UNKNOWN = st.sampled_from(
    ["<Слаг/>", "<Слаг> a\n </Слаг>", '<Ы б="1 &gt; 2">т &amp; <в/>х</Ы>', "<Я><Ид>1</Ид></Я>"]
)


@st.composite
def elements(draw: st.DrawFn, model: type[Element], depth: int = 0) -> Element:
    """An element of `model` with some of its fields set."""
    slots = [slot for slot in slots_by_name(model).values() if _fits(slot, depth)]
    some = st.lists(st.sampled_from(slots), unique=True, max_size=MAX_FIELDS) if slots else None
    chosen = [] if some is None else draw(some)
    values: dict[str, Any] = {slot.name: draw(_values(model, slot, depth)) for slot in chosen}
    if draw(st.integers(0, 9)) == 0:
        kept = draw(st.lists(UNKNOWN, min_size=1, max_size=2))
        values["unknown"] = tuple(Unknown(xml=xml) for xml in kept)
    if draw(st.integers(0, 9)) == 0:
        values["unknown_attributes"] = (("Прочее", draw(TEXTS.map(_of_attribute))),)
    return model(**values)


def _fits(slot: Slot, depth: int) -> bool:
    return slot.element is None or depth < MAX_DEPTH


def _values(model: type[Element], slot: Slot, depth: int) -> st.SearchStrategy[Any]:
    one: st.SearchStrategy[Any]
    if slot.element is not None:
        one = elements(slot.element, depth + 1)
    elif slot.value_type is str:
        one = _texts(slot)
    else:
        assert slot.value_type is not None
        one = VALUES[slot.value_type] if slot.many else st.none() | VALUES[slot.value_type]
    if not slot.many:
        return one
    return st.lists(one, min_size=0 if _alone(model, slot) else 1, max_size=3).map(tuple)


def _texts(slot: Slot) -> st.SearchStrategy[str]:
    texts = TEXTS
    if slot.wire.path.startswith("@"):
        texts = texts.map(_of_attribute)
    if slot.wire.space is Space.TRIM:
        texts = texts.map(str.strip)
    elif slot.wire.space is Space.RIGHT:
        texts = texts.map(str.rstrip)
    if slot.wire.path == TEXT:
        texts = texts.filter(bool)  # text that is empty cannot be told from none
    return texts


def _of_attribute(value: str) -> str:
    return value.replace("\n", " ").replace("\t", " ")


def _alone(model: type[Element], slot: Slot) -> bool:
    """Whether an empty tuple has a form: a container that no other field shares."""
    container = wiring(model).children.get(slot.wire.path.split("/", 1)[0])
    return isinstance(container, Nest) and len(list(container.slots())) == 1


def shape(value: object) -> object:
    """`value` with the names of its set fields: equality of models passes over them."""
    if isinstance(value, Element):
        fields = {name: shape(getattr(value, name)) for name in sorted(value.model_fields_set)}
        return (type(value).__name__, fields)
    return tuple(shape(one) for one in value) if isinstance(value, tuple) else value
