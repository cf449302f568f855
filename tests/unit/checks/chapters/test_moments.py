from datetime import date, datetime

import pytest
from tests.unit.checks.staging import Sample, codes, order, part, problems, sample, staged

from cml_sync.checks.chapters.moments import RULES
from cml_sync.model.documents import Document
from cml_sync.model.information import CommercialInformation


def said(name: str, value: str) -> Document:
    return order(requisites=({"name": name, "values": (value,)},))


def on(year: int, month: int, day: int) -> Document:
    return order(date=date(year, month, day))


SAMPLES = (
    sample("CML621", on(1970, 1, 1), on(1990, 1, 1)),
    sample("CML622", on(2026, 3, 3), on(2026, 3, 2)),
    sample(
        "CML622",
        on(2062, 3, 1),
        part(on(2062, 3, 1), information=CommercialInformation(schema_version="2.07")),
    ),
    sample(
        "CML623",
        order(payment_due=date(2026, 2, 28)),
        order(payment_due=date(2026, 3, 1)),
    ),
    sample("CML624", said("Дата оплаты по 1С", "вчера"), said("Дата оплаты по 1С", "T")),
    sample(
        "CML624",
        said("Дата отгрузки", "2026-03-32"),
        said("ДатаОтгрузки", "02.03.2026 9:05:00"),
    ),
    sample("CML624", said("Дата по 1С", "1"), said("Дата доставки", "завтра")),
    sample("CML626", said("Дата по 1С", "2026-03-01T9:05:00"), said("Дата по 1С", "2026-03-01")),
    sample(
        "CML626",
        said("Дата отгрузки", "2026-03-01 9:05:00"),
        said("Дата отгрузки", "2026-03-01T09:05:00"),
    ),
    sample(
        "CML626",
        said("Дата по 1С", "2026-03-01T0:05:00"),
        said("Дата по 1С", "0001-01-01T0:00:00"),
    ),
    sample("CML625", said("Дата оплаты", "2026-02-28"), said("Дата оплаты", "2026-03-01T00:00:00")),
    sample(
        "CML625",
        said("Дата отгрузки по 1С", "28.02.2026 10:00:00"),
        said("Дата отгрузки по 1С", "0001-01-01T00:00:00"),
    ),
    sample(
        "CML625",
        order(subordinates=({"date": date(2026, 2, 28)},)),
        order(subordinates=({"date": date(2026, 3, 5)},)),
    ),
    sample(
        "CML625",
        order(site_payments=({"paid_at": datetime(2026, 2, 28, 10, 0)},)),  # noqa: DTZ001 - local
        order(site_payments=({"amount": 1},)),
    ),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_an_unreadable_moment_is_named_with_its_requisite() -> None:
    [found] = problems(staged(said("Дата отгрузки", "2026-02-30")))
    assert str(found.message) == "`Дата отгрузки` is `2026-02-30`"
    assert found.place.path.endswith("ЗначенияРеквизитов/ЗначениеРеквизита[1]")
