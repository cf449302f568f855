from datetime import date

import pytest
from tests.unit.checks.staging import Sample, codes, line, order, problems, sample, staged

from cml_sync.checks.chapters.taxes import RULES
from cml_sync.model.documents import Document, DocumentLine
from cml_sync.model.goods import Product
from cml_sync.model.taxes import Tax, TaxRate


def taxed(*rates: str | None, name: str | None = "НДС") -> Product:
    return Product(id="p", tax_rates=tuple(TaxRate(name=name, rate=rate) for rate in rates))


def on(day: date, rate: str, currency: str = "RUB") -> Document:
    return order(date=day, currency=currency, taxes=(Tax(name="НДС", rate=rate),))


def included(*, document: bool | None, of_line: bool | None) -> Document:
    tax = {"name": "НДС", "included": of_line}
    return order(
        taxes=(Tax(name="НДС", included=document),),
        lines=(line("350.00", "2", "700.00", taxes=(tax,)),),
    )


def with_tax(amount: str, rate: str, **more: object) -> DocumentLine:
    tax = {"name": "НДС", "rate": rate, "amount": amount}
    return line("350.00", "2", "700.00", taxes=(tax,), **more)


def two_rates(of_goods: str, of_sum: str) -> DocumentLine:
    rates = (TaxRate(name="НДС", rate=of_goods),)
    return line("350.00", "2", "700.00", tax_rates=rates, taxes=({"name": "НДС", "rate": of_sum},))


SAMPLES = (
    sample("CML311", taxed("21"), taxed("20%")),
    sample("CML311", taxed("21"), taxed("21", name="Сбор")),
    sample("CML311", taxed("21"), taxed("0.2")),
    sample("CML311", taxed("2"), taxed("22")),
    sample(
        "CML312",
        order(taxes=(Tax(name="НДС", rate="двадцать"),)),
        order(taxes=(Tax(name="НДС", rate="Без НДС"),)),
    ),
    sample(
        "CML312",
        line("1", "1", "1", tax_rates=(TaxRate(name="НДС", rate="33"),)),
        line("1", "1", "1", tax_rates=(TaxRate(name="НДС", rate="20/120"),)),
    ),
    sample("CML313", taxed("0.2"), taxed("0")),
    sample("CML313", taxed("0,18"), taxed("18,0")),
    sample(
        "CML313",
        order(taxes=(Tax(name="НДС", rate="0.20"),)),
        order(taxes=(Tax(name="НДС", rate="20"),)),
    ),
    sample("CML328", two_rates("20", "Без НДС"), two_rates("0", "Без НДС")),
    sample("CML328", two_rates("20", "10"), two_rates("20", "НДС 20%")),
    sample("CML328", two_rates("22", "20/120"), two_rates("20", "20/120")),
    sample("CML314", taxed("20%"), taxed("20.00")),
    sample("CML314", taxed("НДС20"), taxed("Без НДС")),
    sample("CML314", taxed("20,00"), taxed("20/120")),
    sample("CML315", taxed("20", name=None), taxed("20")),
    sample("CML315", taxed("20", name=" "), taxed(None, name=None)),
    sample("CML315", order(taxes=(Tax(amount="5"),)), order(taxes=(Tax(name="НДС", amount="5"),))),
    sample("CML316", taxed("20", "10"), taxed("20", "20")),
    sample("CML316", taxed("20", "10"), taxed("20", None)),
    sample("CML317", on(date(2026, 2, 1), "20"), on(date(2025, 12, 31), "20")),
    sample("CML317", on(date(2025, 12, 31), "22"), on(date(2026, 1, 1), "22")),
    sample("CML317", on(date(2019, 1, 1), "18%"), on(date(2019, 1, 1), "18/118")),
    sample("CML317", on(date(2024, 12, 31), "5"), on(date(2024, 12, 31), "10")),
    sample("CML317", on(date(2026, 2, 1), "20"), on(date(2026, 2, 1), "20", currency="BYN")),
    sample("CML318", included(document=True, of_line=False), included(document=True, of_line=True)),
    sample("CML318", included(document=False, of_line=True), included(document=None, of_line=True)),
    sample("CML319", with_tax("140", "22"), with_tax("154.00", "22")),
    sample("CML319", with_tax("140", "22"), with_tax("126.23", "22")),
    sample("CML319", with_tax("126", "0"), with_tax("0", "0")),
    sample(
        "CML319",
        with_tax("113.61", "22"),
        with_tax("113.61", "22", discounts=({"amount": "70", "included": False},)),
    ),
    sample("CML319", with_tax("1", "22"), with_tax("1", "Без НДС")),
    sample(
        "CML320",
        order(taxes=(Tax(name="НДС", amount="10"),)),
        order(taxes=(Tax(name="НДС", amount="10", included=True),)),
    ),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_a_wrong_tax_names_its_line() -> None:
    document = order(
        lines=(
            line("350", "1", "350"),
            line("350", "1", "350", taxes=({"name": "НДС", "amount": "7", "rate": "20"},)),
        )
    )
    [found] = [one for one in problems(staged(document)) if one.code == "CML319"]
    assert found.place.path.endswith("Товары/Товар[2]/Налоги/Налог[1]/Сумма")
    assert str(found.message) == "The tax is `7`, the rate `20` gives another sum"
