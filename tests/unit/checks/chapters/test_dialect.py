from datetime import datetime

import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    codes,
    line,
    order,
    part,
    problems,
    sample,
    section,
    staged,
)

from cml_sync.checks.chapters.dialect import RULES
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.offers import Offer, Price

CATALOG = section(Catalog(id="c", changes_only=True))


def with_unknown(xml: str, at: str = "") -> Product:
    return Product(id="p", name="Чай", unknown=(Unknown(at=at, xml=xml),))


def priced(xml: str) -> Offer:
    return Offer(id="p", prices=(Price(price_type_id="r", unknown=(Unknown(xml=xml),)),))


def made(day: int, hour: int, *, file: str, orders: bool = False) -> StagedPart:
    moment = datetime(2026, 3, day, hour, 0)  # noqa: DTZ001 - the format knows no time zones
    information = CommercialInformation(schema_version="2.07", generated_at=moment)
    return part(order() if orders else CATALOG, file=file, information=information)


SAMPLES = (
    sample("CML703", part(CATALOG, version="3.2"), part(CATALOG, version="3.1")),
    sample("CML704", with_unknown("<Артикел>1</Артикел>"), with_unknown("<Акция>1</Акция>")),
    sample(
        "CML704",
        with_unknown("<Картинки>a.jpg</Картинки>"),
        with_unknown("<Картинки><Файл>a.jpg</Файл></Картинки>"),
    ),
    sample("CML704", with_unknown("<Групы/>"), with_unknown("<Артикул><а/></Артикул>")),
    sample("CML704", with_unknown("<Акциз1/>", "Акцизы"), with_unknown("<Акциз1/>", "Налоги")),
    sample("CML704", with_unknown("<Шртихкод>1</Шртихкод>"), with_unknown("<Вид>1</Вид>")),
    sample("CML705", with_unknown("<Apтикул>1</Apтикул>"), with_unknown("<Артикль>1</Артикль>")),
    sample("CML704", priced("<ЦенаЗаЕденицу>1</ЦенаЗаЕденицу>"), priced("<Скидка>1</Скидка>")),
    sample(
        "CML704",
        line("1", "1", "1", unknown=(Unknown(xml="<Количествo1/>"), Unknown(xml="<Сума/>"))),
        line("1", "1", "1", unknown=(Unknown(xml="<Резерв/>"),)),
    ),
    sample("CML705", with_unknown("<артикул>1</артикул>"), with_unknown("<Слаг>1</Слаг>")),
    sample("CML781", part(CATALOG, version="2.7"), part(CATALOG, version="2.021")),
    sample("CML781", part(CATALOG, version="neu"), part(CATALOG, version="210")),
    sample("CML781", part(CATALOG, version="2.11"), part(CATALOG, version="3.2")),
    Sample(
        "CML701",
        (part(CATALOG, file="a.xml"), part(CATALOG, file="b.xml", version="2.10")),
        (part(CATALOG, file="a.xml"), part(order(), file="b.xml", version="2.10")),
    ),
    Sample(
        "CML702",
        (made(1, 4, file="a.xml"), made(2, 5, file="b.xml")),
        (made(1, 4, file="a.xml"), made(2, 3, file="b.xml"), made(9, 1, file="o", orders=True)),
    ),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_the_older_part_is_named() -> None:
    [told] = problems(made(5, 1, file="new.xml"), made(1, 1, file="old.xml"))
    assert told.place.file == "old.xml"
    assert str(told.message) == (
        "This part was made at 2026-03-01 01:00, `new.xml` at 2026-03-05 01:00"
    )


def test_the_meant_name_stands_in_the_hint() -> None:
    found = problems(staged(with_unknown("<Apтикул>1</Apтикул>")))
    [told] = [problem for problem in found if problem.code == "CML705"]
    assert str(told.hint) == "Write `Артикул`"
    assert told.place.path.endswith("/Apтикул")
