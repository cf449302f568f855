"""What pydantic takes, the reader takes: as it stands, or mended to the same value and told of."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cml_sync.model.values import Amount, Day, Flag, Moment, TimeOfDay
from cml_sync.xml.reading.lexical import has_shape, mend

SIGNS = "0123456789" * 3 + "+-._eE,:TZtz \u2212\u0663\uff15"
NUMBERS = st.text(SIGNS[:-10] + "._eE+-\u0663\uff15", max_size=12)
FLAGS = ("true", "1", "0", "yes", "no", "on", "off", "y", "n", "t", "f", "FALSE", "oN", "01", "2")
DATES = st.dates(date(1990, 1, 1), date(2190, 1, 1)).map(date.isoformat)
ZONES = st.sampled_from(["", "Z", "z", "+03:00", "-0300", "\u221203:00", " Z", "+03"])
TIMES = st.builds(
    "{0:02}:{1:02}{2}{3}".format,
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", ":07", ":07.5", ":07,123", ":00", ":00.0000001"]),
    ZONES,
)
MIDNIGHTS = st.builds("00:00{}{}".format, st.sampled_from(["", ":00", ":00.000", ":00,0"]), ZONES)
MOMENTS = st.builds(
    "{}{}{}".format, DATES, st.sampled_from(["T", "t", " ", "_"]), st.one_of(TIMES, MIDNIGHTS)
)
LOOSE = st.text(SIGNS, max_size=24)
MADE: dict[type, tuple[Any, st.SearchStrategy[str]]] = {
    Decimal: (Amount, NUMBERS),
    bool: (Flag, st.sampled_from(FLAGS)),
    date: (Day, st.one_of(DATES, MOMENTS, LOOSE)),
    datetime: (Moment, st.one_of(DATES, MOMENTS, LOOSE)),
    time: (TimeOfDay, st.one_of(TIMES, MIDNIGHTS, LOOSE)),
}


def is_meant(value_type: type, text: str) -> bool:
    """Whether the text can only mean what pydantic makes of it."""
    if value_type is Decimal:  # digits far behind the dot are left alone
        return abs(Decimal(text)) > Decimal("1E-60")
    return any(sign in text[1:] for sign in "-:")  # not seconds since 1970


@pytest.mark.parametrize("value_type", MADE)
@settings(max_examples=500, deadline=None)
@given(st.data())
def test_what_pydantic_takes_is_right_or_mended_to_the_same(
    value_type: type, data: st.DataObject
) -> None:
    shape, texts = MADE[value_type]
    adapter: TypeAdapter[Any] = TypeAdapter(shape)
    text = data.draw(texts).strip()
    try:
        value = adapter.validate_python(text)
    except ValidationError:
        return
    if has_shape(text, value_type):
        return
    assume(value_type is bool or is_meant(value_type, text))
    mended = mend(text, value_type)
    assert mended is not None
    assert adapter.validate_python(mended.value) == value
