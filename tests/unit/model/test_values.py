from datetime import date, datetime, time
from decimal import Decimal

import pytest
from pydantic import ValidationError

from cml_sync.model.documents import Document, SitePayment
from cml_sync.model.goods import Catalog
from cml_sync.model.offers import Price
from cml_sync.model.parties import Counterparty


@pytest.mark.parametrize("text", ["350.00", "0", "-3", "1234567890123456.99", "0.0001"])
def test_an_amount_keeps_the_scale_of_its_text(text: str) -> None:
    price = Price.model_validate({"value": text})

    assert price.value == Decimal(text)
    assert str(price.value) == text


@pytest.mark.parametrize("text", ["", "21,6", "1 000.00", "NaN", "inf", "десять"])
def test_a_number_of_another_shape_is_for_the_slow_path(text: str) -> None:
    with pytest.raises(ValidationError):
        Price.model_validate({"value": text})


@pytest.mark.parametrize(
    ("text", "flag"), [("true", True), ("false", False), ("1", True), ("0", False)]
)
def test_a_flag_is_one_of_four_words(text: str, flag: bool) -> None:
    assert Catalog.model_validate({"changes_only": text}).changes_only is flag


@pytest.mark.parametrize("text", ["", "да", "истина"])
def test_a_flag_in_russian_is_for_the_slow_path(text: str) -> None:
    with pytest.raises(ValidationError):
        Catalog.model_validate({"changes_only": text})


def test_a_day_is_a_day() -> None:
    assert Document.model_validate({"date": "2026-03-01"}).date == date(2026, 3, 1)
    assert Counterparty.model_validate({"birth_date": "1899-12-31"}).birth_date == date(
        1899, 12, 31
    )


@pytest.mark.parametrize("text", ["0001-01-01", "01.03.2026", "2026-3-1", ""])
def test_an_empty_or_local_day_is_for_the_slow_path(text: str) -> None:
    with pytest.raises(ValidationError):
        Document.model_validate({"date": text})


def test_a_moment_is_local_unless_it_carries_an_offset() -> None:
    local = SitePayment.model_validate({"paid_at": "2026-03-01T10:20:30"}).paid_at
    offset = SitePayment.model_validate({"paid_at": "2026-03-01T10:20:30+03:00"}).paid_at

    assert local == datetime(2026, 3, 1, 10, 20, 30)  # noqa: DTZ001 - local time of the writer
    assert local is not None
    assert local.tzinfo is None
    assert offset is not None
    assert offset.isoformat() == "2026-03-01T10:20:30+03:00"


@pytest.mark.parametrize(
    "text",
    ["0001-01-01T00:00:00", "2026-03-01T9:20:30", "20260301", "20260301102030", ""],
)
def test_an_empty_or_crooked_moment_is_for_the_slow_path(text: str) -> None:
    with pytest.raises(ValidationError):
        SitePayment.model_validate({"paid_at": text})


def test_a_time_is_a_time() -> None:
    assert Document.model_validate({"time": "09:05:00"}).time == time(9, 5)
