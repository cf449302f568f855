"""The shape of an export: the same in any order and with any data, another one where it is not."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.elements import elements

from cml_sync.model.classifier import Group
from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer
from cml_sync.model.records import kind_of
from cml_sync.packages.survey.drift import drift
from cml_sync.packages.survey.shape import Shape, read_shape, write_shape
from cml_sync.packages.survey.shaping import Shaping
from cml_sync.packages.survey.value_kinds import kind_of_value

RECORDS = st.lists(
    st.one_of(*(elements(model) for model in (Product, Offer, Document, Group))), max_size=8
)


def shaped(records: Sequence[Element]) -> Shaping:
    shaping = Shaping()
    for record in records:
        shaping.record(kind_of(record), record)
    return shaping


@settings(deadline=None)
@given(records=RECORDS, data=st.data())
def test_order_does_not_matter(records: list[Element], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(records))
    assert shaped(shuffled).shape() == shaped(records).shape()


@settings(deadline=None)
@given(records=RECORDS, number=st.integers(1, 8))
def test_other_values_of_the_same_kinds_do_not_matter(records: list[Element], number: int) -> None:
    other = [replaced(record, number) for record in records]
    before, now = shaped(records), shaped(other)
    assert now.shape() == before.shape()
    assert not drift(before.shape(), now).drifted


@settings(deadline=None)
@given(records=RECORDS)
def test_a_package_has_its_own_shape(records: list[Element]) -> None:
    shaping = shaped(records)
    report = drift(shaping.shape(), shaping)
    assert (report.drifted, report.possible, report.not_compared) == (False, (), ())


@settings(deadline=None, max_examples=50)
@given(records=RECORDS, times_=st.integers(2, 40))
def test_more_of_the_same_is_no_drift(records: list[Element], times_: int) -> None:
    assert not drift(shaped(records).shape(), shaped(records * times_)).drifted
    assert not drift(shaped(records * times_).shape(), shaped(records)).drifted


@settings(deadline=None, max_examples=50)
@given(records=RECORDS)
def test_what_is_written_is_read(records: list[Element], tmp_path_factory: Any) -> None:
    file = tmp_path_factory.mktemp("shape") / "shape.json"
    shape = shaped(records).shape()
    file.write_text(write_shape(shape), encoding="utf-8")
    assert read_shape(file) == shape


@settings(deadline=None, max_examples=50)
@given(records=st.lists(elements(Product), min_size=3, max_size=8))
def test_an_element_more_in_every_record_is_drift(records: list[Product]) -> None:
    bare = [record.model_copy(update={"site_id": None}) for record in records]
    for record in bare:
        record.model_fields_set.discard("site_id")
    more = [Product(**{**set_fields(record), "site_id": "1"}) for record in bare]
    report = drift(shaped(bare).shape(), shaped(more))
    assert [row.path for row in report.changes] == ["product/site_id"]
    assert isinstance(shaped(more).shape(), Shape)


def set_fields(record: Element) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.model_fields_set}


def replaced(element: Element, number: int) -> Element:
    """The element with every value replaced by another one of its kind."""
    values = {
        name: value if name.startswith("unknown") else _other(value, number)
        for name, value in set_fields(element).items()
    }
    return type(element)(**values)


def _other(value: Any, number: int) -> Any:
    if isinstance(value, tuple):
        return tuple(_other(one, number) for one in value)
    if isinstance(value, Element):
        return replaced(value, number)
    if value is None:
        return None
    made = _MADE[type(value)](value, number)
    assert kind_of_value(made) == kind_of_value(value)
    return made


def _number(value: Decimal, number: int) -> Decimal:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(number).scaleb(min(exponent, 0)).quantize(Decimal(1).scaleb(min(exponent, 0)))


def _text(value: str, number: int) -> str:
    kind = kind_of_value(value)
    if kind == "empty":
        return value
    if kind == "digits":
        return str(number)
    if kind == "text":
        return f"другое {number}"
    return value  # texts that look like numbers or dates: rare here, and kept


_MADE: dict[type, Callable[[Any, int], Any]] = {
    str: _text,
    bool: lambda value, _: not value,
    Decimal: _number,
    date: lambda value, number: value + timedelta(days=number),
    datetime: lambda value, number: value + timedelta(days=number),
    time: lambda value, number: value.replace(minute=number),
}
