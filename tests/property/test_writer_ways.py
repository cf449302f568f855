"""Both ways of writing a record give the same bytes, and leave out the same."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.elements import elements

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.records import MODELS
from cml_sync.xml.dialects import DIALECTS, FAITHFUL, Dialect
from cml_sync.xml.writing.characters import Encoder
from cml_sync.xml.writing.layout import Layouts
from cml_sync.xml.writing.swift import Swift

SLOW = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
DIALECT_S = st.sampled_from(
    [
        FAITHFUL,
        DIALECTS["2.07"],
        replace(FAITHFUL, encoding="cp1251"),
        replace(FAITHFUL, encoding="latin-1"),
        replace(FAITHFUL, encoding="utf-16-le"),
        replace(FAITHFUL, newline="\r\n"),
    ]
)
ODD = st.sampled_from(
    ["", "None", "1E+5", "NaN", "a\0b", "\x0b", "\ufffe", "\ud800", "a\r\nb", "\t", '"%s"', "<&>"]
)
NUMBERS = st.sampled_from([Decimal("1E+5"), Decimal("1E-9"), Decimal("NaN"), Decimal(0), None])


def written(layouts: Layouts, encoder: Encoder, model: type[Element], record: Element) -> bytes:
    out: list[str] = []
    layouts.layout(model, "Запись", 2).write(record, out)
    return encoder.encode("".join(out))


def spoilt(record: Element, texts: st.SearchStrategy[Any], data: st.DataObject) -> Element:
    """`record` with an odd value in one of its plain fields."""
    values = record.__dict__
    plain = [name for name, value in values.items() if isinstance(value, (str, Decimal))]
    if not plain:
        return record
    name = data.draw(st.sampled_from(plain))
    odd = texts if isinstance(values[name], str) else NUMBERS
    return record.model_copy(update={name: data.draw(odd)})


@pytest.mark.parametrize("kind", Kind)
@SLOW
@given(data=st.data(), dialect=DIALECT_S)
def test_both_ways_write_the_same(kind: Kind, data: st.DataObject, dialect: Dialect) -> None:
    model = MODELS[kind]
    layouts, swift_layouts = Layouts(dialect.says), Layouts(dialect.says)
    encoder = Encoder(dialect.encoding, dialect.newline)
    swift = Swift(swift_layouts, Encoder(dialect.encoding, dialect.newline))
    drawn = data.draw(st.lists(elements(model), min_size=1, max_size=3))
    records = [spoilt(record, ODD, data) for record in drawn] + [*drawn, *drawn]
    for record in records:
        before = dict(swift_layouts.left_out)
        quick = swift.encoded(swift_layouts.layout(model, "Запись", 2), record)
        if quick is None:
            assert swift_layouts.left_out == before
            layouts.left_out = before
        else:
            assert quick == written(layouts, encoder, model, record)
            assert swift_layouts.left_out == layouts.left_out
