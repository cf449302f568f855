"""Records of which only the set fields are picked are the lines that pydantic makes of them."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.by_pydantic import by_pydantic
from tests.property.elements import elements

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.records import MODELS
from cml_sync.packages.forms.jsonl import plain

ODD = st.sampled_from(["", "None", "a\0b", "\x1f", "\x7f", "\u2028", "a\r\nb", "\t", '"%s"', "\\"])
NUMBERS = st.sampled_from(
    [Decimal("1E+5"), Decimal("1E-9"), Decimal("-0.00"), Decimal("NaN"), None]
)


def spoilt(record: Element, data: st.DataObject) -> Element:
    """`record` with an odd value in one of its plain fields."""
    values = record.__dict__
    some = [name for name, value in values.items() if isinstance(value, (str, Decimal))]
    if not some:
        return record
    name = data.draw(st.sampled_from(some))
    return record.model_copy(
        update={name: data.draw(ODD if isinstance(values[name], str) else NUMBERS)}
    )


@pytest.mark.parametrize("kind", MODELS, ids=str)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_both_ways_give_the_same_bytes(kind: Kind, data: st.DataObject) -> None:
    record = data.draw(elements(MODELS[kind]))
    for one in (record, spoilt(record, data)):
        assert plain.as_json(one) == by_pydantic(one)
