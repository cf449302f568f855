import pytest
from tests.unit.checks.staging import Sample, codes, order, problems, sample, staged

from cml_sync.checks.chapters.states import RULES
from cml_sync.model.documents import Document


def said(*pairs: tuple[str, str]) -> Document:
    return order(requisites=[{"name": name, "values": (value,)} for name, value in pairs])


CANCELLED = ("Отменен", "true")

SAMPLES = (
    sample("CML641", said(CANCELLED, ("Оплачен", "true")), said(CANCELLED, ("Оплачен", "false"))),
    sample(
        "CML641",
        said(CANCELLED, ("Дата оплаты по 1С", "2026-03-02")),
        said(("Отменен", "false"), ("Оплачен", "true")),
    ),
    sample("CML642", said(CANCELLED, ("Отгружен", "да")), said(CANCELLED, ("Отгружен", "нет"))),
    sample(
        "CML643",
        said(("ПометкаУдаления", "true"), ("Проведен", "true")),
        said(("ПометкаУдаления", "false"), ("Проведен", "true")),
    ),
    sample("CML644", said(("Статус заказа", "[C] Отменён")), said(("Статус заказа", "[N] Принят"))),
    sample(
        "CML644",
        said(("СтатусЗаказа", "Отменен")),
        said(CANCELLED, ("СтатусЗаказа", "Отменен")),
    ),
    sample("CML645", said(("Проведен", "2")), said(("Проведен", "Да"))),
    sample("CML645", said(("Отменен", "не отменен")), said(("Отменен", ""))),
    sample("CML645", said(("Оплачен", "частично")), said(("Тип оплаты", "частично"))),
    sample(
        "CML646",
        said(("Склад", "Основной"), ("Склад", "Дальний")),
        said(("Склад", "Основной"), ("Склад", "Основной")),
    ),
    sample(
        "CML647",
        said(("Оплачен", "false"), ("Дата оплаты по 1С", "2026-03-02")),
        said(("Оплачен", "false"), ("Дата оплаты по 1С", "0001-01-01")),
    ),
    sample(
        "CML647",
        said(("Отгружен", "нет"), ("Дата отгрузки по 1С", "2026-03-02")),
        said(("Отгружен", "да"), ("Дата отгрузки по 1С", "2026-03-02")),
    ),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_values_that_differ_are_not_told_as_a_whole() -> None:
    document = said(("Получатель", "Иванова Анна"), ("Получатель", "Петрова Вера"))
    [found] = problems(staged(document))
    assert str(found.message) == "`Получатель` is `Ив•••••на` and `Пе•••••ра`"
